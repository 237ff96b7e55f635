"""The QR codes that papers carry, as a piece of SVG to be put in their HTML."""

import segno


def qr_en_svg(direccion: str) -> str:
    """The code of an address, without size of its own: the sheet of the paper gives it."""
    codigo = segno.make(direccion, error="m")
    return codigo.svg_inline(scale=3, border=2, svgclass=None, lineclass=None, omitsize=True)
