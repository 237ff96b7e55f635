"""Acuerdos: written with their acta, listed by whose they are, marked as done."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from asambleas import servicios
from asambleas.consultas.actas import acta_visible
from asambleas.consultas.acuerdos import acuerdos_de, acuerdos_visibles_para, responsables_posibles
from asambleas.forms.actas import FormaRevision
from asambleas.forms.acuerdos import FormaCumplir, acuerdos_de_acta
from asambleas.permisos_actas import permite_cumplir, permite_redactar
from asambleas.views.actas import marco_de, marco_de_acta
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, intentar
from nucleo.reglas import requiere
from nucleo.roles import Accion

POR_PAGINA = 30
CUALES = (("pendientes", "Pendientes"), ("cumplidos", "Cumplidos"))
DE_QUIEN = (("mios", "Míos"), ("todos", "Todos"))


@requiere(Accion.LLEVAR_ORGANOS)
def acta_acuerdos(request: HttpRequest, pk: int) -> HttpResponse:
    """The acuerdos of an acta, written one under the other."""
    acta = acta_visible(request.persona, pk)
    if not (puede := permite_redactar(request.persona, acta)):
        raise SinPermiso(puede.razon)
    datos = request.POST or None
    posibles = responsables_posibles(acta.organo, request.persona)
    conjunto = acuerdos_de_acta(datos, acta=acta, posibles=posibles)
    forma = FormaRevision(datos, initial={"revision": acta.revision})
    if request.method == "POST" and _guardar(request, pk, conjunto, forma):
        messages.success(request, "Los acuerdos quedaron guardados.")
        return redirect("acta_acuerdos" if "mas" in request.POST else "acta", pk=pk)
    contexto = {**marco_de_acta(acta), "conjunto": conjunto, "form": forma}
    estado = 400 if request.method == "POST" else 200
    return render(request, "asambleas/actas/acuerdos_de_acta.html", contexto, status=estado)


def _guardar(request: HttpRequest, pk: int, conjunto: BaseFormSet, forma: FormaRevision) -> bool:
    if not (conjunto.is_valid() and forma.is_valid()):
        return False
    return intentar(
        forma,
        lambda: servicios.fijar_acuerdos(
            acta_id=pk,
            acuerdos=conjunto.datos(),  # type: ignore[attr-defined]
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
    )


@requiere(Accion.VER_ORGANOS)
@require_safe
def acuerdos(request: HttpRequest) -> HttpResponse:
    """One's own acuerdos, or all that one sees, pending or done."""
    persona = request.persona
    ve_todos = persona.puede(Accion.APROBAR_PASOS) or persona.alcanza_todas(Accion.VER_ORGANOS)
    de_quien = request.GET.get("de", "mios" if persona.puede(Accion.LLEVAR_ORGANOS) else "todos")
    cual = request.GET.get("cual", "pendientes")
    lista = acuerdos_visibles_para(persona) if ve_todos and de_quien == "todos" else acuerdos_de(persona)
    lista = lista.filter(cumplido_el__isnull=cual != "cumplidos")
    pagina = Paginator(lista, POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto: dict[str, Any] = {
        "pagina": pagina,
        "renglones": [(a, permite_cumplir(persona, a)) for a in pagina],
        "cuales": CUALES,
        "cual": cual,
        "de_quienes": DE_QUIEN if ve_todos else (),
        "de_quien": de_quien,
        "hoy": request.hoy,
        "donde": ["Acuerdos"],
    }
    return render(request, "asambleas/actas/acuerdos.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def acuerdo_cumplir(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when and how it was done."""
    acuerdo = acuerdos_visibles_para(request.persona).filter(pk=pk).first()
    if acuerdo is None:
        raise Http404
    if not (puede := permite_cumplir(request.persona, acuerdo)):
        raise SinPermiso(puede.razon)
    forma = FormaCumplir(request.POST or None, hoy=request.hoy)
    return atender(
        request,
        forma,
        lambda: servicios.cumplir_acuerdo(
            acuerdo_id=pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now()
        ),
        plantilla="asambleas/actas/cumplir.html",
        contexto={**marco_de(acuerdo.acta.organo), "acuerdo": acuerdo},
        listo="El acuerdo quedó como cumplido.",
        destino=reverse("acuerdos"),
    )
