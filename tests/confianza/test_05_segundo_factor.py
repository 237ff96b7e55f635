"""Rule 5: the second factor, on offer to all and demanded of some; nothing else is done without it."""

import io
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from nucleo.models import Asiento
from nucleo.reglas import regla_de
from nucleo.roles import Rol
from nucleo.segundo_factor import MIENTRAS
from tests.acceso.rutas import rutas
from tests.confianza.entrada import (
    activar_factor,
    codigo,
    codigos_de,
    con_clave,
    dentro,
    entrar,
    exigir_a,
)
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
ACTIVAR = "/cuenta/segundo-factor/activar/"
SECRETO = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def sin_cuentas_de_antes():
    """The tries that other tests left in the shared cache do not count."""
    cache.clear()
    yield
    cache.clear()


def privadas() -> list[str]:
    """Routes that need a session and name nothing in their address."""
    return [
        r.nombre
        for r in rutas()
        if not regla_de(r.vista, r.nombre).publica and "<" not in r.patron and r.nombre not in MIENTRAS
    ]


def abiertas(cliente: Client) -> list[str]:
    """Those that do something else than lead to the page where it is set up."""
    respuestas = {(n, m): getattr(cliente, m)(reverse(n)) for n in privadas() for m in ("get", "post")}
    return [f"{n} {m}" for (n, m), r in respuestas.items() if r.get("Location", "") != ACTIVAR]


def test_nothing_else_is_done_until_it_is_set_up(reparto, cliente_de, cifra):
    exigir_a(*Rol)
    quienes = ("directora_a", "planeacion", "administrador")
    quedan = [a for quien in quienes for a in abiertas(cliente_de(quien))]
    assert quedan == []
    assert len(privadas()) > 20
    cifra(5, "páginas abiertas sin el segundo factor que se pide", len(quedan), len(privadas()) * 6)


def test_control_who_is_not_asked_goes_on(reparto, cliente_de):
    exigir_a(Rol.PLANEACION)
    assert "inicio get" in abiertas(cliente_de("directora_a"))


def test_a_script_is_told_too(reparto, cliente_de):
    exigir_a(Rol.PERSONAL)
    respuesta = cliente_de("personal_a").get("/actividades/", headers={"Accept": "application/json"})
    assert (respuesta.status_code, "segundo factor" in respuesta.json()["error"]) == (403, True)


def test_it_holds_at_the_next_request_of_an_open_session(reparto, cliente_de):
    cliente = cliente_de("directora_a")
    assert cliente.get("/").status_code == 200
    exigir_a(Rol.DIRECTORA)
    assert cliente.get("/")["Location"] == ACTIVAR
    assert cliente.post(reverse("account_logout")).status_code == 302, "but one may leave"


def test_from_the_password_to_the_codes_in_one_go(reparto):
    exigir_a(Rol.DIRECTORA)
    usuario, cliente = con_clave(reparto), Client()
    entrar(cliente, "directora_a")
    assert cliente.get("/")["Location"] == ACTIVAR
    activar_factor(cliente)
    vista = cliente.get(reverse("mfa_view_recovery_codes")).content.decode()
    codigos = codigos_de(usuario)
    assert len(codigos) == 10
    assert [c for c in codigos if c not in vista] == []
    otra_vez = cliente.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert [c for c in codigos if c in otra_vez] == [], "they are shown once"
    assert cliente.get("/").status_code == 200


def test_an_old_session_gives_the_password_before_setting_it_up(reparto, cliente_de):
    """A session found open may not bind somebody else's phone to the account."""
    con_clave(reparto)
    cliente = Client()
    entrar(cliente, "directora_a")
    with time_machine.travel(AHORA + timedelta(minutes=6), tick=False):
        assert cliente.get(ACTIVAR)["Location"].startswith("/cuenta/confirmar/")


def _a_la_segunda_puerta(reparto) -> Client:
    usuario = con_clave(reparto)
    TOTP.activate(usuario, SECRETO)
    cliente = Client()
    assert entrar(cliente, "directora_a")["Location"] == reverse("mfa_authenticate")
    assert not dentro(cliente)
    return cliente


def _dar(cliente: Client, valor: str):
    return cliente.post(reverse("mfa_authenticate"), {"code": valor})


def test_the_password_alone_does_not_come_in(reparto):
    cliente = _a_la_segunda_puerta(reparto)
    assert _dar(cliente, codigo(SECRETO)).status_code == 302
    assert dentro(cliente)


