"""Asks for the password again before what cannot be taken back, without losing what was being filled in."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base.forms import ReauthenticateForm as FormaDeCodigo
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from nucleo.errores_http import responder_error
from nucleo.respuestas import quiere_json
from nucleo.sesion import confirmada_hace, pagina_de_regreso

MINUTOS = 10
# Who opened the page in time may read what they sign before they send it.
MINUTOS_PARA_ENVIAR = 20
CLAVE, CODIGO = "confirmar_clave", "confirmar_codigo"
NO_ARRASTRAR = {CLAVE, CODIGO, "csrfmiddlewaretoken"}
VENCIDA = (
    "Pasó mucho tiempo desde que confirmó que es usted; no se guardó nada. "
    "Recargue la página, escriba su contraseña y vuelva a hacerlo."
)
Vista = Callable[..., HttpResponse]


class FormularioConfirmar(forms.Form):
    """The password, or a code of the second factor when there is one."""

    confirmar_clave = forms.CharField(
        label="Su contraseña de este sistema",
        max_length=128,
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    confirmar_codigo = forms.CharField(
        label="O el código de su segundo factor",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: HttpRequest, datos: Any = None) -> None:
        super().__init__(datos)
        self.request = request
        if not is_mfa_enabled(request.user):
            del self.fields[CODIGO]

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        clave, codigo = datos.get(CLAVE, ""), datos.get(CODIGO, "")
        if clave:
            self._revisar(CLAVE, ReauthenticateForm({"password": clave}, user=self.request.user), "password")
        elif codigo:
            self._revisar(CODIGO, FormaDeCodigo({"code": codigo}, user=self.request.user), "code")
        else:
            self.add_error(CLAVE, "Escriba su contraseña para continuar.")
        return datos

    def _revisar(self, campo: str, forma: Any, suyo: str) -> None:
        if not forma.is_valid():
            for error in forma.errors.get(suyo, []):
                self.add_error(campo, error)
        elif campo == CLAVE:
            reauthenticate_by_password(self.request)
        else:
            forma.save()


def reconfirmada(minutos: int = MINUTOS) -> Callable[[Vista], Vista]:
    """The view serves only who gave the password (or the second factor) again in the last minutes.

    A page asks before it is shown. A form that comes too late is held back with all that was written, and
    goes on once the password is right; a file has to be chosen again, and a script is told with 403.
    """

    def envolver(vista: Vista) -> Vista:
        @wraps(vista)
        def con_confirmacion(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                falta = _al_enviar(request, minutos + MINUTOS_PARA_ENVIAR)
            else:
                falta = None if confirmada_hace(request, minutos) else _a_confirmar(request)
            return falta or vista(request, *args, **kwargs)

        envuelta = sensitive_post_parameters(CLAVE, CODIGO)(con_confirmacion)
        # The mark that the tests of the routes look for: functions take attributes, their types do not.
        envuelta.pide_confirmacion = True  # type: ignore[attr-defined]
        return envuelta

    return envolver


def _a_confirmar(request: HttpRequest) -> HttpResponse:
    consulta = urlencode({"next": pagina_de_regreso(request)})
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{consulta}")


def _al_enviar(request: HttpRequest, minutos: int) -> HttpResponse | None:
    """None: go on, with what was sent and without what was only for us."""
    if confirmada_hace(request, minutos):
        return None
    if quiere_json(request):
        respuesta = responder_error(request, 403, VENCIDA)
        respuesta["X-Sesion"] = "confirmar"
        return respuesta
    if request.FILES:
        messages.warning(request, "Confirme que es usted y elija otra vez el archivo: todavía no se guardó.")
        return _a_confirmar(request)
    contesta = CLAVE in request.POST or CODIGO in request.POST
    formulario = FormularioConfirmar(request, request.POST if contesta else None)
    if contesta and formulario.is_valid():
        _quitar_lo_nuestro(request)
        return None
    campos = [(c, v) for c, vs in request.POST.lists() if c not in NO_ARRASTRAR for v in vs]
    contexto = {"form": formulario, "campos": campos, "volver": pagina_de_regreso(request)}
    return render(request, "account/confirmar_envio.html", contexto, status=403)


def _quitar_lo_nuestro(request: HttpRequest) -> None:
    datos = request.POST.copy()
    for campo in (CLAVE, CODIGO):
        datos.pop(campo, None)
    # Django lets it be replaced and types it as what cannot change.
    request.POST = datos  # type: ignore[assignment]
