"""The maintenance page: for all, without the database, and gone at one word."""

import io

import pytest
from django.core.management import call_command
from django.test import Client

from nucleo import mantenimiento

pytestmark = pytest.mark.django_db
RUTAS = ("/", "/entrar/", "/verificar/", "/catalogos/", "/no-existe/")


@pytest.fixture(autouse=True)
def carpeta(settings, tmp_path):
    settings.DIR_ESTADO = tmp_path


def orden(*args: str, **mas: object) -> str:
    salida = io.StringIO()
    call_command("mantenimiento", *args, stdout=salida, **mas)
    return salida.getvalue()


def test_it_says_what_and_until_when_without_touching_the_database(django_assert_num_queries):
    orden("encender", mensaje="Volvemos a las 18:00 <b>", minutos=30)
    with django_assert_num_queries(0):
        respuestas = [Client().get(r) for r in RUTAS] + [Client().post("/entrar/", {})]
    assert {r.status_code for r in respuestas} == {503}
    assert {r["Retry-After"] for r in respuestas} == {"1800"}
    assert all("Volvemos a las 18:00 &lt;b&gt;" in r.content.decode() for r in respuestas)
    assert "mantenimiento" in respuestas[0].content.decode()


def test_a_script_is_told_in_json():
    orden("encender", mensaje="Volvemos pronto")
    respuesta = Client().get("/", headers={"Accept": "application/json"})
    assert (respuesta.status_code, respuesta.json()) == (503, {"error": "Volvemos pronto"})


def test_the_health_check_goes_on():
    orden("encender")
    assert Client().get("/salud/").json() == {"listo": True}


def test_control_off_means_off():
    assert Client().get("/verificar/").status_code == 200
    orden("encender")
    assert "Encendido" in orden("ver")
    assert Client().get("/verificar/").status_code == 503
    assert "apagado" in orden("apagar")
    assert Client().get("/verificar/").status_code == 200
    assert "No estaba" in orden("apagar")
    assert "Apagado" in orden("ver")


def test_a_spoilt_file_still_means_maintenance(tmp_path):
    (tmp_path / "mantenimiento.json").write_text("{", encoding="utf-8")
    assert mantenimiento.vigente() == mantenimiento.Aviso("", mantenimiento.MINUTOS)
    assert Client().get("/").status_code == 503
