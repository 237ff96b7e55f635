"""A POA as a file: the layout of its workbook, sheets of others, and the Word sheet; no database here."""

from poa.formatos.lectura import Lectura, leer_excel
from poa.formatos.word import leer_word

__all__ = ["Lectura", "leer_excel", "leer_word"]
