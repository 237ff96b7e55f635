"""What is decided on a request in its dirección: sent, returned, called off, its purchase asked for."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from actividades.consultas.cuenta import destino_de, trimestre_en
from actividades.estados import SinContar
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.roles import Accion
from suministros import servicios
from suministros.consultas import momentos_sin_contar, pedido_sin_responder, solicitud_visible
from suministros.consultas.papeles import COMPRA, papel_de
from suministros.estados import OFICIO, REQUISICION, Acto
from suministros.forms.causas import FormaCausa
from suministros.forms.recibir import FormaMotivoDeSolicitud, FormaRevisionDeSolicitud
from suministros.models import Solicitud
from suministros.permisos import permite, tiene_papel
from suministros.views.marco import marco_de
from suministros.views.papeles import emitir


def tomada(request: HttpRequest, pk: int, acto: Acto) -> Solicitud:
    """The request, when the person has the role for that act. Raises Http404, SinPermiso.

    That its state does not admit the act is told by its page, not by an error.
    """
    actual = solicitud_visible(request.persona, pk)
    if not tiene_papel(acto, request.persona, actual):
        raise SinPermiso(permite(acto, request.persona, actual).razon)
    return actual


def _boton(
    request: HttpRequest,
    pk: int,
    acto: Acto,
    servicio: Callable[..., Any],
    listo: str,
    papel: str = "",
) -> HttpResponse:
    """Do it; when it sends a paper, draw it too."""
    actual = tomada(request, pk, acto)

    def hacer() -> None:
        servicio(solicitud_id=actual.pk, persona=request.persona, ahora=timezone.now())
        emitir(request, papel_de(papel, pk) if papel else None)

    return decidir(
        request,
        hacer,
        listo=listo,
        destino=reverse("solicitud", args=[pk]),
    )


@requiere(Accion.PEDIR_SUMINISTROS)
@require_POST
def pedir_autorizacion(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the titular that it is ready."""
    listo = "Quedó por autorizar: la persona titular ya la ve en su inicio de Suministros."
    return _boton(request, pk, Acto.PEDIR_AUTORIZACION, servicios.pedir_autorizacion, listo)


@requiere(Accion.AUTORIZAR_PEDIDOS)
@require_POST
def pedir_compra(request: HttpRequest, pk: int) -> HttpResponse:
    """The oficio for what the store has not."""
    listo = "La compra quedó pedida con su oficio."
    return _boton(request, pk, Acto.PEDIR_COMPRA, servicios.pedir_compra, listo, COMPRA)


@requiere(Accion.AUTORIZAR_PEDIDOS)
def enviar(request: HttpRequest, pk: int) -> HttpResponse:
    """Authorise and send: first what is left, what it takes of it, and where it will count."""
    actual = tomada(request, pk, Acto.ENVIAR)
    forma = FormaRevisionDeSolicitud(request.POST or None, initial={"revision": actual.revision})

    def hacer() -> None:
        quien = {"persona": request.persona, "ahora": timezone.now()}
        revision = forma.cleaned_data["revision"]
        emitir(request, servicios.enviar_solicitud(solicitud_id=pk, revision=revision, **quien).documento)

    return atender(
        request,
        forma,
        hacer,
        plantilla="suministros/enviar.html",
        contexto=_antes_de_enviar(request, actual),
        listo="Quedó enviada a Tesorería con su folio.",
        destino=reverse("solicitud", args=[pk]),
    )


def _antes_de_enviar(request: HttpRequest, actual: Solicitud) -> dict[str, Any]:
    fondo = actual.fondo
    clave = OFICIO if actual.es_oficio else REQUISICION
    destino = destino_de(clave, request.hoy, trimestre_en(actual.direccion_id, request.hoy))
    return {
        **marco_de(actual),
        "permiso": permite(Acto.ENVIAR, request.persona, actual),
        "fondo": fondo,
        "sobra": fondo.disponible - actual.monto_pedido if fondo else None,
        "de_mas": actual.monto_pedido - fondo.disponible if fondo else 0,
        "otras": pedido_sin_responder(fondo.pk) if fondo else 0,
        "cuenta": destino,
        "sin_contar": SinContar(destino.razon).label if destino.razon else "",
    }


