"""The papers of a request, to who may see it; and whether a vale is good, to who holds it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.almacen import leer
from nucleo.errores import Conflicto, ErrorDeDominio
from nucleo.impresion import Identidad, identidad_de
from nucleo.limites import contar_intento
from nucleo.models import Documento
from nucleo.pdf import PdfFallido
from nucleo.reglas import publica, requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from suministros import servicios
from suministros.consultas import solicitud_visible, vale_visible
from suministros.consultas.papeles import COMPRA, VALE, datos_de_solicitud, papel_de
from suministros.consultas.publico import vale_por_codigo
from suministros.documentos.papeles import BORRADOR, papel_en_pdf
from suministros.estados import EN_LA_DIRECCION, EstadoSolicitud, EstadoVale

CANCELADO = "CANCELADO"
MARCA_DE_VALE = {"cancelado": CANCELADO, "usado": "USADO"}


def _nombre(que: str, folio: str) -> str:
    return f"{que}-{folio.replace('/', '-') or 'borrador'}.pdf"


def emitir(request: HttpRequest, documento: Documento | None) -> None:
    """Draw and keep a paper just sent. If it cannot be drawn now, its acuse tries again."""
    if documento is None:
        return
    try:
        servicios.emitir_papel(documento_id=documento.pk, persona=request.persona, ahora=timezone.now())
    except ErrorDeDominio:
        return


def _dibujar(datos: str, identidad: Identidad | None = None, marca: str = "") -> bytes:
    try:
        return papel_en_pdf(datos, identidad, marca)
    except PdfFallido as error:
        raise Conflicto(str(error)) from error


def _congelado(documento: Documento, marca: str = "") -> bytes:
    """The bytes that were frozen; what is not good any more, the same words with its mark across.

    One that could not be drawn when it was sent is drawn of what it froze: looking keeps nothing.
    """
    if marca:
        return _dibujar(documento.datos, marca=marca)
    if documento.base_archivo:
        return leer(documento.base_archivo)
    return _dibujar(documento.datos, identidad_de(documento, timezone.now()))


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def solicitud_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The oficio or the requisición as it was sent; a draft, as it reads today, says that it is one."""
    actual = solicitud_visible(request.persona, pk)
    marca = CANCELADO if actual.estado == EstadoSolicitud.CANCELADA else ""
    if actual.documento is None or actual.estado in EN_LA_DIRECCION:
        pdf = _dibujar(datos_de_solicitud(actual, request.hoy), marca=marca or BORRADOR)
    else:
        pdf = _congelado(actual.documento, marca)
    return respuesta_pdf(pdf, _nombre(actual.tipo, actual.folio))


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def compra_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The oficio that asks for the purchase of what the store has not."""
    actual = solicitud_visible(request.persona, pk)
    documento = papel_de(COMPRA, pk)
    if documento is None:
        raise Http404
    marca = CANCELADO if actual.estado == EstadoSolicitud.CANCELADA else ""
    return respuesta_pdf(_congelado(documento, marca), _nombre("oficio", actual.folio_compra))


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def vale_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The vale de gasolina, with its QR; used or cancelled, it says so."""
    vale = vale_visible(request.persona, pk)
    documento = papel_de(VALE, pk)
    if documento is None:
        raise Http404
    pdf = _congelado(documento, MARCA_DE_VALE.get(vale.estado, ""))
    return respuesta_pdf(pdf, _nombre("vale", vale.folio))


@publica
@require_safe
def vale_publico(request: HttpRequest, codigo: str) -> HttpResponse:
    """Whether a vale is good today: for who is shown it at the station. The same answer for all that is
    unknown."""
    contar_intento(request, "vale", por_minuto=10)
    vale = vale_por_codigo(codigo[:64])
    vencido = bool(vale and vale.estado == EstadoVale.VIGENTE and vale.vigencia < request.hoy)
    contexto = {"vale": vale, "vencido": vencido, "donde": ["Vale de gasolina"]}
    return render(request, "suministros/vale_publico.html", contexto, status=200 if vale else 404)
