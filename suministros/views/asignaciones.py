"""What Tesorería gives: a vehicle, fuel, material line by line, what was bought, what is handed over."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from suministros import servicios
from suministros.consultas import por_llegar, prestamos_entre, sin_regresar, vehiculos_con_ocupacion, viaje_a
from suministros.consultas.papeles import VALE, papel_de
from suministros.consultas.vehiculos import Sugerencia, Viaje
from suministros.estados import DIAS_DE_VIGENCIA, PRESTAMOS_VIVOS, Acto, EstadoVale
from suministros.forms.respuestas import (
    FormaCombustible,
    FormaCompra,
    FormaMaterial,
    FormaPorRenglon,
    FormaVehiculoAsignado,
)
from suministros.models import PrestamoDeVehiculo, Renglon, Solicitud, Vehiculo
from suministros.views.papeles import emitir
from suministros.views.respuestas import abrir, formulario_o_pagina, marco_de

A = Acto


def _inicial_de_vale(
    request: HttpRequest, solicitud: Solicitud, viaje: Viaje, vehiculo: Vehiculo | None
) -> dict[str, Any]:
    """What the table of distances and the vehicle suggest; otherwise what was asked."""
    sugerida = viaje.con(vehiculo)
    return {
        "revision": solicitud.revision,
        "vehiculo": vehiculo,
        "importe": sugerida.importe or solicitud.monto_pedido or None,
        "litros": sugerida.mililitros,
        "precio": viaje.precio,
        "vigencia": request.hoy + timedelta(days=DIAS_DE_VIGENCIA),
    }


def _elegido(request: HttpRequest) -> Vehiculo | None:
    """The vehicle that the address names, to suggest with it."""
    return Vehiculo.objects.filter(activo=True, pk=entero(request.GET.get("vehiculo"))).first()


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_combustible(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with a vale; `?vehiculo=` fills it with what that one takes to get there."""
    solicitud = abrir(request, pk, A.ASIGNAR_COMBUSTIBLE)
    elegido = _elegido(request)
    viaje = viaje_a(solicitud.destino)
    inicial = _inicial_de_vale(request, solicitud, viaje, elegido)
    forma = FormaCombustible(request.POST or None, initial=inicial, hoy=request.hoy)
    return atender(
        request,
        forma,
        lambda: _dar_vale(request, pk, forma),
        plantilla="suministros/respuestas/combustible.html",
        contexto={
            **marco_de(request, solicitud),
            "sugerencia": viaje.con(elegido),
            "elegido": elegido,
            "vehiculos": [(v, viaje.con(v)) for v in Vehiculo.objects.filter(activo=True)],
        },
        listo="El vale quedó dado y su importe comprometido.",
        destino=reverse("atender_solicitud", args=[pk]),
    )


def _dar_vale(request: HttpRequest, pk: int, forma: FormaCombustible) -> None:
    solicitud = servicios.asignar_combustible(
        solicitud_id=pk,
        vale=forma.vale(forma.cleaned_data["vehiculo"]),
        respuesta=forma.cleaned_data["respuesta"],
        persona=request.persona,
        ahora=timezone.now(),
        revision=forma.cleaned_data["revision"],
    )
    _emitir_vale(request, solicitud)


def _emitir_vale(request: HttpRequest, solicitud: Solicitud) -> None:
    """Draw the paper of the vale it was answered with, when there is one."""
    vale = solicitud.vales.filter(estado=EstadoVale.VIGENTE).first()
    emitir(request, papel_de(VALE, vale.pk) if vale else None)


def _horario(forma: FormaVehiculoAsignado, solicitud: Solicitud) -> tuple[datetime | None, datetime | None]:
    """The hours of the form, when they can be read; otherwise those that were asked."""
    if not forma.is_bound:
        return solicitud.desde, solicitud.hasta
    forma.is_valid()
    desde, hasta = forma.cleaned_data.get("desde"), forma.cleaned_data.get("hasta")
    return (desde, hasta) if desde and hasta and hasta > desde else (solicitud.desde, solicitud.hasta)


Ocupacion = tuple[Vehiculo, PrestamoDeVehiculo | None, PrestamoDeVehiculo | None, Sugerencia]


