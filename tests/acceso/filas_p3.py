"""Rows of the access matrix for bringing a POA in and out: route name → methods and who may enter at all."""

from nucleo.roles import Accion

FILAS = {
    "poa_plantilla": (("GET",), Accion.ELABORAR_POA),
    "poa_importar": (("GET", "POST"), Accion.ELABORAR_POA),
    "poa_importar_confirmar": (("POST",), Accion.ELABORAR_POA),
    "poa_importar_word": (("POST",), Accion.ELABORAR_POA),
    "poa_exportar": (("GET",), Accion.VER_POAS),
    "poa_copiar": (("GET", "POST"), Accion.ELABORAR_POA),
    "poa_comparar": (("GET",), Accion.VER_POAS),
}
