"""The quarter of a POA: dashboard, history, who has logged, ending and reopening capture."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from evaluacion.consultas.cifras import Ventana
from evaluacion.consultas.documentos import documentos_de
from evaluacion.consultas.estado import Situacion
from evaluacion.consultas.tablero import compromisos_abiertos, quien_ha_capturado, tablero_de
from evaluacion.forms.trimestre import FormularioJustificacion, FormularioNota, FormularioSinActividad
from evaluacion.models import Compromiso, DeclaracionSinActividad, Movimiento
from evaluacion.servicios import captura, explicaciones
from evaluacion.views.base import hallar, marco
from evaluacion.views.inicio import acciones
from nucleo.formularios import atender
from nucleo.personas import no
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import LineaDeAccion
from suministros.consultas.causas import Causa, causas_para


@requiere(Accion.VER_TRIMESTRE)
@require_safe
def trimestre(request: HttpRequest, pk: int) -> HttpResponse:
    """The quarter at a glance: each number opens the acts behind it."""
    s = hallar(request, pk)
    contexto = marco(s, t=tablero_de(s), compromisos=compromisos_abiertos(s.tp))
    return render(request, "evaluacion/trimestre.html", {**contexto, **acciones(request, s)})


@requiere(Accion.VER_TRIMESTRE)
@require_safe
def trimestre_actos(request: HttpRequest, pk: int, linea_pk: int) -> HttpResponse:
    """The acts behind a figure of the dashboard: of the quarter, or with `?hasta` since January."""
    s = hallar(request, pk)
    linea = _linea(linea_pk, s.tp.programa_id)
    ventana = "hasta" if "hasta" in request.GET else "trimestre"
    consulta = {
        "ejercicio": s.tp.programa.ejercicio.anio,
        ventana: s.tp.numero,
        "linea": linea.pk,
        "estado": "validada",
    }
    return redirect(f"{reverse('actividades')}?{urlencode(consulta)}")


@requiere(Accion.VER_TRIMESTRE)
@require_safe
def trimestre_historia(request: HttpRequest, pk: int) -> HttpResponse:
    """Movements, prórrogas, versions and documents of the quarter, and who has logged."""
    s = hallar(request, pk)
    contexto = marco(
        s,
        movimientos=Movimiento.objects.filter(evaluacion__trimestre_programa=s.tp)
        .select_related("actor", "evaluacion")
        .order_by("-momento", "-id"),
        documentos=documentos_de(s.tp.pk),
        prorrogas=s.tp.prorrogas.select_related("autor"),
        capturas=quien_ha_capturado(s.tp, request.hoy),
    )
    return render(request, "evaluacion/historia.html", contexto)


@requiere(Accion.CONDUCIR_TRIMESTRE)
@require_POST
def captura_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    hallar(request, pk)
    captura.terminar_captura(tp_id=pk, persona=request.persona, ahora=timezone.now())
    messages.success(request, "La captura terminó: el trimestre está en revisión.")
    return redirect("trimestre_revision", pk=pk)


@requiere(Accion.CONDUCIR_TRIMESTRE)
@require_POST
def captura_reabrir(request: HttpRequest, pk: int) -> HttpResponse:
    hallar(request, pk)
    captura.reabrir_captura(tp_id=pk, persona=request.persona, ahora=timezone.now())
    messages.success(request, "La captura está abierta de nuevo.")
    return redirect("trimestre", pk=pk)


@requiere(Accion.VER_TRIMESTRE)
@require_safe
def trimestre_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing to sign, what each línea has to explain, and the next step."""
    s = hallar(request, pk)
    tablero, permitido = tablero_de(s), acciones(request, s)
    if tablero.pendientes and permitido["puede_firmar"]:
        permitido["puede_firmar"] = no("Antes resuelva lo que está en «Falta para firmar».")
    contexto = marco(s, t=tablero, compromisos=compromisos_abiertos(s.tp))
    return render(request, "evaluacion/revision.html", {**contexto, **permitido})


def _linea(pk: int, programa_id: int) -> LineaDeAccion:
    linea = (
        LineaDeAccion.objects.select_related("estrategia")
        .filter(pk=pk, estrategia__programa_id=programa_id)
        .first()
    )
    if linea is None:
        raise Http404
    return linea


