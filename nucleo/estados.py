"""States of a frozen document and the ways of signing it."""

from django.db.models import TextChoices


class EstadoDocumento(TextChoices):
    """What a document is worth today."""

    RESERVADO = "reservado", "reservado"
    IMPRESO = "impreso", "impreso, sin firmar"
    PENDIENTE = "pendiente", "pendiente de la segunda firma"
    VIGENTE = "vigente", "vigente"
    SUSTITUIDA = "sustituida", "sustituida"
    CANCELADA = "cancelada", "cancelada"


class Via(TextChoices):
    """How a signature was put."""

    EFIRMA = "efirma", "e.firma"
    PAPEL = "papel", "firma autógrafa"


PASOS_DE_DOCUMENTO: dict[str, frozenset[str]] = {
    "reservado": frozenset({"impreso", "pendiente", "cancelada"}),
    "impreso": frozenset({"pendiente", "cancelada"}),
    "pendiente": frozenset({"vigente", "cancelada"}),
    "vigente": frozenset({"sustituida"}),
    "sustituida": frozenset(),
    "cancelada": frozenset(),
}
