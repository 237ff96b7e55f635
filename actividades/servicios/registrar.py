"""Logging an act and correcting it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from actividades import permisos
from actividades.archivos import ArchivoListo
from actividades.estados import D, R
from actividades.models import Actividad, CambioDeActividad
from actividades.servicios.datos import (
    DatosDeActividad,
    dice_lo_mismo,
    diferencias_entre,
    escribir,
    legible,
    revisar_datos,
    trimestre_de,
)
from actividades.servicios.evidencias import (
    Acomodo,
    acomodar,
    colgar,
    descolgar,
    diferencias_de_archivos,
    hay_novedad,
)
from actividades.servicios.mover import (
    bloquear_trimestres,
    dejar_asiento,
    guardar_cambio,
    mover_actividad,
    tomar,
)
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.fechas import fecha_larga, momento_largo
from nucleo.personas import Persona
from poa.candados import exigir, permite_captura


def registrar_actividad(
    *,
    direccion_id: int,
    datos: DatosDeActividad,
    token: UUID,
    persona: Persona,
    ahora: datetime,
    archivos: Sequence[ArchivoListo] = (),
) -> Actividad:
    """Log an act; the same token twice is one act, and the second call returns the first one's.

    Raises SinPermiso, DatosInvalidos (with `errores` per field), PeriodoCerrado (which lock, whom to ask),
    Conflicto (the token is another person's, or made an act that says something else).
    Source: the date of the act decides the quarter.
    """
    if not (veredicto := permisos.puede_registrar(persona, direccion_id)):
        raise SinPermiso(veredicto.razon)
    datos = revisar_datos(datos)
    if repetida := _repetida(token, datos, archivos, persona):
        return repetida
    tp = trimestre_de(direccion_id, datos, persona.hoy)
    try:
        with transaction.atomic():
            tp = bloquear_trimestres([tp.pk])[tp.pk]
            if repetida := _repetida(token, datos, archivos, persona):
                return repetida
            linea_id = datos.linea.pk if datos.linea else None
            exigir(permite_captura(tp, linea_id=linea_id, hoy=persona.hoy))
            actividad = Actividad(token=token, registrada_por=persona.usuario, registrada_en=ahora)
            escribir(actividad, datos, tp)
            return nacer(actividad, datos, archivos, persona, ahora)
    except IntegrityError:
        # The same token was being written in another quarter, under another lock.
        if repetida := _repetida(token, datos, archivos, persona):
            return repetida
        raise


def nacer(
    actividad: Actividad,
    datos: DatosDeActividad,
    archivos: Sequence[ArchivoListo],
    persona: Persona,
    ahora: datetime,
) -> Actividad:
    """Write an act with all that hangs from it, and its Asiento; the caller holds the quarter's lock."""
    actividad.save(force_insert=True)
    actividad.localidades.set(datos.localidades)
    evidencias = colgar(actividad, archivos, persona, ahora)
    CambioDeActividad.objects.create(actividad=actividad, de="", a=R, actor=persona.usuario, momento=ahora)
    huellas = [e.sha256 for e in evidencias]
    dejar_asiento("actividad.registrar", actividad, persona, ahora, evidencias=huellas)
    return actividad


def ya_registrada(token: UUID, persona: Persona) -> Actividad | None:
    """The act that this form already made, if any. Raises Conflicto when it was another person's form."""
    actividad = Actividad.objects.filter(token=token).first()
    if actividad and actividad.registrada_por_id != persona.usuario.pk:
        raise Conflicto("Este formulario ya se usó. Abra uno nuevo para registrar otra actividad.")
    return actividad


def _repetida(
    token: UUID, datos: DatosDeActividad, archivos: Sequence[ArchivoListo], persona: Persona
) -> Actividad | None:
    """The act that this form already made. Raises Conflicto when it does not say what is sent now."""
    actividad = ya_registrada(token, persona)
    if actividad and not dice_lo_mismo(actividad, datos, archivos):
        raise Conflicto(
            f"Este formulario ya se usó: con él se registró la actividad del {fecha_larga(actividad.fecha)}, "
            "que dice otra cosa. Véala en la lista y corríjala ahí; si lo que escribió es otra actividad, "
            "vuelva a guardar."
        )
    return actividad


def corregir_actividad(
    *,
    actividad: Actividad,
    datos: DatosDeActividad,
    revision: int,
    persona: Persona,
    ahora: datetime,
    agregar: Sequence[ArchivoListo] = (),
    quitar: Collection[int] = (),
    acomodo: Sequence[Acomodo] = (),
) -> Actividad:
    """Change what an act says; a devuelta goes back to be validated, and the history keeps the differences.

    `revision` is the one the person read: another one raises Conflicto, which says who changed it. When
    the date moves the act to another quarter, both are locked and both must permit it.
    Raises SinPermiso, TransicionInvalida, PeriodoCerrado, Conflicto, DatosInvalidos.
    """
    direccion_id = actividad.trimestre_programa.programa.direccion_id
    datos = revisar_datos(datos)
    destino = trimestre_de(direccion_id, datos, persona.hoy)
    with transaction.atomic():
        (actual,), trimestres = tomar([actividad], tambien=[destino.pk])
        permisos.exigir(permisos.CORREGIR, persona, actual)
        antes = legible(actual, actual.localidades.all())
        # Judged before writing: the lock reads the row as it would stand.
        escribir(actual, datos, trimestres[destino.pk])
        permisos.exigir(permisos.CORREGIR, persona, actual)
        diferencias = diferencias_entre(antes, legible(actual, datos.localidades))
        if actual.revision != revision:
            if not diferencias and not hay_novedad(actual, agregar, quitar, acomodo):
                return actual
            raise Conflicto(quien_la_cambio(actual))
        actual.localidades.set(datos.localidades)
        quitadas = descolgar(actual, quitar)
        diferencias += acomodar(actual, acomodo)
        nuevas = colgar(actual, agregar, persona, ahora)
        diferencias += diferencias_de_archivos(nuevas, quitadas)
        _guardar(actual, diferencias, persona, ahora)
    return actual


def _guardar(
    actividad: Actividad, diferencias: list[dict[str, str]], persona: Persona, ahora: datetime
) -> None:
    if actividad.estado == D:
        if not diferencias:
            raise DatosInvalidos("No cambió nada: corrija lo que le pidieron, o agregue evidencia.")
        mover_actividad(actividad=actividad, a=R, persona=persona, ahora=ahora, diferencias=diferencias)
    elif diferencias:
        guardar_cambio(
            actividad=actividad, de=actividad.estado, persona=persona, ahora=ahora, diferencias=diferencias
        )
    else:
        return
    # Free text stays out of the chain, which nobody can ever correct; the history has it.
    campos = [d["campo"] for d in diferencias]
    dejar_asiento("actividad.corregir", actividad, persona, ahora, campos=campos)


def quien_la_cambio(actividad: Actividad) -> str:
    """Who moved or corrected the act last, and when: what a stale edit is told."""
    ultimo = actividad.cambios.select_related("actor").last()
    if ultimo is None:
        return "Alguien cambió esta actividad mientras usted escribía."
    return (
        f"{ultimo.actor} cambió esta actividad el {momento_largo(ultimo.momento)}, mientras usted escribía. "
        "Lo que escribió sigue aquí: compárelo con el historial y vuelva a guardar si procede."
    )
