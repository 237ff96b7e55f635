"""The command that makes the first person of an installation."""

import io

import pytest
from django.core.management import CommandError, call_command

from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Rol
from poa.models import Adscripcion, Ayuntamiento

DATOS = {
    "usuario": "Jefa.Sistemas",
    "nombre": "Jefa de Sistemas",
    "municipio": "Chapala",
    "entidad": "Jalisco",
}
CLAVE = "Una-clave-muy-larga-7"
pytestmark = pytest.mark.django_db


def correr(monkeypatch, clave: str | None = CLAVE, **cambios) -> str:
    if clave is None:
        monkeypatch.delenv("CLAVE_ADMINISTRADOR", raising=False)
    else:
        monkeypatch.setenv("CLAVE_ADMINISTRADOR", clave)
    salida = io.StringIO()
    call_command("crear_administrador", sin_preguntas=True, stdout=salida, **{**DATOS, **cambios})
    return salida.getvalue()


def test_it_makes_the_person_the_municipality_and_the_post(monkeypatch):
    assert "jefa.sistemas" in correr(monkeypatch)
    usuario = Usuario.objects.get(username="jefa.sistemas")
    assert usuario.check_password(CLAVE)
    assert Ayuntamiento.objects.get().nombre == "Gobierno Municipal de Chapala"
    adscripcion = Adscripcion.objects.get()
    assert (adscripcion.rol, adscripcion.hasta) == (Rol.ADMINISTRADOR, None)
    assert Rol.ADMINISTRADOR in Persona.de(usuario, adscripcion.desde).roles


def test_a_second_one_joins_the_same_municipality(monkeypatch):
    correr(monkeypatch)
    correr(monkeypatch, usuario="otra.persona", nombre="Otra Persona", municipio="Otro", entidad="Otra")
    assert Ayuntamiento.objects.get().municipio == "Chapala"
    assert Adscripcion.objects.filter(direccion__clave="PM").count() == 2


@pytest.mark.parametrize(
    ("clave", "cambios", "dice"),
    [
        ("corta", {}, "contraseña"),
        ("Jefa.Sistemas", {}, "similar"),
        (None, {}, "CLAVE_ADMINISTRADOR"),
        (CLAVE, {"usuario": ""}, "--usuario"),
        (CLAVE, {"municipio": ""}, "--municipio"),
        (CLAVE, {"usuario": "x"}, "usuario"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_stays(monkeypatch, clave: str | None, cambios: dict, dice: str):
    with pytest.raises(CommandError) as error:
        correr(monkeypatch, clave, **cambios)
    assert dice in str(error.value)
    assert not Ayuntamiento.objects.exists()
    assert not Usuario.objects.exclude(username="sistema").exists()


def test_it_asks_for_what_was_not_given(monkeypatch):
    respuestas = iter(["preguntada", "Persona Preguntada", "Chapala", "Jalisco"])
    claves = iter([CLAVE, CLAVE])
    monkeypatch.delenv("CLAVE_ADMINISTRADOR", raising=False)
    monkeypatch.setattr("builtins.input", lambda pregunta: next(respuestas))
    monkeypatch.setattr("poa.management.commands.crear_administrador.getpass", lambda pregunta: next(claves))
    call_command("crear_administrador", stdout=io.StringIO())
    assert Usuario.objects.get(username="preguntada").nombre == "Persona Preguntada"
