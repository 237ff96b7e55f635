"""Two POAs of a dirección side by side: what stays, what changes, what is new, what is no longer there."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from nucleo.texto import normalizar
from poa.consultas.datos import datos_de
from poa.models import Programa

Datos = dict[str, Any]
Pieza = TypeVar("Pieza")
IGUAL, CAMBIA, NUEVA, QUITADA = "igual", "cambia", "nueva", "quitada"
TEXTOS = {
    "vision": "Visión a 3 años",
    "mision": "Misión",
    "fortalezas": "Fortalezas",
    "debilidades": "Debilidades",
    "oportunidades": "Oportunidades",
    "amenazas": "Amenazas",
    "objetivo": "Objetivo/FIN",
}


@dataclass(frozen=True)
class TextoComparado:
    """A text of the sheet in both years; `igual` without regard to accents, case or spaces."""

    titulo: str
    antes: str
    despues: str
    igual: bool


@dataclass(frozen=True)
class Numeros:
    """What is projected by quarter (None: not captured) and in the year."""

    trimestres: list[int | None]

    @property
    def anual(self) -> int:
        return sum(n or 0 for n in self.trimestres)

    def __str__(self) -> str:
        return " · ".join("—" if n is None else f"{n:,}" for n in self.trimestres)


@dataclass(frozen=True)
class LineaComparada:
    """A línea in both years; a year without it has None."""

    texto: str
    antes: Numeros | None
    despues: Numeros | None
    estado: str
    texto_anterior: str = ""

    @property
    def diferencia(self) -> int:
        return (self.despues.anual if self.despues else 0) - (self.antes.anual if self.antes else 0)


@dataclass(frozen=True)
class BloqueComparado:
    """A block in both years, with its inversión in centavos."""

    titulo: str
    estado: str
    lineas: list[LineaComparada]
    inversion_antes: int
    inversion_despues: int


@dataclass(frozen=True)
class Resumen:
    """What a year adds up to."""

    programa: Programa
    bloques: int
    lineas: int
    numeros: Numeros
    inversion: int


@dataclass(frozen=True)
class Comparacion:
    """Both years: `antes` is the older one."""

    antes: Resumen
    despues: Resumen
    textos: list[TextoComparado]
    bloques: list[BloqueComparado]

    @property
    def resumenes(self) -> tuple[Resumen, Resumen]:
        return self.antes, self.despues


def comparar(antes: Programa, despues: Programa) -> Comparacion:
    """Put two POAs side by side; both come through `con_la_hoja`, and nothing is queried."""
    datos, otros = datos_de(antes), datos_de(despues)
    bloques = [
        _comparar_bloque(a, b)
        for a, b in _parear(
            datos["bloques"],
            otros["bloques"],
            lambda b: (b["tipo"], normalizar(b["nombre"])),
            lambda b: (b["tipo"], b["numero"]),
        )
    ]
    textos = [_comparar_texto(titulo, datos[c], otros[c]) for c, titulo in TEXTOS.items()]
    return Comparacion(_resumir(antes, datos), _resumir(despues, otros), textos, bloques)


def _parear(
    antes: Sequence[Pieza], despues: Sequence[Pieza], *llaves: Callable[[Pieza], Hashable]
) -> list[tuple[Pieza | None, Pieza | None]]:
    """Pairs by the first key, what is left by the next one; in the order of `despues`, then the removed."""
    libres = list(range(len(antes)))
    pareja: dict[int, int] = {}
    for llave in llaves:
        for j, pieza in enumerate(despues):
            if j in pareja:
                continue
            igual = next((i for i in libres if llave(antes[i]) == llave(pieza)), None)
            if igual is not None:
                libres.remove(igual)
                pareja[j] = igual
    pares: list[tuple[Pieza | None, Pieza | None]] = [
        (antes[pareja[j]] if j in pareja else None, pieza) for j, pieza in enumerate(despues)
    ]
    return [*pares, *((antes[i], None) for i in libres)]


def _comparar_texto(titulo: str, antes: str | list[str], despues: str | list[str]) -> TextoComparado:
    a, b = ("\n".join(v) if isinstance(v, list) else v for v in (antes, despues))
    return TextoComparado(titulo, a, b, normalizar(a) == normalizar(b))


def _centavos(bloque: Datos | None) -> int:
    inversiones = bloque["inversiones"] if bloque else []
    return sum(int(i["monto"].replace(".", "")) for i in inversiones)


def _numeros(linea: Datos) -> Numeros:
    return Numeros(linea.get("programacion", [None] * 4))


def _comparar_bloque(antes: Datos | None, despues: Datos | None) -> BloqueComparado:
    pares = _parear(
        [*enumerate(antes["lineas"] if antes else [])],
        [*enumerate(despues["lineas"] if despues else [])],
        lambda par: normalizar(par[1]["texto"]),
        lambda par: par[0],
    )
    lineas = [_comparar_linea(a[1] if a else None, b[1] if b else None) for a, b in pares]
    cual = despues or antes or {}
    tipo = "Estrategia" if cual["tipo"] == "estrategia" else "Actividad"
    igual = antes and despues and _sin_periodo(antes) == _sin_periodo(despues)
    return BloqueComparado(
        titulo=f"{tipo} {cual['numero']}: {cual['nombre']}",
        estado=QUITADA if despues is None else NUEVA if antes is None else IGUAL if igual else CAMBIA,
        lineas=lineas,
        inversion_antes=_centavos(antes),
        inversion_despues=_centavos(despues),
    )


def _sin_periodo(bloque: Datos) -> Datos:
    """The dates of a year are always its own: they alone do not make a block another one."""
    return {clave: valor for clave, valor in bloque.items() if clave != "periodo"}


def _comparar_linea(antes: Datos | None, despues: Datos | None) -> LineaComparada:
    cual = despues or antes or {}
    sigue = IGUAL if antes == despues else CAMBIA
    return LineaComparada(
        texto=cual["texto"],
        antes=_numeros(antes) if antes else None,
        despues=_numeros(despues) if despues else None,
        estado=QUITADA if despues is None else NUEVA if antes is None else sigue,
        texto_anterior=antes["texto"] if antes and antes["texto"] != cual["texto"] else "",
    )


def _resumir(programa: Programa, datos: Datos) -> Resumen:
    lineas = [linea for bloque in datos["bloques"] for linea in bloque["lineas"]]
    por_trimestre = [_numeros(linea).trimestres for linea in lineas]
    totales = [sum(numeros[n] or 0 for numeros in por_trimestre) for n in range(4)]
    inversion = sum(_centavos(bloque) for bloque in datos["bloques"])
    return Resumen(programa, len(datos["bloques"]), len(lineas), Numeros([*totales]), inversion)
