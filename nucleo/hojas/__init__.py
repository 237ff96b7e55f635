"""Spreadsheets: CSV and XLSX written without live formulas, XLSX read with limits."""

from nucleo.hojas.escritura import FECHA, MONTO, NUMERO, TEXTO, Columna, Hoja, escribir_csv, escribir_xlsx
from nucleo.hojas.lectura import HojaLeida, Libro, abrir_libro
from nucleo.hojas.lugares import ArchivoIlegible, ErrorDeHoja, letra_de
from nucleo.hojas.paquete import MAX_BYTES, revisar_paquete

__all__ = [
    "FECHA",
    "MAX_BYTES",
    "MONTO",
    "NUMERO",
    "TEXTO",
    "ArchivoIlegible",
    "Columna",
    "ErrorDeHoja",
    "Hoja",
    "HojaLeida",
    "Libro",
    "abrir_libro",
    "escribir_csv",
    "escribir_xlsx",
    "letra_de",
    "revisar_paquete",
]
