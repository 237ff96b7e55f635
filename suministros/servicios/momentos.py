"""The moments that count: each is one act of the línea the POA maps to it, once, or says why it is not."""

from datetime import date, datetime

from django.db import transaction

from actividades.consultas.cuenta import Destino, destino_de, trimestre_en
from actividades.estados import MAX_DESCRIPCION
from actividades.models import Actividad
from actividades.servicios import DatosDeActividad, contar, descontar
from nucleo.errores import Conflicto, PeriodoCerrado, TransicionInvalida
from nucleo.personas import Persona
from poa.candados import bloquear
from poa.models import TrimestrePrograma
from suministros.estados import OFICIO, RECEPCION, REQUISICION, RESPUESTA
from suministros.models import Momento, Solicitud
from suministros.permisos import permite_contar
from suministros.servicios.base import dejar_asiento, exigir_permiso

HECHOS = {
    OFICIO: "Se entregó en Tesorería el oficio {folio}, con su acuse de recibido",
    RESPUESTA: "Tesorería respondió la solicitud {folio}",
    REQUISICION: "Se envió a Tesorería la requisición {folio}",
    RECEPCION: "Se recibió lo solicitado en {folio}",
}


def marcar_momento(
    solicitud: Solicitud, clave: str, tp: TrimestrePrograma | None, *, persona: Persona, ahora: datetime
) -> Momento:
    """Count a moment that happens today; one that stands already is not counted again.

    In the caller's transaction, with the locks of `base.tomar(…, momentos=True)`, which gave `tp`.
    Source: the four líneas of the seed's «Actividad: 3».
    """
    if en_pie := solicitud.momentos.filter(clave=clave, anulado_en__isnull=True).first():
        return en_pie
    destino = destino_de(clave, persona.hoy, tp)
    momento = Momento(
        solicitud=solicitud,
        clave=clave,
        fecha=persona.hoy,
        hecho_por=persona.usuario,
        hecho_en=ahora,
        sin_contar=destino.razon,
        actividad=_contar(solicitud, clave, persona.hoy, destino, persona, ahora),
    )
    momento.save()
    accion = "momento.contar" if momento.actividad_id else "momento.sin_contar"
    dejar_asiento(
        accion,
        momento,
        solicitud,
        persona,
        ahora,
        clave=clave,
        actividad=momento.actividad_id,
        razon=str(destino.razon),
    )
    return momento


def _contar(
    solicitud: Solicitud, clave: str, fecha: date, destino: Destino, persona: Persona, ahora: datetime
) -> Actividad | None:
    """The act of a moment, or none when it does not count.

    The request itself, with its folio, is what shows it.
    """
    if destino.razon or destino.trimestre is None:
        return None
    hecho = HECHOS[clave].format(folio=solicitud.folio)
    return contar(
        tp=destino.trimestre,
        datos=DatosDeActividad(
            linea=destino.linea,
            fecha=fecha,
            descripcion=f"{hecho}.\n{solicitud.motivo}"[:MAX_DESCRIPCION],
            localidades=[solicitud.destino] if solicitud.destino else [],
        ),
        archivos=(),
        registrada_por=solicitud.enviada_por or persona.usuario,
        persona=persona,
        ahora=ahora,
        constancia=solicitud.folio,
    )


def anular_momentos(
    solicitud: Solicitud, *, motivo: str, persona: Persona, ahora: datetime, claves: tuple[str, ...] = ()
) -> list[Momento]:
    """Take back the moments of a request (all, or those of some keys) and the acts they counted.

    Returns those that stand: their quarter is signed, and what was signed does not change. In the caller's
    transaction, with the locks of `base.tomar(…, momentos=True)`.
    """
    quedan = []
    en_pie = solicitud.momentos.filter(anulado_en__isnull=True).select_related(
        "actividad__trimestre_programa__programa__direccion"
    )
    for momento in en_pie.filter(clave__in=claves) if claves else en_pie:
        try:
            if momento.actividad is not None:
                descontar(actividad=momento.actividad, motivo=motivo, persona=persona, ahora=ahora)
        except PeriodoCerrado:
            quedan.append(momento)
            continue
        momento.anulado_en, momento.motivo = ahora, motivo
        momento.save(update_fields=["anulado_en", "motivo"])
        dejar_asiento("momento.anular", momento, solicitud, persona, ahora, clave=momento.clave)
    return quedan


@transaction.atomic
def contar_momento(*, momento_id: int, persona: Persona, ahora: datetime) -> Momento:
    """Count now a moment that could not: the plan maps it now, or its quarter was unlocked.

    Raises SinPermiso, TransicionInvalida (it counts already, or was annulled), Conflicto (still not, and
    why).
    """
    visto = Momento.objects.select_related("solicitud").get(pk=momento_id)
    exigir_permiso(permite_contar(persona, visto.solicitud.direccion_id))
    tp = trimestre_en(visto.solicitud.direccion_id, visto.fecha)
    tp = bloquear(tp.pk) if tp else None
    solicitud = (
        Solicitud.objects.select_for_update(of=("self",))
        .select_related("direccion", "destino")
        .get(pk=visto.solicitud_id)
    )
    momento = Momento.objects.get(pk=momento_id)
    if momento.anulado_en or momento.actividad_id:
        raise TransicionInvalida("Este momento no está entre los que faltan de contar.")
    destino = destino_de(momento.clave, momento.fecha, tp)
    if destino.razon:
        momento.sin_contar = destino.razon
        raise Conflicto(f"Todavía no puede contar: {momento.get_sin_contar_display()}.")
    momento.actividad = _contar(solicitud, momento.clave, momento.fecha, destino, persona, ahora)
    momento.sin_contar = ""
    momento.save(update_fields=["actividad", "sin_contar"])
    cual = {"clave": momento.clave, "actividad": momento.actividad_id}
    dejar_asiento("momento.contar", momento, solicitud, persona, ahora, **cual)
    return momento
