"""Which files were imported, as the audit chain tells it."""

from uuid import UUID

from nucleo.fechas import momento_largo
from nucleo.models import Asiento

ACCION = "actividades.importar"


def importaciones_de(archivo_sha256: str, *, sin: UUID) -> str:
    """When a file of that hash was last imported and by whom, as text; empty when it never was.

    `sin` is the import under way: its own second submit is not an earlier one.
    """
    ultimo = (
        Asiento.objects.filter(accion=ACCION, datos__archivo_sha256=archivo_sha256)
        .exclude(objeto=f"importacion:{sin}")
        .select_related("actor")
        .order_by("-momento")
        .first()
    )
    return f"el {momento_largo(ultimo.momento)}, por {ultimo.actor}" if ultimo else ""
