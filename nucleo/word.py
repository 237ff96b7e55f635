"""Tables of a Word document (.docx), as rows of cells with their text; read only, with limits."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nucleo.hojas import ArchivoIlegible, ErrorDeHoja, revisar_paquete
from nucleo.texto import entero, limpiar

MAX_TABLAS = 300
MAX_FILAS = 3_000
MAX_CELDAS = 20_000
MAX_ANCHO = 63
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANCOS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}


@dataclass(frozen=True)
class Celda:
    """A cell by the columns of the grid it covers, [desde, hasta); `parrafos` are those with text."""

    desde: int
    hasta: int
    parrafos: list[str]

    @property
    def texto(self) -> str:
        return " ".join(" ".join(self.parrafos).split())


@dataclass(frozen=True)
class Fila:
    """A row: where it stands, counting from 1, and its cells, those without text too."""

    tabla: int
    numero: int
    celdas: list[Celda]

    def celda(self, columna: int) -> Celda | None:
        """The cell that covers a column of the grid."""
        return next((c for c in self.celdas if c.desde <= columna < c.hasta), None)


@dataclass(frozen=True)
class Documento:
    """The rows of every table in order, nested ones after the row that holds them, and the text outside."""

    filas: list[Fila]
    parrafos: list[str]


def abrir_documento(contenido: bytes) -> Documento:
    """Read the tables of a .docx. Raises ArchivoIlegible when it is not one, or passes the limits."""
    revisar_paquete(contenido, "docx")
    import docx  # slow to import, and few processes need it

    try:
        cuerpo = docx.Document(io.BytesIO(contenido)).element.body
        tablas = list(cuerpo.iter(f"{_W}tbl"))
        _exigir_limites(cuerpo, tablas)
        filas = [fila for i, tabla in enumerate(tablas, 1) for fila in _filas(tabla, i)]
        sueltos = [p for p in cuerpo.iter(f"{_W}p") if _de(p, f"{_W}tc") is None]
        return Documento(filas, [texto for p in sueltos if (texto := _texto(p))])
    except ArchivoIlegible:
        raise
    except Exception as error:  # python-docx lets through whatever a damaged part makes it stumble on
        raise _no("el documento está dañado. Ábralo en Word, guárdelo de nuevo y súbalo.") from error


def _no(mensaje: str) -> ArchivoIlegible:
    return ArchivoIlegible(ErrorDeHoja("Documento", None, "", mensaje))


def _exigir_limites(cuerpo: Any, tablas: list[Any]) -> None:
    if len(tablas) > MAX_TABLAS:
        raise _no(f"trae más de {MAX_TABLAS} tablas.")
    for etiqueta, maximo, que in (("tr", MAX_FILAS, "filas"), ("tc", MAX_CELDAS, "celdas")):
        if sum(1 for _ in cuerpo.iter(f"{_W}{etiqueta}")) > maximo:
            raise _no(f"sus tablas tienen más de {maximo:,} {que}.")


def _de(elemento: Any, etiqueta: str) -> Any:
    """The nearest ancestor with that tag."""
    return next(elemento.iterancestors(etiqueta), None)


def _filas(tabla: Any, lugar: int) -> Iterator[Fila]:
    propias = [tr for tr in tabla.iter(f"{_W}tr") if _de(tr, f"{_W}tbl") is tabla]
    for numero, tr in enumerate(propias, 1):
        celdas: list[Celda] = []
        desde = 0
        for tc in (tc for tc in tr.iter(f"{_W}tc") if _de(tc, f"{_W}tr") is tr):
            hasta = desde + _ancho(tc)
            celdas.append(Celda(desde, hasta, [] if _es_continuacion(tc) else _parrafos(tc)))
            desde = hasta
        yield Fila(lugar, numero, celdas)


def _ancho(tc: Any) -> int:
    """How many columns of the grid the cell spans; a number out of reason counts as one."""
    span = tc.find(f"{_W}tcPr/{_W}gridSpan")
    valor = span.get(f"{_W}val", "1") if span is not None else "1"
    ancho = entero(valor, cifras=4) or 1
    return ancho if ancho <= MAX_ANCHO else 1


def _es_continuacion(tc: Any) -> bool:
    """Whether it is the lower part of a cell merged downwards."""
    union = tc.find(f"{_W}tcPr/{_W}vMerge")
    return union is not None and union.get(f"{_W}val", "continue") != "restart"


def _parrafos(tc: Any) -> list[str]:
    propios = (p for p in tc.iter(f"{_W}p") if _de(p, f"{_W}tc") is tc)
    return [texto for p in propios if (texto := _texto(p))]


def _texto(parrafo: Any) -> str:
    """The text of a paragraph, with what was inserted and without what was deleted or moved away."""
    partes = []
    for elemento in parrafo.iter(f"{_W}t", *_BLANCOS):
        if _de(elemento, f"{_W}moveFrom") is None and _de(elemento, _FALLBACK) is None:
            partes.append(elemento.text or "" if elemento.tag == f"{_W}t" else _BLANCOS[elemento.tag])
    return " ".join(limpiar("".join(partes)).split())
