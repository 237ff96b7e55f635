"""The life of a POA on screen: send, return, print, sign, download."""

import base64
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.almacen import leer
from nucleo.bitacora import canonico
from nucleo.errores import Conflicto, DatosInvalidos, ErrorDeDominio, SinPermiso
from nucleo.escaneos import BYTES_MAXIMOS
from nucleo.estados import EstadoDocumento, Via
from nucleo.formularios import intentar
from nucleo.models import Firma
from nucleo.pdf import PdfFallido
from nucleo.peticion import bytes_enviados
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from nucleo.texto import entero
from poa import consultas, permisos
from poa.consultas.hojas import hojas_canceladas
from poa.consultas.instantanea import instantanea_del_plan
from poa.documentos import Papel, hoja_del_poa
from poa.forms.vida import FormularioEscaneoDeHoja, FormularioMotivoDeHoja, FormularioObservacion
from poa.models import Programa
from poa.servicios import deshacer_hoja, firma_plan, vida


def hallar(request: HttpRequest, pk: int) -> Programa:
    """The POA, if this person may see it."""
    visibles = consultas.programas_visibles_para(request.persona)
    return get_object_or_404(consultas.con_la_hoja(visibles.select_related("documento")), pk=pk)


def marco(programa: Programa, **mas: Any) -> dict[str, Any]:
    """Context every page of the life of a POA starts from."""
    lugar = [programa.direccion.nombre, f"Ejercicio {programa.ejercicio}"]
    return {"programa": programa, "donde": lugar, **mas}


