"""States of an órgano and of what happens in it: enums and the tables of which leads to which."""

from django.db.models import TextChoices


class EstadoOrgano(TextChoices):
    """Life of a comité or a consejo."""

    EN_INTEGRACION = "en_integracion", "en integración"
    CONSTITUIDO = "constituido", "constituido"
    CONCLUIDO = "concluido", "concluido"
    CANCELADO = "cancelado", "cancelado"


class EstadoPaso(TextChoices):
    """Life of one step: only an approved one counts."""

    PENDIENTE = "pendiente", "pendiente"
    ENVIADO = "enviado", "enviado a aprobación"
    APROBADO = "aprobado", "aprobado"
    DEVUELTO = "devuelto", "devuelto"
    ANULADO = "anulado", "anulado"


class EstadoConvocatoria(TextChoices):
    """A notice: written, posted in the street, called off."""

    BORRADOR = "borrador", "borrador"
    PUBLICADA = "publicada", "publicada"
    CANCELADA = "cancelada", "cancelada"


class EstadoAsamblea(TextChoices):
    """An assembly: called, waiting for its second call, held, ended."""

    CONVOCADA = "convocada", "convocada"
    SEGUNDA = "segunda", "en espera de la segunda convocatoria"
    INSTALADA = "instalada", "instalada"
    CERRADA = "cerrada", "cerrada"
    SIN_QUORUM = "sin_quorum", "no se celebró por falta de quórum"
    CANCELADA = "cancelada", "cancelada"


class TipoAsamblea(TextChoices):
    """What an assembly is for."""

    CONSTITUTIVA = "constitutiva", "Constitutiva"
    SUSTITUCION = "sustitucion", "Sustitución de integrante"
    SESION = "sesion", "Sesión"
    ENTREGA = "entrega", "Entrega-recepción"


class Llamada(TextChoices):
    """The call with which it was held."""

    PRIMERA = "primera", "primera convocatoria"
    SEGUNDA = "segunda", "segunda convocatoria"


class Metodo(TextChoices):
    """How it was voted."""

    MANO_ALZADA = "mano_alzada", "a mano alzada"
    SECRETO = "secreto", "voto secreto"


class EstadoEleccion(TextChoices):
    """What came of a vote."""

    RESUELTA = "resuelta", "resuelta"
    EMPATE = "empate", "empate"
    ANULADA = "anulada", "anulada"


class Calidad(TextChoices):
    """How a post is held."""

    PROPIETARIO = "propietario", "propietaria o propietario"
    SUPLENTE = "suplente", "suplente"


class EstadoActa(TextChoices):
    """An acta: being written, frozen to be signed, signed, or called off."""

    BORRADOR = "borrador", "en redacción"
    CONGELADA = "congelada", "por firmar"
    FIRMADA = "firmada", "firmada"
    CANCELADA = "cancelada", "cancelada"


class Sexo(TextChoices):
    """Asked for statistics alone."""

    MUJER = "M", "Mujer"
    HOMBRE = "H", "Hombre"
    NO_DICE = "N", "Prefiere no decir"


class Edad(TextChoices):
    """Age bands, for statistics alone."""

    A18 = "18-29", "18 a 29 años"
    A30 = "30-44", "30 a 44 años"
    A45 = "45-59", "45 a 59 años"
    A60 = "60+", "60 años o más"
    NO_DICE = "N", "Prefiere no decir"


_O, P, A = EstadoOrgano, EstadoPaso, EstadoAsamblea

PASOS_DE_ORGANO: dict[str, frozenset[str]] = {
    _O.EN_INTEGRACION: frozenset({_O.CONSTITUIDO, _O.CANCELADO}),
    _O.CONSTITUIDO: frozenset({_O.CONCLUIDO, _O.CANCELADO, _O.EN_INTEGRACION}),
    _O.CONCLUIDO: frozenset({_O.CONSTITUIDO}),
    _O.CANCELADO: frozenset(),
}
PASOS_DE_PASO: dict[str, frozenset[str]] = {
    P.PENDIENTE: frozenset({P.ENVIADO}),
    P.ENVIADO: frozenset({P.APROBADO, P.DEVUELTO, P.PENDIENTE}),
    P.DEVUELTO: frozenset({P.ENVIADO}),
    P.APROBADO: frozenset({P.ANULADO}),
    P.ANULADO: frozenset(),
}
PASOS_DE_CONVOCATORIA: dict[str, frozenset[str]] = {
    "borrador": frozenset({"publicada", "cancelada"}),
    "publicada": frozenset({"cancelada"}),
    "cancelada": frozenset(),
}
PASOS_DE_ASAMBLEA: dict[str, frozenset[str]] = {
    A.CONVOCADA: frozenset({A.INSTALADA, A.SEGUNDA, A.SIN_QUORUM, A.CANCELADA}),
    A.SEGUNDA: frozenset({A.INSTALADA, A.SIN_QUORUM, A.CANCELADA}),
    A.INSTALADA: frozenset({A.CERRADA}),
    A.CERRADA: frozenset(),
    A.SIN_QUORUM: frozenset(),
    A.CANCELADA: frozenset(),
}
PASOS_DE_ELECCION: dict[str, frozenset[str]] = {
    "resuelta": frozenset({"anulada"}),
    "empate": frozenset({"anulada"}),
    "anulada": frozenset(),
}
PASOS_DE_ACTA: dict[str, frozenset[str]] = {
    "borrador": frozenset({"congelada", "cancelada"}),
    "congelada": frozenset({"firmada", "borrador", "cancelada"}),
    "firmada": frozenset(),
    "cancelada": frozenset(),
}
# While people may still be put on the list.
PASAN_LISTA = frozenset({A.CONVOCADA, A.SEGUNDA, A.INSTALADA})
ORGANOS_ABIERTOS = frozenset({_O.EN_INTEGRACION, _O.CONSTITUIDO})

MAX_TEXTO = 4_000
MAX_MOTIVO = 1_000
MAX_ASISTENTES = 2_000
