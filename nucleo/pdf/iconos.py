"""Gives inline SVG the colours that in the browser it takes from the page's stylesheet.

WeasyPrint draws an inline `<svg>` apart from the page: no class and no `color` of ours reaches
it, and every icon would come out black. Here they become presentation attributes, so that the
same partial serves the page and the document.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}svg"
TINTA = "#1d2a2e"
COLORES = {"verde": "#1f6b3a", "amarillo": "#8a6100", "rojo": "#a4261d", "acento": "#0b4f5c"}
TRAZO = {
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}


def colorear(raiz: Element) -> None:
    """Sets `color` on each inline SVG from its nearest coloured class, and the strokes of `.icono`."""
    for svg, color in _inscritos(raiz, TINTA):
        svg.attrib.setdefault("color", color)
        if "icono" in svg.get("class", "").split():
            for nombre, valor in TRAZO.items():
                svg.attrib.setdefault(nombre, valor)


def _inscritos(raiz: Element, color: str) -> Iterator[tuple[Element, str]]:
    # With its own stack: a document nested a thousand deep must fail in the layout, not here.
    pendientes = [(raiz, color)]
    while pendientes:
        elemento, heredado = pendientes.pop()
        color = _color(elemento) or heredado
        if elemento.tag == SVG:
            yield elemento, color
        else:
            pendientes.extend((hijo, color) for hijo in elemento)


def _color(elemento: Element) -> str | None:
    """The colour of `verde`, `semaforo-verde` or `insignia--verde`, whatever the component's prefix."""
    finales = (clase.rpartition("-")[2] for clase in elemento.get("class", "").split())
    return next((COLORES[final] for final in finales if final in COLORES), None)