@requiere(Accion.ELABORAR_POA)
@require_POST
def poa_enviar(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft to Planeación."""
    hallar(request, pk)
    try:
        vida.enviar_programa(persona=request.persona, ahora=timezone.now(), programa_id=pk)
        messages.success(request, "El POA se envió a Planeación.")
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, error.mensaje)
    return redirect("poa", pk=pk)


def _intentar(formulario: Form, accion: Callable[[], Any]) -> bool:
    """Do it; a conflict is told on the form, which comes back with what was written."""
    try:
        accion()
    except Conflicto as error:
        formulario.add_error(None, error.mensaje)
        return False
    return True


@requiere(Accion.AUTORIZAR_POA)
@require_http_methods(["GET", "HEAD", "POST"])
def poa_observar(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a POA that was sent, saying what to correct."""
    programa = hallar(request, pk)
    if not (permiso := permisos.permite_observar(programa, request.persona)):
        raise SinPermiso(permiso.razon)
    formulario = FormularioObservacion(request.POST or None, initial={"revision": programa.revision})

    def devolver() -> None:
        vida.observar_programa(
            persona=request.persona, ahora=timezone.now(), programa_id=pk, **formulario.cleaned_data
        )

    if request.method == "POST" and formulario.is_valid() and _intentar(formulario, devolver):
        messages.success(request, "El POA se devolvió con su observación.")
        return redirect("poa", pk=pk)
    return render(request, "poa/observar.html", marco(programa, form=formulario))


@requiere(Accion.VER_POAS)
@require_GET
def poa_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet in PDF, carta or oficio: the signed or frozen file if there is one, else a working print."""
    programa = hallar(request, pk)
    documento = programa.documento
    nombre = f"POA-{programa.ejercicio}-{programa.direccion.clave}.pdf"
    if documento and (archivo := documento.archivo or documento.base_archivo):
        return respuesta_pdf(leer(archivo), nombre)
    papel = Papel.OFICIO if request.GET.get("papel") == "oficio" else Papel.CARTA
    datos = canonico(instantanea_del_plan(programa))
    return respuesta_pdf(hoja_del_poa(datos, papel=papel), nombre)


def _en_papel(programa: Programa) -> list[Firma]:
    """The signatures of the sheet that stand and were put on paper: each has its scan."""
    documento = programa.documento
    return list(documento.firmas.filter(via=Via.PAPEL, anulada_en__isnull=True)) if documento else []


@requiere(Accion.VER_POAS)
@require_GET
def poa_escaneo(request: HttpRequest, pk: int, casilla: str) -> HttpResponse:
    """The scan of a paper signature of the sheet."""
    firma = next((f for f in _en_papel(hallar(request, pk)) if f.casilla == casilla), None)
    if not firma:
        raise Http404
    return respuesta_pdf(leer(firma.archivo), f"escaneo-{casilla}.pdf")


@requiere(Accion.ELABORAR_POA, Accion.AUTORIZAR_POA)
@reconfirmada()
@require_GET
def poa_firmar(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the sheet is signed: with the e.firma here, or on paper."""
    return _pagina_de_firma(request, hallar(request, pk), FormularioMotivoDeHoja())


def _pagina_de_firma(
    request: HttpRequest, programa: Programa, motivo: FormularioMotivoDeHoja
) -> HttpResponse:
    permiso = permisos.permite_firmar(programa, request.persona)
    cancela = permisos.permite_cancelar_impresion(programa, request.persona)
    devuelve = permisos.permite_devolver_hoja(programa, request.persona)
    estado = programa.documento.estado if programa.documento else EstadoDocumento.RESERVADO
    contexto = marco(
        programa,
        permiso=permiso,
        impresa=estado == EstadoDocumento.IMPRESO,
        es_segunda=estado == EstadoDocumento.PENDIENTE,
        cancela=cancela,
        devuelve=devuelve,
        escaneos=_en_papel(programa),
        cancelada=hojas_canceladas(programa.pk).first(),
        form_escaneo=FormularioEscaneoDeHoja(),
        form_motivo=motivo,
    )
    bien = 400 if motivo.is_bound else 200
    return render(request, "poa/firmar.html", contexto, status=bien if permiso or devuelve else 403)


@requiere(Accion.ELABORAR_POA, Accion.AUTORIZAR_POA)
@reconfirmada()
@require_POST
def poa_firmar_preparar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step one: the certificate comes, the bytes to sign go."""
    hallar(request, pk)
    try:
        en_curso, atributos = firma_plan.preparar_firma_plan(
            programa_id=pk, cer=bytes_enviados(request, "cer"), persona=request.persona, ahora=timezone.now()
        )
    except ErrorDeDominio as error:
        return JsonResponse({"error": error.mensaje}, status=error.codigo_http)
    except PdfFallido as error:
        return JsonResponse({"error": str(error)}, status=503)
    return JsonResponse({"en_curso": en_curso, "atributos": base64.b64encode(atributos).decode()})


@requiere(Accion.ELABORAR_POA, Accion.AUTORIZAR_POA)
@reconfirmada()
@require_POST
def poa_firmar_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    """Step two: the signature comes, the signed sheet stays."""
    hallar(request, pk)
    en_curso = entero(request.POST.get("en_curso"), cifras=18)
    try:
        if en_curso is None:
            raise DatosInvalidos("La página no envió qué firma se termina. Recárguela.")
        firma_plan.terminar_firma_plan(
            programa_id=pk,
            en_curso_id=en_curso,
            sello=bytes_enviados(request, "firma"),
            persona=request.persona,
            ahora=timezone.now(),
        )
    except ErrorDeDominio as error:
        return JsonResponse({"error": error.mensaje}, status=error.codigo_http)
    messages.success(request, "La hoja del POA quedó firmada.")
    return JsonResponse({"siguiente": reverse("poa", args=[pk])})


@requiere(Accion.ELABORAR_POA)
@require_POST
def poa_imprimir(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the sheet for print."""
    hallar(request, pk)
    firma_plan.congelar_para_imprimir(programa_id=pk, persona=request.persona, ahora=timezone.now())
    messages.success(request, "La hoja quedó congelada. Descárguela, fírmela, séllela y adjunte el escaneo.")
    return redirect("poa_firmar", pk=pk)


@requiere(Accion.ELABORAR_POA, Accion.AUTORIZAR_POA)
@reconfirmada()
@require_POST
def poa_adjuntar(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the signed and sealed scan."""
    hallar(request, pk)
    formulario = FormularioEscaneoDeHoja(request.POST, request.FILES)
    if not formulario.is_valid():
        messages.error(request, "Elija el PDF escaneado.")
        return redirect("poa_firmar", pk=pk)
    contenido = formulario.cleaned_data["escaneo"].read(BYTES_MAXIMOS + 1)
    try:
        firma_plan.adjuntar_firma_plan(
            programa_id=pk, escaneo=contenido, persona=request.persona, ahora=timezone.now()
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, error.mensaje)
        return redirect("poa_firmar", pk=pk)
    messages.success(request, "El escaneo quedó adjunto y la firma, registrada.")
    return redirect("poa", pk=pk)


def _deshacer(request: HttpRequest, pk: int, servicio: Callable[..., Any], listo: str) -> HttpResponse:
    """Cancel the sheet with its reason; what is wrong with it is told by the field, with what was written."""
    programa = hallar(request, pk)
    formulario = FormularioMotivoDeHoja(request.POST)

    def hacer() -> None:
        motivo = formulario.cleaned_data["motivo"]
        documento = servicio(programa_id=pk, motivo=motivo, persona=request.persona, ahora=timezone.now())
        messages.success(request, listo.format(folio=documento.folio))

    if formulario.is_valid() and intentar(formulario, hacer):
        return redirect("poa", pk=pk)
    return _pagina_de_firma(request, programa, formulario)


@requiere(Accion.ELABORAR_POA)
@require_POST
def poa_imprimir_cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a print that was not used."""
    listo = "La impresión se canceló y su folio {folio} queda como cancelado. La hoja se firma de nuevo."
    return _deshacer(request, pk, deshacer_hoja.cancelar_impresion_plan, listo)


@requiere(Accion.AUTORIZAR_POA)
@reconfirmada()
@require_POST
def poa_hoja_devolver(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the sheet that its dirección signed wrong."""
    listo = "La hoja {folio} se devolvió: la firma de la dirección quedó anulada y se firma de nuevo."
    return _deshacer(request, pk, deshacer_hoja.devolver_hoja, listo)
