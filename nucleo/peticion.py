"""What the page of the e.firma sends: bytes, written in base64."""

import base64
import binascii

from django.http import HttpRequest

from nucleo.errores import DatosInvalidos

LARGO_MAXIMO = 100_000


def bytes_enviados(request: HttpRequest, campo: str) -> bytes:
    """The content of a field. Raises DatosInvalidos when it is empty, too long or not base64."""
    texto = request.POST.get(campo, "")
    if not texto or len(texto) > LARGO_MAXIMO:
        raise DatosInvalidos("La página no envió lo necesario para firmar. Recárguela y vuelva a intentar.")
    try:
        return base64.b64decode(texto, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DatosInvalidos("Lo que envió la página no se entiende. Recárguela.") from error
