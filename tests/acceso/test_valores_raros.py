"""No address falls over what a person, a broken link or a script may put in its fields."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.acceso.matriz import MATRIZ
from tests.acceso.mundo import crear_mundo
from tests.acceso.test_matriz import ESTADOS, cliente, en_el_estado
from tests.anchos import COMPLETO
from tests.reparto import ROLES

__all__ = ["cliente"]

pytestmark = pytest.mark.usefixtures("en_hoy", "sin_pdf")

RAROS = {
    "thousands of digits": "9" * 5_000,
    "a digit that is no number": "²",
    "digits of another script": "٣",
    "under zero": "-1",
    "half a pair": "12-",
    "a pair of long numbers": "9" * 30 + "-" + "9" * 30,
}
LEIDOS = re.compile(r"""(?:GET|POST|data|datos|pedido|consulta)(?:\.get|\.getlist)?[(\[]"([\w-]+)\"""")
PUESTOS = re.compile(rb"""<(?:input|select|textarea|button)\b[^>]*?\bname="([^"]+)\"""")
DEJADOS = {"csrfmiddlewaretoken"}
ENTRA = {"200", "302", "400", "409"}


def nombres_leidos() -> set[str]:
    """What the views and the forms read by name from an address or a form."""
    vistas = [p for app in settings.BASE_DIR.glob("*/") for p in _de_la_app(app)]
    return {nombre for p in vistas for nombre in LEIDOS.findall(p.read_text())}


def _de_la_app(app: Path) -> list[Path]:
    return [p for capa in ("views", "forms", "consultas") for p in (app / capa).glob("**/*.py")]


def primera(codigos: dict[str, str]) -> str | None:
    """Somebody who is let in."""
    return next((quien for quien in reversed(ROLES) if codigos[quien] in ENTRA), None)


def falla(uno: Client, metodo: str, ruta: str, datos: dict[str, str]) -> str:
    """What went wrong inside, or nothing. Whatever the request wrote is undone."""
    cache.clear()
    with transaction.atomic():
        try:
            codigo = getattr(uno, metodo)(ruta, datos).status_code
        except Exception as e:
            return f"{type(e).__name__}: {str(e)[:80]}"
        finally:
            transaction.set_rollback(True)
    return f"{codigo}" if codigo >= 500 else ""


def test_the_names_that_are_read_are_found():
    assert {"linea", "revision", "renglones", "foto", "en_curso", "direccion"} <= nombres_leidos()


@pytest.mark.postgres
@pytest.mark.parametrize("estado", ESTADOS)
def test_no_address_falls_over_an_odd_value(etapa, cliente, estado):
    mundo, leidos, mal = crear_mundo(etapa, estado), nombres_leidos(), []
    clientes = {quien: cliente(quien) for quien in ROLES}
    # The long one is what made pages fall: CI tries that, and the full size tries them all.
    valores = list(RAROS.items()) if COMPLETO else list(RAROS.items())[:1]
    for nombre, fila in en_el_estado(estado):
        if nombre == "account_logout":
            continue
        ruta = reverse(nombre, args=mundo.argumentos(fila.args))
        lee, escribe = primera(fila.codigos("get")), primera(fila.codigos("post"))
        de_la_pagina = set()
        if lee and fila.codigos("get")[lee] == "200":
            pagina = clientes[lee].get(ruta)
            cuerpo = b"" if pagina.streaming else pagina.content
            de_la_pagina = {n.decode() for n in PUESTOS.findall(cuerpo)} - DEJADOS
        for que, valor in valores:
            for metodo, quien in (("get", lee), ("post", escribe)):
                datos = dict.fromkeys(leidos | de_la_pagina, valor)
                if quien and (por := falla(clientes[quien], metodo, ruta, datos)):
                    mal.append(f"{metodo} {nombre} ({que}): {por}")
    assert mal == []


def test_every_row_is_walked():
    assert {n for estado in ESTADOS for n, _ in en_el_estado(estado)} == set(MATRIZ)
