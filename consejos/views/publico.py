"""What anybody sees of the consejos: those in force, the open calls, applying, following an application."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from asambleas.consultas.actas import actas_publicas, folio_en_direccion
from consejos.consultas.publico import (
    consejo_publico,
    consejos_en_vigor,
    consejos_terminados,
    esta_en_vigor,
    llamado_publico,
    llamados_abiertos,
    postulacion_por_clave,
    sesiones_convocadas,
)
from consejos.consultas.tablero import asistencia_de_consejeros
from consejos.forms.consejo import FormaSeguimiento
from consejos.permisos import recibe_postulaciones
from consejos.views.recibir import recibir
from nucleo.limites import contar_intento, exceso
from nucleo.reglas import publica
from poa.servicios import persona_del_sistema

DONDE = ["Consejos ciudadanos"]


@publica
@require_safe
def consejos_publico(request: HttpRequest) -> HttpResponse:
    """Consejos in force and calls that take applications."""
    contar_intento(request, "consejos")
    contexto = {
        "consejos": consejos_en_vigor(request.hoy),
        "terminados": consejos_terminados(request.hoy),
        "llamados": llamados_abiertos(request.hoy),
        "donde": DONDE,
    }
    return render(request, "consejos/publico.html", contexto)


@publica
@require_safe
def consejo_publicado(request: HttpRequest, pk: int) -> HttpResponse:
    """One consejo: what it is for, who its members are, its sessions and who came."""
    contar_intento(request, "consejos")
    consejo = consejo_publico(pk)
    if consejo is None:
        raise Http404
    sesiones, asistencia = asistencia_de_consejeros(consejo.organo, request.hoy, con_protesta=True)
    en_vigor = esta_en_vigor(consejo, request.hoy)
    folio = folio_en_direccion(consejo.organo)
    contexto = {
        "consejo": consejo,
        "organo": consejo.organo,
        "sesiones": sesiones,
        "asistencia": asistencia if en_vigor else [],
        "en_vigor": en_vigor,
        "convocadas": sesiones_convocadas(consejo.organo),
        "url_actas": reverse("actas_publicas", args=[folio]) if actas_publicas(folio) else "",
        "donde": DONDE,
    }
    return render(request, "consejos/publico_consejo.html", contexto)


@publica
def convocatoria_publica(request: HttpRequest, codigo: str) -> HttpResponse:
    """A public call and, inside its period, its form."""
    if request.method != "POST":
        contar_intento(request, "consejos")
    llamado = llamado_publico(codigo)
    if llamado is None:
        raise Http404
    abierta = recibe_postulaciones(llamado, request.hoy)
    contexto = {"llamado": llamado, "organo": llamado.consejo.organo, "abierta": abierta, "donde": DONDE}
    if not abierta:
        return render(request, "consejos/publico_llamado.html", contexto, status=_estado(request, 409))
    de_mas = exceso(request, "postular", por_minuto=10) if request.method == "POST" else ""
    hecha, forma = recibir(request, llamado, persona_del_sistema(request.hoy), de_mas=de_mas)
    if hecha:
        return render(request, "consejos/publico_gracias.html", {**contexto, "postulacion": hecha})
    contexto["forma"] = forma
    estado = _estado(request, 429 if de_mas else 400)
    return render(request, "consejos/publico_llamado.html", contexto, status=estado)


def _estado(request: HttpRequest, si_se_envio: int) -> int:
    return si_se_envio if request.method == "POST" else 200


@publica
def seguir_postulacion(request: HttpRequest) -> HttpResponse:
    """How an application goes, for who has its folio and clave; the same answer for all that is unknown."""
    forma = FormaSeguimiento(request.POST or None)
    contexto = {"form": forma, "donde": DONDE, "postulacion": None, "buscada": False}
    if request.method == "POST":
        contar_intento(request, "postulacion", por_minuto=10)
        if forma.is_valid():
            contexto["buscada"] = True
            contexto["postulacion"] = postulacion_por_clave(**forma.cleaned_data)
    return render(request, "consejos/publico_seguimiento.html", contexto)
