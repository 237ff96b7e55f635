"""The one-time link: once, 48 hours, only its hash kept, one winner of eight, and who may give it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from nucleo.models import Asiento, EnlaceDeUnUso, Usuario
from nucleo.personas import Persona
from poa import servicios
from poa.servicios import EnlaceInservible
from tests.reparto import AHORA, HOY, Reparto

CLAVE = "tres sauces junto al lago"


def emitir(reparto: Reparto, a: str = "personal_a", de: str = "administrador", ahora=AHORA):
    return servicios.emitir_enlace(
        persona=reparto.persona(de), ahora=ahora, usuario_id=reparto.usuarios[a].pk
    )


def usar(token: str, clave: str = CLAVE, ahora=AHORA) -> Usuario:
    return servicios.usar_enlace(ahora=ahora, token=token, clave=clave)


def ruta(token: str) -> str:
    return reverse("poner_contrasena", args=[token])


def test_only_the_hash_of_the_token_is_kept(reparto: Reparto):
    emitido = emitir(reparto)
    fila = EnlaceDeUnUso.objects.values().get()
    assert emitido.token not in str(fila)
    assert fila["vence_en"] - fila["emitido_en"] == timedelta(hours=48)
    asiento = Asiento.objects.get(accion="enlace.emitir")
    assert (asiento.cadena, asiento.actor) == ("municipio", reparto.usuarios["administrador"])
    assert emitido.token not in str(asiento.datos)


def test_it_works_once(reparto: Reparto):
    token = emitir(reparto).token
    usuario = usar(token)
    assert usuario.check_password(CLAVE)
    with pytest.raises(EnlaceInservible):
        usar(token, "otra frase muy distinta")
    usuario.refresh_from_db()
    assert usuario.check_password(CLAVE), "the second use changed nothing"
    assert Asiento.objects.get(accion="enlace.usar").actor == usuario


@pytest.mark.parametrize(
    ("espera", "sirve"), [(timedelta(hours=47, minutes=59), True), (timedelta(hours=48), False)]
)
def test_it_expires(reparto: Reparto, espera: timedelta, sirve: bool):
    token = emitir(reparto).token
    if sirve:
        assert usar(token, ahora=AHORA + espera).check_password(CLAVE)
    else:
        with pytest.raises(EnlaceInservible):
            usar(token, ahora=AHORA + espera)


@pytest.mark.parametrize(
    "cambio", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase(), lambda t: "x"]
)
def test_a_tampered_token_opens_nothing(reparto: Reparto, cambio):
    token = emitir(reparto).token
    with pytest.raises(EnlaceInservible):
        usar(cambio(token))
    assert not EnlaceDeUnUso.objects.filter(usado_en__isnull=False).exists()


def test_the_hash_itself_is_no_token(reparto: Reparto):
    """Whoever reads a copy of the database cannot use what stands there."""
    emitir(reparto)
    with pytest.raises(EnlaceInservible):
        usar(EnlaceDeUnUso.objects.get().huella)


def test_a_newer_link_ends_the_older(reparto: Reparto):
    viejo, nuevo = emitir(reparto).token, emitir(reparto, ahora=AHORA + timedelta(minutes=1)).token
    with pytest.raises(EnlaceInservible):
        usar(viejo, ahora=AHORA + timedelta(minutes=2))
    assert usar(nuevo, ahora=AHORA + timedelta(minutes=2))


def test_the_link_of_another_person_stays(reparto: Reparto):
    de_a, _ = emitir(reparto, "personal_a").token, emitir(reparto, "personal_b")
    assert usar(de_a).username == "personal_a"


@pytest.mark.parametrize("clave", ["corta", "password1234", "1234567890", "personal_a1"])
def test_a_weak_password_is_told_and_does_not_spend_the_link(reparto: Reparto, clave: str):
    token = emitir(reparto).token
    with pytest.raises(DatosInvalidos) as error:
        usar(token, clave)
    assert list(error.value.errores) == ["clave"]
    assert usar(token).check_password(CLAVE)


def test_a_deactivated_person_has_no_use_for_a_link(reparto: Reparto):
    token = emitir(reparto).token
    actor = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    usuario_id = reparto.usuarios["personal_a"].pk
    servicios.activar_usuario(**actor, usuario_id=usuario_id, activo=False)
    with pytest.raises(EnlaceInservible):
        usar(token)
    with pytest.raises(Conflicto):
        emitir(reparto)
    servicios.activar_usuario(**actor, usuario_id=usuario_id, activo=True)
    with pytest.raises(EnlaceInservible):
        usar(token)


@pytest.mark.parametrize("quien", ["planeacion", "directora_a", "contraloria", "personal_a"])
def test_only_the_administrador_gives_links(reparto: Reparto, quien: str):
    with pytest.raises(SinPermiso):
        emitir(reparto, "administrador", de=quien)
    assert not EnlaceDeUnUso.objects.exists()


def test_the_account_of_the_system_gets_no_link(reparto: Reparto):
    """Who could sign in as «sistema» could do everything."""
    sistema = Usuario.objects.get(username="sistema")
    with pytest.raises(Conflicto):
        servicios.emitir_enlace(persona=reparto.persona("administrador"), ahora=AHORA, usuario_id=sistema.pk)
    with pytest.raises(Conflicto):
        servicios.activar_usuario(
            persona=reparto.persona("administrador"), ahora=AHORA, usuario_id=sistema.pk, activo=True
        )


def test_the_page_sets_the_password_and_ends_the_open_sessions(reparto: Reparto, cliente_de, en_hoy):
    abierta, token = cliente_de("personal_a"), emitir(reparto).token
    visitante = Client()
    vista = visitante.get(ruta(token))
    assert "personal_a" in vista.content.decode()
    assert "no-store" in vista["Cache-Control"]
    respuesta = visitante.post(ruta(token), {"clave": CLAVE, "otra_vez": CLAVE})
    assert respuesta["Location"] == reverse("account_login")
    assert abierta.get(reverse("inicio")).status_code == 302, "the old session ended"
    reparto.usuarios["personal_a"].refresh_from_db()
    assert reparto.usuarios["personal_a"].check_password(CLAVE)


def test_looking_at_the_page_does_not_spend_it(reparto: Reparto, en_hoy):
    """Messengers fetch a link to draw its preview."""
    token = emitir(reparto).token
    for _ in range(3):
        assert Client().get(ruta(token)).status_code == 200
        Client().head(ruta(token))
    assert usar(token)


def test_two_different_passwords_come_back_as_an_error(reparto: Reparto, en_hoy):
    token = emitir(reparto).token
    respuesta = Client().post(ruta(token), {"clave": CLAVE, "otra_vez": "otra cosa larga"})
    assert respuesta.status_code == 400
    assert "No es igual" in respuesta.content.decode()
    assert usar(token)


def test_all_that_does_not_work_looks_the_same(reparto: Reparto, en_hoy):
    usado = emitir(reparto, "personal_b").token
    usar(usado)
    assert Client().get(ruta(usado)).status_code == 404, "used, long before it expires"
    vencido = emitir(reparto).token
    with time_machine.travel(AHORA + timedelta(hours=49), tick=False):
        respuestas = [Client().get(ruta(t)) for t in ("inventado", usado, vencido)]
    assert {r.status_code for r in respuestas} == {404}
    assert len({r.content for r in respuestas}) == 1


def test_guessing_is_slowed_down(reparto: Reparto, en_hoy):
    cache.clear()
    codigos = [Client().get(ruta(f"azar{n}")).status_code for n in range(31)]
    assert codigos == [404] * 30 + [429]
    cache.clear()


def test_the_given_page_shows_it_once_and_is_not_kept(reparto: Reparto, cliente_de, en_hoy):
    cliente = cliente_de("administrador")
    respuesta = cliente.post(reverse("persona_enlace", args=[reparto.usuarios["personal_a"].pk]))
    texto = respuesta.content.decode()
    token = texto.split("/cuenta/enlace/")[1].split("/")[0]
    assert "no-store" in respuesta["Cache-Control"]
    assert (
        token
        not in cliente.get(reverse("persona", args=[reparto.usuarios["personal_a"].pk])).content.decode()
    )
    assert usar(token).username == "personal_a"


@pytest.mark.solo_postgres
@pytest.mark.django_db(transaction=True)
def test_one_of_eight_at_once_wins(reparto: Reparto, tamano):
    for ronda in range(tamano(5, 25)):
        token = emitir(reparto, ahora=AHORA + timedelta(seconds=ronda)).token

        def poner(n: int, token: str = token, ronda: int = ronda):
            try:
                return usar(token, f"frase larga numero {n}", AHORA + timedelta(seconds=ronda + 1)).pk
            except EnlaceInservible as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as hilos:
            resultados = list(hilos.map(poner, range(8)))
        ganan = [n for n, r in enumerate(resultados) if not isinstance(r, Exception)]
        assert len(ganan) == 1
        usuario = Usuario.objects.get(username="personal_a")
        assert usuario.check_password(f"frase larga numero {ganan[0]}")
        assert Asiento.objects.filter(accion="enlace.usar").count() == ronda + 1


def test_failed_tries_are_forgotten_when_the_password_is_set(reparto: Reparto, en_hoy):
    """Somebody locked out by five wrong tries comes in with the new password at once."""
    cliente, token = Client(), emitir(reparto).token
    entrada = reverse("account_login")
    for _ in range(5):
        ultima = cliente.post(entrada, {"login": "personal_a", "password": "equivocada"})
    assert ultima.status_code == 429, "locked out"
    usar(token)
    assert cliente.post(entrada, {"login": "personal_a", "password": CLAVE})["Location"] == reverse("inicio")
    assert Persona.de(Usuario.objects.get(username="personal_a"), HOY).cargos
