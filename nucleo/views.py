"""Pages of the core: health, icon, one's own password, the audit chain, the style page."""

from allauth.account import views as cuenta
from django.contrib import messages
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Paginator
from django.db import connection
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from nucleo.consultas import asientos
from nucleo.contexto import municipio_actual
from nucleo.disparadores import faltantes
from nucleo.manual import imagen_de, pagina_para, paginas
from nucleo.muestras import muestras
from nucleo.pdf import renderizar_pdf
from nucleo.reglas import con_sesion, publica, requiere
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


@con_sesion
def cambiar_contrasena(request: HttpRequest) -> HttpResponse:
    """Change one's own password; who has none gets it with a link of the administrador."""
    if not request.user.has_usable_password():
        messages.warning(request, "Su cuenta todavía no tiene contraseña: pida un enlace al administrador.")
        return redirect("mfa_index")
    return cuenta.password_change(request)


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


@requiere(Accion.VER_ESTILO)
@require_safe
def estilo_impreso(request: HttpRequest) -> HttpResponse:
    """The same pieces as the print stylesheet makes them, in a PDF."""
    municipio = municipio_actual()
    contexto = {"m": muestras(), "municipio": municipio.nombre, "lema": municipio.lema}
    html = render_to_string("nucleo/documentos/muestrario.html", contexto)
    pdf = renderizar_pdf(html=html, titulo="Muestrario impreso")
    return HttpResponse(pdf.contenido, content_type="application/pdf")


@publica
@require_safe
def ayuda(request: HttpRequest) -> HttpResponse:
    """The manual, opened at the page written for what the person is here."""
    return redirect("ayuda_pagina", nombre=pagina_para(request.persona))


@publica
@require_safe
def ayuda_pagina(request: HttpRequest, nombre: str) -> HttpResponse:
    """A page of the manual."""
    todas = paginas()
    if nombre not in todas:
        raise Http404
    contexto = {"manual": todas[nombre], "paginas": todas.values(), "donde": ["Manual"]}
    return render(request, "nucleo/ayuda.html", contexto)


@publica
@require_safe
def ayuda_imagen(request: HttpRequest, nombre: str) -> FileResponse:
    """A picture of the manual."""
    archivo = imagen_de(nombre)
    if archivo is None:
        raise Http404
    return FileResponse(
        archivo.open("rb"), content_type="image/png", headers={"Cache-Control": "max-age=86400"}
    )
