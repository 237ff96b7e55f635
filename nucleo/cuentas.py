"""Sign-in: closed sign-up, one spelling per username, what a failed try leaves, and the lock-out answer."""

import math
import time
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from nucleo.models import Seguridad, Usuario
from nucleo.personas import Persona
from nucleo.red import direccion_de
from nucleo.respuestas import quiere_json
from nucleo.segundo_factor import roles_que_lo_piden

RECIEN = 5 * 60
DESCONOCIDO = "desconocido-"


class AdaptadorCerrado(DefaultAccountAdapter):
    """Nobody signs up by themselves; wrong passwords are counted by axes, per user and address."""

    # Only codes of the second factor are counted here.
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "Demasiados códigos equivocados. Espere 15 minutos y vuelva a entrar.",
        "rate_limited": "Demasiados intentos seguidos. Espere unos minutos y vuelva a intentarlo.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return direccion_de(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """No count per username alone: with one, anybody could keep anybody out from anywhere."""

    def is_reauthentication_required(self, *, app: str) -> bool:
        """To set up the first second factor, and see its codes, the password of a moment ago is enough."""
        registros = get_authentication_records(context.request, context.request.user)
        dadas = [r["at"] for r in registros if r.get("method") == "password"]
        con_factor = any(r.get("method") == "mfa" for r in registros)
        return con_factor or not dadas or time.time() - dadas[-1] > RECIEN


class AdaptadorDeFactor(DefaultMFAAdapter):
    """Whose role demands a second factor does not take it away; the administrador can, with a reason."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Su función pide segundo factor: no lo puede quitar usted. "
        "Si cambió de teléfono, pida a la persona administradora que lo quite y active otro."
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        persona = Persona.de(authenticator.user, timezone.localdate())
        return not roles_que_lo_piden(persona, Seguridad.actual())


def usuario_normalizado(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The username that failures are counted under: in lower case, so that ana/Ana/ANA share one count.

    One that does not exist is kept only as a keyed hash: people type their password there.
    """
    datos = credentials or getattr(request, "POST", {})
    escrito = str(datos.get("username") or datos.get("login") or "").strip().lower()
    if not escrito or ("\x00" not in escrito and Usuario.objects.filter(username=escrito).exists()):
        return escrito
    return DESCONOCIDO + salted_hmac("nucleo.cuentas", escrito, algorithm="sha256").hexdigest()[:32]


def minutos_de_espera(usuario: str, direccion: str) -> int:
    """How long until that user may try again from that address; the whole wait when nothing is found."""
    espera = timedelta(hours=settings.AXES_COOLOFF_TIME)
    intentos = AccessAttempt.objects.filter(username=usuario, ip_address=direccion)
    ultimo = intentos.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    queda = (ultimo + espera - timezone.now()) if ultimo else espera
    return max(1, math.ceil(queda / timedelta(minutes=1)))


def respuesta_bloqueada(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """The page somebody sees after five wrong tries: the same whether or not that user exists."""
    datos = credentials or getattr(request, "axes_credentials", None)
    minutos = minutos_de_espera(usuario_normalizado(request, datos), direccion_de(request))
    if quiere_json(request):
        respuesta: HttpResponse = JsonResponse(
            {"error": f"Demasiados intentos. Espere {minutos} min."}, status=429
        )
    else:
        respuesta = render(request, "bloqueado.html", {"minutos": minutos}, status=429)
    respuesta["Retry-After"] = str(minutos * 60)
    return respuesta
