"""What goes into the renderer and what comes out of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Ancla:
    """Border box of an element: `pagina` from 0, the rest in PDF points from the bottom left corner."""

    pagina: int
    x: float
    y: float
    ancho: float
    alto: float


@dataclass(frozen=True)
class Anexo:
    """A file carried inside the PDF with AFRelationship Data; with no `fecha` no date is written."""

    nombre: str
    contenido: bytes
    tipo: str
    descripcion: str
    fecha: datetime | None = None


@dataclass(frozen=True)
class PdfRenderizado:
    """A finished document; `avisos` is what was refused or could not be drawn, empty when all is well."""

    contenido: bytes
    paginas: int
    anclas: dict[str, Ancla]
    avisos: tuple[str, ...] = ()


class PdfFallido(Exception):
    """The document was not made: `str()` is for the person, `detalle` for the log."""

    def __init__(self, mensaje: str, detalle: str = "") -> None:
        super().__init__(mensaje)
        self.detalle = detalle
