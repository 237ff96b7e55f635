"""What the tests of the entrance do: sign in by the form, give codes, travel in time."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nucleo.models import Seguridad, Usuario
from nucleo.models.seguridad import UNICA
from nucleo.roles import Rol
from tests.reparto import Reparto

CLAVE = "tres sauces junto al lago"
OTRA = "cuatro fresnos en la loma"
FICHA = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')


def con_clave(reparto: Reparto, quien: str = "directora_a") -> Usuario:
    """Somebody who has a password."""
    usuario = reparto.usuarios[quien]
    usuario.set_password(CLAVE)
    usuario.save()
    return usuario


def entrar(cliente: Client, usuario: str, clave: str = CLAVE, *, desde: str = "10.0.0.1") -> HttpResponse:
    """One try at the form of the door, from an address."""
    datos = {"login": usuario, "password": clave}
    return cliente.post(reverse("account_login"), datos, REMOTE_ADDR=desde)


def dentro(cliente: Client) -> bool:
    """Whether that browser has a session."""
    return cliente.get(reverse("mfa_index")).status_code == 200


def cuerpo(respuesta: HttpResponse, *escritos: str) -> bytes:
    """A page without its token and without what was typed in it."""
    limpio = FICHA.sub(b"", respuesta.content)
    for escrito in escritos:
        limpio = limpio.replace(escrito.encode(), b"")
    return limpio


def exigir_a(*roles: Rol, **limites: int) -> Seguridad:
    """How strict the entrance is, without going through its page."""
    fila, _ = Seguridad.objects.update_or_create(
        pk=UNICA, defaults={"roles_con_factor": [r.value for r in roles], **limites}
    )
    fila.olvidar()
    return fila


def codigo(secreto: str) -> str:
    """What the application of the phone shows now."""
    return format_hotp_value(hotp_value(secreto, int(time.time()) // 30))


def activar_factor(cliente: Client) -> str:
    """Set up a second factor on the pages; gives its secret."""
    ruta = reverse("mfa_activate_totp")
    pagina = cliente.get(ruta)
    secreto = pagina.context["form"].secret
    hecha = cliente.post(ruta, {"code": codigo(secreto)})
    assert hecha.status_code == 302, hecha.content.decode()
    return secreto


def codigos_de(usuario: Usuario) -> list[str]:
    """Recovery codes that were not used."""
    return Authenticator.objects.get(user=usuario, type="recovery_codes").wrap().get_unused_codes()


def llave_de(cliente: Client) -> str:
    """The key of the session, as the browser holds it."""
    return cliente.cookies[settings.SESSION_COOKIE_NAME].value
