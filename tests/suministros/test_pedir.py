"""Asking from a comité, an activity or a línea; for which dirección; and fuel with its amount."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from actividades.models import Actividad
from actividades.servicios import DatosDeActividad, registrar_actividad
from nucleo.roles import Rol
from poa.models import Adscripcion
from suministros.models import Solicitud
from tests.comites.muestras import registrado
from tests.reparto import HOY, INICIO
from tests.suministros import muestras as m
from tests.suministros.test_paginas_direccion import oficio, pagina

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


def elegida(html: str, campo: str) -> str:
    """The value chosen in a select."""
    lista = re.search(rf'<select name="{campo}".*?</select>', html, re.DOTALL)
    assert lista, campo
    hallada = re.search(r'value="(\d+)" selected', lista[0])
    return hallada[1] if hallada else ""


def hecha(mundo) -> Actividad:
    """An activity of A that its people logged, in El Árbol."""
    datos = DatosDeActividad(
        mundo.reparto.lineas("A")[1], HOY, "Reunión con vecinos", localidades=[mundo.localidad()]
    )
    return registrar_actividad(
        direccion_id=mundo.reparto.direcciones["A"].pk,
        datos=datos,
        token=uuid4(),
        **mundo.quien("personal_a"),
    )


@pytest.mark.parametrize("monto", ["", "0", "0.00"])
def test_fuel_without_an_amount_is_refused_and_says_why(mundo, cliente_de, monto):
    personal = cliente_de("personal_a")
    respuesta = personal.post(reverse("oficio_nuevo"), oficio(mundo, monto=monto))
    assert respuesta.status_code == 400
    assert "sin importe no se puede autorizar" in pagina(respuesta)
    assert not Solicitud.objects.exists()
    assert (
        personal.post(reverse("oficio_nuevo"), oficio(mundo, monto=monto, pide="vehiculo")).status_code == 302
    )


def test_the_page_of_an_activity_leads_to_a_form_that_knows_it(mundo, cliente_de):
    actividad = hecha(mundo)
    personal = cliente_de("personal_a")
    url = f"{reverse('oficio_nuevo')}?actividad={actividad.pk}"
    assert url in pagina(personal.get(reverse("actividad", args=[actividad.pk])))
    html = pagina(personal.get(url))
    assert elegida(html, "actividad") == str(actividad.pk)
    assert elegida(html, "linea") == str(actividad.linea_id)
    assert elegida(html, "destino") == str(mundo.localidad().pk)
    datos = oficio(mundo, actividad=actividad.pk)
    assert personal.post(url, datos).status_code == 302
    assert Solicitud.objects.latest("pk").actividad == actividad
    contada = m.recibida(mundo).momentos.get().actividad
    assert "Se entregó en Tesorería el oficio" in contada.descripcion
    assert "Se entregó en Tesorería el oficio" not in pagina(
        personal.get(url)
    )  # asking does not serve having asked
    leida = pagina(cliente_de("contraloria").get(reverse("actividad", args=[actividad.pk])))
    assert reverse("oficio_nuevo") not in leida  # she reads, and asks for nothing


def test_the_page_of_an_organo_leads_to_a_form_that_knows_it(mundo, cliente_de):
    personal, comite = cliente_de("personal_a"), registrado(mundo.reparto)
    organo, url = comite.organo, f"{reverse('oficio_nuevo')}?organo={comite.organo_id}"
    assert url in pagina(personal.get(reverse("comite", args=[organo.pk])))
    html = pagina(personal.get(url))
    assert elegida(html, "organo") == str(organo.pk)
    ajena = cliente_de("personal_b")
    assert ajena.get(f"{reverse('oficio_nuevo')}?organo={organo.pk}").status_code == 404


@pytest.mark.parametrize(
    "basura", ["organo=0", "actividad=x", "linea=99999999999999", "linea=²", "direccion=x"]
)
def test_an_address_that_names_what_is_not_one_s_is_404(mundo, cliente_de, basura):
    assert cliente_de("personal_a").get(f"{reverse('oficio_nuevo')}?{basura}").status_code == 404


def test_a_linea_of_another_direccion_is_404(mundo, cliente_de):
    ajena = mundo.reparto.lineas("B")[0].pk
    assert cliente_de("personal_a").get(f"{reverse('oficio_nuevo')}?linea={ajena}").status_code == 404


def test_who_asks_for_two_direcciones_chooses_on_the_page(mundo, cliente_de):
    personal = cliente_de("personal_a")
    assert "Dirección que pide" not in pagina(personal.get(reverse("oficio_nuevo")))
    a, b = (mundo.reparto.direcciones[c] for c in "AB")
    Adscripcion.objects.create(
        usuario=mundo.reparto.usuarios["personal_a"],
        direccion=b,
        rol=Rol.PERSONAL,
        cargo="Auxiliar",
        desde=INICIO,
    )
    html = pagina(personal.get(reverse("oficio_nuevo")))
    assert f'<option value="{a.pk}" selected>' in html
    assert f'<option value="{b.pk}">' in html
    de_b = f"{reverse('oficio_nuevo')}?direccion={b.pk}"
    assert f'<option value="{b.pk}" selected>' in pagina(personal.get(de_b))
    assert personal.post(de_b, oficio(mundo)).status_code == 302
    assert Solicitud.objects.get().direccion == b
    # What one comes from says which: nothing is to be chosen, and two that do not agree are nobody's.
    linea = mundo.reparto.lineas("B")[0].pk
    assert f'<option value="{b.pk}" selected>' in pagina(
        personal.get(f"{reverse('oficio_nuevo')}?linea={linea}")
    )
    assert personal.get(f"{reverse('oficio_nuevo')}?linea={linea}&direccion={a.pk}").status_code == 404
