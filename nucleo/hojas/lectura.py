"""Reading an XLSX: values only, with limits, and with what a reader of values would not notice."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import iterparse

import openpyxl

from nucleo.hojas.lugares import ArchivoIlegible, ErrorDeHoja, letra_de
from nucleo.hojas.paquete import revisar_paquete

MAX_HOJAS = 20
MAX_FILAS = 2_000
MAX_COLUMNAS = 60
_CELDA = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")


@dataclass(frozen=True)
class HojaLeida:
    """The cells of a sheet: `filas` holds (row number, values) of the rows with some value.

    `combinadas`: merged ranges, «B3:B5». `sin_valor`: cells whose formula was never computed.
    `con_error`: cells that show an error such as #REF!.
    """

    nombre: str
    oculta: bool
    filas: list[tuple[int, tuple[Any, ...]]]
    combinadas: list[str] = field(default_factory=list)
    sin_valor: list[str] = field(default_factory=list)
    con_error: list[str] = field(default_factory=list)

    def defectos(self) -> Iterator[ErrorDeHoja]:
        """What makes the sheet unfit to be read by rows and columns, each in its place."""
        for rango in self.combinadas:
            mensaje = f"las celdas {rango} están combinadas. Sepárelas y escriba un dato en cada una."
            yield ErrorDeHoja(f"Hoja «{self.nombre}»", _fila_de(rango), rango, mensaje)
        for celda in self.sin_valor:
            mensaje = "la fórmula no tiene resultado guardado. Abra el archivo, guárdelo y súbalo de nuevo."
            yield ErrorDeHoja(f"Hoja «{self.nombre}»", _fila_de(celda), celda, mensaje)
        for celda in self.con_error:
            mensaje = "la celda muestra un error de fórmula. Corríjalo o escriba el valor."
            yield ErrorDeHoja(f"Hoja «{self.nombre}»", _fila_de(celda), celda, mensaje)


@dataclass(frozen=True)
class Libro:
    """The sheets of a workbook, in order."""

    hojas: list[HojaLeida]

    def hoja(self, nombre: str) -> HojaLeida | None:
        """The sheet of that name, or None."""
        return next((h for h in self.hojas if h.nombre == nombre), None)


def abrir_libro(contenido: bytes) -> Libro:
    """Read a workbook: the stored value of each formula, nothing computed, nothing fetched.

    Raises ArchivoIlegible when the file is not a plain XLSX or passes the limits of sheets (20), rows
    (2,000) or columns (60).
    """
    revisar_paquete(contenido, "xlsx")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not matter here
            return _leer(contenido)
    except ArchivoIlegible:
        raise
    except Exception as error:  # openpyxl lets through whatever a damaged part makes it stumble on
        mensaje = "el libro de Excel está dañado. Ábralo en su programa, guárdelo de nuevo y súbalo."
        raise ArchivoIlegible(ErrorDeHoja("Archivo", None, "", mensaje)) from error


def _leer(contenido: bytes) -> Libro:
    libro = openpyxl.load_workbook(io.BytesIO(contenido), read_only=True, data_only=True, keep_links=False)
    try:
        if len(libro.worksheets) > MAX_HOJAS:
            mensaje = f"trae más de {MAX_HOJAS} hojas."
            raise ArchivoIlegible(ErrorDeHoja("Archivo", None, "", mensaje))
        with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
            return Libro([_leer_hoja(hoja, paquete) for hoja in libro.worksheets])
    finally:
        libro.close()


def _leer_hoja(hoja: Any, paquete: zipfile.ZipFile) -> HojaLeida:
    combinadas, sin_valor = _repasar(hoja.title, paquete, hoja._worksheet_path)
    hoja.reset_dimensions()  # the file says how big the sheet is, and may be wrong
    filas, con_error = [], []
    for numero, celdas in enumerate(hoja.iter_rows(max_row=MAX_FILAS + 1, max_col=MAX_COLUMNAS), 1):
        if any(celda.value is not None for celda in celdas):
            if numero > MAX_FILAS:
                raise _fuera(hoja.title, numero, "")
            filas.append((numero, tuple(celda.value for celda in celdas)))
            con_error += [
                f"{letra_de(i)}{numero}" for i, celda in enumerate(celdas, 1) if celda.data_type == "e"
            ]
    oculta = hoja.sheet_state != "visible"
    return HojaLeida(hoja.title, oculta, filas, combinadas, sin_valor, con_error)


def _repasar(titulo: str, paquete: zipfile.ZipFile, ruta: str) -> tuple[list[str], list[str]]:
    """Merged ranges and formulas without a value; raises when a cell with content is past the limits."""
    combinadas, sin_valor = [], []
    with paquete.open(ruta) as parte:
        # The parts were seen to declare no entities before any parser met them.
        for _, elemento in iterparse(parte):  # noqa: S314
            nombre = elemento.tag.rpartition("}")[2]
            if nombre == "mergeCell":
                combinadas.append(elemento.get("ref", "")[:20])
            elif nombre == "c":
                _exigir_dentro(titulo, elemento)
                if _es_formula_sin_valor(elemento):
                    sin_valor.append(elemento.get("r", "")[:12])
            if nombre in ("row", "mergeCell"):
                elemento.clear()
    return combinadas, sin_valor


def _hijos(celda: Any) -> dict[str, str]:
    return {hijo.tag.rpartition("}")[2]: hijo.text or "" for hijo in celda}


def _es_formula_sin_valor(celda: Any) -> bool:
    hijos = _hijos(celda)
    return "f" in hijos and not hijos.get("v") and celda.get("t") != "str"


def _exigir_dentro(titulo: str, celda: Any) -> None:
    lugar = _CELDA.match(celda.get("r", ""))
    if not lugar or not len(celda):
        return
    columna = 0
    for letra in lugar.group(1):
        columna = columna * 26 + ord(letra) - ord("A") + 1
    if int(lugar.group(2)) > MAX_FILAS or columna > MAX_COLUMNAS:
        raise _fuera(titulo, int(lugar.group(2)), celda.get("r", ""))


def _fuera(titulo: str, fila: int, celda: str) -> ArchivoIlegible:
    mensaje = f"hay datos fuera del área que se lee ({MAX_FILAS:,} filas por {MAX_COLUMNAS} columnas)."
    return ArchivoIlegible(ErrorDeHoja(f"Hoja «{titulo}»", fila, celda, mensaje))


def _fila_de(lugar: str) -> int | None:
    hallada = re.search(r"\d+", lugar)
    return int(hallada.group()) if hallada else None
