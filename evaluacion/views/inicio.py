"""Each person's first page, and the municipal view."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from asambleas.consultas.pendientes import PendientesDeOrganos, cuentas_de_organos
from evaluacion import permisos
from evaluacion.consultas.estado import Situacion, situaciones, trimestres_visibles_para
from evaluacion.consultas.tablero import (
    cola_de_evaluacion,
    compromisos_abiertos,
    mis_pendientes,
    tablero_de,
    trimestres_para_trabajar,
    vencidos,
    vista_municipal,
)
from evaluacion.views.base import marco
from nucleo.conteos import contar
from nucleo.personas import Persona
from nucleo.reglas import con_sesion, requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from poa.consultas import programas_visibles_para
from poa.consultas.por_atender import por_atender
from poa.consultas.reprogramacion import por_resolver
from poa.estados import EstadoPrograma
from poa.models import Ejercicio, Programa
from suministros.consultas.pendientes import PendientesDeSuministros, cuentas_de_suministros


@con_sesion
@require_safe
def inicio(request: HttpRequest) -> HttpResponse:
    """What do I do now: the answer depends on what the person is here."""
    persona = request.persona
    if persona.direcciones_con(Accion.CONDUCIR_TRIMESTRE):
        return _de_directora(request)
    if persona.puede(Accion.REGISTRAR_ACTIVIDAD):
        return _de_personal(request)
    if persona.puede(Accion.EVALUAR):
        return render(request, "evaluacion/cola.html", _lo_que_espera(request.persona))
    if persona.puede(Accion.ADMINISTRAR_CUENTAS):
        return render(request, "evaluacion/administracion.html", {"p": por_atender(request.hoy)})
    return render(request, "evaluacion/inicio.html", _de_otras_partes(request))


def _de_directora(request: HttpRequest) -> HttpResponse:
    suyos = trimestres_para_trabajar(request.persona, Accion.CONDUCIR_TRIMESTRE)
    if not suyos:
        return _sin_poa(request)
    situacion, *otras = suyos
    compromisos = compromisos_abiertos(situacion.tp)
    contexto = marco(situacion, t=tablero_de(situacion), compromisos=compromisos, es_inicio=True)
    contexto |= {
        "otras": otras,
        "asuntos": _asuntos(request.persona),
        **_de_otras_partes(request),
    }
    return render(request, "evaluacion/trimestre.html", {**contexto, **acciones(request, situacion)})


def _sin_poa(request: HttpRequest) -> HttpResponse:
    if request.persona.puede(Accion.EVALUAR):
        return render(request, "evaluacion/cola.html", _lo_que_espera(request.persona))
    return render(request, "evaluacion/inicio.html", {"sin_poa": True, **_de_otras_partes(request)})


def acciones(request: HttpRequest, s: Situacion) -> dict[str, object]:
    """What the person may do with the quarter, each with its reason why not."""
    persona = request.persona
    return {
        "puede_terminar": permisos.puede_terminar_captura(persona, s),
        "puede_reabrir": permisos.puede_reabrir_captura(persona, s),
        "puede_firmar": permisos.puede_firmar_direccion(persona, s),
        "puede_explicar": permisos.puede_explicar(persona, s),
        "puede_evaluar": permisos.puede_evaluar(persona, s),
        "puede_prorrogar": permisos.puede_prorrogar(persona, s),
        "puede_desbloquear": permisos.puede_desbloquear(persona, s),
        "conduce": persona.puede(Accion.CONDUCIR_TRIMESTRE, s.tp.programa.direccion_id),
        "evalua": bool(permisos.es_evaluador(persona, s)),
        "registra": persona.puede(Accion.REGISTRAR_ACTIVIDAD, s.tp.programa.direccion_id),
    }


def _de_personal(request: HttpRequest) -> HttpResponse:
    suyos = mis_pendientes(request.persona)
    if not suyos:
        return _sin_poa(request)
    mios, *otras = suyos
    situacion, asuntos = mios.tablero.situacion, _asuntos(request.persona)
    contexto = marco(situacion, p=mios, t=mios.tablero, asuntos=asuntos, otras=otras)
    return render(request, "evaluacion/mis_pendientes.html", contexto | _de_otras_partes(request))


def _de_otras_partes(request: HttpRequest) -> dict[str, object]:
    """What waits for the person in the rooms that are not of the quarter, in one query."""
    grupos = {
        "organos": cuentas_de_organos(request.persona, request.hoy),
        "suministros": cuentas_de_suministros(request.persona),
    }
    conteos = contar(request.persona.usuario.pk, grupos)
    return {
        "organos": PendientesDeOrganos(**conteos["organos"]),
        "suministros": PendientesDeSuministros(**conteos["suministros"]),
    }


@requiere(Accion.EVALUAR)
@require_safe
def por_decidir(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, at an address of its own: who also conducts or logs starts elsewhere."""
    return render(request, "evaluacion/cola.html", {**_lo_que_espera(request.persona), "aparte": True})


