"""The attendance list once captured: seen whole, printed, attached signed, somebody taken off it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asambleas import permisos_asistencia as permisos
from asambleas import servicios
from asambleas.consultas.asambleas import asamblea_visible
from asambleas.consultas.asistencia import asistente_visible, datos_de_lista, renglones_de
from asambleas.documentos.asistencia import lista_en_pdf
from asambleas.forms.asistencia import FormaLista
from asambleas.views.asistencia import marco_de
from nucleo.almacen import leer
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from nucleo.texto import entero

VACIOS, MAX_VACIOS = 40, 400


def _dejar_constancia(request: HttpRequest, pk: int, que: str) -> None:
    servicios.anotar_vista(asamblea_id=pk, que=que, persona=request.persona, ahora=timezone.now())


@requiere(Accion.VER_DATOS_PERSONALES)
@require_safe
def asistencia_completa(request: HttpRequest, pk: int) -> HttpResponse:
    """The list with telephones, addresses, ages and signatures; who looks stays on record."""
    asamblea = asamblea_visible(request.persona, pk)
    _dejar_constancia(request, pk, "lista")
    contexto = {**marco_de(asamblea), "renglones": renglones_de(asamblea, request.persona)}
    respuesta = render(request, "asambleas/asistencia/completa.html", contexto)
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


@requiere(Accion.VER_ORGANOS)
@require_safe
def asistencia_lista(request: HttpRequest, pk: int) -> HttpResponse:
    """The printed list; with `?vacios=40`, that many empty rows to sign by hand, and nobody's data."""
    asamblea = asamblea_visible(request.persona, pk)
    vacios = _vacios(request)
    if not vacios:
        _dejar_constancia(request, pk, "impresa")
    pdf = lista_en_pdf(
        datos_de_lista(asamblea, vacios=vacios), request.build_absolute_uri(reverse("aviso_de_privacidad"))
    )
    nombre = asamblea.convocatoria.folio.replace("/", "-")
    return respuesta_pdf(pdf, f"lista-{nombre}{'-vacia' if vacios else ''}.pdf")


def _vacios(request: HttpRequest) -> int:
    if "vacios" not in request.GET:
        return 0
    pedidos = entero(request.GET["vacios"], cifras=4)
    return VACIOS if pedidos is None else min(max(pedidos, 1), MAX_VACIOS)


@requiere(Accion.VER_ORGANOS)
@require_http_methods(["GET", "HEAD", "POST"])
def asistencia_escaneo(request: HttpRequest, pk: int) -> HttpResponse:
    """The list signed by hand: with POST, attach it; otherwise it is given, and who looks stays on record."""
    asamblea = asamblea_visible(request.persona, pk)
    if request.method != "POST":
        if not asamblea.lista_archivo:
            raise Http404
        _dejar_constancia(request, pk, "escaneo")
        return respuesta_pdf(leer(asamblea.lista_archivo), f"lista-firmada-{pk}.pdf")
    if not (puede := permisos.permite_adjuntar_lista(request.persona, asamblea)):
        raise SinPermiso(puede.razon)
    forma = FormaLista(request.POST, request.FILES)
    return atender(
        request,
        forma,
        lambda: servicios.adjuntar_lista(
            asamblea_id=pk,
            escaneo=forma.cleaned_data["escaneo"].read(),
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/asistencia/escaneo.html",
        contexto=marco_de(asamblea),
        listo="La lista firmada quedó adjunta.",
        destino=reverse("asistencia", args=[pk]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def asistente_quitar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    asistente = asistente_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.quitar_asistente(asistente_id=pk, persona=request.persona, ahora=timezone.now()),
        listo="Se quitó de la lista, con sus datos.",
        destino=reverse("asistencia", args=[asistente.asamblea_id]),
    )


@requiere(Accion.VER_DATOS_PERSONALES)
@require_safe
def asistente_firma(request: HttpRequest, pk: int) -> HttpResponse:
    """The signature that somebody drew, on the page of the whole list, which leaves the record."""
    asistente = asistente_visible(request.persona, pk)
    puede = permisos.permite_ver_lista(request.persona, asistente.asamblea)
    if not puede:
        raise SinPermiso(puede.razon)
    if not asistente.firma_archivo:
        raise Http404
    respuesta = HttpResponse(leer(asistente.firma_archivo), content_type="image/png")
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta
