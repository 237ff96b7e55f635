"""Requests, as each person may see them, and what waits for whom."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import normalizar
from suministros.consultas.pendientes import DE_LA_TITULAR, sin_recibo
from suministros.estados import ESPERAN_A_TESORERIA, TERMINADAS, EstadoSolicitud
from suministros.models import Solicitud

S = EstadoSolicitud


def solicitudes_visibles_para(persona: Persona) -> QuerySet[Solicitud]:
    """All of one's own dirección.

    Of the others, for Tesorería, Planeación and Contraloría, those that were sent.
    """
    solicitudes = Solicitud.objects.select_related(
        "direccion", "ejercicio", "fondo__rubro", "destino", "pedida_por"
    )
    propias = Q(direccion_id__in=persona.direcciones_con(Accion.PEDIR_SUMINISTROS))
    if persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return solicitudes.filter(propias | ~Q(folio=""))
    return solicitudes.filter(propias)


def solicitud_visible(persona: Persona, pk: int) -> Solicitud:
    """One of them. Raises Http404: what is not yours does not exist."""
    solicitud = solicitudes_visibles_para(persona).filter(pk=pk).first()
    if solicitud is None:
        raise Http404
    return solicitud


def buscadas(solicitudes: QuerySet[Solicitud], texto: str) -> QuerySet[Solicitud]:
    """Those whose folio, motive, place, driver or dirección have every word of a text."""
    for palabra in normalizar(texto).split():
        solicitudes = solicitudes.filter(busqueda__contains=palabra)
    return solicitudes


def bandeja_de_tesoreria(persona: Persona) -> QuerySet[Solicitud]:
    """What waits for Tesorería: the urgent first, then the oldest. Empty for who does not answer."""
    if not persona.puede(Accion.ATENDER_SUMINISTROS):
        return Solicitud.objects.none()
    return (
        solicitudes_visibles_para(persona)
        .filter(estado__in=ESPERAN_A_TESORERIA)
        .order_by("-urgente", "enviada_en", "pk")
    )


def por_autorizar(persona: Persona) -> QuerySet[Solicitud]:
    """Drafts that wait for the titular, and requisiciones whose purchase she has to ask for."""
    mias = Q(direccion_id__in=persona.direcciones_con(Accion.AUTORIZAR_PEDIDOS))
    return (
        Solicitud.objects.filter(mias & DE_LA_TITULAR)
        .select_related("direccion", "pedida_por")
        .order_by("pk")
    )


def por_recibir(persona: Persona) -> QuerySet[Solicitud]:
    """What waits for the dirección: to be received, corrected, or given back."""
    mias = Q(direccion_id__in=persona.direcciones_con(Accion.PEDIR_SUMINISTROS))
    estados = Q(estado__in=[S.EN_USO, S.DEVUELTA]) | sin_recibo()
    return Solicitud.objects.filter(mias & estados).select_related("direccion").order_by("enviada_en", "pk")


@dataclass(frozen=True)
class Cuenta:
    """How many are in each state."""

    estado: EstadoSolicitud
    cuantas: int


def por_estado(solicitudes: QuerySet[Solicitud]) -> list[Cuenta]:
    """Of some requests, how many there are in each state, in the order of their life; in one query."""
    filas = dict(solicitudes.order_by().values_list("estado").annotate(Count("pk")))
    return [Cuenta(e, filas[e]) for e in EstadoSolicitud if filas.get(e)]


def abiertas(solicitudes: QuerySet[Solicitud]) -> QuerySet[Solicitud]:
    """Those that did not end."""
    return solicitudes.exclude(estado__in=TERMINADAS)
