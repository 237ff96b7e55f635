"""Answers that views of several apps give."""

from django.http import HttpRequest, HttpResponse


def quiere_json(request: HttpRequest) -> bool:
    """Whether a script asks, and not somebody who will read a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def respuesta_pdf(contenido: bytes, nombre: str) -> HttpResponse:
    """A PDF to be saved, never shown inside our pages."""
    respuesta = HttpResponse(contenido, content_type="application/pdf")
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta
