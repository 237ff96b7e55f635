"""Writing: what people typed always comes out as text, never as a formula or a link."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from nucleo.errores import DatosInvalidos

TEXTO, NUMERO, MONTO, FECHA = "texto", "numero", "monto", "fecha"
MAX_CELDA = 32_767
PRIMER_ANIO = 1900
_PELIGROSOS = ("=", "+", "-", "@", "\t", "\r")
_FORMATOS: dict[str, dict[str, Any]] = {
    TEXTO: {"num_format": "@", "text_wrap": True, "valign": "top"},
    NUMERO: {"num_format": "#,##0", "valign": "top"},
    MONTO: {"num_format": "#,##0.00", "valign": "top"},
    FECHA: {"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"},
}


@dataclass(frozen=True)
class Columna:
    """A heading, how wide it is, what its cells hold, and the values on offer: a few, or where they are."""

    titulo: str
    ancho: int = 14
    tipo: str = TEXTO
    opciones: tuple[str, ...] | str = ()
    ayuda: str = ""


@dataclass(frozen=True)
class Hoja:
    """A sheet: columns and rows of text, int, centavos (in MONTO columns), date or None."""

    nombre: str
    columnas: Sequence[Columna]
    renglones: Iterable[Sequence[Any]] = field(default_factory=list)
    oculta: bool = False


def escribir_csv(encabezado: Sequence[str], renglones: Iterable[Sequence[Any]]) -> bytes:
    """CSV that spreadsheets open with its accents; text that looks like a formula goes behind a «'»."""
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida)
    escritor.writerow([_inofensivo(celda) for celda in encabezado])
    escritor.writerows([_inofensivo(celda) for celda in renglon] for renglon in renglones)
    return salida.getvalue().encode("utf-8-sig")


def _inofensivo(valor: Any) -> Any:
    if isinstance(valor, str) and valor.startswith(_PELIGROSOS):
        return f"'{valor}"
    return "" if valor is None else valor


def escribir_xlsx(hojas: Sequence[Hoja], *, titulo: str = "") -> bytes:
    """The bytes of a workbook. Raises DatosInvalidos when a text does not fit in a cell."""
    salida = io.BytesIO()
    opciones = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(salida, {**opciones, "strings_to_numbers": False}) as libro:
        libro.set_properties({"title": titulo})
        encabezado = libro.add_format(
            {"bold": True, "bg_color": "#0b4f5c", "font_color": "#ffffff", "text_wrap": True, "valign": "top"}
        )
        formatos = {tipo: libro.add_format(formato) for tipo, formato in _FORMATOS.items()}
        for hoja in hojas:
            _escribir_hoja(libro.add_worksheet(hoja.nombre), hoja, encabezado, formatos)
    return salida.getvalue()


def _escribir_hoja(destino: Worksheet, hoja: Hoja, encabezado: Format, formatos: dict[str, Format]) -> None:
    for numero, columna in enumerate(hoja.columnas):
        destino.set_column(numero, numero, columna.ancho, formatos[columna.tipo])
        destino.write_string(0, numero, columna.titulo, encabezado)
        if columna.ayuda:
            destino.write_comment(0, numero, columna.ayuda)
        if columna.opciones:
            fuente = columna.opciones if isinstance(columna.opciones, str) else list(columna.opciones)
            lista = {"validate": "list", "source": fuente, "error_type": "warning"}
            destino.data_validation(1, numero, 1_000, numero, lista)
    destino.freeze_panes(1, 0)
    if hoja.oculta:
        destino.very_hidden()
    for fila, renglon in enumerate(hoja.renglones, 1):
        for numero, valor in enumerate(renglon):
            _escribir_celda(destino, fila, numero, valor, hoja, formatos)


def _escribir_celda(
    destino: Worksheet, fila: int, numero: int, valor: Any, hoja: Hoja, formatos: dict[str, Format]
) -> None:
    tipo = hoja.columnas[numero].tipo
    formato = formatos[tipo]
    if valor is None or valor == "":
        return
    if isinstance(valor, date) and not isinstance(valor, datetime):
        if valor.year < PRIMER_ANIO:  # spreadsheets count their days from 1900
            destino.write_string(fila, numero, valor.isoformat(), formatos[TEXTO])
        else:
            dia = datetime(valor.year, valor.month, valor.day)  # noqa: DTZ001 - a cell has no time zone
            destino.write_datetime(fila, numero, dia, formato)
    elif isinstance(valor, int) and not isinstance(valor, bool):
        destino.write_number(fila, numero, valor / 100 if tipo == MONTO else valor, formato)
    else:
        if len(str(valor)) > MAX_CELDA:
            columna = hoja.columnas[numero].titulo
            raise DatosInvalidos(
                f"Hoja «{hoja.nombre}», fila {fila + 1}, columna «{columna}»: el texto no cabe en una celda "
                f"(a lo más {MAX_CELDA:,} letras)."
            )
        destino.write_string(fila, numero, str(valor), formatos[TEXTO])
