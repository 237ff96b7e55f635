"""States of a quarter under evaluation and which moves exist, for whom."""

from django.db.models import TextChoices


class EstadoEvaluacion(TextChoices):
    """Life of a quarter. «Por abrir» and the calendar's «en revisión» are derived from dates."""

    POR_ABRIR = "por_abrir", "por abrir"
    EN_CAPTURA = "en_captura", "en captura"
    EN_REVISION = "en_revision", "en revisión"
    IMPRESA = "impresa", "impresa para firma autógrafa"
    FIRMADA = "firmada_direccion", "firmada por dirección"
    OBSERVADA = "observada", "observada"
    EVALUADA = "evaluada", "evaluada"
    SUSTITUIDA = "sustituida", "sustituida"


E = EstadoEvaluacion

PASOS: dict[str, frozenset[str]] = {
    E.POR_ABRIR: frozenset({E.EN_CAPTURA}),
    E.EN_CAPTURA: frozenset({E.EN_REVISION}),
    E.OBSERVADA: frozenset({E.EN_REVISION}),
    E.EN_REVISION: frozenset({E.EN_CAPTURA, E.IMPRESA, E.FIRMADA}),
    E.IMPRESA: frozenset({E.EN_REVISION, E.FIRMADA}),
    E.FIRMADA: frozenset({E.EVALUADA, E.OBSERVADA}),
    E.EVALUADA: frozenset({E.SUSTITUIDA}),
    E.SUSTITUIDA: frozenset(),
}
CERRADOS = frozenset({E.IMPRESA, E.FIRMADA, E.EVALUADA, E.SUSTITUIDA})
EN_MANOS_DE_DIRECCION = frozenset({E.EN_CAPTURA, E.OBSERVADA, E.EN_REVISION})
RECIBEN_CAPTURA = frozenset({E.EN_CAPTURA, E.OBSERVADA})
CASILLA_DIRECCION = "firma_direccion"
CASILLA_PLANEACION = "firma_planeacion"
