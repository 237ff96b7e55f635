"""Órganos and steps, as each person may see them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from actividades.consultas.cuenta import Destino, destino_de, trimestre_en
from actividades.estados import SinContar
from asambleas.estados import EstadoPaso
from asambleas.models import Organo, Paso
from asambleas.procedimientos import Demanda, paso_definido
from nucleo.personas import Persona
from nucleo.roles import Accion

# A step that its línea counts by another road is not missing.
POR_CONTAR = tuple(s for s in SinContar.values if s != SinContar.CUENTA_OTRO)


def organos_visibles_para(persona: Persona) -> QuerySet[Organo]:
    """Those of one's own dirección; all of them for Planeación and Contraloría."""
    organos = Organo.objects.select_related("direccion", "localidad")
    if persona.alcanza_todas(Accion.VER_ORGANOS):
        return organos
    return organos.filter(direccion_id__in=persona.direcciones_con(Accion.VER_ORGANOS))


def organo_visible(persona: Persona, pk: int) -> Organo:
    """One of them. Raises Http404: what is not yours does not exist."""
    organo = organos_visibles_para(persona).filter(pk=pk).first()
    if organo is None:
        raise Http404
    return organo


def pasos_visibles_para(persona: Persona) -> QuerySet[Paso]:
    """Steps of the órganos that the person sees."""
    return Paso.objects.filter(organo__in=organos_visibles_para(persona)).select_related(
        "organo__direccion", "actividad__linea__estrategia", "actividad__trimestre_programa"
    )


def paso_visible(persona: Persona, pk: int) -> Paso:
    """One of them. Raises Http404."""
    paso = pasos_visibles_para(persona).filter(pk=pk).first()
    if paso is None:
        raise Http404
    return paso


@dataclass(frozen=True)
class Cumplida:
    """A demand of a step and whether it is met."""

    demanda: Demanda
    esta: bool


def demandas_de(paso: Paso) -> list[Cumplida]:
    """What a step asks for, each with whether it is there."""
    definido = paso_definido(paso.organo, paso.clave)
    return [Cumplida(d, d.cumplida(paso.organo)) for d in definido.demandas]


def destino_previsto(paso: Paso) -> Destino | None:
    """Where a step that waits to be approved would count, or why it would not; None for the others."""
    return destino_en(paso) if paso.estado == EstadoPaso.ENVIADO and paso.fecha else None


def destino_en(paso: Paso) -> Destino:
    """Where a step counts by the day that is written in it."""
    assert paso.fecha is not None  # noqa: S101 - the caller wrote it
    definido = paso_definido(paso.organo, paso.clave)
    trimestre = trimestre_en(paso.organo.direccion_id, paso.fecha)
    return destino_de(paso.clave, paso.fecha, trimestre, alternativa=definido.alternativa)


def pasos_de(organo: Organo) -> list[Paso]:
    """The steps of an órgano in order, those annulled among them."""
    return list(
        organo.pasos.select_related("actividad__linea__estrategia", "enviado_por", "aprobado_por")
        .prefetch_related("evidencias")
        .order_by("orden", "numero", "vuelta")
    )


def pasos_por_aprobar(persona: Persona) -> QuerySet[Paso]:
    """Steps that wait for the titular of the direcciones she answers for."""
    return (
        Paso.objects.filter(
            estado=EstadoPaso.ENVIADO, organo__direccion_id__in=persona.direcciones_con(Accion.APROBAR_PASOS)
        )
        .select_related("organo")
        .order_by("enviado_en", "id")
    )


def pasos_devueltos(persona: Persona) -> QuerySet[Paso]:
    """Steps that the titular sent back and wait for who carries them, the oldest first."""
    suyas = persona.direcciones_con(Accion.LLEVAR_ORGANOS)
    return (
        Paso.objects.filter(estado=EstadoPaso.DEVUELTO, organo__direccion_id__in=suyas)
        .select_related("organo")
        .order_by("fecha", "id")
    )


def pasos_sin_contar(persona: Persona) -> QuerySet[Paso]:
    """Approved steps that could not count, of the órganos that the person sees."""
    return (
        pasos_visibles_para(persona)
        .filter(estado=EstadoPaso.APROBADO, sin_contar__in=POR_CONTAR)
        .order_by("fecha", "id")
    )
