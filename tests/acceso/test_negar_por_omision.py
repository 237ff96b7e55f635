"""Default deny: every view declares its rule, the matrix and the declarations are equal, both ways."""

from collections import Counter

import pytest
from django.test import Client

from nucleo.reglas import REGLAS_DE_BIBLIOTECAS, regla_de
from tests.acceso.matriz import MATRIZ
from tests.acceso.rutas import rutas, sin_regla
from tests.reparto import ROLES


def test_no_view_lacks_a_rule(cifra):
    cifra(1, "direcciones sin regla declarada", len(sin_regla()), de=len(list(rutas())))
    assert len(list(rutas())) > 40
    assert sin_regla() == []


def test_the_matrix_and_the_routes_are_the_same_both_ways():
    nombres = {r.nombre for r in rutas()}
    assert nombres - set(MATRIZ) == set(), "routes that are not in the matrix"
    assert set(MATRIZ) - nombres == set(), "rows of the matrix without a route"


def test_each_declared_rule_is_that_of_the_matrix():
    distintas = [r.nombre for r in rutas() if regla_de(r.vista, r.nombre) != MATRIZ[r.nombre].regla]
    assert distintas == []


def test_names_are_unique_because_the_rules_of_libraries_go_by_name():
    assert [n for n, veces in Counter(r.nombre for r in rutas()).items() if veces > 1] == []


def test_a_rule_that_goes_by_name_belongs_to_a_library():
    for ruta in rutas():
        propia = not ruta.vista.__module__.startswith("allauth.")
        assert (ruta.nombre in REGLAS_DE_BIBLIOTECAS) != propia, ruta.nombre
    assert set(REGLAS_DE_BIBLIOTECAS) <= {r.nombre for r in rutas()}


def test_each_row_says_something_of_each_person():
    for nombre, fila in MATRIZ.items():
        for metodo in ("get", "post"):
            codigos = fila.codigos(metodo)
            assert set(codigos) == set(ROLES), nombre
            assert fila.regla.publica or codigos["anonimo"] == "L", nombre


def test_a_planted_view_is_found_and_does_not_serve(settings, cliente_de, en_hoy):
    settings.ROOT_URLCONF = "tests.acceso.urls_plantada"
    assert sin_regla("tests.acceso.urls_plantada") == ["plantada/"]
    for quien in ROLES:
        respuesta = cliente_de(quien).get("/plantada/")
        assert respuesta.status_code == 403
        assert b"SECRETO" not in respuesta.content
    assert Client().get("/entrar/").status_code == 200


@pytest.mark.django_db
def test_without_the_guard_the_planted_view_would_serve(settings):
    """Negative control."""
    settings.ROOT_URLCONF = "tests.acceso.urls_plantada"
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if not m.endswith("NegarPorOmision")]
    assert Client().get("/plantada/").content == b"SECRETO"
