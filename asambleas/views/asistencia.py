"""Passing the list at the meeting: the page that goes on without a network, and what it sends."""

import json
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actividades.views.envio import PIEZAS_COMUNES, exigir_su_sesion, trabajador
from asambleas import permisos_asistencia as permisos
from asambleas import servicios
from asambleas.consultas.asambleas import asamblea_visible
from asambleas.consultas.asistencia import renglones_de
from asambleas.consultas.quorum import quorum_de
from asambleas.forms.asistencia import FormaAsistente, FormaMomento
from asambleas.models import Asamblea
from asambleas.procedimientos import procedimiento_de
from nucleo.errores import DatosInvalidos, SinPermiso
from nucleo.formularios import atender
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion
from poa.consultas.privacidad import aviso_vigente, bloques_de

# What the page needs to open without a network.
PIEZAS = (*PIEZAS_COMUNES, "css/asistencia.css", "js/firma-dibujada.js", "js/asistencia.js")
MAX_LOTE = 20


def marco_de(asamblea: Asamblea) -> dict[str, Any]:
    """Whose it is and the way back."""
    organo = asamblea.organo
    return {
        "asamblea": asamblea,
        "organo": organo,
        "procedimiento": procedimiento_de(organo.procedimiento),
        "donde": [organo.direccion.nombre, organo.nombre],
    }


@requiere(Accion.VER_ORGANOS)
def asistencia(request: HttpRequest, pk: int) -> HttpResponse:
    """The list and the form to put people on it; with POST, put one without a drawn signature."""
    asamblea = asamblea_visible(request.persona, pk)
    permiso = permisos.permite_pasar_lista(request.persona, asamblea)
    if request.method == "POST" and not permiso:
        raise SinPermiso(permiso.razon)
    aviso, ahora = aviso_vigente(request.hoy), timezone.now()
    inicial = {"token": uuid4(), "localidad": asamblea.organo.localidad}
    forma = FormaAsistente(request.POST or None, initial=inicial | {"aviso": aviso and aviso.version})
    respuesta = atender(
        request,
        forma,
        lambda: servicios.registrar_asistente(
            asamblea_id=pk,
            datos=forma.datos(),
            token=forma.cleaned_data["token"],
            aviso=forma.cleaned_data["aviso"],
            capturado_en=ahora,
            persona=request.persona,
            ahora=ahora,
        ),
        plantilla="asambleas/asistencia/pasar.html",
        contexto={
            **_de_la_lista(request, asamblea),
            "aviso": aviso,
            "bloques": bloques_de(aviso.texto) if aviso else [],
        },
        listo="Quedó en la lista. Recabe su firma en la lista impresa.",
        destino=reverse("asistencia", args=[pk]),
    )
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta


def _de_la_lista(request: HttpRequest, asamblea: Asamblea) -> dict[str, Any]:
    """Who is on it, how many it takes, and what this person may do with it."""
    persona = request.persona
    return {
        **marco_de(asamblea),
        "permiso": permisos.permite_pasar_lista(persona, asamblea),
        "quitar": permisos.permite_quitar(persona, asamblea),
        "ver": permisos.permite_ver_lista(persona, asamblea),
        "adjuntar": permisos.permite_adjuntar_lista(persona, asamblea),
        "renglones": renglones_de(asamblea, persona),
        "quorum": quorum_de(asamblea),
    }


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def asistencia_enviar(request: HttpRequest, pk: int) -> JsonResponse:
    """Take what a tablet captured, each judged by itself: its number in the list, or what is wrong with it.

    What was already taken is answered with the number it has, whatever became of the assembly meanwhile.
    """
    exigir_su_sesion(request)
    asamblea = asamblea_visible(request.persona, pk)
    capturas, malas = [], []
    for crudo in _renglones(request):
        forma, momento = FormaAsistente(crudo), FormaMomento(crudo)
        if not (forma.is_valid() and momento.is_valid()):
            malas.append({"token": str(crudo.get("token", "")), "errores": forma.por_campo() | _mal(momento)})
            continue
        d = forma.cleaned_data
        firma = request.FILES.get(f"firma-{d['token']}")
        capturas.append(
            servicios.Captura(
                token=d["token"],
                datos=forma.datos(),
                capturado_en=momento.cleaned_data["capturado_en"],
                firma=firma.read() if firma else None,
                aviso=d["aviso"],
            )
        )
    acuses = servicios.registrar_asistentes(
        asamblea_id=pk, capturas=capturas, persona=request.persona, ahora=timezone.now()
    )
    total = asamblea.asistentes.count()
    return JsonResponse({"total": total, "acuses": [_acuse(a) for a in acuses] + malas})


def _renglones(request: HttpRequest) -> list[dict[str, Any]]:
    """What came, as plain objects. Raises DatosInvalidos."""
    try:
        renglones = json.loads(request.POST.get("renglones", ""))
    except (ValueError, RecursionError):
        renglones = None
    bien = isinstance(renglones, list) and all(isinstance(r, dict) for r in renglones)
    if not bien or not renglones or len(renglones) > MAX_LOTE:
        raise DatosInvalidos("Lo que envió la tableta no se entiende. Recargue la página.")
    return renglones


def _mal(momento: FormaMomento) -> dict[str, str]:
    return {} if momento.is_valid() else {"capturado_en": "La hora de esta captura no se entiende."}


def _acuse(acuse: servicios.Acuse) -> dict[str, Any]:
    if acuse.asistente:
        return {"token": str(acuse.token), "numero": acuse.asistente.numero}
    return {"token": str(acuse.token), "error": acuse.error, "errores": acuse.errores}


@publica
@require_safe
def asistencia_trabajador(request: HttpRequest) -> HttpResponse:
    """The service worker that lets the list open without a network; it knows no one's data."""
    return trabajador("lista", reverse("asistencia", args=[0]).replace("0", "\\d+"), PIEZAS)
