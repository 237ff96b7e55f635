"""Counts the writes that something does, to the database and to the disk, and cuts it at any of them."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from evaluacion.servicios import firma
from nucleo import firmas
from nucleo.almacen import leer
from nucleo.efirma.validacion import Dictamen
from tests.confianza.historia import Firmado

_ESCRIBE = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
DISCO = ("fsync", "replace")


class Corte(OSError):
    """The disk is full."""


class Contador:
    """Cuts at the write of that number (from 1); with 0 it only counts."""

    def __init__(self, corta_en: int, error: Exception) -> None:
        self.cuenta, self.corta_en, self.error = 0, corta_en, error

    def contar(self) -> None:
        self.cuenta += 1
        if self.cuenta == self.corta_en:
            raise self.error


LLENO = Corte(28, "No space left on device")


@contextmanager
def cortando(en: int = 0, *, disco: bool = True, error: Exception = LLENO) -> Iterator[Contador]:
    """Everything inside stops at its write number `en`: INSERT, UPDATE, DELETE, fsync or rename."""
    contador = Contador(en, error)

    def base(ejecutar: Callable[..., Any], sql: str, *resto: Any) -> Any:
        if _ESCRIBE.match(sql):
            contador.contar()
        return ejecutar(sql, *resto)

    with pytest.MonkeyPatch.context() as parche, connection.execute_wrapper(base):
        for nombre in DISCO if disco else ():
            parche.setattr(os, nombre, _con_cuenta(getattr(os, nombre), contador))
        yield contador


def _con_cuenta(funcion: Callable[..., Any], contador: Contador) -> Callable[..., Any]:
    def contada(*args: Any, **kwargs: Any) -> Any:
        contador.contar()
        return funcion(*args, **kwargs)

    return contada


def contar_escrituras(llamada: Callable[[], Any]) -> int:
    """How many writes to the database the call does."""
    with cortando(disco=False) as contador:
        llamada()
    return contador.cuenta


def muestra(total: int, cuantas: int) -> list[int]:
    """Points from 1 to `total`: the first, the last, and others spread between them."""
    if total <= cuantas:
        return list(range(1, total + 1))
    return sorted({1, total, *(1 + n * total // cuantas for n in range(cuantas))})


def sin_lo_lento(f: Firmado, parche: pytest.MonkeyPatch) -> None:
    """What is not a write and takes a second: drawing, and validating in a child."""
    dibujo = leer(f.documento(1).base_archivo)
    parche.setattr(firma, "hoja_del_trimestre", lambda *_: dibujo)
    parche.setattr(firma, "hoja_publica", lambda *_: dibujo)
    parche.setattr(firmas, "validar_pdf", lambda *_: Dictamen(True, ()))
    parche.setattr("nucleo.efirma.preparacion.validar_pdf", lambda *_: Dictamen(True, ()))
