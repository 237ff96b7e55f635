"""The blocks of a POA written by hand: estrategias and actividades, their líneas and their inversiones."""

from datetime import datetime
from typing import Any

from django.db import transaction

from nucleo.personas import Persona
from nucleo.texto import una_linea
from poa.consultas.municipio import adscripciones_en_vigor
from poa.consultas.partes import CAMPOS, version_de, version_de_lista
from poa.estados import TipoBloque
from poa.models import Estrategia, Inversion, LineaDeAccion, Programa
from poa.pasos import es_paso
from poa.servicios.edicion import abrir_borrador, anotar, cambiar, exigir_vigente, limpios
from poa.servicios.edicion_listas import fila_de, lista_de, siguiente_orden, textos_nuevos
from poa.servicios.exigencias import exigir_datos

MAX_NUMERO = 999
MAX_MONTO = 99_999_999_999_99


def _errores_de_bloque(datos: dict[str, Any]) -> dict[str, str]:
    errores = {}
    if not datos["nombre"]:
        errores["nombre"] = "Escriba el nombre, como va en la hoja."
    if not 1 <= datos["numero"] <= MAX_NUMERO:
        errores["numero"] = f"El número va de 1 a {MAX_NUMERO}."
    if datos["tipo"] not in TipoBloque.values:
        errores["tipo"] = "Elija si la hoja lo llama estrategia o actividad."
    return errores


@transaction.atomic
def agregar_bloque(
    *,
    persona: Persona,
    ahora: datetime,
    programa_id: int,
    tipo: str,
    numero: int,
    nombre: str,
    version: str,
) -> Estrategia:
    """Add a block at the end; its number is the one the sheet has, even repeated.

    `version` is version_de_lista() of the blocks: a submit that came twice gives the same block back.
    Raises Programa.DoesNotExist, SinPermiso, TransicionInvalida, DatosInvalidos by field.
    """
    programa = abrir_borrador(programa_id, persona)
    datos = {"tipo": tipo, "numero": numero, "nombre": una_linea(nombre)}
    exigir_datos(_errores_de_bloque(datos))
    datos = limpios(Estrategia, datos, datos)
    lista = lista_de(programa, "bloques")
    if version_de_lista(lista.values_list("pk", flat=True)) != version:
        igual = lista.filter(**datos).last()
        if igual is not None:
            return igual
    bloque = Estrategia.objects.create(programa=programa, orden=siguiente_orden(lista), **datos)
    anotar(programa, persona, ahora, f"bloque-{bloque.pk}", "agregar", **datos)
    return bloque


@transaction.atomic
def editar_bloque(
    *,
    persona: Persona,
    ahora: datetime,
    programa_id: int,
    bloque_id: int,
    datos: dict[str, Any],
    version: str,
) -> Estrategia:
    """Keep what a block says of itself: `datos` holds the fields of CAMPOS[Estrategia].

    Raises as editar_hoja, and Estrategia.DoesNotExist when the block is of another POA.
    """
    programa = abrir_borrador(programa_id, persona)
    bloque, parte = fila_de(programa, "bloque", bloque_id), f"bloque-{bloque_id}"
    exigir_vigente(programa, parte, version_de(bloque), version, persona)
    valores = limpios(Estrategia, datos, CAMPOS[Estrategia])
    errores = _errores_de_bloque(valores)
    desde, hasta = valores["periodo_desde"], valores["periodo_hasta"]
    if desde and hasta and hasta < desde:
        errores["periodo_hasta"] = "El periodo termina el mismo día en que empieza, o después."
    exigir_datos(errores)
    cambiados = cambiar(bloque, valores)
    if cambiados:
        anotar(programa, persona, ahora, parte, "editar", campos=cambiados)
    return bloque


@transaction.atomic
def agregar_lineas(
    *, persona: Persona, ahora: datetime, programa_id: int, bloque_id: int, texto: str, version: str
) -> int:
    """Add one línea de acción for each line of the text, at the end of a block; how many.

    Raises as agregar_foda, and Estrategia.DoesNotExist.
    """
    programa = abrir_borrador(programa_id, persona)
    bloque = fila_de(programa, "bloque", bloque_id)
    lista = lista_de(programa, f"lineas-{bloque_id}")
    textos = textos_nuevos(lista, texto, version)
    if textos:
        desde = siguiente_orden(lista, len(textos))
        LineaDeAccion.objects.bulk_create(
            LineaDeAccion(estrategia_id=bloque.pk, orden=orden, texto=nuevo)
            for orden, nuevo in enumerate(textos, start=desde)
        )
        anotar(programa, persona, ahora, f"lineas-{bloque_id}", "agregar", textos=textos)
    return len(textos)


