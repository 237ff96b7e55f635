"""A step: what it demands, saying that it was done, deciding it, its evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from actividades import archivos
from actividades.forms.captura import FormaMotivo
from actividades.views.evidencias import respuesta_de_archivo
from asambleas import permisos, servicios
from asambleas.consultas import (
    demandas_de,
    destino_previsto,
    paso_visible,
    pasos_devueltos,
    pasos_por_aprobar,
    pasos_sin_contar,
    pasos_visibles_para,
)
from asambleas.forms.pasos import FormaPaso
from asambleas.models import EvidenciaDePaso, Paso
from asambleas.procedimientos import paso_definido, procedimiento_de
from nucleo.errores import ErrorDeDominio, SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.personas import Veredicto
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero


def _marco(request: HttpRequest, paso: Paso) -> dict[str, Any]:
    """What every page of a step shows: whose it is, what it is, and the way back."""
    organo, definido = paso.organo, paso_definido(paso.organo, paso.clave)
    procedimiento = procedimiento_de(organo.procedimiento)
    return {
        "paso": paso,
        "organo": organo,
        "definido": definido,
        "procedimiento": procedimiento,
        "url_organo": reverse(procedimiento.ruta, args=[organo.pk]),
        "donde": [organo.direccion.nombre, organo.nombre],
    }


@requiere(Accion.VER_ORGANOS)
def paso(request: HttpRequest, pk: int) -> HttpResponse:
    """One step; with POST, say that it was done."""
    actual = paso_visible(request.persona, pk)
    permiso = permisos.permite_enviar(request.persona, actual)
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    constancia = paso_definido(actual.organo, actual.clave).constancia(actual.organo)
    forma = FormaPaso(*datos, paso=actual, hoy=request.hoy, constancia=constancia)
    if datos and _enviar(request, forma, actual, permiso):
        return redirect("paso", pk=pk)
    demandas = demandas_de(actual)
    contexto = {
        **_marco(request, actual),
        "forma": forma,
        "constancia": constancia,
        "archivos": archivos,
        "demandas": demandas,
        "faltan": [d for d in demandas if not d.esta],
        "destino": destino_previsto(actual),
        "permiso": permiso,
        "acciones": _acciones(request, actual),
        "evidencias": actual.evidencias.all(),
        "historial": _historial(actual),
    }
    return render(request, "asambleas/paso.html", contexto, status=400 if datos else 200)


def _acciones(request: HttpRequest, actual: Paso) -> dict[str, Veredicto]:
    persona = request.persona
    return {
        "aprobar": permisos.permite_aprobar(persona, actual),
        "devolver": permisos.permite_devolver(persona, actual),
        "anular": permisos.permite_anular(persona, actual),
        "retirar": permisos.permite_retirar(persona, actual),
        "contar": permisos.permite_contar(persona, actual),
    }


def _historial(actual: Paso) -> list[dict[str, Any]]:
    return [
        {"texto": c.get_a_display(), "quien": c.actor, "cuando": c.momento, "motivo": c.motivo, "tono": ""}
        for c in actual.cambios.select_related("actor").order_by("-momento", "-id")
    ]


def _enviar(request: HttpRequest, forma: FormaPaso, actual: Paso, permiso: Veredicto) -> bool:
    """Do it, or leave the form filled with what is wrong and the files that were good."""
    if not permiso:
        raise SinPermiso(permiso.razon)
    if not forma.completa():
        forma.conservar()
        return False
    try:
        servicios.enviar_paso(
            paso_id=actual.pk,
            datos=forma.datos(),
            revision=forma.cleaned_data["revision"],
            archivos=forma.archivos_listos(),
            quitar=[e.pk for e in forma.cleaned_data["quitar"]],
            persona=request.persona,
            ahora=timezone.now(),
        )
    except ErrorDeDominio as error:
        forma.anotar(error)
        forma.conservar(revision=str(Paso.objects.values_list("revision", flat=True).get(pk=actual.pk)))
        return False
    messages.success(request, "El paso se envió: la titular de la dirección lo aprueba y entonces cuenta.")
    return True


@dataclass(frozen=True)
class Decision:
    """How a decision with a reason is asked, and which service takes it."""

    titulo: str
    explica: str
    boton: str
    hecho: str
    vuelve_a_la_lista: bool
    permiso: Callable[..., Veredicto]
    servicio: Callable[..., Paso]


DEVOLVER = Decision(
    "Devolver el paso",
    "Vuelve a quien lo envió para que lo corrija. Diga qué falta.",
    "Devolver",
    "El paso quedó devuelto.",
    True,
    permisos.permite_devolver,
    servicios.devolver_paso,
)
ANULAR = Decision(
    "Anular el paso",
    "Se anula también la actividad que contó, y el paso vuelve a quedar pendiente. No se puede deshacer.",
    "Anular",
    "El paso y su actividad quedaron anulados; el paso está pendiente otra vez.",
    False,
    permisos.permite_anular,
    servicios.anular_paso,
)


def _decidir(request: HttpRequest, pk: int, decision: Decision) -> HttpResponse:
    actual = paso_visible(request.persona, pk)
    if not (puede := decision.permiso(request.persona, actual)):
        raise SinPermiso(puede.razon)
    forma = FormaMotivo(request.POST or None)
    marco = _marco(request, actual)
    return atender(
        request,
        forma,
        lambda: decision.servicio(
            paso_id=pk,
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/paso_decision.html",
        contexto={**marco, "decision": decision},
        listo=decision.hecho,
        destino=reverse("pasos") if decision.vuelve_a_la_lista else marco["url_organo"],
    )


@requiere(Accion.APROBAR_PASOS)
def paso_devolver(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back with a reason."""
    return _decidir(request, pk, DEVOLVER)


