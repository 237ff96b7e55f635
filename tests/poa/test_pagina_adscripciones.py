"""The page of cargos: whose, today's and past ones, the encargado's oficio."""

from datetime import date

import pytest
from django.urls import reverse

from nucleo.roles import Rol
from poa import servicios
from tests.reparto import AHORA, ANONIMO, Reparto

URL = reverse("adscripciones")


def texto(respuesta) -> str:
    return respuesta.content.decode()


@pytest.fixture
def con_encargo(reparto: Reparto, en_hoy) -> Reparto:
    """Somebody of A was encargada in April; a post of B begins in June."""
    actor = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    servicios.adscribir(
        **actor,
        usuario=reparto.usuarios["personal_a"],
        direccion=reparto.direcciones["A"],
        rol=Rol.DIRECTORA,
        cargo="Directora por ausencia",
        desde=date(2024, 4, 1),
        hasta=date(2024, 5, 1),
        puede_firmar=True,
        como_encargado=True,
        oficio="PM/77/2024",
    )
    servicios.adscribir(
        **actor,
        usuario=reparto.usuarios["personal_b"],
        direccion=reparto.direcciones["B"],
        rol=Rol.DIRECTORA,
        cargo="Directora que viene",
        desde=date(2024, 6, 1),
    )
    return reparto


@pytest.mark.parametrize("quien", ["personal_a", "directora_a"])
def test_staff_see_the_cargos_of_their_own_direccion(con_encargo: Reparto, cliente_de, quien: str):
    pagina = texto(cliente_de(quien).get(f"{URL}?cual=todas"))
    assert {"Alma Ruiz", "Ada Muñoz"} <= {n for n in ("Alma Ruiz", "Ada Muñoz") if n in pagina}
    for ajeno in ("Berta Salas", "Beto Luna", "Paz Ortega", "Dirección B"):
        assert ajeno not in pagina


@pytest.mark.parametrize("quien", ["planeacion", "contraloria", "administrador"])
def test_who_reaches_all_sees_all(con_encargo: Reparto, cliente_de, quien: str):
    pagina = texto(cliente_de(quien).get(f"{URL}?cual=todas"))
    for usuario in con_encargo.usuarios.values():
        assert usuario.nombre in pagina
    assert "RUAA900101AA1" not in pagina, "RFC and CURP are not for this page"


def test_past_and_present_are_kept_apart(con_encargo: Reparto, cliente_de):
    cliente = cliente_de("planeacion")
    hoy, antes = texto(cliente.get(URL)), texto(cliente.get(f"{URL}?cual=anteriores"))
    assert "Directora por ausencia" not in hoy
    assert "Directora por ausencia" in antes
    assert "PM/77/2024" in antes
    assert "30 de abril de 2024" in antes, "the last day held, not the half-open end"
    assert "1 de mayo de 2024" not in antes
    assert "Directora que viene" in hoy
    assert "por iniciar" in hoy
    assert "Ada Muñoz" not in antes


def test_the_search_does_not_mind_accents(con_encargo: Reparto, cliente_de):
    cliente = cliente_de("planeacion")
    hallado = texto(cliente.get(f"{URL}?q=diaz"))
    assert "Cora Díaz" in hallado
    assert "Ada Muñoz" not in hallado
    de_b = texto(cliente.get(f"{URL}?direccion={con_encargo.direcciones['B'].pk}"))
    assert "Beto Luna" in de_b
    assert "Ada Muñoz" not in de_b
    assert "Nadie coincide" in texto(cliente.get(f"{URL}?q=nadie-asi"))


def test_a_filter_does_not_reach_beyond_ones_own(con_encargo: Reparto, cliente_de):
    pagina = texto(cliente_de("directora_a").get(f"{URL}?direccion={con_encargo.direcciones['B'].pk}"))
    assert "Beto Luna" not in pagina


def test_the_anonymous_visitor_goes_to_sign_in(con_encargo: Reparto, cliente_de):
    respuesta = cliente_de(ANONIMO).get(URL)
    assert respuesta.status_code == 302
    assert reverse("account_login") in respuesta["Location"]
