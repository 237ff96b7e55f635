"""Finds our verification code in the bytes of a PDF that may be damaged or hostile, within bounds."""

import re
import zlib
from collections.abc import Iterator

_CODIGO = re.compile(rb"/v/((?:[A-Z2-7]{5}-){5}[A-Z2-7])(?![A-Z2-7-])")
_FLUJO = re.compile(rb"stream\r?\n")
FLUJOS_MAXIMOS = 400
INFLADO_MAXIMO = 2 * 1024 * 1024


def _inflados(contenido: bytes) -> Iterator[bytes]:
    """What each compressed stream holds, cut at a size, so that a bomb costs a known amount."""
    for numero, hallado in enumerate(_FLUJO.finditer(contenido)):
        if numero >= FLUJOS_MAXIMOS:
            return
        try:
            yield zlib.decompressobj().decompress(contenido[hallado.end() :], INFLADO_MAXIMO)
        except zlib.error:
            continue


def codigo_en(contenido: bytes) -> str:
    """The first verification code that the file carries in its link or its metadata; empty without one.

    No parser is involved: the file may have been altered in any way.
    """
    if hallado := _CODIGO.search(contenido):
        return hallado.group(1).decode()
    for inflado in _inflados(contenido):
        if hallado := _CODIGO.search(inflado):
            return hallado.group(1).decode()
    return ""
