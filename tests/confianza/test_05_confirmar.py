"""Rule 5: the password again before signing and before touching permissions; what was written is not lost."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse

from nucleo.models import Asiento, EnlaceDeUnUso
from nucleo.reconfirmar import CLAVE as CAMPO
from nucleo.reconfirmar import CODIGO
from poa.consultas.catalogos import huella_de
from poa.models import Adscripcion
from tests.acceso.matriz import MATRIZ
from tests.acceso.rutas import rutas
from tests.confianza.entrada import CLAVE, codigo, con_clave, entrar
from tests.reparto import AHORA
from tests.sesiones import entrar as con_sesion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
PIDEN = {
    "acta_adjuntar",
    "ciudadania_anonimizar",
    "ciudadania_expediente",
    "ciudadania_exportar",
    "acta_firmar",
    "acta_firmar_preparar",
    "acta_firmar_terminar",
    "firmar",
    "firmar_preparar",
    "firmar_terminar",
    "papel_adjuntar",
    "desbloquear",
    "poa_firmar",
    "poa_firmar_preparar",
    "poa_firmar_terminar",
    "poa_adjuntar",
    "poa_hoja_devolver",
    "persona_editar",
    "persona_activar",
    "persona_enlace",
    "persona_segundo_factor",
    "persona_exportar",
    "persona_anonimizar",
    "cargo_nuevo",
    "cargo_corregir",
    "cargo_terminar",
    "cargo_retirar",
    "seguridad",
}
SECRETO = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def sin_confirmar(reparto):
    """`sin_confirmar("administrador")`: signed in, and the password not given again."""

    def cliente(quien: str) -> Client:
        return con_sesion(Client(), con_clave(reparto, quien), confirmada=False)

    return cliente


def quien_puede(nombre: str) -> str:
    """Somebody whom the rule of the route lets in."""
    fila = MATRIZ[nombre]
    return next(q for q in ("administrador", "directora_a", "planeacion") if fila.codigos("post")[q] != "403")


def ruta(nombre: str) -> str:
    """The address of a route, naming whatever: the question comes before anything is looked for."""
    opciones = get_resolver().reverse_dict.getlist(nombre)
    return reverse(nombre, args=[1] * len(opciones[0][0][0][1]))


def test_what_asks_is_what_should(reparto):
    assert {r.nombre for r in rutas() if getattr(r.vista, "pide_confirmacion", False)} == PIDEN


@pytest.mark.parametrize("nombre", sorted(PIDEN))
def test_each_of_them_asks_first(sin_confirmar, nombre):
    cliente = sin_confirmar(quien_puede(nombre))
    antes = Asiento.objects.count()
    pagina = cliente.get(ruta(nombre))
    assert pagina["Location"].startswith(f"{reverse('account_reauthenticate')}?next=")
    enviada = cliente.post(ruta(nombre), {"motivo": "Lo que escribí"})
    assert enviada.status_code == 403
    assert "Lo que escribí" in enviada.content.decode()
    de_script = cliente.post(ruta(nombre), {}, headers={"Accept": "application/json"})
    assert (de_script.status_code, de_script["X-Sesion"]) == (403, "confirmar")
    assert Asiento.objects.count() == antes


@pytest.mark.parametrize("nombre", sorted(PIDEN))
def test_control_who_just_confirmed_is_not_asked(cliente_de, nombre):
    respuesta = cliente_de(quien_puede(nombre)).get(ruta(nombre))
    assert not respuesta.get("Location", "").startswith(reverse("account_reauthenticate"))


def test_signing_in_is_not_confirming(reparto):
    """Whoever finds a session just opened still does not sign with it."""
    con_clave(reparto, "administrador")
    cliente = Client()
    entrar(cliente, "administrador")
    assert cliente.get(reverse("seguridad")).status_code == 302


def test_the_page_goes_on_where_one_was(sin_confirmar):
    cliente = sin_confirmar("administrador")
    preguntada = cliente.get(reverse("seguridad"))["Location"]
    assert cliente.post(preguntada, {"password": "mala"}).status_code == 200
    assert cliente.post(preguntada, {"password": CLAVE})["Location"] == reverse("seguridad")
    assert cliente.get(reverse("seguridad")).status_code == 200


def _cargo(reparto) -> Adscripcion:
    return Adscripcion.objects.get(usuario=reparto.usuarios["personal_a"])


def test_a_form_that_comes_late_is_held_and_then_goes_on(reparto, sin_confirmar):
    cliente, cargo = sin_confirmar("administrador"), _cargo(reparto)
    donde = reverse("cargo_corregir", args=[cargo.pk])
    datos = {"visto": huella_de(cargo), "cargo": "Auxiliar <b>«de campo»</b>", "oficio": "PM/7\n2024"}
    pedida = cliente.post(donde, datos)
    assert pedida.context["campos"] == list(datos.items())
    assert "Auxiliar &lt;b&gt;" in pedida.content.decode()
    mal = cliente.post(donde, datos | {CAMPO: "mala"})
    assert (mal.status_code, mal.context["campos"]) == (403, list(datos.items()))
    assert "mala" not in mal.content.decode(), "a password is not given back"
    assert cliente.post(donde, datos | {CAMPO: CLAVE}).status_code == 302
    cargo.refresh_from_db()
    assert cargo.cargo == "Auxiliar <b>«de campo»</b>"
    assert CLAVE not in str(list(Asiento.objects.values()))


def test_a_button_goes_on_too(reparto, sin_confirmar):
    donde = reverse("persona_enlace", args=[reparto.usuarios["personal_a"].pk])
    cliente = sin_confirmar("administrador")
    cliente.post(donde)
    assert not EnlaceDeUnUso.objects.exists()
    assert cliente.post(donde, {CAMPO: CLAVE}).status_code == 200
    assert EnlaceDeUnUso.objects.count() == 1


def test_the_second_factor_serves_as_well(reparto, sin_confirmar):
    cliente = sin_confirmar("administrador")
    TOTP.activate(reparto.usuarios["administrador"], SECRETO)
    donde = reverse("persona_enlace", args=[reparto.usuarios["personal_a"].pk])
    assert "O el código" in cliente.post(donde).content.decode()
    assert cliente.post(donde, {CODIGO: "000000"}).status_code == 403
    assert cliente.post(donde, {CODIGO: codigo(SECRETO)}).status_code == 200


def test_a_file_has_to_be_chosen_again_and_it_says_so(sin_confirmar):
    cliente = sin_confirmar("directora_a")
    archivo = SimpleUploadedFile("hoja.pdf", b"%PDF-1.7", "application/pdf")
    donde = "http://testserver/trimestres/1/firmar/"
    enviada = cliente.post(ruta("papel_adjuntar"), {"escaneo": archivo}, headers={"Referer": donde})
    assert enviada["Location"] == "/cuenta/confirmar/?next=%2Ftrimestres%2F1%2Ffirmar%2F"
    assert "elija otra vez el archivo" in cliente.get(enviada["Location"]).content.decode()


@pytest.mark.parametrize(
    ("minutos", "pagina", "envio"),
    [(9, False, False), (11, True, False), (29, True, False), (31, True, True)],
)
def test_how_long_it_counts(reparto, cliente_de, minutos, pagina, envio):
    """Ten minutes to open the page, and twenty more to read what one signs before sending it."""
    cliente, cargo = cliente_de("administrador"), _cargo(reparto)
    donde = reverse("cargo_corregir", args=[cargo.pk])
    with time_machine.travel(AHORA + timedelta(minutes=minutos), tick=False):
        assert (cliente.get(donde).status_code == 302) is pagina
        assert (cliente.post(donde, {"cargo": ""}).status_code == 403) is envio


def test_five_wrong_passwords_close_this_door_too(reparto, sin_confirmar):
    cliente = sin_confirmar("administrador")
    donde = reverse("persona_enlace", args=[reparto.usuarios["personal_a"].pk])
    codigos = [cliente.post(donde, {CAMPO: "mala"}).status_code for _ in range(5)]
    assert codigos == [403] * 4 + [429]
    assert cliente.post(donde, {CAMPO: CLAVE}).status_code == 429
    assert not EnlaceDeUnUso.objects.exists()


def test_a_new_sign_in_begins_without_it(reparto, cliente_de):
    con_clave(reparto, "administrador")
    cliente = con_sesion(Client(), reparto.usuarios["administrador"])
    assert cliente.get(reverse("seguridad")).status_code == 200
    cliente.post(reverse("account_logout"))
    entrar(cliente, "administrador")
    assert cliente.get(reverse("seguridad")).status_code == 302
