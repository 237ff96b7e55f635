"""What Tesorería does with the money: ceilings, fondos of the POA, more, less, transfers; and rubros."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Ejercicio, Inversion
from suministros import servicios
from suministros.consultas import fondo_visible, inversiones_sin_fondo
from suministros.forms.fondos import (
    FormaMonto,
    FormaRubro,
    FormaRubroDeInversion,
    FormaTecho,
    FormaTransferir,
)
from suministros.models import Fondo, Rubro
from suministros.views.bandeja import seccion
from suministros.views.respuestas import formulario_o_pagina


@dataclass(frozen=True)
class Cambio:
    """How a change of a fondo is asked."""

    titulo: str
    explica: str
    boton: str
    confirmar: str
    hecho: str


AMPLIAR = Cambio(
    "Ampliar el fondo",
    "Agrega dinero a lo asignado.",
    "Ampliar",
    "¿Ampliar el fondo con ese monto? El movimiento no se borra.",
    "El fondo quedó ampliado.",
)
REDUCIR = Cambio(
    "Reducir el fondo",
    "Quita dinero de lo que está disponible; lo comprometido no se toca.",
    "Reducir",
    "¿Reducir el fondo en ese monto? El movimiento no se borra.",
    "El fondo quedó reducido.",
)
TRANSFERIR = Cambio(
    "Transferir a otro concepto",
    "Pasa dinero disponible a otro concepto de la misma dirección y del mismo año.",
    "Transferir",
    "¿Transferir ese monto? Los movimientos no se borran.",
    "La transferencia quedó hecha.",
)


def _cambiar(
    request: HttpRequest,
    fondo: Fondo,
    cambio: Cambio,
    forma: FormaMonto,
    servicio: Callable[..., Any],
) -> HttpResponse:
    return atender(
        request,
        forma,
        lambda: servicio(
            monto=forma.cleaned_data["monto"],
            motivo=forma.cleaned_data["motivo"],
            token=forma.cleaned_data["token"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="suministros/fondos/cambio.html",
        contexto=seccion(request, "fondos", fondo=fondo, cambio=cambio),
        listo=cambio.hecho,
        destino=reverse("fondo", args=[fondo.pk]),
    )


def _forma(request: HttpRequest) -> FormaMonto:
    return FormaMonto(request.POST or None, initial={"token": uuid4()})


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def fondo_ampliar(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it more."""
    fondo = fondo_visible(request.persona, pk)

    def ampliar(**datos: Any) -> object:
        return servicios.ampliar_fondo(fondo_id=pk, **datos)

    return _cambiar(request, fondo, AMPLIAR, _forma(request), ampliar)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def fondo_reducir(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what is free from it."""
    fondo = fondo_visible(request.persona, pk)

    def reducir(**datos: Any) -> object:
        return servicios.reducir_fondo(fondo_id=pk, **datos)

    return _cambiar(request, fondo, REDUCIR, _forma(request), reducir)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def fondo_transferir(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass what is free to another."""
    fondo = fondo_visible(request.persona, pk)
    forma = FormaTransferir(request.POST or None, initial={"token": uuid4()}, fondo=fondo)

    def pasar(**datos: Any) -> object:
        return servicios.transferir(de_id=pk, a_id=forma.cleaned_data["a"].pk, **datos)

    return _cambiar(request, fondo, TRANSFERIR, forma, pasar)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def fondo_techo(request: HttpRequest) -> HttpResponse:
    """Set the provisional ceiling of a dirección."""
    este = Ejercicio.objects.filter(anio=request.hoy.year).first()
    forma = FormaTecho(request.POST or None, initial={"ejercicio": este})
    return atender(
        request,
        forma,
        lambda: servicios.fijar_techo(persona=request.persona, ahora=timezone.now(), **forma.cleaned_data),
        plantilla="suministros/fondos/techo.html",
        contexto=seccion(request, "fondos"),
        listo="El techo provisional quedó fijado.",
        destino=reverse("fondos"),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@require_safe
def inversiones(request: HttpRequest) -> HttpResponse:
    """Inversiones of authorised POAs that wait to be matched to a rubro."""
    ejercicio = Ejercicio.objects.filter(anio=request.hoy.year).first() or Ejercicio.objects.first()
    anio = ejercicio.anio if ejercicio else request.hoy.year
    contexto = {"inversiones": inversiones_sin_fondo(anio), "anio": anio}
    return render(request, "suministros/fondos/inversiones.html", seccion(request, "fondos", **contexto))


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def inversion_abrir(request: HttpRequest, pk: int) -> HttpResponse:
    """Match one to its rubro: it becomes a fondo with its amount."""
    relacionadas = Inversion.objects.select_related(
        "estrategia__programa__direccion", "estrategia__programa__ejercicio"
    )
    inversion = get_object_or_404(relacionadas, pk=pk)
    if Fondo.objects.filter(inversion=inversion).exists():
        raise Http404
    programa = inversion.estrategia.programa
    forma = FormaRubroDeInversion(request.POST or None, initial={"rubro": _rubro_de(inversion)})
    return atender(
        request,
        forma,
        lambda: servicios.abrir_fondo(
            inversion=inversion,
            rubro=forma.cleaned_data["rubro"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="suministros/fondos/inversion.html",
        contexto=seccion(request, "fondos", inversion=inversion, programa=programa),
        listo="La inversión ya es un fondo: la dirección puede pedir con él.",
        destino=reverse("inversiones_sin_fondo"),
    )


def _rubro_de(inversion: Inversion) -> Rubro | None:
    """The rubro that its concept names, to suggest it."""
    concepto = inversion.concepto.lower()
    return next((r for r in Rubro.objects.filter(activo=True) if r.nombre.lower() in concepto), None)


@requiere(Accion.ATENDER_SUMINISTROS)
@require_safe
def rubros(request: HttpRequest) -> HttpResponse:
    """The kinds of spending."""
    return render(
        request, "suministros/fondos/rubros.html", seccion(request, "rubros", rubros=Rubro.objects.all())
    )


def _guardar_rubro(request: HttpRequest, rubro: Rubro | None) -> HttpResponse:
    inicial = {c: getattr(rubro, c) for c in FormaRubro.base_fields} if rubro else {}
    forma = FormaRubro(request.POST or None, initial=inicial)
    return atender(
        request,
        forma,
        lambda: servicios.guardar_rubro(
            rubro_id=rubro.pk if rubro else None,
            persona=request.persona,
            ahora=timezone.now(),
            **forma.cleaned_data,
        ),
        plantilla="suministros/fondos/rubro.html",
        contexto=seccion(request, "rubros", rubro=rubro),
        listo="El rubro quedó guardado.",
        destino=reverse("rubros"),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def rubro_nuevo(request: HttpRequest) -> HttpResponse:
    """Add one."""
    return _guardar_rubro(request, None)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def rubro_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one."""
    return _guardar_rubro(request, get_object_or_404(Rubro, pk=pk))
