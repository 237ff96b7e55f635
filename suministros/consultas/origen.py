"""From where one comes to ask: the comité, the activity or the línea that the address names."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404

from actividades.estados import EstadoActividad
from actividades.models import Actividad
from asambleas.models import Organo
from nucleo.texto import entero
from poa.models import LineaDeAccion

_DE_QUIEN: dict[str, tuple[Any, str]] = {
    "organo": (Organo, "direccion_id"),
    "actividad": (Actividad, "trimestre_programa__programa__direccion_id"),
    "linea": (LineaDeAccion, "estrategia__programa__direccion_id"),
}


@dataclass(frozen=True)
class Origen:
    """What the request begins with, and the dirección it is of; None when the address names nothing."""

    direccion_id: int | None = None
    inicial: dict[str, Any] = field(default_factory=dict)


def origen_de(pedido: Mapping[str, str], propias: Collection[int]) -> Origen:
    """What the address names among what is of one's own direcciones.

    An activity brings its línea and its place. Raises Http404: what is not yours does not exist, and neither
    do two things of two direcciones.
    """
    inicial: dict[str, Any] = {}
    de_quien: set[int] = set()
    for campo, (modelo, ruta) in _DE_QUIEN.items():
        if not (crudo := pedido.get(campo, "")):
            continue
        if (pk := entero(crudo)) is None:
            raise Http404
        hallado = modelo.objects.filter(pk=pk, **{f"{ruta}__in": propias}).annotate(de=F(ruta)).first()
        if hallado is None:
            raise Http404
        inicial |= _de(hallado) if campo == "actividad" else {campo: hallado.pk}
        de_quien.add(hallado.de)
    if len(de_quien) > 1:
        raise Http404
    return Origen(next(iter(de_quien), None), inicial)


def _de(actividad: Actividad) -> dict[str, Any]:
    lugares = list(actividad.localidades.values_list("pk", flat=True)[:2])
    return {
        "actividad": actividad.pk,
        "linea": actividad.linea_id,
        "destino": lugares[0] if len(lugares) == 1 else None,
    }


def actividades_para(direccion_id: int, anio: int) -> QuerySet[Actividad]:
    """What a request may serve: the acts of a dirección in a year that stand, the latest first.

    Not those that a request counted: asking for gasolina does not serve having asked for gasolina.
    """
    return Actividad.objects.filter(
        trimestre_programa__programa__direccion_id=direccion_id,
        trimestre_programa__programa__ejercicio__anio=anio,
        momento__isnull=True,
    ).exclude(estado=EstadoActividad.ANULADA)
