"""What of a requisición is still to be bought, or to arrive."""

from collections.abc import Iterable

from suministros.models import Renglon


def por_llegar(renglones: Iterable[Renglon]) -> dict[int, int]:
    """By the id of each renglón, units authorised that neither were handed over, nor arrived, nor are in
    stock.

    What the store has of an artículo is taken once, in the order of the renglones.
    """
    hay: dict[int, int] = {}
    faltan = {}
    for r in renglones:
        if r.articulo is None:
            faltan[r.pk] = max(r.falta - r.llegadas, 0)
            continue
        de_este = hay.setdefault(r.articulo.pk, r.articulo.existencia)
        hay[r.articulo.pk] = max(de_este - r.falta, 0)
        faltan[r.pk] = max(r.falta - de_este, 0)
    return faltan