@requiere(Accion.APROBAR_PASOS)
def paso_anular(request: HttpRequest, pk: int) -> HttpResponse:
    """Annul it and its activity."""
    return _decidir(request, pk, ANULAR)


@requiere(Accion.APROBAR_PASOS)
@require_POST
def paso_aprobar(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve it: it counts, or says why not; what keeps it from being approved is told on its page."""
    actual = paso_visible(request.persona, pk)
    try:
        hecho = servicios.aprobar_paso(
            paso_id=actual.pk, revision=_revision(request), persona=request.persona, ahora=timezone.now()
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, f"No se aprobó. {error.mensaje}")
        return redirect("paso", pk=pk)
    if hecho.sin_contar:
        messages.warning(request, f"Quedó aprobado, pero no cuenta: {hecho.get_sin_contar_display()}.")
    else:
        messages.success(request, "Quedó aprobado y ya cuenta como una actividad realizada.")
    return redirect("paso", pk=pk)


def _revision(request: HttpRequest) -> int | None:
    return entero(request.POST.get("revision"))


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def paso_retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back while nobody decided, to correct it."""
    actual = paso_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.retirar_paso(
            paso_id=actual.pk, revision=_revision(request), persona=request.persona, ahora=timezone.now()
        ),
        listo="Se retiró el envío: corríjalo y envíelo otra vez.",
        destino=reverse("paso", args=[pk]),
    )


@requiere(Accion.APROBAR_PASOS)
@require_POST
def paso_contar(request: HttpRequest, pk: int) -> HttpResponse:
    """Count now what could not count then."""
    actual = paso_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.contar_paso(paso_id=actual.pk, persona=request.persona, ahora=timezone.now()),
        listo="El paso ya cuenta como una actividad realizada.",
        destino=reverse("paso", args=[pk]),
    )


@requiere(Accion.VER_ORGANOS)
@require_GET
def pasos_por_decidir(request: HttpRequest) -> HttpResponse:
    """What was returned, what waits for the titular, and the approved steps that could not count."""
    contexto = {
        "devueltos": [(p, paso_definido(p.organo, p.clave)) for p in pasos_devueltos(request.persona)],
        "por_aprobar": [(p, paso_definido(p.organo, p.clave)) for p in pasos_por_aprobar(request.persona)],
        "sin_contar": [(p, paso_definido(p.organo, p.clave)) for p in pasos_sin_contar(request.persona)],
        "decide": request.persona.puede(Accion.APROBAR_PASOS),
        "donde": ["Pasos de comités y consejos"],
    }
    return render(request, "asambleas/pasos.html", contexto)


@requiere(Accion.VER_ORGANOS)
@require_GET
def paso_evidencia(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A stored file, to whom may see its step."""
    visibles = EvidenciaDePaso.objects.filter(paso__in=pasos_visibles_para(request.persona))
    archivo = get_object_or_404(visibles, pk=pk)
    return respuesta_de_archivo(request, archivo)
