"""The CSV of acts as it comes in a file: its columns, its encoding, its rows with their line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

COLUMNAS = (
    "direccion",
    "ejercicio",
    "estrategia",
    "linea",
    "fecha",
    "cantidad",
    "localidad",
    "descripcion",
    "mujeres",
    "hombres",
    "validada",
)
MAX_RENGLONES = 50_000


@dataclass(frozen=True)
class Renglon:
    """One row: the line of the file on which it begins (the header is 1) and its text by column."""

    fila: int
    valores: dict[str, str]


@dataclass(frozen=True)
class ErrorDeRenglon:
    """What is wrong, where: line of the file and column."""

    fila: int
    columna: str
    mensaje: str

    def __str__(self) -> str:
        return f"Renglón {self.fila}, columna «{self.columna}»: {self.mensaje}"


class ArchivoIlegible(Exception):
    """The file is not the CSV that is expected; `errores` says where."""

    def __init__(self, *errores: ErrorDeRenglon) -> None:
        super().__init__("\n".join(str(e) for e in errores))
        self.errores = list(errores)


def plantilla() -> str:
    """The header alone, ready to be filled in a spreadsheet."""
    return ",".join(COLUMNAS) + "\r\n"


def leer_renglones(contenido: bytes) -> list[Renglon]:
    """Rows of a UTF-8 CSV (with or without BOM; comma, or the semicolon of some spreadsheets).

    Rows without any text are skipped. Raises ArchivoIlegible: encoding, header, cells too many or few.
    """
    texto = _decodificar(contenido)
    separador = ";" if ";" in texto.partition("\n")[0] else ","
    lector = csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True)
    try:
        encabezado = [celda.strip().lower() for celda in next(lector, [])]
        _revisar_encabezado(encabezado)
        return list(_renglones(lector, encabezado))
    except csv.Error as error:
        raise ArchivoIlegible(
            ErrorDeRenglon(lector.line_num, "—", "las comillas o los saltos de línea no cuadran.")
        ) from error


def _decodificar(contenido: bytes) -> str:
    try:
        texto = contenido.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        linea = contenido[: error.start].count(b"\n") + 1
        mensaje = "no está en UTF-8. Guárdelo como «CSV UTF-8 (delimitado por comas)»."
        raise ArchivoIlegible(ErrorDeRenglon(linea, "—", mensaje)) from error
    if "\x00" in texto:
        linea = texto[: texto.index("\x00")].count("\n") + 1
        raise ArchivoIlegible(ErrorDeRenglon(linea, "—", "contiene un carácter que no se admite."))
    return texto


def _revisar_encabezado(encabezado: list[str]) -> None:
    errores = [ErrorDeRenglon(1, c, "falta esta columna.") for c in COLUMNAS if c not in encabezado]
    errores += [
        ErrorDeRenglon(1, c or "—", "no se conoce esta columna.") for c in encabezado if c not in COLUMNAS
    ]
    errores += [
        ErrorDeRenglon(1, c, "la columna está repetida.") for c in COLUMNAS if encabezado.count(c) > 1
    ]
    if errores:
        raise ArchivoIlegible(*errores)


def _renglones(lector: Iterator[list[str]], encabezado: list[str]) -> Iterator[Renglon]:
    anterior, errores = lector.line_num, []  # type: ignore[attr-defined]  # the type of csv.reader has no name
    for cuenta, celdas in enumerate(lector, 1):
        fila, anterior = anterior + 1, lector.line_num  # type: ignore[attr-defined]  # the same
        if not any(celda.strip() for celda in celdas):
            continue
        if len(celdas) != len(encabezado):
            mensaje = f"tiene {len(celdas)} celdas y deben ser {len(encabezado)}."
            errores.append(ErrorDeRenglon(fila, "—", mensaje))
            continue
        if cuenta > MAX_RENGLONES:
            errores.append(ErrorDeRenglon(fila, "—", f"se importan a lo más {MAX_RENGLONES:,} renglones."))
            break
        yield Renglon(fila, dict(zip(encabezado, (celda.strip() for celda in celdas), strict=True)))
    if errores:
        raise ArchivoIlegible(*errores)
