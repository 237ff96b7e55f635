"""The manual inside the program: each role is led to its page, and no link or picture of it is broken."""

import re
from datetime import date

import pytest
from django.urls import reverse

from nucleo import manual
from nucleo.models import Usuario
from nucleo.personas import Cargo, Persona
from nucleo.roles import Rol

CASOS = [
    ((Rol.PERSONAL,), "personal"),
    ((Rol.DIRECTORA,), "directora"),
    ((Rol.PERSONAL, Rol.DIRECTORA), "directora"),
    ((Rol.DIRECTORA, Rol.PLANEACION), "planeacion"),
    ((Rol.TESORERIA,), "tesoreria"),
    ((Rol.ADMINISTRADOR,), "administrador"),
    ((Rol.CONTRALORIA,), "contraloria"),
    ((), "indice"),
]


def test_every_role_has_a_page_written_for_it():
    assert {rol for rol, _ in manual.PAGINA_POR_ROL} == set(Rol)
    assert {pagina for _, pagina in manual.PAGINA_POR_ROL} <= manual.paginas().keys()


@pytest.mark.parametrize(("roles", "pagina"), CASOS)
def test_each_is_led_to_the_page_of_its_role(roles: tuple[Rol, ...], pagina: str):
    cargos = tuple(Cargo(n, rol, 1, "Dirección", "Cargo", False) for n, rol in enumerate(roles))
    assert manual.pagina_para(Persona(Usuario(), date(2024, 4, 10), cargos)) == pagina


@pytest.mark.django_db
def test_without_a_session_it_opens_at_the_cover(client):
    respuesta = client.get(reverse("ayuda"), follow=True)
    assert "<h1>Manual del POA</h1>" in respuesta.text
    assert f'href="{reverse("ayuda_pagina", args=["directora"])}"' in respuesta.text


@pytest.mark.django_db
@pytest.mark.parametrize("nombre", list(manual.paginas()))
def test_no_link_and_no_picture_of_a_page_is_broken(client, nombre: str):
    texto = client.get(reverse("ayuda_pagina", args=[nombre])).text
    cuerpo = texto[texto.index("<article") : texto.index("</article>")]
    assert ".md" not in cuerpo
    for imagen in re.findall(r'<img[^>]* src="([^"]+)"', cuerpo):
        foto = client.get(imagen)
        assert (imagen, foto.status_code, foto["Content-Type"]) == (imagen, 200, "image/png")
    for destino in re.findall(r'href="([^"]+)"', cuerpo):
        pagina, _, ancla = destino.partition("#")
        otra = client.get(pagina).text if pagina else texto
        assert not ancla or f'id="{ancla}"' in otra, f"{nombre}: {destino} leads nowhere"


@pytest.mark.django_db
@pytest.mark.parametrize("nombre", ["..%2Findice.md", "..%2f..%2fREADME.md", "no-hay.png", "personal.md"])
def test_nothing_but_its_pictures_is_served(client, nombre: str):
    assert client.get(f"/ayuda/imagenes/{nombre}").status_code == 404
    assert manual.imagen_de("personal-inicio.png") is not None
