"""The first page of who keeps the accounts: what is missing, and nothing that is not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from nucleo.models import Usuario
from poa.consultas.por_atender import por_atender
from poa.models import Adscripcion, Direccion
from tests.reparto import HOY, Reparto


@pytest.fixture
def en_orden(reparto: Reparto) -> Reparto:
    """Every active dirección has a head who signs; everybody has a password and a cargo without an end."""
    sin_titular = Direccion.objects.exclude(clave__in=["A", "B"])
    sin_titular.update(activa=False)
    Usuario.objects.update(password="md5$una$clave")
    return reparto


def test_nothing_waits_when_all_is_in_order(en_orden: Reparto):
    assert not por_atender(HOY).hay


def test_a_direccion_whose_head_may_not_sign_waits(en_orden: Reparto):
    Adscripcion.objects.filter(usuario=en_orden.usuarios["directora_a"]).update(puede_firmar=False)
    assert por_atender(HOY).sin_titular == [en_orden.direcciones["A"]]


def test_who_has_no_password_or_no_cargo_waits(en_orden: Reparto):
    nueva = Usuario.objects.create(username="nueva", nombre="Nora Nueva")
    nueva.set_unusable_password()
    nueva.save()
    pendiente = por_atender(HOY)
    assert pendiente.sin_contrasena == [nueva]
    assert pendiente.sin_cargo == [nueva]
    Adscripcion.objects.create(
        usuario=nueva,
        direccion=en_orden.direcciones["A"],
        rol="personal",
        cargo="Auxiliar",
        desde=HOY + timedelta(days=3),
    )
    assert por_atender(HOY).sin_cargo == []
    Usuario.objects.filter(pk=nueva.pk).update(is_active=False)
    assert not por_atender(HOY).hay


@pytest.mark.parametrize(("dias", "avisa"), [(0, True), (29, True), (30, True), (31, False)])
def test_a_cargo_is_announced_thirty_days_before_its_last_day(en_orden: Reparto, dias: int, avisa: bool):
    ultimo = HOY + timedelta(days=dias)
    cargo = Adscripcion.objects.get(usuario=en_orden.usuarios["personal_a"])
    Adscripcion.objects.filter(pk=cargo.pk).update(hasta=ultimo + timedelta(days=1))
    assert [(c.adscripcion, c.ultimo) for c in por_atender(HOY).por_terminar] == [(cargo, ultimo)] * avisa


def test_it_takes_the_same_queries_however_many_people(en_orden: Reparto, django_assert_num_queries):
    with django_assert_num_queries(3):
        por_atender(HOY)
    for n in range(20):
        nuevo = Usuario.objects.create(username=f"n{n}", nombre=f"Nombre {n}")
        Adscripcion.objects.create(
            usuario=nuevo,
            direccion=en_orden.direcciones["B"],
            rol="personal",
            cargo="X",
            desde=date(2024, 1, 1),
        )
    with django_assert_num_queries(3):
        por_atender(HOY)


def test_only_who_keeps_the_accounts_opens_on_it(reparto: Reparto, cliente_de, en_hoy):
    titulo = "Cuentas y cargos por atender"
    assert titulo in cliente_de("administrador").get(reverse("inicio")).text
    assert titulo not in cliente_de("tesoreria").get(reverse("inicio")).text
    assert titulo not in cliente_de("planeacion").get(reverse("inicio")).text
