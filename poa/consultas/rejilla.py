"""The grid of the projected numbers as it is shown: blocks, líneas, four cells each, and what was typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from poa.models import Estrategia, LineaDeAccion, Programa

TRIMESTRES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Casilla:
    """One cell: its name in the form, what it shows, and the number kept now when it differs."""

    nombre: str
    numero: int
    valor: str
    error: bool = False
    ahora: str = ""


@dataclass(frozen=True)
class RenglonDeRejilla:
    """A línea with its place on the sheet, «1.2», and its four cells."""

    linea: LineaDeAccion
    lugar: str
    casillas: list[Casilla]


@dataclass(frozen=True)
class BloqueDeRejilla:
    """A block and its líneas."""

    estrategia: Estrategia
    renglones: list[RenglonDeRejilla]


@dataclass(frozen=True)
class Tecleado:
    """What somebody typed and was not kept: texts by cell, cells with an error, cells that clash."""

    textos: Mapping[str, str]
    malas: frozenset[str] = frozenset()
    chocan: frozenset[str] = frozenset()


NADA = Tecleado({})


def _escrito(linea: LineaDeAccion) -> dict[int, int]:
    return {p.trimestre_programa.numero: p.vigente for p in linea.programacion.all()}


def base_de(programa: Programa) -> dict[str, list[int | None]]:
    """What is kept now, by línea: the form carries it to say what the person saw."""
    return {
        str(linea.pk): [_escrito(linea).get(n) for n in TRIMESTRES]
        for estrategia in programa.estrategias.all()
        for linea in estrategia.lineas.all()
    }


def _casilla(linea: LineaDeAccion, numero: int, guardado: int | None, tecleado: Tecleado) -> Casilla:
    nombre, actual = f"c{linea.pk}-{numero}", "" if guardado is None else str(guardado)
    ahora = (actual or "vacía") if nombre in tecleado.chocan else ""
    return Casilla(nombre, numero, tecleado.textos.get(nombre, actual), nombre in tecleado.malas, ahora)


def rejilla_de(programa: Programa, tecleado: Tecleado = NADA) -> list[BloqueDeRejilla]:
    """The grid of a POA got through con_la_hoja, without queries."""
    bloques = []
    for estrategia in programa.estrategias.all():
        renglones = []
        for linea in estrategia.lineas.all():
            escrito = _escrito(linea)
            casillas = [_casilla(linea, n, escrito.get(n), tecleado) for n in TRIMESTRES]
            renglones.append(RenglonDeRejilla(linea, f"{estrategia.orden}.{linea.orden}", casillas))
        bloques.append(BloqueDeRejilla(estrategia, renglones))
    return [bloque for bloque in bloques if bloque.renglones]
