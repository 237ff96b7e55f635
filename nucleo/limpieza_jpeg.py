"""What a JPEG says of where, when and with what it was taken, dropped without touching its pixels.

It imports neither Django nor our settings: it works in the child that opens the PDF that somebody uploads.
"""

import re

_MARCA = re.compile(rb"\xff+([^\x00\xff])")
# Past the head of a scan, 0xFF00 is a byte of the image and 0xFFD0–D7 are its own resting points.
_FIN_DE_BARRIDO = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_SOI, _EOI, _SOS, _COM = b"\xff\xd8", 0xD9, 0xDA, 0xFE
_APP0, _APP15 = 0xE0, 0xEF
# What changes how the pixels look: size and density, colour profile, colour transform.
_SE_QUEDAN = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_RASTROS = (b"Exif\0", b"http://ns.adobe.com/xap/")


class JpegIlegible(Exception):
    """Its segments cannot be walked."""


def dice_de_donde_viene(jpeg: bytes) -> bool:
    """Whether the bytes hold the head of an Exif or XMP segment."""
    return any(rastro in jpeg for rastro in _RASTROS)


def sin_metadatos(jpeg: bytes) -> bytes:
    """The same image without Exif, XMP, comments, thumbnails, nor what comes after its end.

    Raises JpegIlegible.
    """
    if not jpeg.startswith(_SOI):
        raise JpegIlegible
    salida, lugar = [_SOI], len(_SOI)
    while lugar < len(jpeg):
        marca = _MARCA.match(jpeg, lugar)
        if marca is None:
            raise JpegIlegible
        tipo, lugar = marca[1][0], marca.end()
        if tipo == _EOI:
            return b"".join([*salida, b"\xff\xd9"])
        fin = lugar + int.from_bytes(jpeg[lugar : lugar + 2], "big")
        if fin < lugar + 2 or fin > len(jpeg):
            raise JpegIlegible
        if tipo == _SOS:
            siguiente = _FIN_DE_BARRIDO.search(jpeg, fin)
            fin = siguiente.start() if siguiente else len(jpeg)
        if _se_queda(tipo, jpeg[lugar + 2 : lugar + 16]):
            salida.append(bytes((0xFF, tipo)) + jpeg[lugar:fin])
        lugar = fin
    return b"".join(salida)  # cut short: what there is of it


def _se_queda(tipo: int, comienzo: bytes) -> bool:
    if _APP0 <= tipo <= _APP15:
        return tipo in _SE_QUEDAN and comienzo.startswith(_SE_QUEDAN[tipo])
    return tipo != _COM
