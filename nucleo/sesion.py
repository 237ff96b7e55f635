"""How long a session lives: idle and absolute limits; and when its person last confirmed who they are."""

import time
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from nucleo.models import Seguridad
from nucleo.respuestas import quiere_json

INICIO, VISTA, CONFIRMADA = "sesion_inicio", "sesion_vista", "sesion_confirmada"
INACTIVIDAD, LIMITE = "inactividad", "limite"
# Writing each request down would be one write per page; a minute is precise enough for limits of ten or more.
PRECISION = 60
SIN_SESION = "Su sesión terminó. Entre de nuevo; lo que no se haya enviado sigue en esta página."


def al_entrar(request: HttpRequest | None, **_: Any) -> None:
    """A session begins: its clocks start, and what an earlier one had confirmed does not count."""
    if request is not None:
        request.session[INICIO] = request.session[VISTA] = time.time()
        request.session.pop(CONFIRMADA, None)


def al_confirmar(request: HttpRequest, **datos: Any) -> None:
    """Password or second factor given again, inside a session."""
    if datos.get("reauthenticated"):
        request.session[CONFIRMADA] = time.time()


def confirmada_hace(request: HttpRequest, minutos: int) -> bool:
    """Whether the person of this session confirmed who they are in the last minutes."""
    momento = request.session.get(CONFIRMADA)
    return momento is not None and time.time() - momento <= minutos * 60


def vencimiento(request: HttpRequest, seguridad: Seguridad) -> str:
    """Why the session is over: INACTIVIDAD, LIMITE, or empty while it lives.

    A session without its clocks was not begun by signing in here: it is over.
    """
    ahora, sesion = time.time(), request.session
    if ahora - sesion.get(VISTA, 0) > seguridad.minutos_de_inactividad * 60:
        return INACTIVIDAD
    if ahora - sesion.get(INICIO, 0) > seguridad.horas_de_sesion * 3600:
        return LIMITE
    return ""


def seguir_o_terminar(request: HttpRequest) -> str:
    """End the session of a request when a limit passed, and say which; else note that somebody is there."""
    request.seguridad = Seguridad.en_memoria()
    motivo = vencimiento(request, request.seguridad)
    if motivo:
        logout(request)
    elif time.time() - request.session[VISTA] > PRECISION:
        request.session[VISTA] = time.time()
    return motivo


def pagina_de_regreso(request: HttpRequest) -> str:
    """Where to go on afterwards: this page, or the one whose form was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    origen = request.headers.get("Referer", "")
    propio = url_has_allowed_host_and_scheme(
        origen, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not propio:
        return "/"
    partes = origen.split("/", 3)
    return "/" + partes[3].split("#")[0] if origen.startswith("http") and len(partes) > 3 else "/"


def pedir_entrada(request: HttpRequest) -> HttpResponse:
    """Nobody is signed in: to the sign-in page, which says why and comes back; a script is told with 401."""
    if quiere_json(request):
        respuesta: HttpResponse = JsonResponse({"error": SIN_SESION}, status=401)
        respuesta["X-Sesion"] = "vencida"
        return respuesta
    consulta = {"next": pagina_de_regreso(request)}
    if motivo := getattr(request, "sesion_vencida", ""):
        consulta["motivo"] = motivo
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(consulta)}")
