"""The moments that count: those of a request, and those that could not count yet."""

from django.db.models import QuerySet

from actividades.estados import SinContar
from nucleo.personas import Persona
from nucleo.roles import Accion
from suministros.estados import EstadoSolicitud
from suministros.models import Momento, Solicitud

POR_CONTAR = tuple(s for s in SinContar.values if s != SinContar.CUENTA_OTRO)


def momentos_de(solicitud: Solicitud) -> QuerySet[Momento]:
    """All of a request in order, those annulled among them."""
    return solicitud.momentos.select_related("actividad__linea__estrategia", "hecho_por")


def momentos_sin_contar(persona: Persona) -> QuerySet[Momento]:
    """Those of the direcciones the person sees that stand and have no activity, each with its reason."""
    momentos = Momento.objects.filter(anulado_en__isnull=True, sin_contar__in=POR_CONTAR).select_related(
        "solicitud__direccion"
    )
    if persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return momentos
    return momentos.filter(solicitud__direccion_id__in=persona.direcciones_con(Accion.VER_SUMINISTROS))


def momentos_que_quedaron(solicitud: Solicitud) -> QuerySet[Momento]:
    """Those of a cancelled request that still count, since their quarter was signed."""
    if solicitud.estado != EstadoSolicitud.CANCELADA:
        return Momento.objects.none()
    return solicitud.momentos.filter(anulado_en__isnull=True, actividad__isnull=False)
