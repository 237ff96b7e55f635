"""The number: Σ realizadas / Σ proyectadas × 100, and what is said where there is nothing to divide.

The only place where a percentage is computed; screens, PDF, commands and the public page read it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENTESIMA = Decimal("0.01")
SIN_PROGRAMACION = "Sin programación"
SIN_CAPTURA = "Sin captura"
SIN_ACTIVIDAD = "Sin actividad declarada"
EN_CURSO = "En curso"
SIN_AUTORIZAR = "POA sin autorizar"


@dataclass(frozen=True)
class Umbrales:
    """Semáforo thresholds in percentage points: verde from, amarillo from, a cause is asked above."""

    verde: int = 90
    amarillo: int = 70
    sobre: int = 110

    def color(self, cumplimiento: Decimal) -> str:
        """verde, amarillo or rojo, judged on the printed number."""
        if cumplimiento >= self.verde:
            return "verde"
        return "amarillo" if cumplimiento >= self.amarillo else "rojo"


@dataclass(frozen=True)
class Ventana:
    """A run of quarters of a year, read as one: [first day of `desde`, first day after `hasta`)."""

    anio: int
    desde: int
    hasta: int

    @classmethod
    def trimestral(cls, anio: int, trimestre: int) -> "Ventana":
        return cls(anio, trimestre, trimestre)

    @classmethod
    def acumulada(cls, anio: int, trimestre: int) -> "Ventana":
        return cls(anio, 1, trimestre)

    @classmethod
    def anual(cls, anio: int) -> "Ventana":
        return cls(anio, 1, 4)

    @property
    def inicio(self) -> date:
        return date(self.anio, 3 * self.desde - 2, 1)

    @property
    def fin(self) -> date:
        """First day that is no longer in the window."""
        return date(self.anio + 1, 1, 1) if self.hasta == 4 else date(self.anio, 3 * self.hasta + 1, 1)

    def terminada(self, al: date) -> bool:
        """Whether the window is over on the day `al`."""
        return al >= self.fin

    def incluye(self, trimestre: int) -> bool:
        return self.desde <= trimestre <= self.hasta


@dataclass(frozen=True)
class DatoDeLinea:
    """What a línea brings to a window, in acts: projected, done and valid, logged at all, declared empty.

    The acts that fit no línea (emergentes) come as one of these with nothing projected.
    """

    proyectadas: int = 0
    hechas: int = 0
    registradas: int = 0
    declarada: bool = False


@dataclass(frozen=True)
class Cifra:
    """A figure with its numerator and denominator, the colour and the words it is shown with."""

    proyectadas: int
    realizadas: int
    no_programadas: int
    cumplimiento: Decimal | None
    semaforo: str | None
    etiqueta: str
    en_curso: bool = False
    sobrecumplimiento: bool = False
    pide_causa: bool = False
    colores: dict[str, int] = field(default_factory=dict)

    @property
    def fraccion(self) -> str:
        """«17/20»."""
        return f"{self.realizadas}/{self.proyectadas}"

    @property
    def porcentaje(self) -> Decimal | None:
        """The number that is printed; None where nothing was projected."""
        return self.cumplimiento

    def como_json(self) -> dict[str, object]:
        """The shape of a C in the commands and in frozen data."""
        return {
            "proyectadas": self.proyectadas,
            "realizadas": self.realizadas,
            "cumplimiento": None if self.cumplimiento is None else str(self.cumplimiento),
            "semaforo": self.semaforo,
            "etiqueta": self.etiqueta,
        }


def cumplimiento(realizadas: int, proyectadas: int) -> Decimal:
    """No. Act. Realizadas / No. Act. Proyectadas * 100 (the sheet's formula), to 2 decimals, half up."""
    return (Decimal(realizadas) * 100 / Decimal(proyectadas)).quantize(CENTESIMA, ROUND_HALF_UP)


def _sin_dividir(no_programadas: int) -> Cifra:
    etiqueta = f"No programadas: {no_programadas}" if no_programadas else SIN_PROGRAMACION
    return Cifra(0, 0, no_programadas, None, None, etiqueta)


def _etiqueta_cerrada(planeadas: list[DatoDeLinea], valor: Decimal, realizadas: int) -> str:
    if realizadas == 0 and all(d.declarada for d in planeadas):
        return SIN_ACTIVIDAD
    if realizadas == 0 and not any(d.registradas for d in planeadas):
        return SIN_CAPTURA
    return f"{valor} % · sobrecumplimiento" if valor > 100 else f"{valor} %"


def _sin_juzgar(en_vigor: bool) -> str:
    return EN_CURSO if en_vigor else SIN_AUTORIZAR


def calcular(
    datos: Iterable[DatoDeLinea], *, terminada: bool, umbrales: Umbrales, en_vigor: bool = True
) -> Cifra:
    """The figure of one línea or of any group of them, over one window.

    Always the sum over the sum. A línea with nothing projected in the window never divides: what was
    done in it is no programada. Never capped. Without colour while the window is not over, or while
    nobody authorised the plan that it would be measured against (`en_vigor`).
    """
    datos = list(datos)
    planeadas = [d for d in datos if d.proyectadas > 0]
    no_programadas = sum(d.hechas for d in datos if d.proyectadas == 0)
    if not planeadas:
        return _sin_dividir(no_programadas)
    proyectadas = sum(d.proyectadas for d in planeadas)
    realizadas = sum(d.hechas for d in planeadas)
    valor = cumplimiento(realizadas, proyectadas)
    se_juzga = terminada and en_vigor
    return Cifra(
        proyectadas=proyectadas,
        realizadas=realizadas,
        no_programadas=no_programadas,
        cumplimiento=valor,
        semaforo=umbrales.color(valor) if se_juzga else None,
        etiqueta=_etiqueta_cerrada(planeadas, valor, realizadas) if se_juzga else _sin_juzgar(en_vigor),
        en_curso=en_vigor and not terminada,
        sobrecumplimiento=valor > 100,
        pide_causa=valor > umbrales.sobre,
        colores=_colores(planeadas, umbrales) if se_juzga else {},
    )


def _colores(planeadas: list[DatoDeLinea], umbrales: Umbrales) -> dict[str, int]:
    """How many líneas are of each colour, so that one big línea does not bury the others."""
    cuenta = {"verde": 0, "amarillo": 0, "rojo": 0}
    for dato in planeadas:
        cuenta[umbrales.color(cumplimiento(dato.hechas, dato.proyectadas))] += 1
    return cuenta
