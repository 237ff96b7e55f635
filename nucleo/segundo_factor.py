"""The second factor that a role demands: who lacks it sets it up, and does nothing else meanwhile."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from nucleo.errores_http import responder_error
from nucleo.models import Seguridad, Usuario
from nucleo.personas import Persona
from nucleo.respuestas import quiere_json
from nucleo.roles import Rol

# Where one sets it up, or leaves; what is public stays public.
MIENTRAS = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    }
)
FALTA = "Su función pide un segundo factor para entrar. Actívelo aquí: es una sola vez y toma un minuto."


def tiene_factor(usuario: Usuario) -> bool:
    """Whether a code is asked of them beside the password."""
    return Authenticator.objects.filter(user=usuario, type=Authenticator.Type.TOTP).exists()


def roles_que_lo_piden(persona: Persona, seguridad: Seguridad) -> frozenset[Rol]:
    """Which of the roles a person holds today demand it."""
    return persona.roles & seguridad.roles


def pedir_factor(request: HttpRequest, ruta: str | None) -> HttpResponse | None:
    """To the page where it is set up, when it is demanded and not there; None: go on."""
    if ruta in MIENTRAS or not roles_que_lo_piden(request.persona, request.seguridad):
        return None
    if tiene_factor(request.persona.usuario):
        return None
    if quiere_json(request):
        return responder_error(request, 403, FALTA)
    messages.warning(request, FALTA)
    return HttpResponseRedirect(reverse("mfa_activate_totp"))
