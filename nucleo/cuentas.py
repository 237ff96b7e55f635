"""Sign-in: closed sign-up, one spelling per username, and the lock-out answer."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nucleo.red import direccion_de


class AdaptadorCerrado(DefaultAccountAdapter):
    """Nobody signs up by themselves: the administrador makes each account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return direccion_de(request)


def usuario_normalizado(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Username stripped and in lower case, so that ana/Ana/ANA share one count of failures."""
    datos = credentials or getattr(request, "POST", {})
    return str(datos.get("username") or datos.get("login") or "").strip().lower()


def respuesta_bloqueada(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """The page somebody sees after five wrong tries."""
    return render(request, "bloqueado.html", status=429)
