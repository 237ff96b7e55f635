"""States and kinds of the comités de obra."""

from django.db.models import TextChoices

MAX_FOTOS = 12


class Modalidad(TextChoices):
    """Who builds."""

    CONTRATO = "contrato", "Por contrato"
    ADMINISTRACION = "administracion", "Administración directa"


class TipoDeReporte(TextChoices):
    """What somebody comes with."""

    DUDA = "duda", "Duda"
    QUEJA = "queja", "Queja"
    ASESORIA = "asesoria", "Asesoría"
    DENUNCIA = "denuncia", "Denuncia"


class Medio(TextChoices):
    """How it came."""

    PRESENCIAL = "presencial", "En persona"
    TELEFONO = "telefono", "Por teléfono"
    ESCRITO = "escrito", "Por escrito"
    PORTAL = "portal", "En esta página"


class EstadoReporte(TextChoices):
    """Life of a report."""

    RECIBIDO = "recibido", "recibido"
    TURNADO = "turnado", "turnado a un área"
    CONTESTADO = "contestado", "contestado"
    CERRADO = "cerrado", "cerrado"
    DESCARTADO = "descartado", "descartado"


class Condicion(TextChoices):
    """How the comité receives the work."""

    SATISFACCION = "satisfaccion", "A satisfacción"
    OBSERVACIONES = "observaciones", "Con observaciones y plazo"


R = EstadoReporte
PASOS_DE_REPORTE: dict[str, frozenset[str]] = {
    R.RECIBIDO: frozenset({R.TURNADO, R.CONTESTADO, R.DESCARTADO}),
    R.TURNADO: frozenset({R.TURNADO, R.CONTESTADO, R.DESCARTADO}),
    R.CONTESTADO: frozenset({R.CERRADO, R.TURNADO}),
    R.CERRADO: frozenset(),
    R.DESCARTADO: frozenset(),
}
ABIERTOS = frozenset({R.RECIBIDO, R.TURNADO, R.CONTESTADO})
