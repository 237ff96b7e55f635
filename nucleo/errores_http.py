"""Answers for what went wrong: a page in Spanish, or JSON where a script asked."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from nucleo.respuestas import quiere_json

CON_PAGINA = {400, 403, 404, 405, 409, 413, 429, 503}
MENSAJES = {
    400: "La solicitud no se entendió. Vuelva a la página anterior e inténtelo de nuevo.",
    403: "No tiene permiso para hacer esto.",
    404: "La dirección que abrió no lleva a nada que usted pueda consultar.",
    405: "Esa dirección recibe un formulario o un botón; no se abre sola.",
    413: "Lo que envió pesa más de lo que el sistema recibe de una vez.",
    500: "Algo falló de nuestro lado. Nada de lo que ya estaba guardado se perdió.",
}
CSRF = "La página estuvo abierta demasiado tiempo, o su navegador no acepta cookies. Recárguela y repita."
SEGUNDOS_DE_ESPERA = "60"


def responder_error(request: HttpRequest, codigo: int, mensaje: str) -> HttpResponse:
    """A page (or JSON, when the request asked for it) with the status and what to do."""
    if quiere_json(request):
        respuesta: HttpResponse = JsonResponse({"error": mensaje}, status=codigo)
    else:
        plantilla = f"{codigo}.html" if codigo in CON_PAGINA else "409.html"
        respuesta = render(request, plantilla, {"mensaje": mensaje}, status=codigo)
    if codigo == 429:
        respuesta["Retry-After"] = SEGUNDOS_DE_ESPERA
    return respuesta


def error_400(request: HttpRequest, exception: Exception) -> HttpResponse:
    codigo = 413 if isinstance(exception, RequestDataTooBig) else 400
    return responder_error(request, codigo, MENSAJES[codigo])


def error_403(request: HttpRequest, exception: Exception) -> HttpResponse:
    return responder_error(request, 403, str(exception) or MENSAJES[403])


def error_404(request: HttpRequest, exception: Http404) -> HttpResponse:
    return responder_error(request, 404, MENSAJES[404])


def error_500(request: HttpRequest) -> HttpResponse:
    # No context processor runs here: what failed may be what they need.
    if quiere_json(request):
        return JsonResponse({"error": MENSAJES[500]}, status=500)
    return HttpResponse(render_to_string("500.html", {"mensaje": MENSAJES[500]}), status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: a script is told to ask for a new one."""
    if quiere_json(request):
        respuesta: HttpResponse = JsonResponse({"error": CSRF}, status=403)
        respuesta["X-Sesion"] = "token"
        return respuesta
    return render(request, "403_csrf.html", status=403)
