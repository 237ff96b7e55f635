"""What anybody who holds a printed vale may read of it."""

from nucleo.folios import codigo_normalizado
from suministros.models import Vale


def vale_por_codigo(codigo: str) -> Vale | None:
    """The vale of that printed code, or None."""
    normal = codigo_normalizado(codigo)
    return Vale.objects.filter(codigo=normal).select_related("vehiculo").first() if normal else None
