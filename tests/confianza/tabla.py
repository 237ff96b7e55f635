"""The table of every service that writes: what it takes to call it, and the Asientos that it leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.confianza.historia import Firmado, actor

DIA_T3 = date(2024, 10, 10)
Llamada = Callable[[], Any]
Escritura = Callable[[Firmado], Llamada]
ESCRITURAS: dict[str, tuple[Escritura, list[str]]] = {}


def escritura(*acciones: str) -> Callable[[Escritura], Escritura]:
    """Put a case in the table, with the actions of the Asientos that it leaves, in order."""

    def anotar(funcion: Escritura) -> Escritura:
        ESCRITURAS[funcion.__name__] = (funcion, list(acciones))
        return funcion

    return anotar


def como(f: Firmado, quien: str, dia: date = DIA_T3) -> dict[str, Any]:
    """The actor of a service, as of a day."""
    return actor(f.reparto, quien, dia)