def responsables_posibles(programa: Programa, persona: Persona) -> dict[int, str]:
    """id → name of who may carry a línea: the people with a cargo in the dirección today."""
    cargos = adscripciones_en_vigor(persona.hoy).filter(direccion_id=programa.direccion_id)
    return {cargo.usuario_id: cargo.usuario.nombre for cargo in cargos.order_by("usuario__nombre")}


@transaction.atomic
def editar_linea(
    *,
    persona: Persona,
    ahora: datetime,
    programa_id: int,
    linea_id: int,
    datos: dict[str, Any],
    responsables: list[int],
    version: str,
) -> LineaDeAccion:
    """Keep what a línea says and who carries it; `datos` holds the fields of CAMPOS[LineaDeAccion].

    Who already carries it may stay though the cargo ended. Raises as editar_hoja, and
    LineaDeAccion.DoesNotExist when the línea is of another POA.
    """
    programa = abrir_borrador(programa_id, persona)
    linea, parte = fila_de(programa, "linea", linea_id), f"linea-{linea_id}"
    exigir_vigente(programa, parte, version_de(linea), version, persona)
    valores = limpios(LineaDeAccion, {**datos, "texto": una_linea(datos["texto"])}, CAMPOS[LineaDeAccion])
    actuales = {usuario.pk for usuario in linea.responsables.all()}
    exigir_datos(_errores_de_linea(programa, persona, linea, valores, set(responsables) - actuales))
    cambiados = cambiar(linea, valores)
    if set(responsables) != actuales:
        linea.responsables.set(responsables)
        cambiados.append("responsables")
    if cambiados:
        anotar(programa, persona, ahora, parte, "editar", campos=cambiados)
    return linea


def _errores_de_linea(
    programa: Programa, persona: Persona, linea: LineaDeAccion, valores: dict[str, Any], nuevos: set[int]
) -> dict[str, str]:
    errores, paso = {}, valores["paso_que_cuenta"]
    if not valores["texto"]:
        errores["texto"] = "Escriba la línea de acción."
    if paso and paso != linea.paso_que_cuenta and not es_paso(paso):
        errores["paso_que_cuenta"] = "Ese paso no existe."
    if nuevos - responsables_posibles(programa, persona).keys():
        errores["responsables"] = "Elija personas que hoy tengan un cargo en la dirección."
    return errores


def _inversion(concepto: str, monto: int) -> dict[str, Any]:
    exigir_datos({} if 0 <= monto <= MAX_MONTO else {"monto": "El monto va de 0 a 99,999,999,999.99."})
    return limpios(Inversion, {"concepto": concepto, "monto": monto}, CAMPOS[Inversion])


@transaction.atomic
def agregar_inversion(
    *,
    persona: Persona,
    ahora: datetime,
    programa_id: int,
    bloque_id: int,
    concepto: str,
    monto: int,
    version: str,
) -> Inversion:
    """Add a concept of spending and its ceiling, in centavos; 0 without concept says there is none.

    Raises as agregar_bloque, and Estrategia.DoesNotExist.
    """
    programa = abrir_borrador(programa_id, persona)
    bloque, datos = fila_de(programa, "bloque", bloque_id), _inversion(concepto, monto)
    lista = lista_de(programa, f"inversiones-{bloque_id}")
    if version_de_lista(lista.values_list("pk", flat=True)) != version:
        igual = lista.filter(**datos).last()
        if igual is not None:
            return igual
    inversion = Inversion.objects.create(estrategia_id=bloque.pk, orden=siguiente_orden(lista), **datos)
    anotar(programa, persona, ahora, f"inversion-{inversion.pk}", "agregar", **datos)
    return inversion


@transaction.atomic
def editar_inversion(
    *,
    persona: Persona,
    ahora: datetime,
    programa_id: int,
    inversion_id: int,
    concepto: str,
    monto: int,
    version: str,
) -> Inversion:
    """Change a concept or its ceiling, in centavos. Raises as editar_hoja, and Inversion.DoesNotExist."""
    programa = abrir_borrador(programa_id, persona)
    inversion, parte = fila_de(programa, "inversion", inversion_id), f"inversion-{inversion_id}"
    exigir_vigente(programa, parte, version_de(inversion), version, persona)
    cambiados = cambiar(inversion, _inversion(concepto, monto))
    if cambiados:
        anotar(programa, persona, ahora, parte, "editar", campos=cambiados, monto=monto)
    return inversion