def _lo_que_espera(persona: Persona) -> dict[str, object]:
    return {
        "cola": cola_de_evaluacion(persona),
        "enviados": _enviados(persona),
        "reprogramaciones": por_resolver(persona),
        "vencidos": vencidos(persona),
        "persona": persona,
    }


def _enviados(persona: Persona) -> QuerySet[Programa]:
    return programas_visibles_para(persona, Accion.AUTORIZAR_POA).filter(estado=EstadoPrograma.ENVIADO)


def _asuntos(persona: Persona) -> int | None:
    """How many things wait for this person's own decision; None for who evaluates nothing."""
    if not persona.puede(Accion.EVALUAR):
        return None
    suyos = sum(bool(permisos.es_evaluador(persona, s)) for s in cola_de_evaluacion(persona))
    return suyos + _enviados(persona).count() + por_resolver(persona).count()


@requiere(Accion.VER_TRIMESTRE)
@require_safe
def trimestres(request: HttpRequest) -> HttpResponse:
    """The quarters one may see, with state and dates; filter by ejercicio and text."""
    visibles = trimestres_visibles_para(request.persona)
    anio, buscar = entero(request.GET.get("ejercicio"), cifras=4), request.GET.get("q", "").strip()
    if anio is not None:
        visibles = visibles.filter(programa__ejercicio__anio=anio)
    if buscar:
        visibles = visibles.filter(programa__direccion__nombre__icontains=buscar)
    pagina = Paginator(visibles, 24).get_page(request.GET.get("pagina"))
    filas = situaciones(
        trimestres_visibles_para(request.persona).filter(pk__in=[t.pk for t in pagina]), hoy=request.hoy
    )
    contexto = {
        "pagina": pagina,
        "filas": filas,
        "ejercicios": Ejercicio.objects.all(),
        "ejercicio": anio,
        "q": buscar,
    }
    return render(request, "evaluacion/trimestres.html", contexto)


@requiere(Accion.VER_MUNICIPIO)
@require_safe
def municipio(request: HttpRequest) -> HttpResponse:
    """Every dirección in a quarter, the ejes and the municipality."""
    anio, numero = entero(request.GET.get("ejercicio"), cifras=4), request.GET.get("trimestre", "1")
    todos = Ejercicio.objects.all()
    if not todos:
        return render(request, "evaluacion/inicio.html", {"sin_poa": True})
    ejercicio = todos[0] if anio is None else get_object_or_404(todos, anio=anio)
    trimestre = int(numero) if numero in {"1", "2", "3", "4"} else 1
    vista = vista_municipal(request.persona, ejercicio, trimestre)
    return render(
        request,
        "evaluacion/municipio.html",
        {"v": vista, "ejercicios": todos, "donde": [f"Ejercicio {ejercicio}", f"Trimestre {trimestre}"]},
    )
