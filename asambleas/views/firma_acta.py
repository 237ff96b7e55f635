"""An acta on paper: its PDF, its scan, and signing it with e.firma or attaching what was signed by hand."""

import base64
import binascii
import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asambleas import permisos_actas as permisos
from asambleas import servicios
from asambleas.consultas.actas import acta_visible
from asambleas.consultas.instantanea import datos_de_acta
from asambleas.consultas.version_publica import sin_personales
from asambleas.documentos.acta import ContextoDeActa, acta_en_pdf, acta_publica_en_pdf
from asambleas.forms.actas import FormaEscaneoDeActa
from asambleas.models import Acta
from asambleas.views.actas import marco_de_acta
from nucleo.almacen import leer
from nucleo.bitacora import canonico
from nucleo.errores import DatosInvalidos, ErrorDeDominio, SinPermiso
from nucleo.escaneos import BYTES_MAXIMOS
from nucleo.estados import Via
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from nucleo.texto import entero

LARGO_MAXIMO = 100_000


def _nombre(acta: Acta, mas: str = "") -> str:
    folio = acta.documento.folio if acta.documento else f"borrador-{acta.pk}"
    return f"{folio.replace('/', '-')}{mas}.pdf"


def _con_constancia(request: HttpRequest, pk: int, que: str) -> Acta:
    """The acta, with the trace of who opens its personal data. Raises SinPermiso."""
    return servicios.anotar_consulta_de_acta(
        acta_id=pk, que=que, persona=request.persona, ahora=timezone.now()
    )


@requiere(Accion.VER_ORGANOS)
@require_safe
def acta_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole acta with its attendance list: what is frozen or signed, else a working print."""
    acta_visible(request.persona, pk)
    acta = _con_constancia(request, pk, "acta")
    if documento := acta.documento:
        return respuesta_pdf(leer(documento.archivo or documento.base_archivo), _nombre(acta))
    datos = canonico(datos_de_acta(acta, hoy=request.hoy))
    return respuesta_pdf(acta_en_pdf(datos), _nombre(acta))


@requiere(Accion.VER_ORGANOS)
@require_safe
def acta_publica(request: HttpRequest, pk: int) -> HttpResponse:
    """The versión pública: the one in force, or how it would be."""
    acta = acta_visible(request.persona, pk)
    documento = acta.documento
    if documento and documento.publica_archivo:
        return respuesta_pdf(leer(documento.publica_archivo), _nombre(acta, "-version-publica"))
    congelados = bool(documento and documento.datos)
    datos = json.loads(documento.datos) if documento and congelados else datos_de_acta(acta, hoy=request.hoy)
    contexto = ContextoDeActa(**json.loads(documento.contexto)) if documento and congelados else None
    huella = documento.datos_sha256 if documento else ""
    pdf = acta_publica_en_pdf(canonico(sin_personales(datos)), huella, contexto, [])
    return respuesta_pdf(pdf, _nombre(acta, "-version-publica"))


@requiere(Accion.VER_ORGANOS)
@require_safe
def acta_escaneo(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan of the acta signed by hand."""
    acta = acta_visible(request.persona, pk)
    documento = acta.documento
    firma = documento and documento.firmas.filter(via=Via.PAPEL, anulada_en__isnull=True).first()
    if not firma:
        raise Http404
    _con_constancia(request, pk, "escaneo")
    return respuesta_pdf(leer(firma.archivo), _nombre(acta, "-escaneo"))


@requiere(Accion.LLEVAR_ORGANOS)
@reconfirmada()
@require_safe
def acta_firmar(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the acta is signed: with the e.firma here, or on paper."""
    acta = acta_visible(request.persona, pk)
    efirma = permisos.permite_firmar(request.persona, acta)
    papel = permisos.permite_adjuntar(request.persona, acta)
    if not efirma and not papel:
        raise SinPermiso(papel.razon)
    contexto = {**marco_de_acta(acta), "efirma": efirma, "papel": papel, "form": FormaEscaneoDeActa()}
    return render(request, "asambleas/actas/firmar.html", contexto)


def _bytes(request: HttpRequest, campo: str) -> bytes:
    texto = request.POST.get(campo, "")
    if not texto or len(texto) > LARGO_MAXIMO:
        raise DatosInvalidos("La página no envió lo necesario para firmar. Recárguela y vuelva a intentar.")
    try:
        return base64.b64decode(texto, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DatosInvalidos("Lo que envió la página no se entiende. Recárguela.") from error


@requiere(Accion.LLEVAR_ORGANOS)
@reconfirmada()
@require_POST
def acta_firmar_preparar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step one: the certificate comes, the bytes to sign go."""
    acta_visible(request.persona, pk)
    try:
        en_curso, atributos = servicios.preparar_firma_acta(
            acta_id=pk, cer=_bytes(request, "cer"), persona=request.persona, ahora=timezone.now()
        )
    except ErrorDeDominio as error:
        return JsonResponse({"error": error.mensaje}, status=error.codigo_http)
    return JsonResponse({"en_curso": en_curso, "atributos": base64.b64encode(atributos).decode()})


@requiere(Accion.LLEVAR_ORGANOS)
@reconfirmada()
@require_POST
def acta_firmar_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step two: the signature comes, the signed acta stays."""
    acta_visible(request.persona, pk)
    en_curso = entero(request.POST.get("en_curso"), cifras=18)
    try:
        if en_curso is None:
            raise DatosInvalidos("La página no envió qué firma se termina. Recárguela.")
        servicios.terminar_firma_acta(
            acta_id=pk,
            en_curso_id=en_curso,
            sello=_bytes(request, "firma"),
            persona=request.persona,
            ahora=timezone.now(),
        )
    except ErrorDeDominio as error:
        return JsonResponse({"error": error.mensaje}, status=error.codigo_http)
    messages.success(request, "El acta quedó firmada.")
    return JsonResponse({"siguiente": reverse("acta", args=[pk])})


@requiere(Accion.LLEVAR_ORGANOS)
@reconfirmada()
@require_POST
def acta_adjuntar(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the scan of the acta signed by hand."""
    acta_visible(request.persona, pk)
    forma = FormaEscaneoDeActa(request.POST, request.FILES)
    if not forma.is_valid():
        messages.error(request, " ".join(str(m) for mensajes in forma.errors.values() for m in mensajes))
        return redirect("acta_firmar", pk=pk)
    contenido = forma.cleaned_data["escaneo"].read(BYTES_MAXIMOS + 1)
    try:
        servicios.adjuntar_acta_firmada(
            acta_id=pk, escaneo=contenido, persona=request.persona, ahora=timezone.now()
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, error.mensaje)
        return redirect("acta_firmar", pk=pk)
    messages.success(request, "El acta firmada quedó adjunta.")
    return redirect("acta", pk=pk)
