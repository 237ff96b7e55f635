"""What Planeación decides about a quarter: return it, give it more days, open it again."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from evaluacion import permisos
from evaluacion.forms.trimestre import FormularioDesbloqueo, FormularioObservar, FormularioProrroga
from evaluacion.servicios import revision
from evaluacion.servicios.captura import exigir
from evaluacion.views.base import hallar, marco
from nucleo.formularios import atender
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.consultas.dias_habiles import sumar_dias_habiles
from poa.models import LineaDeAccion


@requiere(Accion.EVALUAR)
def observar(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a signed quarter with observations and a new date."""
    s = hallar(request, pk)
    exigir(permisos.puede_evaluar(request.persona, s))
    lineas = list(
        LineaDeAccion.objects.filter(estrategia__programa_id=s.tp.programa_id)
        .select_related("estrategia")
        .order_by("estrategia__orden", "orden")
    )
    inicial = {"hasta": sumar_dias_habiles(request.hoy, 5)}
    formulario = FormularioObservar(request.POST or None, initial=inicial, lineas=lineas)
    return atender(
        request,
        formulario,
        lambda: revision.observar(
            tp_id=pk,
            observacion=formulario.cleaned_data["observacion"],
            por_linea=formulario.por_linea(),
            hasta=formulario.cleaned_data["hasta"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="evaluacion/observar.html",
        contexto=marco(s),
        listo="El trimestre se devolvió con sus observaciones.",
        destino=reverse("inicio"),
    )


@requiere(Accion.ADMINISTRAR_TRIMESTRES)
def prorrogar(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a POA more days to log the quarter."""
    s = hallar(request, pk)
    exigir(permisos.puede_prorrogar(request.persona, s))
    inicial = {"hasta": sumar_dias_habiles(request.hoy, 5)}
    formulario = FormularioProrroga(request.POST or None, initial=inicial)
    return atender(
        request,
        formulario,
        lambda: revision.prorrogar(
            tp_id=pk, persona=request.persona, ahora=timezone.now(), **formulario.cleaned_data
        ),
        plantilla="evaluacion/prorrogar.html",
        contexto=marco(s, prorrogas=s.tp.prorrogas.select_related("autor")),
        listo="La prórroga quedó registrada.",
        destino=reverse("trimestre", args=[pk]),
    )


@requiere(Accion.EVALUAR)
@reconfirmada()
def desbloquear(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an evaluated quarter again: version 2 begins."""
    s = hallar(request, pk)
    exigir(permisos.puede_desbloquear(request.persona, s))
    formulario = FormularioDesbloqueo(
        request.POST or None,
        initial={"hasta": request.hoy + timedelta(days=7)},
        programa_id=s.tp.programa_id,
    )
    return atender(
        request,
        formulario,
        lambda: revision.desbloquear(
            tp_id=pk,
            solicitado_por=formulario.cleaned_data["solicitado_por"],
            motivo=formulario.cleaned_data["motivo"],
            hasta=formulario.cleaned_data["hasta"],
            lineas=[linea.pk for linea in formulario.cleaned_data["lineas"]],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="evaluacion/desbloquear.html",
        contexto=marco(s),
        listo="El trimestre está abierto para esas líneas; la versión anterior vale hasta la nueva firma.",
        destino=reverse("trimestre", args=[pk]),
    )
