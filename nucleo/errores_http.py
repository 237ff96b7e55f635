"""Answers for what went wrong: a page in Spanish, or JSON where a script asked."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

MENSAJES = {
    400: "La solicitud no se entendió. Vuelva a la página anterior e inténtelo de nuevo.",
    403: "No tiene permiso para hacer esto.",
    404: "La dirección que abrió no lleva a nada que usted pueda consultar.",
    500: "Algo falló de nuestro lado. Nada de lo que ya estaba guardado se perdió.",
}


def responder_error(request: HttpRequest, codigo: int, mensaje: str) -> HttpResponse:
    """A page (or JSON, when the request asked for it) with the status and what to do."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"error": mensaje}, status=codigo)
    plantilla = f"{codigo}.html" if codigo in {400, 403, 404, 409, 413, 429, 503} else "409.html"
    return render(request, plantilla, {"mensaje": mensaje}, status=codigo)


def error_400(request: HttpRequest, exception: Exception) -> HttpResponse:
    return responder_error(request, 400, MENSAJES[400])


def error_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return responder_error(request, 403, str(exception) or MENSAJES[403])


def error_404(request: HttpRequest, exception: Http404) -> HttpResponse:
    return responder_error(request, 404, MENSAJES[404])


def error_500(request: HttpRequest) -> HttpResponse:
    # No context processor runs here: what failed may be what they need.
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("500.html", {"mensaje": MENSAJES[500]}), status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
