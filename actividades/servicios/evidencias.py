"""Putting evidence on an act and taking it off."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from actividades import permisos
from actividades.archivos import ArchivoListo
from actividades.estados import MAX_ARCHIVOS, MAX_PIE, D, R
from actividades.models import Actividad, Evidencia
from actividades.servicios.mover import dejar_asiento, guardar_cambio, mover_actividad, tomar
from nucleo.errores import DatosInvalidos
from nucleo.personas import Persona
from nucleo.texto import limpiar


def colgar(
    actividad: Actividad, archivos: Sequence[ArchivoListo], persona: Persona, ahora: datetime
) -> list[Evidencia]:
    """Write the rows of files that are already in the store; one the act has already is not repeated.

    Raises DatosInvalidos beyond ten files per act. The caller holds the lock.
    """
    vistos = set(actividad.evidencias.values_list("original_sha256", flat=True))
    nuevos: list[ArchivoListo] = []
    for archivo in archivos:
        if archivo.original_sha256 not in vistos:
            vistos.add(archivo.original_sha256)
            nuevos.append(replace(archivo, pie=pie_limpio(archivo.pie)))
    if len(vistos) > MAX_ARCHIVOS:
        mensaje = f"Cada actividad lleva a lo más {MAX_ARCHIVOS} archivos."
        raise DatosInvalidos(mensaje, {"evidencias": mensaje})
    orden = actividad.evidencias.aggregate(m=Max("orden"))["m"] or 0
    return [
        Evidencia.objects.create(
            actividad=actividad,
            orden=orden + n,
            subida_por=persona.usuario,
            subida_en=ahora,
            **{campo: getattr(archivo, campo) for campo in _COPIADOS},
        )
        for n, archivo in enumerate(nuevos, 1)
    ]


_COPIADOS = ("nombre", "pie", "tipo", "archivo", "sha256", "original_sha256", "bytes", "tomada_en")


@dataclass(frozen=True)
class Acomodo:
    """Where a file that the act already has goes: its id, in the wanted order, with its caption."""

    pk: int
    pie: str


def hay_novedad(
    actividad: Actividad,
    agregar: Sequence[ArchivoListo],
    quitar: Collection[int],
    acomodo: Sequence[Acomodo] = (),
) -> bool:
    """Whether something is still to be put, taken, moved or captioned: a form sent twice brings nothing."""
    vistos = set(actividad.evidencias.values_list("original_sha256", flat=True))
    faltan = any(a.original_sha256 not in vistos for a in agregar)
    sobran = actividad.evidencias.filter(pk__in=quitar).exists()
    return faltan or sobran or bool(_por_acomodar(actividad, acomodo)[1])


def acomodar(actividad: Actividad, acomodo: Sequence[Acomodo]) -> list[dict[str, str]]:
    """Put the files of the act in that order with those captions; the differences, as its history tells them.

    An id that is not of this act is as if it were not there; a file that is not named goes after the named.
    Raises DatosInvalidos (a caption too long). The caller holds the lock.
    """
    ordenadas, diferencias = _por_acomodar(actividad, acomodo)
    if not diferencias:
        return []
    # Twice: two rows never share a place, not even on the way.
    for lugar, evidencia in enumerate(ordenadas, _LEJOS):
        Evidencia.objects.filter(pk=evidencia.pk).update(orden=lugar, pie=evidencia.pie)
    for lugar, evidencia in enumerate(ordenadas, 1):
        Evidencia.objects.filter(pk=evidencia.pk).update(orden=lugar)
    return diferencias


_LEJOS = 10_000


def _por_acomodar(
    actividad: Actividad, acomodo: Sequence[Acomodo]
) -> tuple[list[Evidencia], list[dict[str, str]]]:
    """The files in their new order, unsaved with their new captions, and what that changes."""
    antes = list(actividad.evidencias.order_by("orden"))
    lugares = {a.pk: lugar for lugar, a in enumerate(acomodo)}
    pies = {a.pk: pie_limpio(a.pie) for a in acomodo}
    despues = sorted(antes, key=lambda e: lugares.get(e.pk, len(lugares)))
    diferencias = []
    if [e.pk for e in despues] != [e.pk for e in antes]:
        nombres = (", ".join(e.nombre for e in lista) for lista in (antes, despues))
        diferencias.append(dict(zip(("campo", "antes", "despues"), ("orden", *nombres), strict=True)))
    for evidencia in despues:
        pie = pies.get(evidencia.pk, evidencia.pie)
        if pie != evidencia.pie:
            textos = (f"{evidencia.nombre}: {texto}" for texto in (evidencia.pie, pie))
            diferencias.append(
                dict(zip(("campo", "antes", "despues"), ("pie de foto", *textos), strict=True))
            )
            evidencia.pie = pie
    return despues, diferencias


def pie_limpio(pie: str) -> str:
    """A caption as it is kept: one line. Raises DatosInvalidos when it is too long."""
    limpio = " ".join(limpiar(pie).split())
    if len(limpio) > MAX_PIE:
        mensaje = f"Acorte el pie de foto: use a lo más {MAX_PIE} letras."
        raise DatosInvalidos(mensaje, {"evidencias": mensaje})
    return limpio


def descolgar(actividad: Actividad, quitar: Collection[int]) -> list[Evidencia]:
    """Delete the rows of evidence of this act among those ids; the files stay in the store."""
    quitadas = list(actividad.evidencias.filter(pk__in=quitar))
    actividad.evidencias.filter(pk__in=[e.pk for e in quitadas]).delete()
    return quitadas


def diferencias_de_archivos(
    agregadas: Sequence[Evidencia], quitadas: Sequence[Evidencia]
) -> list[dict[str, str]]:
    """[{campo, antes, despues}] of what was put and taken."""
    return [
        *({"campo": "evidencia", "antes": e.nombre, "despues": ""} for e in quitadas),
        *({"campo": "evidencia", "antes": "", "despues": e.nombre} for e in agregadas),
    ]


def agregar_evidencia(
    *, actividad: Actividad, archivos: Sequence[ArchivoListo], persona: Persona, ahora: datetime
) -> list[Evidencia]:
    """Put photos or PDFs on an act that is not validated yet; a devuelta goes back to be validated.

    Returns the new rows; a file the act already has gives none, so a repeated submit changes nothing.
    Raises SinPermiso, TransicionInvalida, PeriodoCerrado, DatosInvalidos.
    """
    with transaction.atomic():
        (actual,), _ = tomar([actividad])
        permisos.exigir(permisos.CORREGIR, persona, actual)
        nuevas = colgar(actual, archivos, persona, ahora)
        if nuevas:
            _anotar(actual, "evidencia.agregar", nuevas, [], persona, ahora)
    return nuevas


def quitar_evidencia(*, evidencia: Evidencia, persona: Persona, ahora: datetime) -> None:
    """Take a file off an act that is not validated yet; its history says which one it was.

    Raises SinPermiso, TransicionInvalida, PeriodoCerrado. Taking off what is gone changes nothing.
    """
    with transaction.atomic():
        (actual,), _ = tomar([evidencia.actividad])
        permisos.exigir(permisos.CORREGIR, persona, actual)
        quitadas = descolgar(actual, [evidencia.pk])
        if quitadas:
            _anotar(actual, "evidencia.quitar", [], quitadas, persona, ahora)


def _anotar(
    actividad: Actividad,
    accion: str,
    agregadas: list[Evidencia],
    quitadas: list[Evidencia],
    persona: Persona,
    ahora: datetime,
) -> None:
    diferencias = diferencias_de_archivos(agregadas, quitadas)
    if actividad.estado == D:
        mover_actividad(actividad=actividad, a=R, persona=persona, ahora=ahora, diferencias=diferencias)
    else:
        guardar_cambio(
            actividad=actividad, de=actividad.estado, persona=persona, ahora=ahora, diferencias=diferencias
        )
    huellas = [e.sha256 for e in (*agregadas, *quitadas)]
    dejar_asiento(accion, actividad, persona, ahora, evidencias=huellas)
