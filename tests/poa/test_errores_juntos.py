"""A form that comes back says on top that nothing was kept, and everything that is wrong with it at once."""

import pytest
from django.test import Client
from django.urls import reverse

from nucleo.models import Usuario
from poa.models import Programa
from poa.servicios import emitir_enlace
from tests.poa.edicion_comun import abrir_otro_anio
from tests.reparto import AHORA, Reparto

RESUMEN = "Corrija lo que está marcado en rojo"
MALA = {"username": "PERSONAL_A", "nombre": "Sofía Núñez", "rfc": "NUSS", "curp": "X"}


@pytest.mark.parametrize("rfc", ["NUSS", "DEMASIADO-LARGO-PARA-UN-RFC"])
def test_a_taken_name_and_a_bad_rfc_are_told_together(reparto: Reparto, cliente_de, en_hoy, rfc):
    respuesta = cliente_de("administrador").post(reverse("persona_nueva"), MALA | {"rfc": rfc})
    assert respuesta.status_code == 400
    assert set(respuesta.context["form"].errors) == {"username", "rfc", "curp"}
    texto = respuesta.content.decode()
    assert "Ya existe el usuario «personal_a»" in texto
    assert texto.count(RESUMEN) == 1
    assert texto.index("No se guardó") < texto.index("Ya existe el usuario")
    assert not Usuario.objects.filter(nombre="Sofía Núñez").exists()


def test_control_a_form_that_was_not_sent_says_nothing_on_top(reparto: Reparto, cliente_de, en_hoy):
    assert "No se guardó" not in cliente_de("administrador").get(reverse("persona_nueva")).content.decode()


def test_a_short_password_typed_differently_is_told_both_things(reparto: Reparto, en_hoy):
    token = emitir_enlace(
        persona=reparto.persona("administrador"), ahora=AHORA, usuario_id=reparto.usuarios["personal_a"].pk
    ).token
    respuesta = Client().post(
        reverse("poner_contrasena", args=[token]), {"clave": "corta", "otra_vez": "otra"}
    )
    errores = respuesta.context["form"].errors
    assert respuesta.status_code == 400
    assert set(errores) == {"clave", "otra_vez"}
    assert "10" in str(errores["clave"]), "how long it must be"


def test_the_door_keeps_nothing_and_does_not_say_so(reparto: Reparto, en_hoy):
    respuesta = Client().post(reverse("account_login"), {"login": "personal_a", "password": "no es"})
    texto = respuesta.content.decode()
    assert "aviso--error" in texto
    assert "No se guardó" not in texto


def test_only_the_years_without_a_poa_are_offered(reparto: Reparto, cliente_de, en_hoy):
    directora = cliente_de("directora_a")
    assert "ya tiene POA en cada año abierto" in directora.get(reverse("poa_nuevo")).content.decode()
    ejercicio = abrir_otro_anio(reparto)
    forma = directora.get(reverse("poa_nuevo")).context["forma"]
    assert list(forma.fields["ejercicio"].widget.choices) == [(ejercicio.pk, "2025")]
    texto = directora.get(reverse("poa_nuevo")).content.decode()
    assert ">2025</option>" in texto
    assert ">2024</option>" not in texto


def test_who_sends_a_year_that_was_taken_meanwhile_is_told(reparto: Reparto, cliente_de, en_hoy):
    datos = {"direccion": reparto.direcciones["A"].pk, "ejercicio": reparto.ejercicio.pk}
    texto = cliente_de("directora_a").post(reverse("poa_nuevo"), datos).content.decode()
    assert "ya tiene su POA 2024" in texto
    assert Programa.objects.filter(direccion=reparto.direcciones["A"]).count() == 1
