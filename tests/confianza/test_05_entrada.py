"""Rule 5: the door. Argon2, five tries, one answer for all, keys that rotate, sessions that end, resets."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from nucleo.models import Asiento
from poa import servicios
from tests.confianza.entrada import CLAVE, OTRA, con_clave, cuerpo, dentro, entrar, exigir_a, llave_de
from tests.reparto import AHORA
from tests.sesiones import entrar as con_sesion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
ARGON2 = "django.contrib.auth.hashers.Argon2PasswordHasher"
SIN_LIMITES = "nucleo.middleware.LimitesDeSesion"
INTENTOS = 5


class SoloQuienExiste(ModelBackend):
    """A backend as it must not be: who does not exist costs nothing."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        existe = type(self).usuarios.filter(username=username).exists()
        return super().authenticate(request, username, password) if existe else None


def nombre_tal_cual(request, credentials=None) -> str:
    """As axes does by itself."""
    return str((credentials or request.POST).get("username", ""))


@pytest.fixture
def conteo(monkeypatch, settings) -> list[str]:
    """How many times argon2 runs."""
    settings.PASSWORD_HASHERS = [ARGON2]
    veces: list[str] = []
    for nombre in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, nombre)

        def contada(self, *datos, original=original, nombre=nombre):
            veces.append(nombre)
            return original(self, *datos)

        monkeypatch.setattr(Argon2PasswordHasher, nombre, contada)
    return veces


def cuesta(conteo: list[str], usuario: str) -> int:
    conteo.clear()
    entrar(Client(), usuario, "equivocada")
    return len(conteo)


def test_passwords_are_kept_with_argon2(reparto, conteo):
    usuario = con_clave(reparto)
    assert usuario.password.startswith("argon2$argon2id$")
    assert entrar(Client(), "directora_a")["Location"] == reverse("inicio")


def test_five_tries_and_then_a_wait(reparto, cifra):
    con_clave(reparto)
    cliente = Client()
    codigos = [
        entrar(cliente, u, "mala").status_code for u in ("directora_a", "DIRECTORA_A", " Directora_a ")
    ]
    codigos += [entrar(cliente, "directora_a", "mala").status_code for _ in range(INTENTOS - 3)]
    assert codigos == [200] * (INTENTOS - 1) + [429]
    detenida = entrar(cliente, "directora_a")
    assert (detenida.status_code, dentro(cliente)) == (429, False), "not even with the right password"
    assert "15 minutos" in detenida.content.decode()
    assert detenida["Retry-After"] == "900"
    assert entrar(Client(), "directora_a", desde="10.9.9.9").status_code == 302, "from elsewhere she comes in"
    cifra(5, "intentos fallidos antes de la espera", codigos.index(429) + 1)


@pytest.mark.parametrize(("minutos", "entra"), [(14, False), (16, True)])
def test_the_wait_ends_and_does_not_grow_by_trying(reparto, minutos, entra):
    con_clave(reparto)
    cliente = Client()
    for _ in range(INTENTOS):
        entrar(cliente, "directora_a", "mala")
    with time_machine.travel(AHORA + timedelta(minutes=5), tick=False):
        assert "10 minutos" in entrar(cliente, "directora_a", "mala").content.decode()
    with time_machine.travel(AHORA + timedelta(minutes=minutos), tick=False):
        assert (entrar(cliente, "directora_a").status_code == 302) is entra


def test_control_without_the_guard_the_sixth_try_comes_in(reparto, settings):
    settings.AXES_ENABLED = False
    con_clave(reparto)
    cliente = Client()
    for _ in range(INTENTOS):
        entrar(cliente, "directora_a", "mala")
    assert entrar(cliente, "directora_a").status_code == 302


def test_who_fails_elsewhere_keeps_nobody_out(reparto):
    """Failures are counted by user and address: an outsider cannot shut the account of somebody."""
    con_clave(reparto)
    for _ in range(30):
        entrar(Client(), "directora_a", "mala", desde="203.0.113.5")
    assert entrar(Client(), "directora_a", desde="10.0.0.1").status_code == 302


