"""What every paper with a folio prints of itself: code, address to verify it, moment, head of its chain."""

from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.urls import reverse

from nucleo.bitacora import cabeza_de
from nucleo.errores import FirmaRechazada
from nucleo.fechas import momento_largo
from nucleo.folios import codigo_legible
from nucleo.models import Documento


class Identidad(TypedDict):
    """The fields that the contexts of the papers share."""

    folio: str
    codigo: str
    url: str
    corte: str
    cabeza_numero: int
    cabeza_hash: str


def identidad_de(documento: Documento, ahora: datetime) -> Identidad:
    """As of now. Raises FirmaRechazada when the system does not know its own public address."""
    if not settings.URL_PUBLICA:
        raise FirmaRechazada("Falta configurar URL_PUBLICA: sin ella el código QR no lleva a ningún lado.")
    numero, cabeza = cabeza_de(documento.cadena)
    return {
        "folio": documento.folio,
        "codigo": documento.codigo,
        "url": settings.URL_PUBLICA + reverse("verificar_codigo", args=[codigo_legible(documento.codigo)]),
        "corte": momento_largo(ahora),
        "cabeza_numero": numero,
        "cabeza_hash": cabeza,
    }