def test_wrong_codes_are_limited(reparto, cifra):
    cliente = _a_la_segunda_puerta(reparto)
    for _ in range(5):
        assert _dar(cliente, "000000").status_code == 200
    negado = _dar(cliente, codigo(SECRETO))
    assert (negado.status_code, "Espere 15 minutos" in negado.content.decode()) == (200, True)
    assert not dentro(cliente)
    otro = Client()
    entrar(otro, "directora_a", desde="10.7.7.7")
    assert _dar(otro, codigo(SECRETO)).status_code == 200, "nor from another address"
    with time_machine.travel(AHORA + timedelta(minutes=16), tick=False):
        nuevo = Client()
        entrar(nuevo, "directora_a")
        assert _dar(nuevo, codigo(SECRETO)).status_code == 302
    cifra(5, "códigos equivocados antes de la espera", 5)


def test_control_without_the_limit_the_sixth_code_comes_in(reparto, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    cliente = _a_la_segunda_puerta(reparto)
    for _ in range(5):
        _dar(cliente, "000000")
    assert _dar(cliente, codigo(SECRETO)).status_code == 302


def test_a_recovery_code_serves_once(reparto, cliente_de):
    usuario = con_clave(reparto)
    propia = cliente_de("directora_a")
    propia.post(reverse("account_reauthenticate"), {"password": "tres sauces junto al lago"})
    entrar(propia, "directora_a")
    nueva = Client()
    entrar(nueva, "directora_a")
    activar_factor(nueva)
    uno = codigos_de(usuario)[0]
    for entra in (True, False):
        cliente = Client()
        entrar(cliente, "directora_a")
        assert (_dar(cliente, uno).status_code == 302) is entra


def test_whose_role_demands_it_does_not_take_it_away(reparto):
    con_clave(reparto)
    cliente = Client()
    entrar(cliente, "directora_a")
    activar_factor(cliente)
    cliente.post(reverse("account_reauthenticate"), {"password": "tres sauces junto al lago"})
    exigir_a(Rol.DIRECTORA)
    negada = cliente.post(reverse("mfa_deactivate_totp"))
    assert (negada.status_code, "no lo puede quitar usted" in negada.content.decode()) == (200, True)
    assert Authenticator.objects.filter(type="totp").count() == 1
    exigir_a()
    assert cliente.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert Authenticator.objects.filter(type="totp").count() == 0


def test_the_administrador_takes_a_lost_one_away_and_says_why(reparto, cliente_de):
    TOTP.activate(reparto.usuarios["directora_a"], SECRETO)
    ruta = reverse("persona_segundo_factor", args=[reparto.usuarios["directora_a"].pk])
    assert cliente_de("administrador").post(ruta, {"motivo": "Perdió el teléfono"}).status_code == 302
    assert not Authenticator.objects.exists()
    assert Asiento.objects.get(accion="usuario.segundo_factor").datos["motivo"] == "Perdió el teléfono"


def test_the_only_administrador_finds_the_way_back(reparto):
    """Everything demanded, phone and codes lost: from the server, and then set up anew at the door."""
    exigir_a(*Rol)
    con_clave(reparto, "administrador")
    TOTP.activate(reparto.usuarios["administrador"], SECRETO)
    with pytest.raises(CommandError):
        call_command("quitar_segundo_factor", "nadie", motivo="x")
    call_command("quitar_segundo_factor", "administrador", motivo="Perdió todo", stdout=io.StringIO())
    asiento = Asiento.objects.get(accion="usuario.segundo_factor")
    assert (asiento.actor.username, asiento.datos["motivo"]) == ("sistema", "Perdió todo")
    cliente = Client()
    entrar(cliente, "administrador")
    activar_factor(cliente)
    assert cliente.get("/").status_code == 200


def test_it_is_asked_on_screen_with_its_asiento(reparto, cliente_de):
    cliente = cliente_de("administrador")
    datos = {"roles": ["administrador", "planeacion"], "minutos_de_inactividad": 30, "horas_de_sesion": 8}
    assert cliente.post(reverse("seguridad"), datos).status_code == 302
    cambios = Asiento.objects.get(accion="seguridad.fijar").datos["cambios"]
    assert cambios["roles_con_factor"] == [[], ["planeacion", "administrador"]]
    assert cliente.get(reverse("seguridad"))["Location"] == ACTIVAR, "it holds for who asked it, too"


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"minutos_de_inactividad": 9}, "minutos_de_inactividad"),
        ({"minutos_de_inactividad": 241}, "minutos_de_inactividad"),
        ({"horas_de_sesion": 13}, "horas_de_sesion"),
        ({"roles": ["dueña"]}, "roles"),
    ],
)
def test_out_of_bounds_comes_back_filled(reparto, cliente_de, cambio, campo):
    datos = {"roles": ["personal"], "minutos_de_inactividad": 33, "horas_de_sesion": 8} | cambio
    respuesta = cliente_de("administrador").post(reverse("seguridad"), datos)
    assert (respuesta.status_code, list(respuesta.context["form"].errors)) == (400, [campo])
    assert not Asiento.objects.filter(accion="seguridad.fijar").exists()
