"""States of a POA and fixed lists of the plan."""

from django.db.models import IntegerChoices, TextChoices


class EstadoPrograma(TextChoices):
    """Life of a POA."""

    BORRADOR = "borrador", "borrador"
    ENVIADO = "enviado", "enviado"
    OBSERVADO = "observado", "observado"
    AUTORIZADO = "autorizado", "autorizado"


PASOS_DE_PROGRAMA: dict[str, frozenset[str]] = {
    "borrador": frozenset({"enviado"}),
    "enviado": frozenset({"observado", "autorizado"}),
    "observado": frozenset({"enviado"}),
    "autorizado": frozenset(),
}


class EstadoReprogramacion(TextChoices):
    """Life of a reprogramación."""

    SOLICITADA = "solicitada", "solicitada"
    AUTORIZADA = "autorizada", "autorizada"
    RECHAZADA = "rechazada", "rechazada"


PASOS_DE_REPROGRAMACION: dict[str, frozenset[str]] = {
    "solicitada": frozenset({"autorizada", "rechazada"}),
    "autorizada": frozenset(),
    "rechazada": frozenset(),
}


class TipoFODA(TextChoices):
    """The four lists of the sheet, in its order."""

    FORTALEZA = "F", "Fortalezas"
    DEBILIDAD = "D", "Debilidades"
    OPORTUNIDAD = "O", "Oportunidades"
    AMENAZA = "A", "Amenazas"


IMPULSAN = "{} QUE IMPULSAN LA ACTIVIDAD DE LA DEPENDENCIA"
RESTRINGEN = "{} QUE RESTRINGEN LA ACTIVIDAD DE LA DEPENDENCIA"
# The two rows of the sheet, each with its pair of lists and its headings.
PARES_FODA = (
    ((TipoFODA.FORTALEZA, IMPULSAN), (TipoFODA.DEBILIDAD, RESTRINGEN)),
    ((TipoFODA.OPORTUNIDAD, IMPULSAN), (TipoFODA.AMENAZA, RESTRINGEN)),
)


class TipoBloque(TextChoices):
    """How the sheet calls a block of líneas de acción."""

    ESTRATEGIA = "estrategia", "Estrategia"
    ACTIVIDAD = "actividad", "Actividad"


class Temporalidad(TextChoices):
    """How often the block is evaluated; the sheet's TRIMESTRE and TRIMESTRAL are the same."""

    TRIMESTRAL = "trimestral", "Trimestral"


class Cuarto(IntegerChoices):
    """The four quarters of a year."""

    PRIMERO = 1, "Primer trimestre"
    SEGUNDO = 2, "Segundo trimestre"
    TERCERO = 3, "Tercer trimestre"
    CUARTO = 4, "Cuarto trimestre"
