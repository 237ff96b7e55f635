"""Vehicles: who has each by day and by week, their catalogue, their odometers, and distances."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Localidad
from suministros import servicios
from suministros.consultas import prestamos_entre
from suministros.forms.vehiculos import FormaDistancia, FormaOdometro, FormaVehiculo
from suministros.models import PrestamoDeVehiculo, Vehiculo
from suministros.views.bandeja import seccion
from suministros.views.respuestas import formulario_o_pagina

VISTAS = {"semana": 7, "dia": 1}


def dia_de(request: HttpRequest) -> date:
    """The day of the address, or today."""
    try:
        dia = date.fromisoformat(request.GET.get("dia", ""))
    except ValueError:
        return request.hoy
    return dia if 1950 <= dia.year <= 2150 else request.hoy


def _instante(dia: date) -> datetime:
    return timezone.make_aware(datetime.combine(dia, time.min))


@dataclass(frozen=True)
class Ocupacion:
    """A loan as it is seen: without whose it is, for who may not know."""

    prestamo: PrestamoDeVehiculo
    se_dice: bool


@dataclass(frozen=True)
class Renglon:
    """A vehicle and what occupies it on each of the days."""

    vehiculo: Vehiculo
    dias: list[tuple[date, list[Ocupacion]]]


def _renglones(dias: list[date], se_dice: Callable[[PrestamoDeVehiculo], bool]) -> list[Renglon]:
    """Every vehicle in service, or that was used then, with the loans that touch each day."""
    desde, hasta = _instante(dias[0]), _instante(dias[-1] + timedelta(days=1))
    por_vehiculo: dict[int, list[PrestamoDeVehiculo]] = {}
    for p in prestamos_entre(desde, hasta):
        por_vehiculo.setdefault(p.vehiculo_id, []).append(p)
    vehiculos = Vehiculo.objects.filter(Q(activo=True) | Q(pk__in=por_vehiculo))

    def del_dia(vehiculo: Vehiculo, dia: date) -> list[Ocupacion]:
        empieza, acaba = _instante(dia), _instante(dia + timedelta(days=1))
        suyos = por_vehiculo.get(vehiculo.pk, [])
        return [Ocupacion(p, se_dice(p)) for p in suyos if p.desde < acaba and p.hasta > empieza]

    return [Renglon(v, [(d, del_dia(v, d)) for d in dias]) for v in vehiculos]


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def calendario_vehiculos(request: HttpRequest) -> HttpResponse:
    """Who has each vehicle; another dirección's loan says only that it is taken."""
    persona = request.persona
    vista = request.GET.get("vista", "")
    vista = vista if vista in VISTAS else "semana"
    dia, cuantos = dia_de(request), VISTAS[vista]
    primero = dia - timedelta(days=dia.weekday()) if vista == "semana" else dia
    dias = [primero + timedelta(days=n) for n in range(cuantos)]
    todas = persona.alcanza_todas(Accion.VER_SUMINISTROS)
    propias = persona.direcciones_con(Accion.VER_SUMINISTROS)
    contexto = {
        "vista": vista,
        "dias": dias,
        "renglones": _renglones(dias, lambda p: todas or p.solicitud.direccion_id in propias),
        "antes": primero - timedelta(days=cuantos),
        "despues": primero + timedelta(days=cuantos),
        "dia": dia,
        "hoy": request.hoy,
    }
    return render(
        request,
        "suministros/vehiculos/calendario.html",
        seccion(request, "calendario_vehiculos", **contexto),
    )


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def vehiculos(request: HttpRequest) -> HttpResponse:
    """The catalogue, those out of service among them."""
    todos = Vehiculo.objects.order_by("-activo", "numero_economico")
    con_rinde = [(v, Decimal(v.rendimiento) / 100 if v.rendimiento else None) for v in todos]
    contexto = seccion(request, "vehiculos", vehiculos=con_rinde)
    return render(request, "suministros/vehiculos/lista.html", contexto)


def _guardar(request: HttpRequest, vehiculo: Vehiculo | None) -> HttpResponse:
    """Add one, or change its data."""
    campos = FormaVehiculo.base_fields
    inicial = {c: getattr(vehiculo, c) for c in campos} if vehiculo else {}
    forma = FormaVehiculo(request.POST or None, initial=inicial, nuevo=vehiculo is None)
    return atender(
        request,
        forma,
        lambda: servicios.guardar_vehiculo(
            vehiculo_id=vehiculo.pk if vehiculo else None,
            persona=request.persona,
            ahora=timezone.now(),
            **forma.datos(),
        ),
        plantilla="suministros/vehiculos/vehiculo.html",
        contexto=seccion(request, "vehiculos", vehiculo=vehiculo, **_lecturas(vehiculo)),
        listo="Los datos del vehículo quedaron guardados.",
        destino=reverse("vehiculos"),
    )


def _lecturas(vehiculo: Vehiculo | None) -> dict[str, Any]:
    if vehiculo is None:
        return {}
    return {"lecturas": vehiculo.lecturas.select_related("actor").order_by("-fecha", "-id")[:12]}


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def vehiculo_nuevo(request: HttpRequest) -> HttpResponse:
    """Add a vehicle."""
    return _guardar(request, None)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def vehiculo_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the data of one."""
    return _guardar(request, get_object_or_404(Vehiculo, pk=pk))


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def vehiculo_odometro(request: HttpRequest, pk: int) -> HttpResponse:
    """Its odometer was replaced."""
    vehiculo = get_object_or_404(Vehiculo, pk=pk)
    forma = FormaOdometro(request.POST or None, initial={"km": 0, "vuelta": vehiculo.vuelta})
    return atender(
        request,
        forma,
        lambda: servicios.cambiar_odometro(
            vehiculo_id=pk, persona=request.persona, ahora=timezone.now(), **forma.cleaned_data
        ),
        plantilla="suministros/vehiculos/odometro.html",
        contexto=seccion(request, "vehiculos", vehiculo=vehiculo),
        listo="El cambio de odómetro quedó registrado con su motivo.",
        destino=reverse("vehiculo_editar", args=[pk]),
    )


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def distancias(request: HttpRequest) -> HttpResponse:
    """Km of the round trip to each localidad."""
    lugares = Localidad.objects.filter(activa=True).select_related("distancia").order_by("nombre")
    return render(
        request,
        "suministros/vehiculos/distancias.html",
        seccion(request, "distancias", localidades=lugares),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def distancia(request: HttpRequest, pk: int) -> HttpResponse:
    """Set that of one localidad."""
    localidad = get_object_or_404(Localidad.objects.select_related("distancia"), pk=pk)
    actual = getattr(localidad, "distancia", None)
    forma = FormaDistancia(request.POST or None, initial={"km": actual.km if actual else None})
    return atender(
        request,
        forma,
        lambda: servicios.guardar_distancia(
            localidad=localidad,
            km=forma.cleaned_data["km"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="suministros/vehiculos/distancia.html",
        contexto=seccion(request, "distancias", localidad=localidad),
        listo=f"La distancia a {localidad} quedó guardada.",
        destino=reverse("distancias"),
    )
