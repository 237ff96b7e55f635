"""A PDF that somebody uploads: cleaned in a child with limits, so that one that blows up dies alone."""

import json
import subprocess
import sys
from pathlib import Path

MEMORIA = 1024 * 1024 * 1024
SEGUNDOS = 20
_RAIZ = Path(__file__).resolve().parent.parent


class PdfRechazado(Exception):
    """It is not taken; the text is why: «cifrado», «paginas», «vacio», «objetos», «danado»."""


def limpiar_recibido(contenido: bytes, *, max_paginas: int, sin_formulario: bool = False) -> bytes:
    """The same pages written again, without what runs by itself, calls out or carries another file.

    `sin_formulario` also takes out the form and its signature fields. Raises PdfRechazado.
    """
    limites = (MEMORIA, SEGUNDOS, max_paginas, int(sin_formulario))
    try:
        hijo = subprocess.run(
            [sys.executable, "-m", "nucleo.limpieza_pdf", *(str(n) for n in limites)],
            input=contenido,
            capture_output=True,
            timeout=SEGUNDOS + 10,
            cwd=_RAIZ,
            env={"LANG": "C.UTF-8"},
            check=True,
        )
        cabeza, _, limpio = hijo.stdout.partition(b"\n")
        falla = json.loads(cabeza).get("falla")
    except (subprocess.SubprocessError, ValueError) as error:
        raise PdfRechazado("danado") from error
    if falla:
        raise PdfRechazado(falla)
    return limpio