def _ocupacion(desde: datetime | None, hasta: datetime | None, viaje: Viaje) -> list[Ocupacion]:
    """Each vehicle in service, the free ones first: the loan for which it is not free, the one from which it
    is late, and what the trip takes.
    """
    if desde is None or hasta is None:
        return []
    vivos = prestamos_entre(desde, hasta).filter(estado__in=PRESTAMOS_VIVOS)
    quien: dict[int, PrestamoDeVehiculo] = {p.vehiculo_id: p for p in vivos}
    tarde: dict[int, PrestamoDeVehiculo] = {p.vehiculo_id: p for p in sin_regresar(timezone.now())}
    vehiculos = vehiculos_con_ocupacion(desde, hasta)
    return [(v, quien.get(v.pk), tarde.get(v.pk), viaje.con(v)) for v in vehiculos]


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_vehiculo(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one of the vehicles free in the slot; the first of them is suggested."""
    solicitud = abrir(request, pk, A.ASIGNAR_VEHICULO)
    forma = FormaVehiculoAsignado(request.POST or None, hoy=request.hoy)
    desde, hasta = _horario(forma, solicitud)
    viaje = viaje_a(solicitud.destino)
    ocupacion = _ocupacion(desde, hasta, viaje)
    libres = [v for v, quien, tarde, _ in ocupacion if quien is None and tarde is None]
    sugerido = next((v for v in libres if v.rendimiento), libres[0] if libres else None)
    inicial = {
        **_inicial_de_vale(request, solicitud, viaje, sugerido),
        "desde": solicitud.desde,
        "hasta": solicitud.hasta,
        "conductor": solicitud.conductor,
    }
    contexto = {
        **marco_de(request, solicitud),
        "ocupacion": ocupacion,
        "sugerido": sugerido,
        "sugerencia": viaje.con(sugerido),
        "horario": (desde, hasta),
    }
    if "ver_libres" in request.POST:
        escrito: dict[str, Any] = {campo: request.POST.get(campo, "") for campo in forma.fields}
        escrito["con_vale"] = "con_vale" in request.POST
        otra = FormaVehiculoAsignado(initial=escrito, hoy=request.hoy)
        return render(request, "suministros/respuestas/vehiculo.html", {**contexto, "form": otra})
    forma.initial = inicial
    return atender(
        request,
        forma,
        lambda: _asignar(request, pk, forma),
        plantilla="suministros/respuestas/vehiculo.html",
        contexto=contexto,
        listo="El vehículo quedó apartado para la dirección.",
        destino=reverse("atender_solicitud", args=[pk]),
    )


def _asignar(request: HttpRequest, pk: int, forma: FormaVehiculoAsignado) -> None:
    d = forma.cleaned_data
    solicitud = servicios.asignar_vehiculo(
        solicitud_id=pk,
        vehiculo=d["vehiculo"],
        desde=d["desde"],
        hasta=d["hasta"],
        conductor=d["conductor"],
        vale=forma.vale(d["vehiculo"]) if forma.lleva_vale else None,
        respuesta=d["respuesta"],
        persona=request.persona,
        ahora=timezone.now(),
        revision=d["revision"],
    )
    _emitir_vale(request, solicitud)


def _renglones(solicitud: Solicitud) -> list[Renglon]:
    return list(solicitud.renglones.select_related("articulo").order_by("orden"))


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Authorise each renglón, all or less, with what the store has of it beside."""
    solicitud = abrir(request, pk, A.AUTORIZAR_MATERIAL)
    renglones = _renglones(solicitud)
    forma = FormaMaterial(
        request.POST or None,
        renglones=renglones,
        iniciales={r.pk: r.cantidad for r in renglones},
        initial={"revision": solicitud.revision},
    )
    return atender(
        request,
        forma,
        lambda: servicios.autorizar_material(
            solicitud_id=pk,
            renglones=forma.autorizados(),
            respuesta=forma.cleaned_data["respuesta"],
            persona=request.persona,
            ahora=timezone.now(),
            revision=forma.cleaned_data["revision"],
        ),
        plantilla="suministros/respuestas/material.html",
        contexto=marco_de(request, solicitud),
        listo="El material quedó autorizado y su importe comprometido.",
        destino=reverse("atender_solicitud", args=[pk]),
    )


def _notas_de_entrega(renglones: list[Renglon], faltan: dict[int, int]) -> dict[int, str]:
    """Why less than what is missing is proposed of what the store never has."""
    return {
        r.pk: f"Fuera de catálogo: de la compra solo hay {r.llegadas:,}."
        if r.llegadas
        else "Fuera de catálogo: todavía no llega de la compra."
        for r in renglones
        if r.articulo is None and faltan[r.pk]
    }


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_entrega(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over what was authorised, whole or in part; what is there is proposed."""
    solicitud = abrir(request, pk, A.ENTREGAR)
    renglones = _renglones(solicitud)
    faltan = por_llegar(renglones)
    forma = FormaPorRenglon(
        request.POST or None,
        renglones=[r for r in renglones if r.falta],
        iniciales={r.pk: r.falta - faltan[r.pk] for r in renglones},
        notas=_notas_de_entrega(renglones, faltan),
        initial={"revision": solicitud.revision},
    )
    return atender(
        request,
        forma,
        lambda: servicios.entregar_material(
            solicitud_id=pk,
            cantidades=forma.cantidades(),
            persona=request.persona,
            ahora=timezone.now(),
            revision=forma.cleaned_data["revision"],
        ),
        plantilla="suministros/respuestas/entrega.html",
        contexto=marco_de(request, solicitud),
        listo="La entrega quedó registrada: la dirección la confirma con su firma.",
        destino=reverse("atender_solicitud", args=[pk]),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_compra(request: HttpRequest, pk: int) -> HttpResponse:
    """What was bought for it arrived, all or a lot of it, and enters the store; and what it cost."""
    solicitud = abrir(request, pk, A.REGISTRAR_COMPRA)
    renglones = _renglones(solicitud)
    faltan = por_llegar(renglones)
    forma = FormaCompra(
        request.POST or None,
        renglones=[r for r in renglones if r.falta],
        iniciales=faltan,
        notas={r.pk: f"Llegadas hasta ahora: {r.comprada:,}." for r in renglones if r.comprada},
        initial={"revision": solicitud.revision},
    )
    return atender(
        request,
        forma,
        lambda: servicios.registrar_compra(
            solicitud_id=pk,
            llegaron=forma.cantidades(),
            precios=forma.precios(),
            proveedor=forma.cleaned_data["proveedor"],
            persona=request.persona,
            ahora=timezone.now(),
            revision=forma.cleaned_data["revision"],
        ),
        plantilla="suministros/respuestas/compra.html",
        contexto={**marco_de(request, solicitud), "por_llegar": sum(faltan.values())},
        listo="Lo que llegó quedó registrado: ya se puede entregar.",
        destino=reverse("atender_solicitud", args=[pk]),
    )
