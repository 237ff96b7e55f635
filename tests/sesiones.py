"""Sessions for tests, as a sign-in leaves them once the password was given again."""

import time

from django.test import Client

from nucleo.models import Usuario
from nucleo.sesion import CONFIRMADA

FONDO = "django.contrib.auth.backends.ModelBackend"


def entrar(cliente: Client, usuario: Usuario, *, confirmada: bool = True) -> Client:
    """Sign in without the form; `confirmada`: the password was given again this very moment."""
    cliente.force_login(usuario, backend=FONDO)
    if confirmada:
        sesion = cliente.session
        sesion[CONFIRMADA] = time.time()
        sesion.save()
    return cliente
