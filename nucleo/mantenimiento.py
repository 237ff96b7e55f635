"""Maintenance: while a file stands in the state folder, nobody is served but the health check and styles."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from nucleo.respuestas import quiere_json

MINUTOS = 15
TITULO = "El sistema está en mantenimiento."
SIEMPRE = ("/salud/",)


@dataclass(frozen=True)
class Aviso:
    """What the page says, and when to come back."""

    mensaje: str
    minutos: int


def _archivo() -> Path:
    return Path(settings.DIR_ESTADO) / "mantenimiento.json"


def encender(mensaje: str = "", minutos: int = MINUTOS) -> None:
    """Serve nobody from the next request on; written whole or not at all."""
    nuevo = _archivo().with_suffix(".nuevo")
    nuevo.write_text(json.dumps({"mensaje": mensaje, "minutos": minutos}), encoding="utf-8")
    nuevo.replace(_archivo())


def apagar() -> bool:
    """Serve again; False when it was not on."""
    estaba = _archivo().exists()
    _archivo().unlink(missing_ok=True)
    return estaba


def vigente() -> Aviso | None:
    """The notice in force; a file that cannot be read still means maintenance."""
    try:
        texto = _archivo().read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        datos = json.loads(texto)
        return Aviso(str(datos["mensaje"]), int(datos["minutos"]))
    except (ValueError, KeyError, TypeError):
        return Aviso("", MINUTOS)


class Mantenimiento:
    """Answers 503 before session and database are touched: both may be what is being mended."""

    def __init__(self, siguiente: Callable[[HttpRequest], HttpResponse]) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        aviso = None if request.path in SIEMPRE else vigente()
        return self.siguiente(request) if aviso is None else _responder(request, aviso)


def _responder(request: HttpRequest, aviso: Aviso) -> HttpResponse:
    if quiere_json(request):
        respuesta: HttpResponse = JsonResponse({"error": aviso.mensaje or TITULO}, status=503)
    else:
        respuesta = HttpResponse(render_to_string("503.html", {"mensaje": aviso.mensaje}), status=503)
    respuesta["Retry-After"] = str(aviso.minutos * 60)
    respuesta["Cache-Control"] = "no-store"
    return respuesta
