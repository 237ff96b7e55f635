"""States of a public call and of an application."""

from django.db.models import TextChoices


class EstadoLlamado(TextChoices):
    """Life of a public call."""

    BORRADOR = "borrador", "borrador"
    PUBLICADO = "publicado", "publicada"
    CERRADO = "cerrado", "cerrada"
    CANCELADO = "cancelado", "cancelada"


class EstadoPostulacion(TextChoices):
    """Life of an application."""

    RECIBIDA = "recibida", "recibida"
    ACEPTADA = "aceptada", "aceptada"
    RECHAZADA = "rechazada", "rechazada"
    RETIRADA = "retirada", "retirada"


PASOS_DE_LLAMADO: dict[str, frozenset[str]] = {
    "borrador": frozenset({"publicado", "cancelado"}),
    "publicado": frozenset({"cerrado", "cancelado"}),
    "cerrado": frozenset(),
    "cancelado": frozenset(),
}
PASOS_DE_POSTULACION: dict[str, frozenset[str]] = {
    "recibida": frozenset({"aceptada", "rechazada", "retirada"}),
    "aceptada": frozenset({"rechazada", "retirada"}),
    "rechazada": frozenset({"aceptada"}),
    "retirada": frozenset(),
}
MAX_DOCUMENTOS = 6
