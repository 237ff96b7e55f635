"""Evidence: the checked view that serves it, putting it on and taking it off."""

from typing import Protocol

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from actividades import archivos
from actividades.consultas import visibles_para
from actividades.forms.captura import FormaArchivos
from actividades.models import Evidencia
from actividades.servicios import agregar_evidencia, quitar_evidencia
from actividades.views.regreso import actividad_visible, regreso
from nucleo import almacen
from nucleo.reglas import requiere
from nucleo.roles import Accion


class Guardado(Protocol):
    """What has to be known of a stored file to serve it."""

    nombre: str
    tipo: str
    archivo: str
    sha256: str


def _visible(request: HttpRequest, pk: int) -> Evidencia:
    visibles = Evidencia.objects.filter(actividad__in=visibles_para(request.persona))
    return get_object_or_404(visibles.select_related("actividad"), pk=pk)


@requiere(Accion.VER_ACTIVIDADES)
@require_GET
def evidencia(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A stored file, to whom may see its act; `?miniatura=1` gives a small one of a photo.

    A photo is shown in place because we wrote it ourselves; anything else is only downloaded. The browser
    keeps it but asks each time, so a role that ends today opens nothing tomorrow.
    """
    return respuesta_de_archivo(request, _visible(request, pk))


def respuesta_de_archivo(request: HttpRequest, archivo: Guardado) -> HttpResponseBase:
    """A stored file that the caller may show. Raises Http404 when its bytes are gone."""
    es_foto = archivo.tipo == archivos.JPEG
    chica = es_foto and "miniatura" in request.GET
    etag = f'"{archivo.sha256}{"-m" if chica else ""}"'
    respuesta = get_conditional_response(request, etag=etag)
    if respuesta is None:
        try:
            contenido = almacen.leer(archivo.archivo)
        except FileNotFoundError as error:
            raise Http404 from error
        respuesta = HttpResponse(
            archivos.miniatura(contenido) if chica else contenido, content_type=archivo.tipo
        )
        raiz = archivo.nombre.rpartition(".")[0] or archivo.nombre
        nombre = f"{raiz}.{archivos.EXTENSION[archivo.tipo]}"
        respuesta["Content-Disposition"] = content_disposition_header(not es_foto, nombre) or "attachment"
    respuesta["ETag"] = etag
    respuesta["Cache-Control"] = "private, no-cache"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@requiere(Accion.REGISTRAR_ACTIVIDAD)
@require_POST
def evidencia_agregar(request: HttpRequest, pk: int) -> HttpResponse:
    """Put photos or PDFs on an act, from its page."""
    acto = actividad_visible(request, pk)
    forma = FormaArchivos(request.POST, request.FILES)
    if forma.is_valid():
        nuevas = agregar_evidencia(
            actividad=acto,
            archivos=forma.cleaned_data["evidencias"],
            persona=request.persona,
            ahora=timezone.now(),
        )
        texto = "Se agregó la evidencia." if nuevas else "Esos archivos ya estaban en la actividad."
        messages.success(request, texto)
    for mensaje in forma.errors.get("evidencias", []):
        messages.error(request, str(mensaje))
    return redirect(regreso(request, acto))


@requiere(Accion.REGISTRAR_ACTIVIDAD)
@require_POST
def evidencia_quitar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off an act that is not validated."""
    archivo = _visible(request, pk)
    quitar_evidencia(evidencia=archivo, persona=request.persona, ahora=timezone.now())
    messages.success(request, f"Se quitó «{archivo.nombre}».")
    return redirect(regreso(request, archivo.actividad))
