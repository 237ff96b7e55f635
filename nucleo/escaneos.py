"""Scans of papers that were signed by hand: opened and written again before they are kept."""

from nucleo.errores import DatosInvalidos
from nucleo.pdf_recibido import PdfRechazado, limpiar_recibido

BYTES_MAXIMOS = 25 * 1024 * 1024
PAGINAS_MAXIMAS = 200
MENSAJES = {
    "cifrado": "El PDF tiene contraseña. Guárdelo sin ella y súbalo de nuevo.",
    "paginas": f"El escaneo tiene más de {PAGINAS_MAXIMAS} páginas.",
    "vacio": "El PDF no tiene ninguna página. Escanéelo de nuevo.",
    "objetos": "El PDF es demasiado complicado para ser un escaneo. Escanéelo de nuevo.",
    "danado": "Ese archivo no es un PDF que se pueda abrir. Escanéelo de nuevo.",
}


def escaneo_limpio(contenido: bytes) -> bytes:
    """The scan, opened in a child with limits and written again without scripts, forms or attachments.

    Raises DatosInvalidos, in Spanish, for what is not a readable PDF of a sensible size.
    """
    if len(contenido) > BYTES_MAXIMOS:
        raise DatosInvalidos("El escaneo pesa más de 25 MB. Escanéelo con menos resolución.")
    try:
        return limpiar_recibido(contenido, max_paginas=PAGINAS_MAXIMAS, sin_formulario=True)
    except PdfRechazado as error:
        raise DatosInvalidos(MENSAJES[str(error)]) from error
