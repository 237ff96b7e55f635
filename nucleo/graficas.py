"""Geometry of our own bars: whole numbers in, SVG numbers out, readable without colour."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

COLORES = {"verde": "#1f6b3a", "amarillo": "#8a6100", "rojo": "#a4261d"}
TINTA = "#1d2a2e"
ANCHO = 400
ANCHO_BARRA = 272
ALTO_BARRA = 14
RENGLON = 17
LETRAS_POR_RENGLON = 48
LETRAS_JUNTO_A_LA_BARRA = 17
TOPE = Decimal("1.50")


@dataclass(frozen=True)
class Tramo:
    """One bar: where it stands, how much of it is full, and the hatch that tells its colour."""

    x: int
    y: int
    alto: int
    ancho_proyectado: int
    ancho_realizado: int
    color: str
    trama: str
    rebasa: bool


@dataclass(frozen=True)
class RenglonGrafica:
    """One row of the chart: its label in lines of text with their y, its bar and the text beside it."""

    lineas: list[tuple[int, str]]
    valor: str
    x_valor: int
    y_valor: int
    tramo: Tramo | None
    descripcion: str


@dataclass(frozen=True)
class Grafica:
    """The whole chart, in units of its viewBox."""

    alto: int
    x_meta: int
    renglones: list[RenglonGrafica] = field(default_factory=list)
    ancho: int = ANCHO


def leer(cosa: Any, nombre: str, por_omision: Any = None) -> Any:
    """A value by its name, from a mapping or an object."""
    if isinstance(cosa, dict):
        return cosa.get(nombre, por_omision)
    return getattr(cosa, nombre, por_omision)


def _rayas(x: int, y: int, ancho: int, alto: int, *, paso: int, inclinadas: bool) -> str:
    # Drawn line by line: a <pattern> needs an id, and ids repeat when a page has many bars.
    trazos = []
    inicio = x - alto if inclinadas else x + paso
    for base in range(inicio, x + ancho, paso):
        if not inclinadas:
            trazos.append(f"M{base} {y}v{alto}")
            continue
        desde, hasta = max(base, x), min(base + alto, x + ancho)
        if hasta > desde:
            trazos.append(f"M{desde} {y + alto - (desde - base)}L{hasta} {y + alto - (hasta - base)}")
    return "".join(trazos)


def tramo(
    proyectadas: int, realizadas: int, semaforo: str | None, *, x: int, y: int, ancho: int, alto: int
) -> Tramo:
    """The bar of one figure: `ancho` is what 100 % measures; beyond 150 % it is cut and marked.

    Counts in acts. Verde is full, amarillo has slanted lines, rojo upright lines, no colour stays light.
    """
    proporcion = Decimal(realizadas) / Decimal(proyectadas) if proyectadas else Decimal(0)
    realizado = int(min(proporcion, TOPE) * ancho)
    trama = ""
    if semaforo != "verde" and realizado:
        inclinadas = semaforo != "rojo"
        trama = _rayas(x, y, realizado, alto, paso=4 if semaforo == "rojo" else 6, inclinadas=inclinadas)
    color = COLORES.get(semaforo or "", TINTA)
    return Tramo(x, y, alto, ancho, realizado, color, trama, proporcion > TOPE)


def partir(texto: str, letras: int = LETRAS_POR_RENGLON, maximo: int = 2) -> list[str]:
    """The text in at most `maximo` lines; what does not fit ends in an ellipsis."""
    lineas: list[str] = [""]
    for palabra in texto.split():
        junto = f"{lineas[-1]} {palabra}".strip()
        if len(junto) <= letras or not lineas[-1]:
            lineas[-1] = junto
        else:
            lineas.append(palabra)
    if len(lineas) > maximo:
        lineas = lineas[:maximo]
        lineas[-1] = lineas[-1][: letras - 1].rstrip() + "…"
    return [linea if len(linea) <= letras else linea[: letras - 1] + "…" for linea in lineas]


def _renglon(barra: Any, y: int) -> tuple[RenglonGrafica, int]:
    texto = str(leer(barra, "texto", ""))
    proyectadas, realizadas = int(leer(barra, "proyectadas") or 0), int(leer(barra, "realizadas") or 0)
    etiqueta = str(leer(barra, "etiqueta") or "")
    semaforo = leer(barra, "semaforo")
    lineas = []
    for linea in partir(texto):
        lineas.append((y + 13, linea))
        y += RENGLON
    dibujo = None
    if proyectadas:
        dibujo = tramo(
            proyectadas,
            realizadas,
            semaforo,
            x=1,
            y=y + 3,
            ancho=int(Decimal(ANCHO_BARRA) / TOPE),
            alto=ALTO_BARRA,
        )
    fraccion = f"{realizadas:,}/{proyectadas:,}" if proyectadas else ""
    valor = " · ".join(parte for parte in (fraccion, etiqueta) if parte)
    descripcion = f"{texto}: {valor}" + (f", {semaforo}" if semaforo else "")
    cabe = dibujo and len(valor) <= LETRAS_JUNTO_A_LA_BARRA
    if dibujo:
        y += ALTO_BARRA + 3
    x_valor, y_valor = (ANCHO_BARRA + 4, y - 3) if cabe else (1, y + 14)
    return RenglonGrafica(lineas, valor, x_valor, y_valor, dibujo, descripcion), y_valor + 16


def grafica(barras: Iterable[Any]) -> Grafica:
    """Chart of `barras` ({texto, proyectadas, realizadas, etiqueta, semaforo}), one row each.

    Each bar is measured against its own projected figure, so that 12,000 trámites do not bury four talleres.
    """
    renglones, y = [], 4
    for barra in barras:
        renglon, y = _renglon(barra, y)
        renglones.append(renglon)
    return Grafica(alto=max(y, 1), x_meta=1 + int(Decimal(ANCHO_BARRA) / TOPE), renglones=renglones)
