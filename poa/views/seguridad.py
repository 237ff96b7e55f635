"""Pages of the entrance: how strict it is, and the sessions one left open elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from nucleo.formularios import atender
from nucleo.models import Seguridad
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import con_sesion, requiere
from nucleo.roles import Accion
from nucleo.segundo_factor import tiene_factor
from poa import servicios
from poa.consultas.personas import factor_por_rol
from poa.forms.seguridad import FormularioSeguridad


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_http_methods(["GET", "HEAD", "POST"])
def seguridad(request: HttpRequest) -> HttpResponse:
    """Whose role demands a second factor, and how long a session lives."""
    actual = Seguridad.actual()
    formulario = FormularioSeguridad.de(actual, request.POST or None)
    return atender(
        request,
        formulario,
        lambda: servicios.fijar_seguridad(
            persona=request.persona, ahora=timezone.now(), **formulario.datos()
        ),
        plantilla="poa/cuentas/seguridad.html",
        contexto={
            "funciones": factor_por_rol(request.hoy),
            "lo_tiene": tiene_factor(request.persona.usuario),
        },
        listo="La seguridad de la entrada quedó guardada y ya rige.",
        destino=reverse("seguridad"),
    )


@con_sesion
@require_POST
def cerrar_otras_sesiones(request: HttpRequest) -> HttpResponse:
    """End one's sessions in other devices."""
    cuantas = servicios.cerrar_otras_sesiones(
        persona=request.persona, ahora=timezone.now(), actual=request.session.session_key
    )
    if cuantas:
        messages.success(request, f"Se cerraron {cuantas} sesiones suyas en otros equipos.")
    else:
        messages.info(request, "No tenía otra sesión abierta.")
    return redirect("mfa_index")
