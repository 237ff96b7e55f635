"""What arrives: signed for, given back, loaded; and the files that show it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actividades.views.evidencias import respuesta_de_archivo
from nucleo.almacen import leer
from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from suministros import servicios
from suministros.consultas import cargas_visibles_para, solicitudes_visibles_para
from suministros.estados import Acto, EstadoVale
from suministros.forms.recibir import FormaCarga, FormaRecibir, FormaRegreso
from suministros.models import EntregaDeSuministro, Solicitud, Vale
from suministros.permisos import permite
from suministros.views.marco import marco_de
from suministros.views.tramite import tomada


def _marco(request: HttpRequest, actual: Solicitud, acto: Acto, **textos: Any) -> dict[str, Any]:
    volver = reverse("solicitud", args=[actual.pk])
    return {**marco_de(actual), "volver": volver, "permiso": permite(acto, request.persona, actual), **textos}


def _vencido(request: HttpRequest, actual: Solicitud, vale: Vale | None) -> bool:
    """Whether there is no loading with it any more."""
    return bool(vale and vale.vigencia < request.hoy and not actual.urgente)


@requiere(Accion.PEDIR_SUMINISTROS)
def recibir(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for a delivery, the keys or the vale: who, whether as asked, and the signature."""
    actual = tomada(request, pk, Acto.RECIBIR)
    pendientes = actual.entregas.filter(recibida_en__isnull=True).prefetch_related("renglones__renglon")
    vale = actual.vales.filter(estado=EstadoVale.VIGENTE).first()
    prestamo = actual.prestamos.filter(estado="apartado").select_related("vehiculo").first()
    forma = FormaRecibir(
        request.POST or None,
        request.FILES or None,
        entregas=pendientes,
        con_vehiculo=prestamo is not None,
        initial={"recibe": request.persona.usuario.nombre, "revision": actual.revision},
    )

    lo_que_hay = {"pendientes": pendientes, "prestamo": prestamo, "vale": vale}

    def firmar() -> None:
        entrega = forma.cleaned_data.get("entrega")
        servicios.recibir_suministro(
            solicitud_id=pk,
            recibo=forma.recibo(),
            entrega_id=entrega.pk if entrega else None,
            km_salida=forma.cleaned_data.get("km_salida"),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        )

    return atender(
        request,
        forma,
        firmar,
        plantilla="suministros/recibir.html",
        contexto=_marco(request, actual, Acto.RECIBIR, **lo_que_hay, vencido=_vencido(request, actual, vale)),
        listo="Quedó firmado de recibido.",
        destino=reverse("solicitud", args=[pk]),
    )


@requiere(Accion.PEDIR_SUMINISTROS, Accion.ATENDER_SUMINISTROS)
def regreso(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the vehicle back."""
    actual = tomada(request, pk, Acto.DEVOLVER_VEHICULO)
    prestamo = actual.prestamos.filter(estado="en_uso").select_related("vehiculo").first()
    forma = FormaRegreso(request.POST or None, initial={"revision": actual.revision})
    salio = f"Salió con {prestamo.km_salida:,} km: {prestamo.vehiculo}." if prestamo else ""
    return atender(
        request,
        forma,
        lambda: servicios.devolver_vehiculo(
            solicitud_id=pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now()
        ),
        plantilla="suministros/formulario.html",
        contexto=_marco(
            request,
            actual,
            Acto.DEVOLVER_VEHICULO,
            titulo="Devolver el vehículo",
            boton="Registrar la devolución",
            explica=salio,
        ),
        listo="El vehículo quedó devuelto.",
        destino=reverse("solicitud", args=[pk]),
    )


@requiere(Accion.PEDIR_SUMINISTROS, Accion.ATENDER_SUMINISTROS)
def carga(request: HttpRequest, pk: int) -> HttpResponse:
    """Log a load with its ticket."""
    actual = tomada(request, pk, Acto.REGISTRAR_CARGA)
    vale = actual.vales.filter(estado=EstadoVale.VIGENTE).select_related("vehiculo").first()
    prestamo = actual.prestamos.exclude(estado="cancelado").select_related("vehiculo").last()
    vehiculo = (vale and vale.vehiculo) or (prestamo and prestamo.vehiculo)
    forma = FormaCarga(
        request.POST or None,
        request.FILES or None,
        sabe_vehiculo=bool(vehiculo),
        initial={
            "fecha": request.hoy,
            "conductor": actual.conductor,
            "comision": actual.lugar or actual.destino or "",
            "km_salida": prestamo.km_salida if prestamo else None,
            "km_regreso": prestamo.km_regreso if prestamo else None,
            "revision": actual.revision,
        },
    )
    return atender(
        request,
        forma,
        lambda: servicios.registrar_carga(
            solicitud_id=pk,
            datos=forma.datos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="suministros/carga.html",
        contexto=_marco(request, actual, Acto.REGISTRAR_CARGA, vale=vale, vehiculo=vehiculo),
        listo="La carga quedó en la bitácora.",
        destino=reverse("solicitud", args=[pk]),
    )


def _entrega(request: HttpRequest, pk: int) -> EntregaDeSuministro:
    visibles = solicitudes_visibles_para(request.persona)
    return get_object_or_404(EntregaDeSuministro, pk=pk, solicitud__in=visibles)


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def entrega_firma(request: HttpRequest, pk: int) -> HttpResponse:
    """The signature drawn on a receipt."""
    entrega = _entrega(request, pk)
    if not entrega.firma:
        raise Http404
    respuesta = HttpResponse(leer(entrega.firma), content_type="image/png")
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def entrega_recibo(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt that was signed by hand."""
    entrega = _entrega(request, pk)
    if not entrega.escaneo:
        raise Http404
    return respuesta_pdf(leer(entrega.escaneo), f"recibo-{pk}.pdf")


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def carga_ticket(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The ticket or invoice of a load."""
    registrada = get_object_or_404(cargas_visibles_para(request.persona), pk=pk)
    if not registrada.archivo:
        raise Http404
    return respuesta_de_archivo(request, registrada)
