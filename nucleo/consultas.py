"""Reads of the core."""

from django.db.models import Q, QuerySet

from nucleo.bitacora import acciones_llamadas
from nucleo.models import Asiento


def asientos(buscar: str = "") -> QuerySet[Asiento]:
    """Links of every chain, newest first; `buscar` looks in the action, the object, the chain, the person."""
    todos = Asiento.objects.select_related("actor")
    if not buscar:
        return todos
    return todos.filter(
        Q(accion__icontains=buscar)
        | Q(accion__in=acciones_llamadas(buscar))
        | Q(objeto__icontains=buscar)
        | Q(cadena__icontains=buscar)
        | Q(actor__nombre__icontains=buscar)
    )
