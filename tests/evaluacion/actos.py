"""Acts and projected numbers written straight into rows: the queries are under test, not the services."""

from datetime import date
from typing import Any
from uuid import uuid4

from actividades.models import Actividad
from poa.models import Programacion
from tests.reparto import AHORA, ANIO, Reparto

EN = {1: date(ANIO, 2, 20), 2: date(ANIO, 5, 3), 3: date(ANIO, 8, 20), 4: date(ANIO, 11, 5)}


def acto(
    reparto: Reparto, linea: int | None, trimestre: int, *, clave: str = "A", **cambios: Any
) -> Actividad:
    """An act of a POA, not saved: `linea` is its place in the sheet (0, 1, 2), None for an emergent one."""
    campos: dict[str, Any] = {
        "trimestre_programa": reparto.tp(trimestre, clave),
        "linea": None if linea is None else reparto.lineas(clave)[linea],
        "fecha": EN[trimestre],
        "cantidad": 1,
        "descripcion": "Reunión de vecinos",
        "estado": "validada",
        "registrada_por": reparto.usuarios[f"personal_{clave.lower()}"],
        "registrada_en": AHORA,
        "token": uuid4(),
    }
    return Actividad(**campos | cambios)


def hecho(
    reparto: Reparto, linea: int | None, trimestre: int, cantidad: int = 1, **cambios: Any
) -> Actividad:
    """The same, saved and (by default) validated."""
    nuevo = acto(reparto, linea, trimestre, cantidad=cantidad, **cambios)
    nuevo.save()
    return nuevo


def proyectar(reparto: Reparto, linea: int, vigentes: tuple[int, int, int, int]) -> None:
    """The four numbers in force of a línea of A, as a reprogramming would leave them."""
    for numero, vigente in enumerate(vigentes, start=1):
        Programacion.objects.filter(linea=reparto.lineas()[linea], trimestre_programa__numero=numero).update(
            vigente=vigente
        )
