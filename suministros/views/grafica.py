"""The chart of a year's money: a column a month, drawn in SVG by numbers alone; a table says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from nucleo.fechas import MESES
from suministros.consultas.fondos import Mes

ALTO, PASO, ANCHO_DE_COLUMNA = 150, 40, 28
ALTO_MINIMO = 3


@dataclass(frozen=True)
class Columna:
    """A month: what was spent and committed up to its end, and what was left, in units of the drawing."""

    nombre: str
    mes: Mes
    x: int
    y_ejercido: int
    alto_ejercido: int
    y_comprometido: int
    alto_comprometido: int
    y_asignado: int
    alto_asignado: int

    @property
    def medio(self) -> int:
        return self.x + ANCHO_DE_COLUMNA // 2


@dataclass(frozen=True)
class Grafica:
    """The columns and the size of the drawing."""

    columnas: list[Columna]
    ancho: int
    alto: int = ALTO + 26
    base: int = ALTO + 4
    ancho_de_columna: int = ANCHO_DE_COLUMNA


def grafica_de(meses: Sequence[Mes], hasta: int) -> Grafica | None:
    """The months up to `hasta`; None when no money was ever assigned."""
    tope = max((m.al_cierre.asignado for m in meses), default=0)
    if not tope:
        return None

    def alto(centavos: int) -> int:
        # However little it is beside what was assigned, it is seen.
        return max(round(centavos * ALTO / tope), ALTO_MINIMO) if centavos else 0

    columnas = []
    for n, mes in enumerate(meses[:hasta]):
        ejercido, comprometido = alto(mes.al_cierre.ejercido), alto(mes.al_cierre.comprometido)
        asignado = alto(mes.al_cierre.asignado)
        base = ALTO + 4
        columnas.append(
            Columna(
                MESES[mes.numero - 1],
                mes,
                8 + n * PASO,
                base - ejercido,
                ejercido,
                base - ejercido - comprometido,
                comprometido,
                base - asignado,
                asignado,
            )
        )
    return Grafica(columnas, 8 + len(columnas) * PASO)
