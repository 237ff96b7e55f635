"""Accounts and cargos: half-open periods, the encargado's oficio, and who may give them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.models import Asiento, Usuario
from nucleo.personas import Persona
from nucleo.roles import Accion, Rol
from poa import servicios
from poa.consultas import cargos_en_vigor, titular_de
from poa.models import Adscripcion
from tests.reparto import AHORA, HOY, INICIO, Reparto

FIN = date(2024, 8, 1)
VISPERA = FIN - timedelta(days=1)


def adscribir(reparto: Reparto, quien: str = "administrador", **cambios) -> Adscripcion:
    """Personal A takes the despacho of A for the month before FIN, unless told otherwise."""
    datos = {
        "usuario": reparto.usuarios["personal_a"],
        "direccion": reparto.direcciones["A"],
        "rol": Rol.DIRECTORA,
        "cargo": "Directora",
        "desde": date(2024, 7, 1),
        "hasta": FIN,
        "puede_firmar": True,
        "como_encargado": True,
        "oficio": "PM/1/2024",
    }
    return servicios.adscribir(persona=reparto.persona(quien), ahora=AHORA, **{**datos, **cambios})


def test_the_last_day_is_the_one_before_hasta(reparto: Reparto):
    adscribir(reparto)
    usuario = reparto.usuarios["personal_a"]
    assert Persona.de(usuario, VISPERA).puede(Accion.FIRMAR_DIRECCION)
    assert not Persona.de(usuario, FIN).puede(Accion.FIRMAR_DIRECCION)
    assert not Persona.de(usuario, date(2024, 6, 30)).puede(Accion.FIRMAR_DIRECCION)


def test_who_replaces_begins_on_the_day_the_other_ends(reparto: Reparto):
    """Half-open periods touch without sharing a day and without leaving one out."""
    titular = Adscripcion.objects.get(usuario=reparto.usuarios["directora_a"])
    servicios.terminar_adscripcion(
        persona=reparto.persona("administrador"), ahora=AHORA, adscripcion_id=titular.pk, hasta=FIN
    )
    adscribir(reparto, desde=FIN, hasta=None, como_encargado=False, oficio="")
    direccion = reparto.direcciones["A"].pk
    assert titular_de(direccion, VISPERA).usuario == reparto.usuarios["directora_a"]
    assert titular_de(direccion, FIN).usuario == reparto.usuarios["personal_a"]
    for dia in (VISPERA, FIN):
        en_vigor = [
            cargo
            for nombre in ("personal_a", "directora_a")
            for cargo in cargos_en_vigor(reparto.usuarios[nombre], dia)
            if cargo.rol == Rol.DIRECTORA
        ]
        assert len(en_vigor) == 1


def test_the_encargado_signs_while_the_encargo_lasts_and_the_oficio_is_printed(reparto: Reparto):
    adscribir(reparto)
    en_julio = titular_de(reparto.direcciones["A"].pk, VISPERA)
    assert (en_julio.usuario, en_julio.oficio) == (reparto.usuarios["personal_a"], "PM/1/2024")
    cargo = Persona.de(en_julio.usuario, VISPERA).cargo_para(Accion.FIRMAR_DIRECCION)
    assert cargo.texto == "Encargado(a): Directora (oficio PM/1/2024)"
    assert titular_de(reparto.direcciones["A"].pk, FIN).usuario == reparto.usuarios["directora_a"]


def test_an_encargo_needs_its_oficio(reparto: Reparto):
    with pytest.raises(DatosInvalidos) as error:
        adscribir(reparto, oficio=" ")
    assert list(error.value.errores) == ["oficio"]
    assert adscribir(reparto, como_encargado=False, oficio="").pk


def test_the_database_refuses_an_encargo_without_oficio_by_itself(reparto: Reparto):
    adscripcion = adscribir(reparto)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adscripcion.objects.filter(pk=adscripcion.pk).update(oficio="")


@pytest.mark.parametrize("hasta", [date(2024, 7, 1), date(2024, 6, 1)])
def test_a_cargo_lasts_a_day_at_least(reparto: Reparto, hasta: date):
    with pytest.raises(DatosInvalidos):
        adscribir(reparto, hasta=hasta)
    adscripcion = adscribir(reparto)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adscripcion.objects.filter(pk=adscripcion.pk).update(hasta=hasta)


@pytest.mark.parametrize(
    ("desde", "hasta", "se_encima"),
    [
        (date(2024, 7, 31), None, True),
        (FIN, None, False),
        (date(2024, 6, 1), date(2024, 7, 2), True),
        (date(2024, 6, 1), date(2024, 7, 1), False),
    ],
)
def test_the_same_function_is_not_held_twice_on_a_day(
    reparto: Reparto, desde: date, hasta: date | None, se_encima: bool
):
    adscribir(reparto)
    if se_encima:
        with pytest.raises(Conflicto):
            adscribir(reparto, desde=desde, hasta=hasta)
    else:
        assert adscribir(reparto, desde=desde, hasta=hasta).pk


@pytest.mark.parametrize("quien", ["directora_a", "planeacion", "contraloria", "tesoreria"])
def test_only_the_administrador_gives_and_ends_cargos(reparto: Reparto, quien: str):
    with pytest.raises(SinPermiso):
        adscribir(reparto, quien)
    propia = Adscripcion.objects.get(usuario=reparto.usuarios[quien])
    with pytest.raises(SinPermiso):
        servicios.terminar_adscripcion(
            persona=reparto.persona(quien), ahora=AHORA, adscripcion_id=propia.pk, hasta=HOY
        )


def test_an_ended_cargo_is_not_ended_later(reparto: Reparto):
    adscripcion = adscribir(reparto)
    actor = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    with pytest.raises(Conflicto):
        servicios.terminar_adscripcion(**actor, adscripcion_id=adscripcion.pk, hasta=date(2025, 1, 1))
    with pytest.raises(DatosInvalidos):
        servicios.terminar_adscripcion(**actor, adscripcion_id=adscripcion.pk, hasta=date(2024, 7, 1))
    servicios.terminar_adscripcion(**actor, adscripcion_id=adscripcion.pk, hasta=date(2024, 7, 8))
    adscripcion.refresh_from_db()
    assert adscripcion.hasta == date(2024, 7, 8)
    assert Asiento.objects.filter(accion="adscripcion.terminar", cadena="direccion:A").count() == 1


def crear(reparto: Reparto, quien: str = "administrador", **cambios) -> Usuario:
    datos = {"username": "Nueva.Persona ", "nombre": "Nueva Persona", "clave": "Una-clave-larga-9"}
    return servicios.crear_usuario(persona=reparto.persona(quien), ahora=AHORA, **{**datos, **cambios})


def test_an_account_has_one_spelling(reparto: Reparto):
    usuario = crear(reparto, rfc="ñave840712kx3", curp="XAVE840712HJCXLR05")
    assert (usuario.username, usuario.rfc) == ("nueva.persona", "ÑAVE840712KX3")
    assert usuario.check_password("Una-clave-larga-9")
    with pytest.raises(Conflicto):
        crear(reparto, username="NUEVA.persona")


def test_an_account_without_password_opens_nothing(reparto: Reparto):
    assert not crear(reparto, clave=None).has_usable_password()


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"username": "a"}, "username"),
        ({"username": "con espacio"}, "username"),
        ({"nombre": " "}, "nombre"),
        ({"rfc": "PEL800101XX0"}, "rfc"),
        ({"curp": "PELN800101"}, "curp"),
        ({"clave": "12345"}, "clave"),
        ({"clave": "password1234"}, "clave"),
    ],
)
def test_an_account_is_checked_by_field(reparto: Reparto, cambio: dict, campo: str):
    with pytest.raises(DatosInvalidos) as error:
        crear(reparto, **cambio)
    assert list(error.value.errores) == [campo]
    assert not Usuario.objects.filter(nombre="Nueva Persona").exists()


def test_only_the_administrador_makes_accounts(reparto: Reparto):
    with pytest.raises(SinPermiso):
        crear(reparto, "planeacion")


def test_the_system_acts_but_cannot_sign_in(reparto: Reparto):
    sistema = servicios.persona_del_sistema(INICIO)
    assert (sistema.usuario.is_active, sistema.usuario.has_usable_password()) == (False, False)
    assert servicios.persona_del_sistema(HOY).usuario == sistema.usuario
    assert not any(sistema.puede(accion) for accion in Accion)