def _causas(s: Situacion, linea: LineaDeAccion) -> list[Causa]:
    """What could not be done in the quarter for lack of what Tesorería was asked for."""
    programa = s.tp.programa
    dias = Ventana.trimestral(programa.ejercicio.anio, s.tp.numero)
    return causas_para(linea, programa.direccion_id, dias.inicio, dias.fin)


@requiere(Accion.CONDUCIR_TRIMESTRE)
def justificar(request: HttpRequest, pk: int, linea_pk: int) -> HttpResponse:
    """Cause, corrective action, responsible and date of a línea."""
    s = hallar(request, pk)
    linea = _linea(linea_pk, s.tp.programa_id)
    tablero = tablero_de(s)
    avance = next(a for a in tablero.avance.lineas if a.linea.pk == linea.pk)
    previa = tablero.justificaciones.get(linea.pk)
    campos = ("causa", "accion_correctiva", "responsable", "fecha_compromiso")
    inicial = {c: getattr(previa, c) for c in campos} if previa else {"responsable": request.user.nombre}
    completa = avance.trimestral.semaforo in {"amarillo", "rojo"}
    formulario = FormularioJustificacion(request.POST or None, initial=inicial, exige_completa=completa)
    return atender(
        request,
        formulario,
        lambda: explicaciones.justificar(
            tp_id=pk,
            linea_id=linea.pk,
            persona=request.persona,
            ahora=timezone.now(),
            **formulario.cleaned_data,
        ),
        plantilla="evaluacion/justificar.html",
        contexto=marco(
            s,
            a=avance,
            linea=linea,
            completa=completa,
            causas=_causas(s, linea),
            **acciones(request, s),
        ),
        listo="La justificación quedó guardada.",
        destino=_revision(pk),
    )


def _revision(pk: int) -> str:
    return reverse("trimestre_revision", args=[pk])


@requiere(Accion.CONDUCIR_TRIMESTRE)
def sin_actividad(request: HttpRequest, pk: int, linea_pk: int) -> HttpResponse:
    """Declare that nothing was done in a línea, or take the declaration back."""
    s = hallar(request, pk)
    linea = _linea(linea_pk, s.tp.programa_id)
    llaves = {"tp_id": pk, "linea_id": linea.pk, "persona": request.persona, "ahora": timezone.now()}
    if request.method == "POST" and "retirar" in request.POST:
        explicaciones.retirar_declaracion(**llaves)
        messages.success(request, "La declaración se retiró.")
        return redirect(_revision(pk))
    previa = DeclaracionSinActividad.objects.filter(trimestre_programa=s.tp, linea=linea).first()
    formulario = FormularioSinActividad(
        request.POST or None, initial={"motivo": previa.motivo if previa else ""}
    )
    return atender(
        request,
        formulario,
        lambda: explicaciones.declarar_sin_actividad(motivo=formulario.cleaned_data["motivo"], **llaves),
        plantilla="evaluacion/sin_actividad.html",
        contexto=marco(s, linea=linea, previa=previa, causas=_causas(s, linea)),
        listo="La línea quedó declarada sin actividad.",
        destino=_revision(pk),
    )


@requiere(Accion.CONDUCIR_TRIMESTRE)
def compromiso(request: HttpRequest, pk: int, compromiso_pk: int) -> HttpResponse:
    """Mark a commitment of the POA as kept."""
    s = hallar(request, pk)
    hallado = Compromiso.objects.filter(
        pk=compromiso_pk, programa__direccion_id=s.tp.programa.direccion_id
    ).first()
    if hallado is None:
        raise Http404
    formulario = FormularioNota(request.POST or None)
    return atender(
        request,
        formulario,
        lambda: explicaciones.cumplir_compromiso(
            compromiso_id=hallado.pk,
            nota=formulario.cleaned_data["nota"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="evaluacion/compromiso.html",
        contexto=marco(s, compromiso=hallado),
        listo="El compromiso quedó cumplido.",
        destino=_revision(pk),
    )