@requiere(Accion.PEDIR_SUMINISTROS, Accion.ATENDER_SUMINISTROS)
def devolver(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back to be corrected, with its reason."""
    return _con_motivo(
        request,
        pk,
        Acto.DEVOLVER,
        servicios.devolver_solicitud,
        {"titulo": "Devolver para corregir", "boton": "Devolver", "explica": "Diga qué debe corregirse."},
        "La solicitud quedó devuelta con su motivo.",
    )


@requiere(Accion.PEDIR_SUMINISTROS)
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with its reason."""
    return _con_motivo(
        request,
        pk,
        Acto.CANCELAR,
        servicios.cancelar_solicitud,
        {
            "titulo": "Cancelar la solicitud",
            "boton": "Cancelar la solicitud",
            "peligro": True,
            "confirmar": "¿Cancelar la solicitud? No se puede deshacer.",
            "explica": (
                "El dinero comprometido y el vehículo apartado quedan libres, y lo que contó en el POA se "
                "descuenta, salvo que su trimestre ya esté firmado. El folio queda a la vista como cancelado."
            ),
        },
        "La solicitud quedó cancelada.",
    )


@requiere(Accion.PEDIR_SUMINISTROS)
def causa(request: HttpRequest, pk: int) -> HttpResponse:
    """What could not be done because it was refused or called off."""
    actual = tomada(request, pk, Acto.VINCULAR)
    forma = FormaCausa(request.POST or None, solicitud=actual)
    volver = reverse("solicitud", args=[pk])
    return atender(
        request,
        forma,
        lambda: servicios.vincular_causa(
            solicitud_id=pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now()
        ),
        plantilla="suministros/formulario.html",
        contexto={
            **marco_de(actual),
            "titulo": "Decir qué no se pudo hacer",
            "boton": "Guardar",
            "explica": (
                "La actividad que no se hizo por esto se ofrece como causa de la desviación cuando se "
                "justifique esa línea en el trimestre."
            ),
            "volver": volver,
            "permiso": permite(Acto.VINCULAR, request.persona, actual),
        },
        listo="Quedó ligada: se ofrecerá como causa al justificar el trimestre.",
        destino=volver,
    )


def _con_motivo(
    request: HttpRequest,
    pk: int,
    acto: Acto,
    servicio: Callable[..., Any],
    textos: dict[str, Any],
    listo: str,
) -> HttpResponse:
    """A decision that takes its reason."""
    actual = tomada(request, pk, acto)
    forma = FormaMotivoDeSolicitud(request.POST or None, initial={"revision": actual.revision})
    volver = reverse("solicitud", args=[pk])
    quien = {"persona": request.persona, "ahora": timezone.now()}
    return atender(
        request,
        forma,
        lambda: servicio(solicitud_id=pk, **forma.cleaned_data, **quien),
        plantilla="suministros/formulario.html",
        contexto={
            **marco_de(actual),
            **textos,
            "volver": volver,
            "permiso": permite(acto, request.persona, actual),
        },
        listo=listo,
        destino=volver,
    )


@requiere(Accion.AUTORIZAR_PEDIDOS)
@require_POST
def momento_contar(request: HttpRequest, pk: int) -> HttpResponse:
    """Count now what could not count when it happened."""
    momento = momentos_sin_contar(request.persona).filter(pk=pk).first()
    if momento is None:
        raise Http404
    return decidir(
        request,
        lambda: servicios.contar_momento(momento_id=pk, persona=request.persona, ahora=timezone.now()),
        listo="Quedó contado en el POA.",
        destino=reverse("solicitud", args=[momento.solicitud_id]),
    )
