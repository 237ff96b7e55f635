"""Next year in one act, and two years of a dirección side by side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from nucleo.formularios import intentar
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.consultas import con_la_hoja, programas_visibles_para
from poa.consultas.comparar import comparar
from poa.consultas.traslado import ejercicios_para_copiar
from poa.forms.traslado import FormaCopiar
from poa.models import Programa
from poa.servicios import copiar_programa


@requiere(Accion.ELABORAR_POA)
@require_http_methods(["GET", "HEAD", "POST"])
def poa_copiar(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes to the next year and what does not; then do it."""
    visibles = programas_visibles_para(request.persona, Accion.ELABORAR_POA)
    programa = get_object_or_404(visibles, pk=pk)
    ejercicios = ejercicios_para_copiar(programa)
    forma = FormaCopiar(request.POST or None, ejercicios=ejercicios)
    hecho: list[Programa] = []

    def copiar() -> None:
        ejercicio = forma.cleaned_data["ejercicio"]
        persona, ahora = request.persona, timezone.now()
        hecho.append(
            copiar_programa(persona=persona, ahora=ahora, programa_id=programa.pk, ejercicio=ejercicio)
        )

    if request.method == "POST" and forma.is_valid() and intentar(forma, copiar):
        nuevo = hecho[0]
        messages.success(
            request,
            f"El POA {nuevo.ejercicio} quedó en borrador, con la estructura del {programa.ejercicio}.",
        )
        return redirect("poa", pk=nuevo.pk)
    contexto = {
        "programa": programa,
        "forma": forma,
        "ejercicios": ejercicios,
        "donde": [programa.direccion.nombre, f"Ejercicio {programa.ejercicio}"],
    }
    return render(request, "poa/copiar.html", contexto, status=400 if request.method == "POST" else 200)


@requiere(Accion.VER_POAS)
@require_GET
def poa_comparar(request: HttpRequest, pk: int) -> HttpResponse:
    """This POA beside another of its dirección: the year before it, or the one asked for in `con`."""
    visibles = programas_visibles_para(request.persona)
    programa = get_object_or_404(visibles, pk=pk)
    otros = list(
        visibles.filter(direccion_id=programa.direccion_id).exclude(pk=pk).order_by("-ejercicio__anio")
    )
    otro = _elegido(request.GET.get("con", ""), programa, otros)
    comparacion = None
    if otro:
        pareja = con_la_hoja(visibles.filter(pk__in=[pk, otro.pk])).order_by("ejercicio__anio")
        comparacion = comparar(*pareja)
    contexto = {
        "programa": programa,
        "otros": otros,
        "otro": otro,
        "comparacion": comparacion,
        "donde": [programa.direccion.nombre, f"Ejercicio {programa.ejercicio}"],
    }
    return render(request, "poa/comparar.html", contexto)


def _elegido(pedido: str, programa: Programa, otros: list[Programa]) -> Programa | None:
    """The one asked for, else the year before, else any; what is not among them counts as not asked."""
    pedido_ = next((p for p in otros if str(p.pk) == pedido), None)
    anterior = next((p for p in otros if p.ejercicio.anio < programa.ejercicio.anio), None)
    return pedido_ or anterior or (otros[-1] if otros else None)