def test_the_answer_does_not_tell_who_exists(reparto, cifra):
    con_clave(reparto)
    reparto.usuarios["personal_a"].set_unusable_password()
    reparto.usuarios["personal_a"].save()
    inactiva = con_clave(reparto, "personal_b")
    inactiva.is_active = False
    inactiva.save()
    vistas = {}
    for usuario in ("directora_a", "personal_a", "personal_b", "no_existe_nadie"):
        cliente = Client()
        paginas = [entrar(cliente, usuario, "mala") for _ in range(INTENTOS + 2)]
        vistas[usuario] = [(p.status_code, cuerpo(p, usuario)) for p in paginas]
    distintas = [u for u in vistas if vistas[u] != vistas["directora_a"]]
    assert distintas == []
    cifra(5, "usuarios que la respuesta delata", len(distintas), len(vistas))


def test_the_cost_does_not_tell_who_exists(reparto, conteo, cifra):
    con_clave(reparto)
    inactiva = con_clave(reparto, "personal_b")
    inactiva.is_active = False
    inactiva.save()
    sin_clave = reparto.usuarios["personal_a"]
    sin_clave.set_unusable_password()
    sin_clave.save()
    costos = {u: cuesta(conteo, u) for u in ("directora_a", "personal_b", "personal_a", "no_existe_nadie")}
    assert set(costos.values()) == {1}, costos
    cifra(5, "veces que corre argon2 para quien no existe (y para quien sí)", costos["no_existe_nadie"])


def test_control_a_backend_that_skips_the_unknown_is_seen(reparto, conteo, settings):
    SoloQuienExiste.usuarios = type(con_clave(reparto)).objects.all()
    settings.AUTHENTICATION_BACKENDS = [
        "axes.backends.AxesStandaloneBackend",
        f"{__name__}.SoloQuienExiste",
    ]
    assert (cuesta(conteo, "directora_a"), cuesta(conteo, "no_existe_nadie")) == (1, 0)


def huellas_de_intento(texto: str) -> list[str]:
    """Columns of the failed tries in which what was typed can be read."""
    filas = AccessAttempt.objects.values()
    return [c for fila in filas for c, v in fila.items() if texto.lower() in str(v).lower()]


def test_a_password_typed_as_user_is_not_kept(reparto):
    for _ in range(2):
        entrar(Client(), CLAVE, "x")
    assert AccessAttempt.objects.count() == 1, "the tries are counted all the same"
    assert huellas_de_intento(CLAVE) == []


def test_control_axes_by_itself_would_keep_it(reparto, settings):
    settings.AXES_USERNAME_CALLABLE = nombre_tal_cual
    entrar(Client(), CLAVE, "x")
    assert huellas_de_intento(CLAVE) == ["username"]


def test_the_key_of_the_session_rotates(reparto):
    con_clave(reparto)
    cliente = Client()
    cliente.get(reverse("account_login"))
    plantada = cliente.session
    plantada["puesta"] = "por otra persona"
    plantada.save()
    antes = llave_de(cliente)
    entrar(cliente, "directora_a")
    al_entrar = llave_de(cliente)
    assert al_entrar != antes, "a session planted before does not become hers"
    datos = {"oldpassword": CLAVE, "password1": OTRA, "password2": OTRA}
    assert cliente.post(reverse("account_change_password"), datos).status_code == 302
    assert llave_de(cliente) != al_entrar
    assert dentro(cliente)


def test_changing_the_password_ends_the_other_sessions(reparto):
    con_clave(reparto)
    propia, otra = Client(), Client()
    for cliente in (propia, otra):
        entrar(cliente, "directora_a")
    assert dentro(otra)
    datos = {"oldpassword": CLAVE, "password1": OTRA, "password2": OTRA}
    propia.post(reverse("account_change_password"), datos)
    assert (dentro(propia), dentro(otra)) == (True, False)


def test_a_person_closes_their_other_sessions_and_nobody_elses(reparto, cliente_de):
    propia, otra, ajena = cliente_de("directora_a"), cliente_de("directora_a"), cliente_de("directora_b")
    propia.post(reverse("cerrar_otras_sesiones"))
    assert (dentro(propia), dentro(otra), dentro(ajena)) == (True, False, True)
    assert Asiento.objects.get(accion="usuario.cerrar_sesiones").datos == {"cuantas": 1}


def a_los(minutos: float):
    return time_machine.travel(AHORA + timedelta(minutes=minutos), tick=False)


