"""Writing a POA by hand: it is started, and the texts of its sheet are kept section by section."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, TransicionInvalida
from nucleo.fechas import fecha_larga
from nucleo.personas import Persona
from nucleo.texto import parrafos_pegados, una_linea
from poa.consultas.municipio import responsable_de_la_hoja
from poa.consultas.partes import HOJA, ultimo_cambio, version_de_hoja
from poa.consultas.programas import programas_visibles_para
from poa.models import Direccion, Ejercicio, Programa
from poa.permisos import permite_editar, permite_escribir
from poa.servicios.exigencias import exigir_datos, exigir_permiso
from poa.servicios.programas import crear_programa

MAX_TEXTO = 5000


def abrir_borrador(programa_id: int, persona: Persona) -> Programa:
    """The locked POA, after making sure that the person writes it and that it still takes changes.

    Raises Programa.DoesNotExist when the person may not even see it; SinPermiso; TransicionInvalida.
    """
    programa = programas_visibles_para(persona).select_for_update(of=("self",)).get(pk=programa_id)
    exigir_permiso(permite_escribir(persona, programa.direccion_id))
    editable = permite_editar(programa)
    if not editable:
        raise TransicionInvalida(editable.razon)
    return programa


def anotar(programa: Programa, persona: Persona, ahora: datetime, parte: str, que: str, **datos: Any) -> None:
    """One more revision of the POA, and its Asiento: which part, what was done to it, which fields."""
    programa.revision += 1
    programa.save(update_fields=["revision"])
    asentar(
        cadena=programa.direccion.cadena,
        accion=f"programa.{que}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=programa,
        datos={"parte": parte, "revision": programa.revision, **datos},
    )


def _enlistar(cosas: list[str]) -> str:
    if len(cosas) < 2:
        return "".join(cosas)
    return f"{', '.join(cosas[:-1])} y {cosas[-1]}"


def exigir_vigente(programa: Programa, parte: str, actual: str, version: str, persona: Persona) -> None:
    """Raise Conflicto, saying who changed what and when, unless the part is as the person saw it."""
    if actual == version:
        return
    # Without a name, the part is a list: whatever was done last to the POA is what moved it.
    cambio = ultimo_cambio(programa, parte)
    if cambio is None:
        raise Conflicto("Mientras usted escribía, otra persona cambió esta parte. No se guardó nada.")
    quien = "usted mismo(a), en otra ventana," if cambio.actor_id == persona.usuario.pk else cambio.quien
    que = _enlistar(cambio.campos) or "esta parte"
    momento = timezone.localtime(cambio.momento)
    raise Conflicto(
        f"Mientras usted escribía, {quien} cambió {que} (el {fecha_larga(momento.date())} a las "
        f"{momento:%H:%M}). No se guardó nada."
    )


def limpios(modelo: type[models.Model], datos: dict[str, Any], campos: Iterable[str]) -> dict[str, Any]:
    """The values of those fields as they are kept: pasted text made clean, each within its length.

    Raises DatosInvalidos by field. What is not text goes through as it came.
    """
    valores, errores = {}, {}
    for campo in campos:
        valor, columna = datos[campo], modelo._meta.get_field(campo)
        if isinstance(valor, str):
            largo = isinstance(columna, models.TextField)
            valor = parrafos_pegados(valor) if largo else una_linea(valor)
            maximo = getattr(columna, "max_length", None) or MAX_TEXTO
            if len(valor) > maximo:
                errores[campo] = f"Son {len(valor):,} letras; caben {maximo:,}."
        valores[campo] = valor
    exigir_datos(errores)
    return valores


def cambiar(objeto: models.Model, valores: dict[str, Any]) -> list[str]:
    """Put the values and save those that differ; the names of the fields that changed."""
    cambiados = [campo for campo, valor in valores.items() if getattr(objeto, campo) != valor]
    for campo in cambiados:
        setattr(objeto, campo, valores[campo])
    if cambiados:
        marcas = ["es_ejemplo"] if getattr(objeto, "es_ejemplo", False) else []
        for marca in marcas:  # what somebody wrote is not of the example any more
            setattr(objeto, marca, False)
        objeto.save(update_fields=[*cambiados, *marcas])
    return cambiados


@transaction.atomic
def empezar_programa(
    *, persona: Persona, ahora: datetime, direccion: Direccion, ejercicio: Ejercicio
) -> Programa:
    """The directora starts the POA of her dirección in a year, in borrador.

    Its heading and who answers for it are filled in from the catalogue; who evaluates, from her last
    POA. Raises SinPermiso; Conflicto when the dirección already has one for that year.
    """
    exigir_permiso(permite_escribir(persona, direccion.pk))
    nombre, cargo = responsable_de_la_hoja(direccion.pk, persona.hoy)
    anterior = Programa.objects.filter(direccion=direccion).order_by("-ejercicio__anio").first()
    return crear_programa(
        persona=persona,
        ahora=ahora,
        direccion=direccion,
        ejercicio=ejercicio,
        encabezado=direccion.nombre,
        responsable_nombre=nombre,
        responsable_cargo=cargo,
        evaluador=anterior.evaluador if anterior else "",
    )


@transaction.atomic
def editar_hoja(
    *,
    persona: Persona,
    ahora: datetime,
    programa_id: int,
    parte: str,
    datos: dict[str, Any],
    version: str,
) -> Programa:
    """Keep one section of the sheet (a key of consultas.partes.HOJA); unfinished is as good as finished.

    `datos` holds every field of the section; `version` is version_de_hoja() when it was opened. Nothing
    is written when nothing changed. Raises Programa.DoesNotExist (not visible), SinPermiso,
    TransicionInvalida (no longer a draft), Conflicto (changed meanwhile), DatosInvalidos by field.
    """
    programa = abrir_borrador(programa_id, persona)
    exigir_vigente(programa, parte, version_de_hoja(programa, parte), version, persona)
    cambiados = cambiar(programa, limpios(Programa, datos, HOJA[parte]))
    if cambiados:
        anotar(programa, persona, ahora, parte, "editar", campos=cambiados)
    return programa
