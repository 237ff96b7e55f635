"""The signed sheets of a POA that were cancelled, and why."""

from django.db.models import QuerySet

from nucleo.estados import EstadoDocumento
from nucleo.models import Documento

CLASE = "poa"


def hojas_canceladas(programa_id: int) -> QuerySet[Documento]:
    """Each round of the sheet that came to nothing, the last one first."""
    return Documento.objects.filter(
        clase=CLASE, clave=str(programa_id), estado=EstadoDocumento.CANCELADA
    ).order_by("-vuelta")
