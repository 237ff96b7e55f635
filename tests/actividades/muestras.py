"""Files as phones and offices send them, and two dates of the story."""

import io
import re
from datetime import date
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from PIL import Image

EN_T1 = date(2024, 2, 20)
EN_T2 = date(2024, 5, 3)


def foto(color: str = "teal", **opciones: Any) -> bytes:
    """A small JPEG; each colour is a different file."""
    salida = io.BytesIO()
    Image.new("RGB", (60, 40), color).save(salida, "JPEG", **opciones)
    return salida.getvalue()


def pdf(paginas: int = 1) -> bytes:
    """A PDF of blank pages."""
    salida = io.BytesIO()
    with pikepdf.new() as nuevo:
        for _ in range(paginas):
            nuevo.add_blank_page()
        nuevo.save(salida)
    return salida.getvalue()


def subido(nombre: str, contenido: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, contenido)


def sin_csrf(respuesta: HttpResponse) -> str:
    """The page without its CSRF token, which is masked anew each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", respuesta.content.decode())
