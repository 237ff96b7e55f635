"""Pages of the core: health, icon, the audit chain, the style page."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucleo.consultas import asientos
from nucleo.disparadores import faltantes
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion


@publica
def salud(request: HttpRequest) -> JsonResponse:
    """Whether this node can serve: the database answers and its guards are in place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    listo = not faltantes()
    return JsonResponse({"listo": listo}, status=200 if listo else 503)


@publica
def favicon(request: HttpRequest) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(staticfiles_storage.url("img/favicon.ico"))


@requiere(Accion.VER_BITACORA)
@require_safe
def bitacora(request: HttpRequest) -> HttpResponse:
    """The audit chain, newest first, with search by action, person or object."""
    buscar = request.GET.get("q", "").strip()
    pagina = Paginator(asientos(buscar), 50).get_page(request.GET.get("pagina"))
    return render(request, "nucleo/bitacora.html", {"pagina": pagina, "q": buscar})


@requiere(Accion.VER_ESTILO)
@require_safe
def estilo(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "nucleo/estilo.html")
