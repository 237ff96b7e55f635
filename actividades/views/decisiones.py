"""Validating, returning, annulling, leaving out and taking back."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actividades import permisos, servicios
from actividades.consultas import visibles_para
from actividades.estados import MAX_POR_ENVIO
from actividades.forms.captura import FormaMotivo
from actividades.models import Actividad
from actividades.views.regreso import actividad_visible, donde_de, regreso, siguiente_de
from nucleo.errores import DatosInvalidos
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero


@dataclass(frozen=True)
class Decision:
    """How a decision with a reason is asked, and which service takes it."""

    accion: str
    titulo: str
    explica: str
    boton: str
    hecho: str
    servicio: Callable[..., Actividad]


DEVOLVER = Decision(
    permisos.DEVOLVER,
    "Devolver la actividad",
    "Vuelve a la dirección para que la corrijan y deja de contar hasta que se valide otra vez. "
    "Diga qué hay que corregir.",
    "Devolver",
    "La actividad quedó devuelta.",
    servicios.devolver_actividad,
)
ANULAR = Decision(
    permisos.ANULAR,
    "Anular la actividad",
    "No se borra: queda en la lista como anulada, con su motivo, y ya no cuenta. Anularla es definitivo.",
    "Anular",
    "La actividad quedó anulada.",
    servicios.anular_actividad,
)
EXCLUIR = Decision(
    permisos.EXCLUIR,
    "Dejar fuera la actividad",
    "No cuenta en el trimestre y permite firmarlo sin ella. Se puede reincorporar mientras no se firme.",
    "Dejar fuera",
    "La actividad quedó fuera del trimestre.",
    servicios.excluir_actividad,
)


def _decidir(request: HttpRequest, pk: int, decision: Decision) -> HttpResponse:
    acto = actividad_visible(request, pk)
    forma = FormaMotivo(request.POST or None)
    if request.method == "GET":
        permisos.exigir(decision.accion, request.persona, acto)
    elif forma.is_valid():
        decision.servicio(
            actividad=acto,
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        )
        messages.success(request, decision.hecho)
        return redirect(regreso(request, acto))
    contexto = {
        "actividad": acto,
        "decision": decision,
        "forma": forma,
        "siguiente": siguiente_de(request),
        "donde": donde_de(acto),
    }
    return render(request, "actividades/decision.html", contexto)


@requiere(Accion.VALIDAR_ACTIVIDAD)
@require_http_methods(["GET", "POST"])
def actividad_devolver(request: HttpRequest, pk: int) -> HttpResponse:
    return _decidir(request, pk, DEVOLVER)


@requiere(Accion.REGISTRAR_ACTIVIDAD, Accion.VALIDAR_ACTIVIDAD)
@require_http_methods(["GET", "POST"])
def actividad_anular(request: HttpRequest, pk: int) -> HttpResponse:
    return _decidir(request, pk, ANULAR)


@requiere(Accion.VALIDAR_ACTIVIDAD)
@require_http_methods(["GET", "POST"])
def actividad_excluir(request: HttpRequest, pk: int) -> HttpResponse:
    return _decidir(request, pk, EXCLUIR)


@requiere(Accion.VALIDAR_ACTIVIDAD)
@require_POST
def actividad_reincorporar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was left out."""
    acto = actividad_visible(request, pk)
    servicios.reincorporar_actividad(actividad=acto, persona=request.persona, ahora=timezone.now())
    messages.success(request, "La actividad se reincorporó: falta validarla.")
    return redirect(regreso(request, acto))


@requiere(Accion.VALIDAR_ACTIVIDAD)
@require_POST
def actividad_validar(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one act count; what stops it is told on a page of its own."""
    acto = actividad_visible(request, pk)
    resultado = servicios.validar_actividades(
        actividades=[acto],
        revisiones=_revisiones([f"{pk}-{request.POST.get('revision', '')}"]),
        persona=request.persona,
        ahora=timezone.now(),
    )
    for rechazo in resultado.rechazadas:
        raise rechazo.error
    messages.success(request, "La actividad quedó validada y ya cuenta.")
    return redirect(regreso(request, acto))


def _revisiones(valores: list[str]) -> dict[int, int]:
    """«12-3» → {12: 3}: the act and the revision that was on the screen."""
    pares = ([entero(parte) for parte in valor.partition("-")[::2]] for valor in valores)
    return {pk: r for pk, r in pares if pk is not None and r is not None}


@requiere(Accion.VALIDAR_ACTIVIDAD)
@require_POST
def actividades_validar(request: HttpRequest) -> HttpResponse:
    """Validate those that were chosen in the list; each that could not be says why."""
    revisiones = _revisiones(request.POST.getlist("actividad"))
    if len(revisiones) > MAX_POR_ENVIO:
        raise DatosInvalidos(f"Elija a lo más {MAX_POR_ENVIO} actividades a la vez.")
    elegidas = list(visibles_para(request.persona).filter(pk__in=revisiones))
    resultado = servicios.validar_actividades(
        actividades=elegidas, revisiones=revisiones, persona=request.persona, ahora=timezone.now()
    )
    cuantas = len(resultado.validadas)
    if cuantas:
        texto = (
            "1 actividad quedó validada." if cuantas == 1 else f"{cuantas} actividades quedaron validadas."
        )
        messages.success(request, texto)
    elif not resultado.rechazadas:
        messages.warning(request, "Elija al menos una actividad.")
    for r in resultado.rechazadas[:10]:
        messages.warning(request, f"No se validó «{r.actividad.descripcion[:60]}»: {r.razon}")
    if len(resultado.rechazadas) > 10:
        messages.warning(request, f"Otras {len(resultado.rechazadas) - 10} tampoco se validaron.")
    return redirect(siguiente_de(request) or "actividades")
