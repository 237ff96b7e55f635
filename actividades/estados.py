"""States of an act, which moves exist, and the limits of what one act may hold."""

from django.db.models import TextChoices


class EstadoActividad(TextChoices):
    """Life of an act: only a validated one counts."""

    REGISTRADA = "registrada", "por validar"
    VALIDADA = "validada", "validada"
    DEVUELTA = "devuelta", "devuelta"
    ANULADA = "anulada", "anulada"
    EXCLUIDA = "excluida", "dejada fuera"


class Origen(TextChoices):
    """Which service made the act: only that one changes or annuls it."""

    CAPTURA = "captura", "capturada"
    IMPORTACION = "importacion", "importada"
    PASO = "paso", "contada por un paso"


class SinContar(TextChoices):
    """Why an approved step has no activity of its own."""

    SIN_POA = "sin_poa", "la dirección no tiene un POA de ese año en el sistema"
    SIN_LINEA = "sin_linea", "ninguna línea de acción del POA cuenta este paso"
    FUERA_DE_PERIODO = "fuera_periodo", "la fecha cae fuera del periodo de la estrategia"
    TRIMESTRE_CERRADO = "trim_cerrado", "el trimestre ya estaba firmado"
    CUENTA_OTRO = "cuenta_otro", "la línea de acción lo cuenta por otro paso"


R, V, D, A, X = (e.value for e in EstadoActividad)

PASOS_DE_ACTIVIDAD: dict[str, frozenset[str]] = {
    R: frozenset({V, D, A, X}),
    D: frozenset({R, A, X}),
    V: frozenset({D, A}),
    X: frozenset({R}),
    A: frozenset(),
}
EXIGEN_MOTIVO = frozenset({D, A, X})
EDITABLES = frozenset({R, D})
PENDIENTES_DE_VALIDAR = frozenset({R, D})

MAX_ARCHIVOS = 10
MAX_POR_ENVIO = 200
MAX_CANTIDAD = 999_999
MAX_DESCRIPCION = 4_000
MAX_MOTIVO = 1_000
MAX_PIE = 200
MAX_SERIE = 60
