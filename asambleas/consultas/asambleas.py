"""Assemblies as each person may see them, and where each stands."""

from django.db.models import QuerySet
from django.http import Http404

from asambleas.consultas.organos import organos_visibles_para
from asambleas.estados import EstadoAsamblea
from asambleas.models import Asamblea
from nucleo.personas import Persona

E = EstadoAsamblea
_JUNTO = ("convocatoria", "organo__direccion", "organo__localidad")


def asambleas_visibles_para(persona: Persona) -> QuerySet[Asamblea]:
    """Assemblies of the órganos that the person sees."""
    visibles = Asamblea.objects.filter(organo__in=organos_visibles_para(persona))
    return visibles.select_related(*_JUNTO)


def asamblea_visible(persona: Persona, pk: int) -> Asamblea:
    """One of them. Raises Http404: what is not yours does not exist."""
    asamblea = asambleas_visibles_para(persona).filter(pk=pk).first()
    if asamblea is None:
        raise Http404
    return asamblea


def camino_de(asamblea: Asamblea) -> list[tuple[str, str]]:
    """Its states in order, as far as it goes: the second call only when it came to it."""
    camino = [(E.CONVOCADA, "Convocada")]
    if asamblea.presentes_primera is not None:
        camino.append((E.SEGUNDA, "Segunda convocatoria"))
    if asamblea.estado == E.SIN_QUORUM:
        return [*camino, (E.SIN_QUORUM, "No se celebró")]
    if asamblea.estado == E.CANCELADA:
        return [*camino, (E.CANCELADA, "Cancelada")]
    return [*camino, (E.INSTALADA, "Instalada con quórum"), (E.CERRADA, "Cerrada")]
