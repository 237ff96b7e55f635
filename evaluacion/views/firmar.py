"""Signing a quarter: the page, the two steps with the e.firma, the paper path, the files."""

import base64
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evaluacion import permisos
from evaluacion.consultas.estado import Situacion
from evaluacion.consultas.tablero import tablero_de
from evaluacion.documentos.previa import vista_previa
from evaluacion.estados import EstadoEvaluacion
from evaluacion.forms.trimestre import FormularioEscaneo, FormularioMotivo
from evaluacion.models import Evaluacion
from evaluacion.servicios import firma, papel
from evaluacion.servicios.captura import exigir
from evaluacion.views.base import hallar, marco
from nucleo.almacen import leer
from nucleo.errores import DatosInvalidos, ErrorDeDominio
from nucleo.escaneos import BYTES_MAXIMOS
from nucleo.estados import Via
from nucleo.formularios import intentar
from nucleo.pdf import PdfFallido
from nucleo.peticion import bytes_enviados
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from nucleo.texto import entero


def _evalua(s: Situacion) -> bool:
    return s.estado == EstadoEvaluacion.FIRMADA


@requiere(Accion.FIRMAR_DIRECCION, Accion.EVALUAR)
@reconfirmada()
@require_safe
def firmar(request: HttpRequest, pk: int) -> HttpResponse:
    """The page where a box is signed: with the e.firma here, or on paper."""
    s = hallar(request, pk)
    persona = request.persona
    permiso = (
        permisos.puede_firmar_evaluacion(persona, s)
        if _evalua(s)
        else permisos.puede_firmar_direccion(persona, s)
    )
    contexto = marco(
        s,
        t=tablero_de(s),
        permiso=permiso,
        evalua=_evalua(s),
        impresa=s.estado == EstadoEvaluacion.IMPRESA,
        documento=s.evaluacion.documento if s.evaluacion else None,
        form_escaneo=FormularioEscaneo(),
        form_cancelar=FormularioMotivo(),
    )
    return render(request, "evaluacion/firmar.html", contexto, status=200 if permiso else 403)


@requiere(Accion.FIRMAR_DIRECCION)
@require_safe
def firmar_previa(request: HttpRequest, pk: int) -> HttpResponse:
    """What the directora is about to sign, as a PDF to read."""
    s = hallar(request, pk)
    exigir(permisos.puede_conducir(request.persona, s))
    contenido = vista_previa(s, persona=request.persona, ahora=timezone.now())
    return respuesta_pdf(contenido, f"vista-previa-{s.tp.programa.direccion.clave}-T{s.tp.numero}.pdf")


def _responder(accion: Any) -> JsonResponse:
    try:
        return JsonResponse(accion())
    except ErrorDeDominio as error:
        return JsonResponse({"error": error.mensaje}, status=error.codigo_http)
    except PdfFallido as error:
        return JsonResponse({"error": str(error)}, status=503)


@requiere(Accion.FIRMAR_DIRECCION, Accion.EVALUAR)
@reconfirmada()
@require_POST
def firmar_preparar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step one: the certificate comes, the bytes to sign go."""
    s = hallar(request, pk)
    preparar = firma.preparar_firma_evaluacion if _evalua(s) else firma.preparar_firma_direccion

    def accion() -> dict[str, Any]:
        hecha = preparar(
            tp_id=pk, cer=bytes_enviados(request, "cer"), persona=request.persona, ahora=timezone.now()
        )
        return {
            "en_curso": hecha.en_curso_id,
            "atributos": base64.b64encode(hecha.atributos).decode(),
        }

    return _responder(accion)


@requiere(Accion.FIRMAR_DIRECCION, Accion.EVALUAR)
@reconfirmada()
@require_POST
def firmar_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step two: the signature comes, the signed document stays."""
    s = hallar(request, pk)
    terminar = firma.terminar_firma_evaluacion if _evalua(s) else firma.terminar_firma_direccion

    def accion() -> dict[str, Any]:
        en_curso = entero(request.POST.get("en_curso"), cifras=18)
        if en_curso is None:
            raise DatosInvalidos("La página no envió qué firma se termina. Recárguela.")
        terminar(
            tp_id=pk,
            en_curso_id=en_curso,
            sello=bytes_enviados(request, "firma"),
            persona=request.persona,
            ahora=timezone.now(),
        )
        messages.success(request, "El documento quedó firmado.")
        return {"siguiente": reverse("trimestre_historia", args=[pk])}

    return _responder(accion)


@requiere(Accion.FIRMAR_DIRECCION)
@require_POST
def papel_imprimir(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the quarter for print."""
    hallar(request, pk)
    try:
        papel.imprimir(tp_id=pk, persona=request.persona, ahora=timezone.now())
    except PdfFallido as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, "El trimestre quedó congelado. Descargue el PDF, fírmelo, séllelo y escanéelo."
        )
    return redirect("firmar", pk=pk)


@requiere(Accion.FIRMAR_DIRECCION)
@require_POST
def papel_cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a print that was not used."""
    hallar(request, pk)
    motivo = request.POST.get("motivo", "")
    papel.cancelar_impresion(tp_id=pk, motivo=motivo, persona=request.persona, ahora=timezone.now())
    messages.success(request, "La impresión se canceló; el trimestre está en revisión.")
    return redirect("trimestre_revision", pk=pk)


@requiere(Accion.FIRMAR_DIRECCION, Accion.EVALUAR)
@reconfirmada()
@require_POST
def papel_adjuntar(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the signed and sealed scan."""
    s = hallar(request, pk)
    adjuntar = papel.adjuntar_firma_evaluacion if _evalua(s) else papel.adjuntar_firma_direccion
    formulario = FormularioEscaneo(request.POST, request.FILES)

    def accion() -> None:
        contenido = formulario.cleaned_data["escaneo"].read(BYTES_MAXIMOS + 1)
        adjuntar(tp_id=pk, escaneo=contenido, persona=request.persona, ahora=timezone.now())

    if formulario.is_valid() and intentar(formulario, accion):
        messages.success(request, "El escaneo quedó adjunto y la firma, registrada.")
        return redirect("trimestre_historia", pk=pk)
    for errores in formulario.errors.values():
        messages.error(request, " ".join(str(e) for e in errores))
    return redirect("firmar", pk=pk)


@requiere(Accion.VER_TRIMESTRE)
@require_safe
def documento(request: HttpRequest, pk: int, version: int, cual: str) -> HttpResponse:
    """A file of a version: the document itself, or the scan of a paper signature. The same bytes for ever."""
    s = hallar(request, pk)
    evaluacion = (
        Evaluacion.objects.filter(trimestre_programa=s.tp, version=version)
        .select_related("documento")
        .first()
    )
    if evaluacion is None or evaluacion.documento is None:
        raise Http404
    doc = evaluacion.documento
    archivo = doc.archivo or doc.base_archivo
    if cual != "documento":
        hallada = doc.firmas.filter(via=Via.PAPEL, anulada_en__isnull=True, casilla=cual).first()
        archivo = hallada.archivo if hallada else ""
    if not archivo:
        raise Http404
    sufijo = "" if cual == "documento" else "-escaneo"
    return respuesta_pdf(leer(archivo), doc.folio.replace("/", "-") + sufijo + ".pdf")
