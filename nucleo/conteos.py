"""Many counts in one query: what waits for a person, of several rooms at once."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from nucleo.models import Usuario

Cuentas = Mapping[str, Coalesce]


def cuantos(filas: QuerySet) -> Coalesce:
    """How many rows, as a column of another query."""
    contadas = filas.order_by().annotate(uno=Value(1)).values("uno").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(contadas, output_field=IntegerField()), 0)


def contar(usuario_id: int, grupos: Mapping[str, Cuentas]) -> dict[str, dict[str, int]]:
    """The counts of each group by their names; no query when there is nothing to count."""
    # They hang from the row of a person; their names must not be those of its columns.
    columnas = {f"n_{g}_{nombre}": c for g, cuentas in grupos.items() for nombre, c in cuentas.items()}
    if not columnas:
        return {g: {} for g in grupos}
    fila: dict[str, Any] = dict(Usuario.objects.filter(pk=usuario_id).values(**columnas).get())
    return {g: {nombre: fila[f"n_{g}_{nombre}"] for nombre in cuentas} for g, cuentas in grupos.items()}
