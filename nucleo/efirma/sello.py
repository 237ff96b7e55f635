"""Draws the visible stamp of a signature with an embedded font, wrapped and sized to fill its box."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStampStyle

# Size and leading in points; pyHanko lays text out in whole points only.
TAMANOS = ((9, 11), (8, 10), (7, 9), (6, 8), (5, 6), (4, 5))
MARGEN = 4


@dataclass(frozen=True)
class Sello:
    """Lines of the stamp, the time with its zone already written, and the TTF that draws them."""

    lineas: Sequence[str]
    fuente: Path


def estilo(sello: Sello, *, ancho: float, alto: float) -> TextStampStyle:
    """pyHanko's stamp style for a box of `ancho` × `alto` points; the text goes as parameter `texto`."""
    (tamano, interlinea), _ = acomodar(sello, ancho=ancho, alto=alto)
    izquierda = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(MARGEN),
        inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
    )
    caja = TextBoxStyle(
        font=GlyphAccumulatorFactory(str(sello.fuente)),
        font_size=tamano,
        leading=interlinea,
        box_layout_rule=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN),
    )
    return TextStampStyle(
        stamp_text="%(texto)s", text_box_style=caja, border_width=0, inner_content_layout=izquierda
    )


def acomodar(sello: Sello, *, ancho: float, alto: float) -> tuple[tuple[int, int], list[str]]:
    """Largest size (and its leading) at which the wrapped lines fit in the box, and those lines."""
    with TTFont(sello.fuente, lazy=True) as fuente:
        medida = _Medida(fuente)
        lineas = [medida.legible(linea) for linea in sello.lineas]
    renglones: list[str] = []
    for tamano, interlinea in TAMANOS:
        ems = (ancho - 2 * MARGEN) / tamano
        renglones = [parte for linea in lineas for parte in medida.partir(linea, ems)]
        if len(renglones) * interlinea <= alto - 2 * MARGEN:
            return (tamano, interlinea), renglones
    return TAMANOS[-1], renglones


class _Medida:
    """Widths of the font's characters, in ems."""

    def __init__(self, fuente: TTFont) -> None:
        glifos, anchos = fuente.getBestCmap(), fuente["hmtx"]
        por_em = fuente["head"].unitsPerEm
        self.anchos = {chr(codigo): anchos[glifo][0] / por_em for codigo, glifo in glifos.items()}

    def legible(self, texto: str) -> str:
        """The text with only characters that the font draws: else its bare letter, else "?"."""
        return "".join(self._letra(letra) for letra in unicodedata.normalize("NFC", texto))

    def partir(self, linea: str, ancho: float) -> list[str]:
        """The line in pieces no wider than `ancho` ems, cut at spaces (a longer word is cut anywhere)."""
        renglones, actual = [], ""
        for palabra in linea.split():
            intento = f"{actual} {palabra}".strip()
            if actual and self.largo(intento) > ancho:
                renglones.append(actual)
                intento = palabra
            while self.largo(intento) > ancho and len(intento) > 1:
                corte = self._caben(intento, ancho)
                renglones.append(intento[:corte])
                intento = intento[corte:]
            actual = intento
        return [*renglones, actual] if actual or not renglones else renglones

    def largo(self, texto: str) -> float:
        return sum(self.anchos[letra] for letra in texto)

    def _caben(self, texto: str, ancho: float) -> int:
        """How many letters of the text fit in `ancho` ems; at least one, so that cutting always ends."""
        return next((n for n in range(len(texto), 1, -1) if self.largo(texto[:n]) <= ancho), 1)

    def _letra(self, letra: str) -> str:
        if letra in self.anchos:
            return letra
        if letra.isspace():
            return " "
        base = unicodedata.normalize("NFKD", letra)[0]
        return base if base in self.anchos else "?"
