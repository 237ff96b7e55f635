"""The catalogues in a real browser: axe finds nothing, nothing overflows, the keyboard is enough."""

from datetime import date

import pytest
from django.urls import reverse

from nucleo.models import Usuario
from poa import servicios
from poa.models import Adscripcion, Localidad
from tests.anchos import ANCHOS
from tests.poa.test_accesibilidad import fallas
from tests.reparto import AHORA, Reparto

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]
CLAVE = "tres sauces junto al lago"


@pytest.fixture
def paginas(reparto: Reparto) -> list[str]:
    """Every page of the catalogues, with something on it, and the empty ones."""
    actor = {"persona": reparto.persona("administrador"), "ahora": AHORA}
    servicios.agregar_inhabiles(**actor, desde=date(2024, 7, 25), motivo="Fiesta")
    directora, cargo = reparto.usuarios["directora_a"].pk, Adscripcion.objects.first().pk
    servicios.emitir_enlace(**actor, usuario_id=directora)
    con_pk = {
        "persona": directora,
        "persona_editar": directora,
        "persona_segundo_factor": directora,
        "cargo_nuevo": reparto.usuarios["administrador"].pk,
        "cargo_corregir": cargo,
        "cargo_terminar": cargo,
        "ejercicio": reparto.ejercicio.pk,
    }
    sueltas = "catalogos ayuntamiento ejercicios personas persona_nueva".split()
    return [
        *(reverse(nombre) for nombre in sueltas),
        *(reverse(nombre, args=[pk]) for nombre, pk in con_pk.items()),
        *(reverse("catalogo", args=[tipo]) for tipo in ("direcciones", "localidades", "ejes")),
        reverse("catalogo", args=["ejes"]) + "?inactivas=1",
        reverse("catalogo", args=["ejes"]) + "?q=nada-asi",
        reverse("catalogo_nuevo", args=["direcciones"]),
        reverse("catalogo_editar", args=["direcciones", reparto.direcciones["A"].pk]),
        reverse("catalogo_editar", args=["localidades", Localidad.objects.last().pk]),
        reverse("inhabiles") + "?anio=2024",
    ]


@pytest.mark.parametrize("ancho", ANCHOS)
def test_axe_finds_nothing_and_nothing_overflows(
    reparto: Reparto, paginas: list[str], pagina, entrar_como, ancho: int
):
    entrar_como(reparto.usuarios["administrador"])
    pagina.set_viewport_size({"width": ancho, "height": 900})
    for ruta in paginas:
        assert pagina.goto(ruta).status == 200
        assert fallas(pagina) == [], ruta
        sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sobra <= 0, ruta


def ir_con_tab(pagina, texto: str) -> None:
    """Press Tab until the focus stands on what reads `texto`."""
    for _ in range(80):
        pagina.keyboard.press("Tab")
        if texto in pagina.evaluate("document.activeElement.closest('a, button')?.innerText ?? ''"):
            return
    raise AssertionError(f"the keyboard does not reach «{texto}»")


def test_a_link_is_given_and_used_with_the_keyboard_alone(
    reparto: Reparto, pagina, entrar_como, live_server, settings
):
    settings.URL_PUBLICA = live_server.url
    entrar_como(reparto.usuarios["administrador"])
    usuario = reparto.usuarios["personal_a"]
    pagina.goto(reverse("persona", args=[usuario.pk]))
    ir_con_tab(pagina, "Dar un enlace")
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector("#enlace")
    assert fallas(pagina) == []
    enlace = pagina.input_value("#enlace")
    pagina.context.clear_cookies()
    pagina.goto(enlace)
    assert fallas(pagina) == []
    pagina.focus("#id_clave")
    pagina.keyboard.type(CLAVE)
    pagina.keyboard.press("Tab")
    pagina.keyboard.type(CLAVE)
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(f"**{reverse('account_login')}")
    assert Usuario.objects.get(pk=usuario.pk).check_password(CLAVE)


def test_deactivating_asks_first_and_escape_leaves_all_as_it_was(reparto: Reparto, pagina, entrar_como):
    entrar_como(reparto.usuarios["administrador"])
    usuario = reparto.usuarios["personal_a"]
    pagina.goto(reverse("persona", args=[usuario.pk]))
    ir_con_tab(pagina, "Desactivar la cuenta")
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector("#confirmacion[open]")
    pagina.keyboard.press("Escape")
    assert Usuario.objects.get(pk=usuario.pk).is_active
    ir_con_tab(pagina, "Desactivar la cuenta")
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector("#confirmacion[open]")
    ir_con_tab(pagina, "Sí, continuar")
    with pagina.expect_navigation():
        pagina.keyboard.press("Enter")
    assert not Usuario.objects.get(pk=usuario.pk).is_active
