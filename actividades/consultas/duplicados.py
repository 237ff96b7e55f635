"""Acts that may be the same one told twice: same línea, same day, same place. Pointed out, never blocked."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from actividades.estados import A
from actividades.models import Actividad
from poa.models import LineaDeAccion, Localidad

_CUANTAS = 3


def parecidas_de(
    *,
    direccion_id: int,
    linea: LineaDeAccion | None,
    fecha: date,
    localidades: Iterable[Localidad],
    menos: int | None = None,
) -> list[Actividad]:
    """Acts of the dirección, not annulled, of that línea and day, in one of those places.

    An act without a place is like another without a place. `menos` is the act that asks.
    """
    lugares = {x.pk for x in localidades}
    candidatas = (
        Actividad.objects.filter(
            trimestre_programa__programa__direccion_id=direccion_id, linea=linea, fecha=fecha
        )
        .exclude(estado=A)
        .select_related("registrada_por")
        .prefetch_related("localidades")
        .order_by("pk")
    )
    return [c for c in candidatas if c.pk != menos and _mismo_lugar(lugares, c)][:_CUANTAS]


def parecidas_a(actividad: Actividad) -> list[Actividad]:
    """Other acts that may be this same one; an annulled act is like none."""
    if actividad.estado == A:
        return []
    return parecidas_de(
        direccion_id=actividad.trimestre_programa.programa.direccion_id,
        linea=actividad.linea,
        fecha=actividad.fecha,
        localidades=actividad.localidades.all(),
        menos=actividad.pk,
    )


def con_parecidas(actividades: Sequence[Actividad]) -> set[int]:
    """Ids of those, among some acts, that are like another one: two queries for any number of them."""
    vivas = [a for a in actividades if a.estado != A]
    if not vivas:
        return set()
    mismos = Q(pk__in=[])
    for llave in {_llave(a) for a in vivas}:
        direccion_id, linea_id, fecha = llave
        mismos |= Q(trimestre_programa__programa__direccion_id=direccion_id, linea_id=linea_id, fecha=fecha)
    grupos: dict[tuple, list[Actividad]] = {}
    todas = Actividad.objects.filter(mismos).exclude(estado=A)
    for otra in todas.select_related("trimestre_programa__programa").prefetch_related("localidades"):
        grupos.setdefault(_llave(otra), []).append(otra)
    return {
        a.pk
        for a in vivas
        if any(o.pk != a.pk and _mismo_lugar(_lugares(a), o) for o in grupos.get(_llave(a), []))
    }


def _llave(actividad: Actividad) -> tuple[int, int | None, date]:
    return actividad.trimestre_programa.programa.direccion_id, actividad.linea_id, actividad.fecha


def _lugares(actividad: Actividad) -> set[int]:
    return {x.pk for x in actividad.localidades.all()}


def _mismo_lugar(lugares: set[int], otra: Actividad) -> bool:
    suyos = _lugares(otra)
    return bool(lugares & suyos) or not (lugares or suyos)
