"""The procedimientos: what steps a comité or a consejo goes through; the apps above register theirs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from poa.pasos import registrar_paso

if TYPE_CHECKING:
    from asambleas.models import Acta, Organo, Paso


@dataclass(frozen=True)
class Demanda:
    """Something a step asks for before it can be sent: what it is called, whether it is there, and where
    it is done (`ruta`, a route name that takes the órgano's id; empty when it is on the page itself)."""

    texto: str
    cumplida: Callable[["Organo"], bool]
    ruta: str = ""


@dataclass(frozen=True)
class Constancia:
    """What an act on record says of the step that tells it: its day, and how many women and men took part.

    `origen` is that act in words. `exacta`: the step is of that very day; otherwise of that day or later.
    A figure that is None is not told by it.
    """

    fecha: date
    origen: str
    mujeres: int | None = None
    hombres: int | None = None
    exacta: bool = True


@dataclass(frozen=True)
class PasoDefinido:
    """A step in order: its key (the one a línea de acción may count), its name, and what it demands.

    `constancia` gives the act on record that the step tells, or None. `repetible`: it is made many times (a
    report attended), each time once. `alternativa`: the key of the step by which a línea may count the same
    work instead. `comprobante`: the folio of a record of this system that stands for its evidence, or "".
    """

    clave: str
    nombre: str
    ayuda: str
    demandas: tuple[Demanda, ...] = ()
    repetible: bool = False
    alternativa: str = ""
    constancia: Callable[["Organo"], Constancia | None] = lambda organo: None
    comprobante: Callable[["Paso"], str] = lambda paso: ""


@dataclass(frozen=True)
class PuestoSugerido:
    """A post to elect, as a new órgano starts with it."""

    nombre: str
    lugares: int = 1
    con_suplente: bool = True


@dataclass(frozen=True)
class Seccion:
    """A part that a procedimiento adds to an acta: paragraphs, and a table whose first row is its head."""

    titulo: str
    parrafos: tuple[str, ...] = ()
    tabla: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class FotoDeActa:
    """A photo of the annex of an acta: its caption, its name in the store, the hash of its bytes."""

    pie: str
    archivo: str
    sha256: str


@dataclass(frozen=True)
class FirmanteExtra:
    """Somebody who signs an acta besides the members and the authorities who were there."""

    nombre: str
    cargo: str


@dataclass(frozen=True)
class Procedimiento:
    """What a kind of órgano is: its steps, and what Planeación's rules start from.

    `quorum_primera`: percentage of those called that must be exceeded; `quorum_segunda`: least people
    present at the second call; `vigencia_meses` 0 is an órgano that lasts as long as its work.
    `secciones`, `firmantes` and `fotos` are what it adds to its actas; `dia` is the day of an acta that has
    no assembly, when it has one of its own; `ruta` is its page, by the órgano's id.
    Source: the seed's Estrategias 1 and 2; quorum and posts are settings (formats of the field).
    """

    clave: str
    nombre: str
    plural: str
    prefijo: str
    pasos: tuple[PasoDefinido, ...]
    puestos: tuple[PuestoSugerido, ...]
    ruta: str
    quorum_primera: int = 50
    quorum_segunda: int = 5
    vigencia_meses: int = 0
    integrantes_publicos: bool = False
    constituye: str = ""
    concluye: str = ""
    secciones: Callable[["Acta"], list[Seccion]] = lambda acta: []
    firmantes: Callable[["Acta"], list[FirmanteExtra]] = lambda acta: []
    fotos: Callable[["Acta"], list[FotoDeActa]] = lambda acta: []
    dia: Callable[["Acta"], date | None] = lambda acta: None


_registro: dict[str, Procedimiento] = {}


def registrar_procedimiento(procedimiento: Procedimiento) -> None:
    """Offer a procedimiento, and its steps to the plan; called when the app above is ready."""
    _registro[procedimiento.clave] = procedimiento
    for paso in procedimiento.pasos:
        registrar_paso(paso.clave, f"{procedimiento.nombre}: {paso.nombre}")


def procedimiento_de(clave: str) -> Procedimiento:
    """The procedimiento of that key. KeyError when no app registered it."""
    return _registro[clave]


def procedimientos() -> Iterable[Procedimiento]:
    """Every registered one, in the order in which they came."""
    return tuple(_registro.values())


def paso_definido(organo: "Organo", clave: str) -> PasoDefinido:
    """The definition of a step of an órgano. KeyError when its procedimiento has no such step."""
    return next(p for p in procedimiento_de(organo.procedimiento).pasos if p.clave == clave)
