"""Which tests run on which database, the size of the sweeps, and what a test finds around it."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import conftest as comunes


@pytest.mark.parametrize(
    ("marcas", "sqlite", "postgres", "postgres_completo"),
    [
        (set(), "corre", "no", "corre"),
        ({"postgres"}, "corre", "corre", "corre"),
        ({"solo_postgres"}, "no", "corre", "corre"),
        ({"postgres", "navegador"}, "corre", "corre", "corre"),
        ({"navegador"}, "corre", "no", "corre"),
        ({"largo"}, "no", "no", "corre"),
        ({"largo", "postgres"}, "no", "no", "corre"),
    ],
)
def test_the_choice_by_mark_and_database(marcas, sqlite, postgres, postgres_completo):
    fuera = {
        "sqlite": comunes.queda_fuera(marcas, "sqlite", completo=False),
        "postgres": comunes.queda_fuera(marcas, "postgresql", completo=False),
        "completo": comunes.queda_fuera(marcas, "postgresql", completo=True),
    }
    esperado = {"sqlite": sqlite == "no", "postgres": postgres == "no", "completo": postgres_completo == "no"}
    assert fuera == esperado


@pytest.mark.solo_postgres
def test_this_one_never_sees_sqlite():
    assert connection.vendor == "postgresql"


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_database_is_a_throw_away_one():
    if connection.vendor == "sqlite":
        assert str(settings.DIR_ESTADO) in str(connection.settings_dict["NAME"])
        assert ":memory:" not in str(connection.settings_dict["NAME"])
    else:
        assert connection.settings_dict["NAME"].startswith("test_")
        assert connection.settings_dict["HOST"].startswith("/"), "on a socket, never on a port"


def test_what_takes_long_is_handed_out_first(pytestconfig, request):
    """The walks, then what drives a browser, then the rest in its order; and xdist does not reorder it."""
    turnos = [
        comunes.turno_de(item.nodeid, item.get_closest_marker("navegador")) for item in request.session.items
    ]
    assert turnos == sorted(turnos)
    rutas = (
        "tests/recorridos/test_plan.py::test_x",
        "tests/poa/test_x.py::test_x",
        "tests/poa/test_y.py::test_y",
    )
    assert [comunes.turno_de(r, n) for r, n in zip(rutas, (True, True, None), strict=True)] == [0, 1, 2]
    assert pytestconfig.option.loadscopereorder is False


def test_nothing_is_written_into_the_real_state(tmp_path: Path):
    real = Path(settings.BASE_DIR) / "var"
    for carpeta in (settings.DIR_ESTADO, settings.STATIC_ROOT, settings.MEDIA_ROOT):
        assert real not in Path(carpeta).parents
    assert Path(settings.MEDIA_ROOT).is_relative_to(tmp_path)


def test_the_size_of_a_sweep(tamano):
    assert tamano(2, 200) == (200 if os.environ.get("COMPLETO") == "1" else 2)


def test_an_operators_environment_does_not_reach_the_tests():
    assert settings.ENTORNO == "demostracion"
    assert settings.DEBUG is False
    assert "Manifest" not in settings.STORAGES["staticfiles"]["BACKEND"]
