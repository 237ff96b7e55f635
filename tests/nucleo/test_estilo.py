"""The style page leaves no piece out, on the screen and on paper."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nucleo import personas
from nucleo.models import Usuario
from nucleo.personas import Cargo
from nucleo.roles import Rol
from nucleo.templatetags import componentes
from tests.nucleo.pdf import lectura

RAIZ = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


@pytest.fixture
def administradora(client: Client, monkeypatch) -> Client:
    cargo = Cargo(1, Rol.ADMINISTRADOR, 1, "Sistemas", "Administradora del sistema", False)
    monkeypatch.setattr(personas, "_fuentes", [lambda usuario, hoy: [cargo]])
    client.force_login(Usuario.objects.create_user("ana", nombre="Ana Ruiz"))
    return client


def test_every_component_is_on_the_style_page(administradora: Client):
    usadas = {plantilla.name for plantilla in administradora.get(reverse("estilo")).templates}
    todas = {f"componentes/{a.name}" for a in (RAIZ / "templates" / "componentes").glob("*.html")}
    assert todas - usadas == set()


def test_every_tag_that_draws_is_on_the_style_page():
    paginas = "".join(a.read_text() for a in (RAIZ / "templates" / "nucleo").glob("estilo*.html"))
    dibujan = set(componentes.register.tags)
    assert {t for t in dibujan if f"{{% {t} " not in paginas} == set()


def test_the_same_pieces_come_on_paper(administradora: Client):
    respuesta = administradora.get(reverse("estilo_impreso"))
    assert respuesta["Content-Type"] == "application/pdf"
    texto = lectura.texto(respuesta.content)
    for pieza in ("RESPONSABLE NOMBRE Y FIRMA", "SELLO", "66.67 %", "$70,000.00", "Sin programación"):
        assert pieza in texto
