"""The grid of an authorised POA where a change is asked: what may change is a cell, the rest a figure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from poa.consultas.reprogramacion import TRIMESTRES, escrito_en
from poa.models import Estrategia, LineaDeAccion, Programa


@dataclass(frozen=True)
class CasillaDeCambio:
    """A figure: with a `nombre` it may be typed; `tecleado` is what the person wrote in it."""

    numero: int
    vigente: int | None
    nombre: str = ""
    tecleado: str = ""
    error: str = ""

    @property
    def cambio(self) -> bool:
        return bool(self.nombre) and self.tecleado != str(self.vigente or 0)


@dataclass(frozen=True)
class RenglonDeCambio:
    """A línea, its four figures and whether it is asked to be cancelled."""

    linea: LineaDeAccion
    casillas: list[CasillaDeCambio]
    cancela: bool

    @property
    def anual(self) -> int:
        return sum(c.vigente or 0 for c in self.casillas)


@dataclass(frozen=True)
class BloqueDeCambio:
    """A block and its líneas."""

    estrategia: Estrategia
    renglones: list[RenglonDeCambio]
    cancela: bool


@dataclass(frozen=True)
class Escrito:
    """What somebody wrote and did not pass: texts and errors by cell, what was ticked to be cancelled."""

    textos: Mapping[str, str]
    errores: Mapping[str, str]
    lineas: Collection[int] = ()
    estrategias: Collection[int] = ()


def base_de_cambios(programa: Programa) -> dict[str, list[int | None]]:
    """What is in force, by línea: the form carries it to say what the person saw."""
    return {
        str(linea.pk): [escrito_en(linea).get(n) for n in TRIMESTRES]
        for e in programa.estrategias.all()
        for linea in e.lineas.all()
        if not linea.cancelada_el
    }


def rejilla_de_cambios(
    programa: Programa, abiertos: Collection[int], escrito: Escrito
) -> list[BloqueDeCambio]:
    """The grid of a POA got through con_la_hoja, without queries; what was cancelled takes no change."""
    return [
        BloqueDeCambio(
            e,
            [_renglon(linea, abiertos, escrito) for linea in e.lineas.all()],
            e.pk in escrito.estrategias,
        )
        for e in programa.estrategias.all()
        if e.lineas.all()
    ]


def _renglon(linea: LineaDeAccion, abiertos: Collection[int], escrito: Escrito) -> RenglonDeCambio:
    vigente = escrito_en(linea)
    casillas = []
    for n in TRIMESTRES:
        valor = vigente.get(n)
        if linea.cancelada_el or n not in abiertos:
            casillas.append(CasillaDeCambio(n, valor))
            continue
        nombre = f"c{linea.pk}-{n}"
        texto = escrito.textos.get(nombre, str(valor or 0))
        casillas.append(CasillaDeCambio(n, valor, nombre, texto, escrito.errores.get(nombre, "")))
    return RenglonDeCambio(linea, casillas, linea.pk in escrito.lineas)
