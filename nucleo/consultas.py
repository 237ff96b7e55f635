"""Reads of the core."""

from django.db.models import Q, QuerySet

from nucleo.bitacora import acciones_llamadas, objetos_llamados
from nucleo.models import Asiento


def asientos(buscar: str = "") -> QuerySet[Asiento]:
    """Links of every chain, newest first; `buscar` looks in the action, the object, the chain, the person.

    The action and the object are found by their words and by the name that the chain keeps.
    """
    todos = Asiento.objects.select_related("actor")
    if not buscar:
        return todos
    hallados = (
        Q(accion__icontains=buscar)
        | Q(accion__in=acciones_llamadas(buscar))
        | Q(objeto__icontains=buscar)
        | Q(cadena__icontains=buscar)
        | Q(actor__nombre__icontains=buscar)
    )
    for clase, numero in objetos_llamados(buscar):
        hallados |= Q(objeto=f"{clase}:{numero}") if numero else Q(objeto__startswith=f"{clase}:")
    return todos.filter(hallados)
