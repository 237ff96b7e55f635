"""What is left of each fondo of the dirección, and its bitácora of fuel."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucleo.fechas import MESES
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from poa.models import Direccion
from suministros.consultas import (
    bitacora,
    cargas_visibles_para,
    fondos_visibles_para,
    pedido_contra_ejercido,
    por_mes,
    por_trimestre,
    solicitudes_visibles_para,
)
from suministros.models import Fondo, Vehiculo
from suministros.views.marco import pestanas_para

POR_PAGINA = 30


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def lo_que_queda(request: HttpRequest) -> HttpResponse:
    """Per fondo: assigned, committed, spent and left; and how it went by month and by quarter."""
    visibles = fondos_visibles_para(request.persona)
    anios = _anios(visibles, request.hoy.year)
    anio = entero(request.GET.get("anio")) or anios[0]
    direccion = entero(request.GET.get("direccion"))
    fondos = visibles.filter(ejercicio__anio=anio)
    if direccion:
        fondos = fondos.filter(direccion_id=direccion)
    elegido = fondos.filter(pk=entero(request.GET.get("fondo")) or 0).first()
    mirados = fondos.filter(pk=elegido.pk) if elegido else fondos
    meses = por_mes(mirados)
    comparado = {
        c.fondo_id: c
        for c in pedido_contra_ejercido(solicitudes_visibles_para(request.persona).filter(fondo__in=fondos))
    }
    contexto = {
        "filas": [(f, comparado.get(f.pk)) for f in fondos],
        "elegido": elegido,
        "meses": [(MESES[m.numero - 1], m) for m in meses],
        "trimestres": por_trimestre(meses),
        "hay_movimientos": any(m.ejercido or m.comprometido for m in meses),
        "anio": str(anio),
        "anios": [(str(a), str(a)) for a in anios],
        "direcciones": _direcciones(request),
        "direccion": str(direccion or ""),
        "pestanas": pestanas_para(request.persona, "lo_que_queda"),
        "donde": ["Suministros", "Lo que queda"],
    }
    return render(request, "suministros/lo_que_queda.html", contexto)


def _anios(visibles: QuerySet[Fondo], este: int) -> list[int]:
    """Years that have money, this one first, or the newest; when none has, this one."""
    con_dinero = sorted(set(visibles.order_by().values_list("ejercicio__anio", flat=True)), reverse=True)
    return sorted(con_dinero, key=lambda anio: anio != este) or [este]


def _direcciones(request: HttpRequest) -> list[tuple[str, str]]:
    """Only for who sees more than one."""
    if not request.persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return []
    return [(str(d.pk), d.nombre) for d in Direccion.objects.filter(fondos__isnull=False).distinct()]


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def bitacora_de_combustible(request: HttpRequest) -> HttpResponse:
    """The loads, their rendimiento, and which are out of the ordinary."""
    cargas = cargas_visibles_para(request.persona)
    vehiculos = Vehiculo.objects.filter(cargas__in=cargas).distinct()
    vehiculo = entero(request.GET.get("vehiculo"))
    if vehiculo:
        cargas = cargas.filter(vehiculo_id=vehiculo)
    pagina = Paginator(cargas, POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {
        "pagina": pagina,
        "filas": bitacora(pagina),
        "vehiculos": [(str(v.pk), str(v)) for v in vehiculos],
        "vehiculo": str(vehiculo or ""),
        "varias": request.persona.alcanza_todas(Accion.VER_SUMINISTROS),
        "pestanas": pestanas_para(request.persona, "bitacora_de_combustible"),
        "donde": ["Suministros", "Bitácora de combustible"],
    }
    return render(request, "suministros/combustible.html", contexto)
