"""The money as Tesorería and each dirección read it: fondos, their year by month, asked against spent."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nucleo.fechas import MESES
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion, Ejercicio
from suministros.consultas import (
    fondo_visible,
    fondos_visibles_para,
    inversiones_sin_fondo,
    movimientos_de,
    pedido_contra_ejercido,
    pedido_sin_responder,
    por_mes,
    por_trimestre,
    solicitudes_visibles_para,
)
from suministros.forms.fondos import FiltroDeFondos
from suministros.models import Fondo
from suministros.permisos import permite_atender
from suministros.views.bandeja import seccion
from suministros.views.grafica import grafica_de

POR_PAGINA = 30
CIFRAS = ("asignado", "comprometido", "ejercido", "disponible")


def _direcciones(request: HttpRequest) -> QuerySet[Direccion]:
    activas = Direccion.objects.filter(activa=True).order_by("nombre")
    if request.persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return activas
    return activas.filter(pk__in=request.persona.direcciones_con(Accion.VER_SUMINISTROS))


def _filtro(request: HttpRequest) -> tuple[FiltroDeFondos, Ejercicio | None, dict[str, Any]]:
    """The filter as the address says it, and the year: this one, unless another is chosen."""
    datos = request.GET.copy()
    este = Ejercicio.objects.filter(anio=request.hoy.year).first() or Ejercicio.objects.first()
    datos.setdefault("anio", str(este or ""))
    forma = FiltroDeFondos(datos, direcciones=_direcciones(request))
    forma.is_valid()
    elegidos = {c: forma.cleaned_data.get(c) for c in ("direccion", "rubro")}
    anio = forma.cleaned_data.get("anio") or este
    return forma, anio, {campo: valor for campo, valor in elegidos.items() if valor}


def hasta_que_mes(anio: int, request: HttpRequest) -> int:
    """How many months of a year have begun."""
    return 12 if anio < request.hoy.year else request.hoy.month if anio == request.hoy.year else 0


def _del_anio(fondos: QuerySet[Fondo], anio: int, request: HttpRequest) -> dict[str, Any]:
    """The year of some fondos: its chart, and the tables that say the same."""
    meses, hasta = por_mes(fondos), hasta_que_mes(anio, request)
    return {
        "grafica": grafica_de(meses, hasta),
        "meses": [(MESES[m.numero - 1], m) for m in meses[:hasta]],
        "trimestres": por_trimestre(meses)[: (hasta + 2) // 3],
    }


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def fondos(request: HttpRequest) -> HttpResponse:
    """Assigned, committed, spent and left of each fondo, with the sums of what is listed."""
    forma, anio, elegidos = _filtro(request)
    lista = fondos_visibles_para(request.persona).filter(ejercicio=anio, **elegidos)
    sumas = lista.aggregate(**{c: Sum(c, default=0) for c in CIFRAS})
    contexto = {
        "fondos": list(lista),
        "sumas": sumas,
        "forma": forma,
        "anio": anio,
        "filtrado": bool(elegidos),
        "sin_fondo": inversiones_sin_fondo(anio.anio).count() if anio else 0,
        "permiso": permite_atender(request.persona),
        **(_del_anio(lista, anio.anio, request) if anio else {}),
    }
    return render(request, "suministros/fondos/fondos.html", seccion(request, "fondos", **contexto))


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def fondo(request: HttpRequest, pk: int) -> HttpResponse:
    """One fondo: its year by month and quarter, and every movement."""
    actual = fondo_visible(request.persona, pk)
    contexto = seccion(
        request,
        "fondos",
        fondo=actual,
        pagina=Paginator(movimientos_de(actual), POR_PAGINA).get_page(request.GET.get("pagina")),
        por_responder=pedido_sin_responder(pk),
        permiso=permite_atender(request.persona),
        **_del_anio(Fondo.objects.filter(pk=pk), actual.ejercicio.anio, request),
    )
    contexto["donde"] = [actual.direccion.nombre, str(actual.ejercicio)]
    return render(request, "suministros/fondos/fondo.html", contexto)


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def comparacion_suministros(request: HttpRequest) -> HttpResponse:
    """Asked, authorised, delivered and spent, by fondo: one row each, with its sums."""
    forma, anio, elegidos = _filtro(request)
    if "rubro" in elegidos:
        elegidos["fondo__rubro"] = elegidos.pop("rubro")
    solicitudes = solicitudes_visibles_para(request.persona).filter(ejercicio=anio, **elegidos)
    filas = pedido_contra_ejercido(solicitudes)
    suyos = fondos_visibles_para(request.persona).in_bulk([f.fondo_id for f in filas if f.fondo_id])
    campos = ("solicitudes", "pedido", "autorizado", "entregado", "ejercido")
    contexto = {
        "filas": [(suyos.get(f.fondo_id), f) for f in filas],
        "sumas": {c: sum(getattr(f, c) for f in filas) for c in campos},
        "forma": forma,
        "anio": anio,
        "filtrado": bool(elegidos),
    }
    return render(
        request,
        "suministros/fondos/comparacion.html",
        seccion(request, "comparacion_suministros", **contexto),
    )
