"""The store: what there is, what runs short, its movements, entries and adjustments."""

from uuid import uuid4

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.roles import Accion
from suministros import servicios
from suministros.consultas import articulos_con_pendiente, articulos_en_minimo, movimientos_de_existencia
from suministros.forms.almacen import FormaAjuste, FormaArticulo, FormaEntrada
from suministros.models import Articulo, MovimientoDeExistencia
from suministros.views.bandeja import seccion
from suministros.views.respuestas import formulario_o_pagina

POR_PAGINA = 50


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def almacen(request: HttpRequest) -> HttpResponse:
    """The catalogue with what there is of each, and what was promised and not handed over yet."""
    texto, solo_minimo = request.GET.get("q", "")[:100], "minimo" in request.GET
    en_minimo = articulos_en_minimo()
    lista = articulos_con_pendiente(texto).order_by("-activo", "busqueda", "pk")
    if solo_minimo:
        lista = lista.filter(pk__in=en_minimo.values("pk"))
    contexto = {
        "pagina": Paginator(lista, POR_PAGINA).get_page(request.GET.get("pagina")),
        "cortos": en_minimo.count(),
        "texto": texto,
        "solo_minimo": solo_minimo,
    }
    return render(request, "suministros/almacen/almacen.html", seccion(request, "almacen", **contexto))


def _movimientos(request: HttpRequest, articulo: Articulo) -> QuerySet[MovimientoDeExistencia]:
    """All of them; without those of other direcciones' requests, for who sees only one's own."""
    movimientos = movimientos_de_existencia(articulo)
    if request.persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return movimientos
    propias = request.persona.direcciones_con(Accion.VER_SUMINISTROS)
    return movimientos.filter(Q(solicitud=None) | Q(solicitud__direccion_id__in=propias))


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def articulo(request: HttpRequest, pk: int) -> HttpResponse:
    """One artículo and its movements."""
    actual = get_object_or_404(articulos_con_pendiente(), pk=pk)
    contexto = {
        "articulo": actual,
        "pagina": Paginator(_movimientos(request, actual), POR_PAGINA).get_page(request.GET.get("pagina")),
    }
    return render(request, "suministros/almacen/articulo.html", seccion(request, "almacen", **contexto))


def _guardar(request: HttpRequest, actual: Articulo | None) -> HttpResponse:
    inicial = {c: getattr(actual, c) for c in FormaArticulo.base_fields} if actual else {}
    forma = FormaArticulo(request.POST or None, initial=inicial)
    return atender(
        request,
        forma,
        lambda: servicios.guardar_articulo(
            articulo_id=actual.pk if actual else None,
            persona=request.persona,
            ahora=timezone.now(),
            **forma.datos(),
        ),
        plantilla="suministros/almacen/formulario.html",
        contexto=seccion(
            request,
            "almacen",
            articulo=actual,
            titulo="Corregir el artículo" if actual else "Nuevo artículo",
            boton="Guardar",
        ),
        listo="El artículo quedó guardado.",
        destino=reverse("articulo", args=[actual.pk]) if actual else reverse("almacen"),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def articulo_nuevo(request: HttpRequest) -> HttpResponse:
    """Add an artículo."""
    return _guardar(request, None)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def articulo_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its data."""
    return _guardar(request, get_object_or_404(Articulo, pk=pk))


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def articulo_entrada(request: HttpRequest, pk: int) -> HttpResponse:
    """Something arrived."""
    actual = get_object_or_404(Articulo, pk=pk)
    forma = FormaEntrada(request.POST or None, initial={"token": uuid4()})
    return atender(
        request,
        forma,
        lambda: servicios.registrar_entrada(
            articulo_id=pk, persona=request.persona, ahora=timezone.now(), **forma.cleaned_data
        ),
        plantilla="suministros/almacen/formulario.html",
        contexto=seccion(
            request, "almacen", articulo=actual, titulo="Registrar una entrada", boton="Registrar entrada"
        ),
        listo="La entrada quedó registrada.",
        destino=reverse("articulo", args=[pk]),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def articulo_ajuste(request: HttpRequest, pk: int) -> HttpResponse:
    """A count found more, or fewer."""
    actual = get_object_or_404(Articulo, pk=pk)
    forma = FormaAjuste(request.POST or None, initial={"token": uuid4(), "vista": actual.existencia})
    return atender(
        request,
        forma,
        lambda: servicios.ajustar_existencia(
            articulo_id=pk,
            cantidad=forma.diferencia(),
            motivo=forma.cleaned_data["motivo"],
            token=forma.cleaned_data["token"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="suministros/almacen/formulario.html",
        contexto=seccion(
            request,
            "almacen",
            articulo=actual,
            titulo="Ajustar la existencia",
            boton="Ajustar",
            confirmar="¿Ajustar la existencia? El ajuste y su motivo quedan en los movimientos.",
        ),
        listo="La existencia quedó ajustada.",
        destino=reverse("articulo", args=[pk]),
    )
