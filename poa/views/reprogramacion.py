"""Reprogramaciones on screen: asked by the directora, decided by Planeación, read by whoever sees the POA."""

import json
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.almacen import leer
from nucleo.errores import DatosInvalidos, ErrorDeDominio, SinPermiso
from nucleo.estados import EstadoDocumento
from nucleo.pdf import PdfFallido
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from nucleo.texto import entero
from poa import consultas, permisos
from poa.consultas.rejilla_de_cambios import Escrito, base_de_cambios, rejilla_de_cambios
from poa.consultas.reprogramacion import cambio_de, reprogramaciones_visibles_para, trimestres_el
from poa.documentos.dictamen import en_palabras, tabla_de
from poa.estados import EstadoReprogramacion
from poa.forms.reprogramacion import FormaReprogramacion, FormularioMotivo
from poa.models import Estrategia, LineaDeAccion, Programa, Reprogramacion
from poa.servicios import resolver_reprogramacion as resolver
from poa.servicios.reprogramar import solicitar_reprogramacion

POR_PAGINA = 25


def _lugar(programa: Programa) -> list[str]:
    return [programa.direccion.nombre, f"Ejercicio {programa.ejercicio}"]


@requiere(Accion.VER_POAS)
@require_GET
def reprogramaciones(request: HttpRequest) -> HttpResponse:
    """Those one may see, by state; of one POA when the address says which."""
    visibles = reprogramaciones_visibles_para(request.persona)
    poa, estado = entero(request.GET.get("poa")), request.GET.get("estado", "")
    if poa is not None:
        visibles = visibles.filter(programa_id=poa)
    if estado in EstadoReprogramacion.values:
        visibles = visibles.filter(estado=estado)
    pagina = Paginator(visibles, POR_PAGINA).get_page(request.GET.get("pagina"))
    estados = [("", "Todas"), *((e.value, f"{e.label.capitalize()}s") for e in EstadoReprogramacion)]
    contexto = {"pagina": pagina, "estados": estados, "estado": estado, "hoy": request.hoy}
    return render(request, "poa/reprogramaciones.html", contexto)


