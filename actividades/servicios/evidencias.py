"""Putting evidence on an act and taking it off."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from actividades import permisos
from actividades.archivos import ArchivoListo
from actividades.estados import MAX_ARCHIVOS, D, R
from actividades.models import Actividad, Evidencia
from actividades.servicios.mover import dejar_asiento, guardar_cambio, mover_actividad, tomar
from nucleo.errores import DatosInvalidos
from nucleo.personas import Persona


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
            nuevos.append(archivo)
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


_COPIADOS = ("nombre", "tipo", "archivo", "sha256", "original_sha256", "bytes", "tomada_en")


def hay_novedad(actividad: Actividad, agregar: Sequence[ArchivoListo], quitar: Collection[int]) -> bool:
    """Whether those files are still to be put or taken: a form sent twice brings nothing new."""
    vistos = set(actividad.evidencias.values_list("original_sha256", flat=True))
    faltan = any(a.original_sha256 not in vistos for a in agregar)
    return faltan or actividad.evidencias.filter(pk__in=quitar).exists()


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