def test_an_idle_session_ends_and_says_why(reparto, cliente_de, cifra):
    quieta = cliente_de("personal_a")
    with a_los(59):
        assert dentro(quieta)
    with a_los(59 + 61):
        respuesta = quieta.get("/actividades/?q=obra")
        assert respuesta["Location"] == "/entrar/?next=%2Factividades%2F%3Fq%3Dobra&motivo=inactividad"
        assert "Su sesión se cerró" in quieta.get(respuesta["Location"]).content.decode()
        assert not dentro(quieta)
    cifra(5, "minutos sin uso tras los que la sesión termina", 60)


def test_a_session_in_use_ends_all_the_same(reparto, cliente_de, cifra):
    cliente = cliente_de("personal_a")
    for media_hora in range(1, 24):
        with a_los(30 * media_hora):
            assert dentro(cliente), f"after {media_hora / 2} hours"
    with a_los(12 * 60 + 1):
        assert "motivo=limite" in cliente.get("/")["Location"]
    cifra(5, "horas tras las que la sesión termina aunque se use", 12)


def test_the_limits_are_those_of_the_screen(reparto, cliente_de):
    exigir_a(minutos_de_inactividad=10, horas_de_sesion=1)
    cliente = cliente_de("personal_a")
    for minutos in (9, 18, 27, 36, 45, 54):
        with a_los(minutos):
            assert dentro(cliente)
    with a_los(61):
        assert not dentro(cliente)


def test_control_without_the_limits_it_would_live(reparto, cliente_de, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != SIN_LIMITES]
    cliente = cliente_de("personal_a")
    with a_los(11 * 60):
        assert cliente.get(reverse("salud")).status_code == 200
        assert cliente.session.get("_auth_user_id"), "nobody ended it"


@pytest.mark.parametrize("vencida", [True, False], ids=["vencida", "sin sesión"])
def test_a_script_is_told_with_401(reparto, cliente_de, vencida):
    cliente = cliente_de("personal_a") if vencida else Client()
    with a_los(61 if vencida else 0):
        respuesta = cliente.post("/actividades/nueva/", {}, headers={"Accept": "application/json"})
        assert (respuesta.status_code, respuesta["X-Sesion"]) == (401, "vencida")
        assert "Entre de nuevo" in respuesta.json()["error"]


def test_after_a_form_one_comes_back_to_its_page(reparto, cliente_de):
    """The address of a button is no page: one goes back to where the button was."""
    cliente = cliente_de("directora_a")
    with a_los(61):
        de_aqui = cliente.post("/cuenta/sesiones/cerrar/", headers={"Referer": "http://testserver/poas/?q=1"})
        assert "next=%2Fpoas%2F%3Fq%3D1&" in de_aqui["Location"]
        ajena = Client().post("/cuenta/sesiones/cerrar/", headers={"Referer": "http://malo.example/x"})
        assert ajena["Location"] == "/entrar/?next=%2F"


def test_giving_links_is_slowed_down(reparto, cliente_de):
    cache.clear()
    cliente = cliente_de("administrador")
    ruta = reverse("persona_enlace", args=[reparto.usuarios["personal_a"].pk])
    codigos = [cliente.post(ruta).status_code for _ in range(11)]
    assert codigos == [200] * 10 + [429]
    cache.clear()


def test_using_links_is_slowed_down(reparto):
    cache.clear()
    quien = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    bueno = servicios.emitir_enlace(**quien, usuario_id=reparto.usuarios["personal_a"].pk).token
    ruta = reverse("poner_contrasena", args=["A" * 43])
    codigos = [Client().get(ruta).status_code for _ in range(31)]
    assert codigos == [404] * 30 + [429]
    ultimo = Client().get(reverse("poner_contrasena", args=[bueno]))
    assert (ultimo.status_code, ultimo["Retry-After"]) == (429, "60"), "guessing does not tell which is good"
    cache.clear()


def test_a_person_without_password_is_told_how_to_get_one(reparto):
    usuario = reparto.usuarios["personal_a"]
    usuario.set_unusable_password()
    usuario.save()
    cliente = con_sesion(Client(), usuario)
    respuesta = cliente.get(reverse("account_change_password"), follow=True)
    assert respuesta.status_code == 200
    assert "pida un enlace al administrador" in respuesta.content.decode()
