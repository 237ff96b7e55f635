"""Writes a whole POA from plain data: a sheet as it is, incomplete or not, and what completes it later."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from nucleo.bitacora import asentar
from nucleo.dinero import leer_monto
from nucleo.errores import DatosInvalidos
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar
from poa.estados import Temporalidad, TipoBloque, TipoFODA
from poa.models import (
    Direccion,
    EjePMD,
    Ejercicio,
    ElementoFODA,
    Estrategia,
    Inversion,
    LineaDeAccion,
    Programa,
)
from poa.servicios.programas import bloquear_borrador, crear_programa, escribir_programacion

Datos = dict[str, Any]

LISTAS_FODA = {
    "fortalezas": TipoFODA.FORTALEZA,
    "debilidades": TipoFODA.DEBILIDAD,
    "oportunidades": TipoFODA.OPORTUNIDAD,
    "amenazas": TipoFODA.AMENAZA,
}
# «TRIMESTRAL» and «TRIMESTRE» are the same thing on the sheets.
TEMPORALIDADES = {"trimestral": Temporalidad.TRIMESTRAL, "trimestre": Temporalidad.TRIMESTRAL}


def leer_temporalidad(texto: str) -> str:
    """«TRIMESTRAL» and «TRIMESTRE» → "trimestral"; nothing stays nothing. Raises DatosInvalidos."""
    if not texto.strip():
        return ""
    valor = TEMPORALIDADES.get(normalizar(texto))
    if valor is None:
        raise DatosInvalidos(f"No se conoce la temporalidad «{texto}».", {"temporalidad": texto})
    return valor


def _leido(leer: Callable[[str], Any], texto: str, campo: str) -> Any:
    try:
        return leer(texto)
    except (ValueError, ValidationError) as error:
        raise DatosInvalidos(f"No se entiende «{texto}» en {campo}.", {campo: texto}) from error


def _fecha(texto: str | None, campo: str) -> date | None:
    return _leido(date.fromisoformat, texto, campo) if texto else None


def _parrafos(valor: str | Iterable[str]) -> str:
    return limpiar(valor) if isinstance(valor, str) else "\n\n".join(limpiar(p) for p in valor)


def _eje(nombre: str | None) -> EjePMD | None:
    if not nombre:
        return None
    eje = EjePMD.objects.filter(nombre=limpiar(nombre)).first()
    if eje is None:
        raise DatosInvalidos(f"El eje «{nombre}» no está en el catálogo de ejes.", {"eje": nombre})
    return eje


def _hoja(datos: Datos) -> Datos:
    responsable = datos.get("responsable", {})
    return {
        "encabezado": limpiar(datos.get("encabezado", "")),
        "vision": _parrafos(datos.get("vision", "")),
        "mision": _parrafos(datos.get("mision", "")),
        "objetivo": _parrafos(datos.get("objetivo", "")),
        "evaluador": limpiar(datos.get("evaluador", "")),
        "fecha": _fecha(datos.get("fecha"), "fecha"),
        "responsable_nombre": limpiar(responsable.get("nombre", "")),
        "responsable_cargo": limpiar(responsable.get("cargo", "")),
    }


def _resultados(bloque: Datos) -> Datos:
    """What stands under «Resultados/Impacto», without the inversiones."""
    beneficiados, periodo = bloque.get("beneficiados", {}), bloque.get("periodo", {})
    return {
        "metas": _parrafos(bloque.get("metas", "")),
        "beneficiados_directos": limpiar(beneficiados.get("directos", "")),
        "beneficiados_indirectos": limpiar(beneficiados.get("indirectos", "")),
        "periodo_desde": _fecha(periodo.get("desde"), "periodo"),
        "periodo_hasta": _fecha(periodo.get("hasta"), "periodo"),
        "temporalidad": leer_temporalidad(bloque.get("temporalidad", "")),
    }


def _escribir_inversiones(estrategia: Estrategia, renglones: Iterable[Datos]) -> None:
    Inversion.objects.bulk_create(
        Inversion(
            estrategia=estrategia,
            orden=orden,
            concepto=limpiar(renglon.get("concepto", "")),
            monto=_leido(leer_monto, renglon["monto"], "inversion"),
        )
        for orden, renglon in enumerate(renglones, start=1)
    )


def _escribir_lineas(estrategia: Estrategia, lineas: Iterable[str | Datos], es_ejemplo: bool) -> None:
    for orden, dato in enumerate(lineas, start=1):
        campos: Datos = {"texto": dato} if isinstance(dato, str) else dato
        linea = LineaDeAccion.objects.create(
            estrategia=estrategia,
            orden=orden,
            texto=limpiar(campos["texto"]),
            exige_evidencia=campos.get("exige_evidencia", True),
            paso_que_cuenta=campos.get("paso", ""),
            es_ejemplo=es_ejemplo,
        )
        _escribir_numeros(linea, campos, es_ejemplo)


def _escribir_numeros(linea: LineaDeAccion, campos: Datos, es_ejemplo: bool) -> None:
    """Unidad de medida, medio de verificación, the step that counts and the four projected numbers, those
    that come."""
    linea.paso_que_cuenta = campos.get("paso", "") or linea.paso_que_cuenta
    linea.unidad_de_medida = limpiar(campos.get("unidad", "")) or linea.unidad_de_medida
    linea.medio_de_verificacion = limpiar(campos.get("medio", "")) or linea.medio_de_verificacion
    linea.save(update_fields=["unidad_de_medida", "medio_de_verificacion", "paso_que_cuenta"])
    if "programacion" in campos:
        programa = linea.estrategia.programa
        escribir_programacion(programa, linea, campos["programacion"], es_ejemplo=es_ejemplo)


def _escribir_bloque(programa: Programa, orden: int, bloque: Datos, es_ejemplo: bool) -> None:
    estrategia = Estrategia.objects.create(
        programa=programa,
        orden=orden,
        tipo=TipoBloque(bloque.get("tipo", "estrategia")),
        numero=bloque["numero"],
        nombre=limpiar(bloque["nombre"]),
        eje=_eje(bloque.get("eje")),
        es_ejemplo=es_ejemplo,
        **_resultados(bloque),
    )
    _escribir_inversiones(estrategia, bloque.get("inversiones", []))
    _escribir_lineas(estrategia, bloque.get("lineas", []), es_ejemplo)


@transaction.atomic
def cargar_programa(
    *, persona: Persona, ahora: datetime, datos: Datos, fuente: Datos | None = None
) -> Programa:
    """Write a POA as its sheet has it, however little that is, and leave it in borrador.

    `datos` follows the sheet: clave, ejercicio, encabezado, vision, mision (text or list of
    paragraphs), fortalezas, debilidades, oportunidades, amenazas (lists), objetivo, bloques, evaluador,
    fecha (ISO), responsable {nombre, cargo}, es_ejemplo. A bloque: tipo, numero, nombre, eje, lineas
    (a text, or {texto, unidad, medio, exige_evidencia, paso, programacion: four numbers, None where
    nothing was captured}), metas, inversiones [{concepto, monto "70,000.00"}], beneficiados {directos,
    indirectos}, periodo {desde, hasta}, temporalidad. `fuente` says on record where the data came from.
    Raises SinPermiso, Conflicto (already has one), DatosInvalidos (what cannot be read).
    """
    direccion = Direccion.objects.filter(clave=datos["clave"]).first()
    ejercicio = Ejercicio.objects.filter(anio=datos["ejercicio"]).first()
    if direccion is None or ejercicio is None:
        raise DatosInvalidos("No existe esa dirección, o su ejercicio no se ha abierto.")
    programa = crear_programa(
        persona=persona, ahora=ahora, direccion=direccion, ejercicio=ejercicio, **_hoja(datos)
    )
    ElementoFODA.objects.bulk_create(
        ElementoFODA(programa=programa, tipo=tipo, orden=orden, texto=limpiar(texto))
        for lista, tipo in LISTAS_FODA.items()
        for orden, texto in enumerate(datos.get(lista, []), start=1)
    )
    for orden, bloque in enumerate(datos.get("bloques", []), start=1):
        _escribir_bloque(programa, orden, bloque, datos.get("es_ejemplo", False))
    _asentar_carga(programa, "programa.cargar", persona, ahora, fuente)
    return programa


@transaction.atomic
def completar_programa(
    *, persona: Persona, ahora: datetime, programa_id: int, datos: Datos, es_ejemplo: bool = False
) -> Programa:
    """Fill what a draft lacks, never writing over what it has.

    `datos`: {"bloques": [{orden, and for an empty bloque: metas, inversiones, lineas, …}],
    "lineas": [{bloque, linea (their places on the sheet), unidad, medio, paso, programacion}]}.
    Raises SinPermiso, TransicionInvalida (no longer a draft), DatosInvalidos.
    """
    programa = bloquear_borrador(programa_id, persona)
    for bloque in datos.get("bloques", []):
        _completar_bloque(programa, bloque, es_ejemplo)
    for campos in datos.get("lineas", []):
        linea = LineaDeAccion.objects.select_related("estrategia__programa").get(
            estrategia__programa=programa, estrategia__orden=campos["bloque"], orden=campos["linea"]
        )
        if linea.programacion.exists():
            raise DatosInvalidos(f"La línea «{linea.texto[:60]}» ya tiene su programación.")
        _escribir_numeros(linea, campos, es_ejemplo)
    _asentar_carga(programa, "programa.completar", persona, ahora)
    return programa


def _completar_bloque(programa: Programa, bloque: Datos, es_ejemplo: bool) -> None:
    estrategia = programa.estrategias.get(orden=bloque["orden"])
    if estrategia.metas or estrategia.lineas.exists() or estrategia.inversiones.exists():
        raise DatosInvalidos(f"{estrategia.titulo} ya tiene contenido: no se escribe encima.")
    for campo, valor in _resultados(bloque).items():
        setattr(estrategia, campo, valor)
    estrategia.es_ejemplo = es_ejemplo
    estrategia.save()
    _escribir_inversiones(estrategia, bloque.get("inversiones", []))
    _escribir_lineas(estrategia, bloque.get("lineas", []), es_ejemplo)


def _asentar_carga(
    programa: Programa, accion: str, persona: Persona, ahora: datetime, fuente: Datos | None = None
) -> None:
    asentar(
        cadena=programa.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=programa,
        datos={
            "ejercicio": programa.ejercicio.anio,
            "estrategias": programa.estrategias.count(),
            "lineas": LineaDeAccion.objects.filter(estrategia__programa=programa).count(),
            **(fuente or {}),
        },
    )
