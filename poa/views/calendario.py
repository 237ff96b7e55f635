"""Pages of the calendar: ejercicios with their thresholds and quarters, local days off."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.fechas import feriados
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from poa import servicios
from poa.forms.calendario import (
    FormularioAbrirEjercicio,
    FormularioCalendario,
    FormularioInhabiles,
    FormularioUmbrales,
)
from poa.models import DiaInhabil, Ejercicio, TrimestrePrograma

POR_PAGINA = 25
formulario_o_pagina = require_http_methods(["GET", "HEAD", "POST"])


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@formulario_o_pagina
def ejercicios(request: HttpRequest) -> HttpResponse:
    """The years that are open, and a form to open another."""
    ultimo = Ejercicio.objects.first()
    siguiente = ultimo.anio + 1 if ultimo else request.hoy.year
    formulario = FormularioAbrirEjercicio(request.POST or None, initial={"anio": siguiente})
    pagina = Paginator(Ejercicio.objects.prefetch_related("trimestres"), POR_PAGINA)
    return atender(
        request,
        formulario,
        lambda: servicios.abrir_ejercicio(
            persona=request.persona, ahora=timezone.now(), anio=formulario.cleaned_data["anio"]
        ),
        plantilla="poa/catalogos/ejercicios.html",
        contexto={"pagina": pagina.get_page(request.GET.get("pagina"))},
        listo="El ejercicio quedó abierto con sus cuatro trimestres; revise sus fechas.",
        destino=reverse("ejercicios"),
    )


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_GET
def ejercicio(request: HttpRequest, pk: int) -> HttpResponse:
    """The thresholds and the calendar of a year."""
    actual = get_object_or_404(Ejercicio, pk=pk)
    return render(request, "poa/catalogos/ejercicio.html", _pagina_de(actual))


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def ejercicio_umbrales(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the thresholds of the semáforo."""
    actual = get_object_or_404(Ejercicio, pk=pk)
    formulario = FormularioUmbrales.de(actual, request.POST)
    return atender(
        request,
        formulario,
        lambda: servicios.fijar_umbrales(
            persona=request.persona, ahora=timezone.now(), ejercicio_id=pk, **formulario.datos()
        ),
        plantilla="poa/catalogos/ejercicio.html",
        contexto=_pagina_de(actual) | {"form_umbrales": formulario},
        listo="Los umbrales quedaron guardados.",
        destino=reverse("ejercicio", args=[pk]),
    )


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def ejercicio_calendario(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the dates of the four quarters."""
    actual = get_object_or_404(Ejercicio, pk=pk)
    formulario = FormularioCalendario(request.POST, list(actual.trimestres.all()))
    return atender(
        request,
        formulario,
        lambda: servicios.fijar_calendario(
            persona=request.persona,
            ahora=timezone.now(),
            ejercicio_id=pk,
            fechas=formulario.fechas(),
            visto=formulario.cleaned_data["visto"],
        ),
        plantilla="poa/catalogos/ejercicio.html",
        contexto=_pagina_de(actual) | {"form_calendario": formulario},
        listo="El calendario quedó guardado.",
        destino=reverse("ejercicio", args=[pk]),
    )


def _pagina_de(actual: Ejercicio) -> dict[str, object]:
    firmados = TrimestrePrograma.objects.filter(programa__ejercicio=actual, cerrado=True).count()
    return {
        "ejercicio": actual,
        "firmados": firmados,
        "form_umbrales": FormularioUmbrales.de(actual),
        "form_calendario": FormularioCalendario(None, list(actual.trimestres.all())),
        "donde": [f"Ejercicio {actual}"],
    }


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@formulario_o_pagina
def inhabiles(request: HttpRequest) -> HttpResponse:
    """Local days off of a year beside the national ones, and a form to add more."""
    pedido = entero(request.GET.get("anio"), cifras=4)
    anio = request.hoy.year if pedido is None else pedido
    if not 2000 <= anio <= 2100:
        return redirect("inhabiles")
    formulario = FormularioInhabiles(request.POST or None)
    return atender(
        request,
        formulario,
        lambda: servicios.agregar_inhabiles(
            persona=request.persona, ahora=timezone.now(), **formulario.cleaned_data
        ),
        plantilla="poa/catalogos/inhabiles.html",
        contexto={
            "anio": anio,
            "dias": DiaInhabil.objects.filter(fecha__year=anio),
            "feriados": feriados(anio).items(),
        },
        listo="Los días quedaron en la lista; los plazos que se calculen desde hoy los saltan.",
        destino=f"{reverse('inhabiles')}?anio={anio}",
    )


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def inhabil_quitar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a local day off out of the list."""
    dia = get_object_or_404(DiaInhabil, pk=pk)
    return decidir(
        request,
        lambda: servicios.quitar_inhabil(persona=request.persona, ahora=timezone.now(), inhabil_id=pk),
        listo="Ese día vuelve a ser hábil.",
        destino=f"{reverse('inhabiles')}?anio={dia.fecha.year}",
    )
