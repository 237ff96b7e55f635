"""The projected numbers of a sheet as they are shown: per línea, per quarter and for the year."""

from collections.abc import Iterable
from dataclasses import dataclass

from poa.consultas.faltantes import faltantes_de
from poa.models import Estrategia, LineaDeAccion, Programa, Programacion

TRIMESTRES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Proyectado:
    """Acts projected in a window; `inicial` is None in a draft, `vigente` is what is in force."""

    trimestre: int | None
    inicial: int | None
    vigente: int

    @property
    def original(self) -> int:
        """The figure that was authorised, or the one written so far in a draft."""
        return self.vigente if self.inicial is None else self.inicial

    @property
    def fue_modificado(self) -> bool:
        return self.inicial is not None and self.inicial != self.vigente


@dataclass(frozen=True)
class RenglonProgramado:
    """One línea: four quarters (None where nothing was captured) and the year."""

    linea: LineaDeAccion
    trimestres: list[Proyectado | None]
    anual: Proyectado
    es_ejemplo: bool


@dataclass(frozen=True)
class BloqueProgramado:
    """The líneas of an estrategia with their numbers."""

    estrategia: Estrategia
    renglones: list[RenglonProgramado]


@dataclass(frozen=True)
class Resumen:
    """A row of the list of POAs; `faltan` is how many data the sheet lacks."""

    programa: Programa
    lineas: int
    proyectadas: int
    faltan: int


def _sumar(filas: Iterable[Programacion], trimestre: int | None) -> Proyectado:
    filas = list(filas)
    iniciales = [f.inicial for f in filas if f.inicial is not None]
    return Proyectado(
        trimestre,
        sum(iniciales) if iniciales else None,
        sum(f.vigente for f in filas),
    )


def _renglon(linea: LineaDeAccion) -> RenglonProgramado:
    filas = {p.trimestre_programa.numero: p for p in linea.programacion.all()}
    return RenglonProgramado(
        linea,
        [_sumar([filas[n]], n) if n in filas else None for n in TRIMESTRES],
        _sumar(filas.values(), None),
        linea.es_ejemplo or any(p.es_ejemplo for p in filas.values()),
    )


def programacion_de(programa: Programa) -> list[BloqueProgramado]:
    """Projected numbers by block and línea; reads a POA got through `con_la_hoja`, without queries."""
    return [
        BloqueProgramado(e, [_renglon(linea) for linea in e.lineas.all()])
        for e in programa.estrategias.all()
        if e.lineas.all()
    ]


def totales_de(programa: Programa) -> list[Proyectado]:
    """Sum of every línea for each quarter, and for the year in the last place."""
    filas = [p for linea in _lineas(programa) for p in linea.programacion.all()]
    por_trimestre = [_sumar([f for f in filas if f.trimestre_programa.numero == n], n) for n in TRIMESTRES]
    return [*por_trimestre, _sumar(filas, None)]


def resumen_de(programa: Programa) -> Resumen:
    """What the list of POAs says of one of them; the POA comes through `con_la_hoja`."""
    lineas = _lineas(programa)
    proyectadas = sum(p.vigente for linea in lineas for p in linea.programacion.all())
    return Resumen(programa, len(lineas), proyectadas, len(faltantes_de(programa)))


def es_todo_de_ejemplo(programa: Programa) -> bool:
    """Whether no original sheet stands behind it: every línea was written by the example."""
    lineas = _lineas(programa)
    return bool(lineas) and all(linea.es_ejemplo for linea in lineas)


def tiene_ejemplos(programa: Programa) -> bool:
    """Whether the example added something to the sheet, so that the page can say what the marks mean."""
    if any(bloque.es_ejemplo for bloque in programa.estrategias.all()):
        return True
    return any(r.es_ejemplo for bloque in programacion_de(programa) for r in bloque.renglones)


def _lineas(programa: Programa) -> list[LineaDeAccion]:
    return [linea for e in programa.estrategias.all() for linea in e.lineas.all()]
