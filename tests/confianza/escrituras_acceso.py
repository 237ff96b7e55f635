"""What the entrance writes: how each service is called, and what it leaves."""

from datetime import timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from nucleo.roles import Rol
from poa import servicios as poa
from tests.confianza.historia import Firmado
from tests.confianza.tabla import Llamada, como, escritura


@escritura("seguridad.fijar")
def fijar_seguridad(f: Firmado) -> Llamada:
    datos = {"roles": [Rol.DIRECTORA], "minutos_de_inactividad": 30, "horas_de_sesion": 8}
    return lambda: poa.fijar_seguridad(**datos, **como(f, "administrador"))


@escritura("usuario.cerrar_sesiones")
def cerrar_otras_sesiones(f: Firmado) -> Llamada:
    quien = como(f, "personal_a")
    otra = SessionStore()
    otra[SESSION_KEY] = str(quien["persona"].usuario.pk)
    otra.set_expiry(quien["ahora"] + timedelta(days=3650))
    otra.save()
    return lambda: poa.cerrar_otras_sesiones(actual="la-de-ahora", **quien)
