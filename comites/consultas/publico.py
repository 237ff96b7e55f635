"""What the public may read of the comités."""

import secrets

from django.db.models import QuerySet

from asambleas.estados import ORGANOS_ABIERTOS
from comites.models import Comite, Reporte
from nucleo.folios import codigo_normalizado


def comites_abiertos() -> QuerySet[Comite]:
    """Those whose work goes on, by name of the work."""
    return (
        Comite.objects.filter(organo__estado__in=ORGANOS_ABIERTOS)
        .select_related("organo__direccion", "obra__localidad", "obra__tipo")
        .order_by("obra__nombre")
    )


def reporte_por_clave(folio: str, clave: str) -> Reporte | None:
    """The report of that folio, if the clave is its own."""
    hallado = Reporte.objects.filter(folio=folio.strip().upper()).select_related("comite__obra").first()
    dada = codigo_normalizado(clave).encode()  # as text it would only compare ASCII
    return hallado if hallado and secrets.compare_digest(hallado.clave.encode(), dada) else None
