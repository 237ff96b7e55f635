"""What every request goes through: clean input, the person, the rule of the view, errors in Spanish."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from nucleo.bitacora import CONSULTAS, asentar
from nucleo.errores import ErrorDeDominio
from nucleo.errores_http import MENSAJES, responder_error
from nucleo.personas import Persona
from nucleo.reglas import METODOS, regla_de
from nucleo.roles import Rol
from nucleo.segundo_factor import pedir_factor
from nucleo.sesion import pedir_entrada, seguir_o_terminar

Siguiente = Callable[[HttpRequest], HttpResponse]


# What no page of ours uses, and so no script in it may ask for.
NO_SE_USA = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"


class PoliticaDePermisos:
    """Tells the browser which of its powers no page here uses."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        respuesta = self.siguiente(request)
        respuesta["Permissions-Policy"] = NO_SE_USA
        return respuesta


class LimpiarEntrada:
    """Refuses a NUL in the address or its query: PostgreSQL cannot hold one and would answer 500."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or any("\x00" in v for vs in request.GET.lists() for v in (vs[0], *vs[1])):
            raise SuspiciousOperation("La dirección contiene un carácter que no se admite.")
        return self.siguiente(request)


class LimitesDeSesion:
    """Ends a session that nobody used for a while, or that began too long ago: the server counts."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.sesion_vencida = seguir_o_terminar(request) if request.user.is_authenticated else ""
        return self.siguiente(request)


class PersonaEnTurno:
    """Puts `request.persona` (None without a session): the posts are read anew at each request."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        usuario = request.user
        request.hoy = timezone.localdate()
        request.persona = Persona.de(usuario, request.hoy) if usuario.is_authenticated else None
        return self.siguiente(request)


class NegarPorOmision:
    """Serves only views that declare a rule, and only to whom it lets in."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.siguiente(request)

    def process_view(
        self, request: HttpRequest, vista: Callable[..., Any], args: tuple, kwargs: dict
    ) -> HttpResponseBase | None:
        nombre = request.resolver_match.url_name if request.resolver_match else None
        regla = regla_de(vista, nombre)
        if regla is None:
            raise PermissionDenied("Esta página no tiene una regla de acceso; avise al administrador.")
        metodos = getattr(vista, "metodos", METODOS)
        if request.method not in metodos:
            respuesta = responder_error(request, 405, MENSAJES[405])
            respuesta["Allow"] = ", ".join(metodos)
            return respuesta
        if regla.publica:
            return None
        if request.persona is None:
            return pedir_entrada(request)
        if falta := pedir_factor(request, nombre):
            return falta
        if regla.acciones and not any(request.persona.puede(a) for a in regla.acciones):
            raise PermissionDenied("Su función no incluye esta página.")
        return None


class ConsultasDeContraloria:
    """Leaves on record each page that an auditor looked at: they read everything, and each look is told."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        respuesta = self.siguiente(request)
        persona, pagina = getattr(request, "persona", None), self._consultada(request, respuesta)
        if pagina and persona is not None and Rol.CONTRALORIA in persona.roles:
            with transaction.atomic():
                asentar(
                    cadena=CONSULTAS,
                    accion=f"consultar.{pagina}",
                    actor=persona.usuario,
                    ahora=timezone.now(),
                    objeto=request.path[:80],
                )
        return respuesta

    @staticmethod
    def _consultada(request: HttpRequest, respuesta: HttpResponse) -> str:
        """Route name of the page that was shown, when it is not for everybody; empty otherwise."""
        hallada = request.resolver_match
        if request.method not in {"GET", "HEAD"} or respuesta.status_code != 200 or hallada is None:
            return ""
        regla = regla_de(hallada.func, hallada.url_name)
        return hallada.url_name or "" if regla and regla.acciones else ""


class TraducirErrores:
    """Turns a rule of the work that nobody caught, or a bare 405, into a page that says what to do."""

    def __init__(self, siguiente: Siguiente) -> None:
        self.siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponse:
        respuesta = self.siguiente(request)
        if respuesta.status_code == 405 and not getattr(respuesta, "content", b""):
            con_pagina = responder_error(request, 405, MENSAJES[405])
            con_pagina["Allow"] = respuesta.get("Allow", "")
            return con_pagina
        return respuesta

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, ErrorDeDominio):
            return responder_error(request, error.codigo_http, error.mensaje)
        return None