@requiere(Accion.REPROGRAMAR)
@require_http_methods(["GET", "HEAD", "POST"])
def reprogramar(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a change of the authorised POA is asked for."""
    visibles = consultas.programas_visibles_para(request.persona, Accion.REPROGRAMAR)
    programa = get_object_or_404(consultas.con_la_hoja(visibles), pk=pk)
    permiso = permisos.permite_reprogramar(programa, request.persona)
    if not permiso:
        messages.info(request, permiso.razon)
        return redirect("poa", pk=pk)
    abiertos = [t.numero for t in trimestres_el(programa, request.hoy) if t.permiso]
    forma = FormaReprogramacion(request.POST if request.method == "POST" else None, programa, abiertos)
    if request.method != "POST" or "mas" in request.POST:
        return _pagina(request, programa, forma, 200)
    if not forma.es_valida():
        return _pagina(request, programa, forma, 400)
    return _solicitar(request, programa, forma)


def _solicitar(request: HttpRequest, programa: Programa, forma: FormaReprogramacion) -> HttpResponse:
    try:
        nueva = solicitar_reprogramacion(
            persona=request.persona,
            ahora=timezone.now(),
            programa_id=programa.pk,
            motivo=forma.motivo.cleaned_data["motivo"],
            pedido=forma.pedido(),
        )
    except (LineaDeAccion.DoesNotExist, Estrategia.DoesNotExist) as error:
        raise Http404 from error
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        forma.rechazar(error)
        return _pagina(request, programa, forma, error.codigo_http)
    messages.success(request, f"La reprogramación {nueva.folio} se pidió a Planeación.")
    return redirect("reprogramacion", pk=nueva.pk)


def _pagina(
    request: HttpRequest, programa: Programa, forma: FormaReprogramacion, estado: int
) -> HttpResponse:
    trimestres = trimestres_el(programa, request.hoy)
    abiertos = [t.numero for t in trimestres if t.permiso]
    escrito = Escrito(
        forma.rejilla.textos, forma.errores_de_celda, forma.cancelar_lineas, forma.cancelar_estrategias
    )
    contexto = {
        "programa": programa,
        "forma": forma,
        "abiertos": [t for t in trimestres if t.permiso],
        "cerrados": [t for t in trimestres if not t.permiso],
        "en_palabras": en_palabras(abiertos) if abiertos else "",
        "bloques": rejilla_de_cambios(programa, abiertos, escrito),
        "base": json.dumps(base_de_cambios(programa), separators=(",", ":")),
        "donde": _lugar(programa),
    }
    return render(request, "poa/reprogramar.html", contexto, status=estado)


def _hallar(request: HttpRequest, pk: int) -> Reprogramacion:
    return get_object_or_404(reprogramaciones_visibles_para(request.persona), pk=pk)


@requiere(Accion.VER_POAS)
@require_GET
def reprogramacion(request: HttpRequest, pk: int) -> HttpResponse:
    """What it changes, before and after, with its decision or the way to it."""
    return _detalle(request, _hallar(request, pk), None, 200)


def _detalle(
    request: HttpRequest, reprogramacion: Reprogramacion, forma: FormularioMotivo | None, estado: int
) -> HttpResponse:
    documento = reprogramacion.documento
    datos = json.loads(documento.datos) if documento else cambio_de(reprogramacion)
    autoriza = request.persona.puede(Accion.AUTORIZAR_POA, reprogramacion.programa.direccion_id)
    contexto = {
        "r": reprogramacion,
        "programa": reprogramacion.programa,
        "d": datos,
        "t": tabla_de(datos),
        "pendiente": reprogramacion.estado == EstadoReprogramacion.SOLICITADA,
        "vencida": request.hoy > reprogramacion.limite_resolucion,
        "autoriza": autoriza,
        "permiso": permisos.permite_resolver(reprogramacion, request.persona),
        "form": forma or FormularioMotivo(etiqueta="Motivo de la resolución"),
        "emitido": bool(documento and documento.estado == EstadoDocumento.VIGENTE),
        "donde": _lugar(reprogramacion.programa),
    }
    return render(request, "poa/reprogramacion.html", contexto, status=estado)


def _resolver(
    request: HttpRequest, pk: int, decidir: Callable[..., Reprogramacion], listo: str
) -> HttpResponse:
    hallada = _hallar(request, pk)
    forma = FormularioMotivo(request.POST, etiqueta="Motivo de la resolución")
    if not forma.is_valid():
        return _detalle(request, hallada, forma, 400)
    try:
        decidir(
            persona=request.persona,
            ahora=timezone.now(),
            reprogramacion_id=pk,
            motivo=forma.cleaned_data["motivo"],
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        forma.add_error("motivo" if isinstance(error, DatosInvalidos) else None, error.mensaje)
        return _detalle(request, _hallar(request, pk), forma, error.codigo_http)
    messages.success(request, listo.format(hallada.folio))
    _emitir(request, pk)
    return redirect("reprogramacion", pk=pk)


def _emitir(request: HttpRequest, pk: int) -> None:
    """Make the paper; a renderer that fails leaves the decision standing, and says how to ask again."""
    try:
        resolver.emitir_dictamen(persona=request.persona, ahora=timezone.now(), reprogramacion_id=pk)
    except PdfFallido:
        messages.warning(request, "El dictamen en PDF no se pudo hacer. Emítalo con el botón de esta página.")
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.warning(request, error.mensaje)


@requiere(Accion.AUTORIZAR_POA)
@require_POST
def reprogramacion_autorizar(request: HttpRequest, pk: int) -> HttpResponse:
    """Planeación authorises it."""
    listo = "La reprogramación {} quedó autorizada: sus cifras ya están vigentes."
    return _resolver(request, pk, resolver.autorizar_reprogramacion, listo)


@requiere(Accion.AUTORIZAR_POA)
@require_POST
def reprogramacion_rechazar(request: HttpRequest, pk: int) -> HttpResponse:
    """Planeación refuses it."""
    listo = "La reprogramación {} quedó rechazada: el POA sigue como estaba."
    return _resolver(request, pk, resolver.rechazar_reprogramacion, listo)


@requiere(Accion.AUTORIZAR_POA)
@require_POST
def reprogramacion_emitir(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the paper of a decision that was left without it."""
    _hallar(request, pk)
    _emitir(request, pk)
    return redirect("reprogramacion", pk=pk)


@requiere(Accion.VER_POAS)
@require_GET
def reprogramacion_dictamen(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen paper of a decision."""
    documento = _hallar(request, pk).documento
    if documento is None or not documento.archivo:
        raise Http404
    return respuesta_pdf(leer(documento.archivo), f"{documento.folio.replace('/', '-')}.pdf")
