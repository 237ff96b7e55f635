"""What each app holds of somebody of the citizenry, so that it is given and taken away in one act."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Ids = Collection[int]
Fila = Mapping[str, Any]


def _nada(ids: Ids) -> None:
    return None


def _sin_archivos(ids: Ids) -> list[str]:
    return []


@dataclass(frozen=True)
class Parte:
    """One kind of row that points to a Ciudadano: what it tells, what is emptied when they are anonymised.

    `filas` gives plain data for a file (dates as ISO text) of the rows of those ids; `vaciar` takes out of
    them what says who somebody is, in the caller's transaction; `impide` gives the reason why they cannot be
    anonymised on a day, or nothing. `archivos` gives the names in the store of the files of theirs, and
    `nombra` whether some row still names one. `relacion` is the related_name that it answers for.
    """

    relacion: str
    titulo: str
    filas: Callable[[Ids], list[Fila]]
    vaciar: Callable[[Ids], None] = _nada
    impide: Callable[[Ids, date], str] = lambda ids, hoy: ""
    archivos: Callable[[Ids], list[str]] = _sin_archivos
    nombra: Callable[[str], bool] = lambda nombre: False


_partes: dict[str, Parte] = {}


def registrar_parte(parte: Parte) -> None:
    """Tell what an app holds; called when it is ready."""
    _partes[parte.relacion] = parte


def partes() -> tuple[Parte, ...]:
    """Every one, in the order in which they came."""
    return tuple(_partes.values())
