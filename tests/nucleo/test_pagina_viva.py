"""The live style page in a browser: accessible, narrow, by keyboard, and what its script does."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from nucleo import personas
from nucleo.models import Usuario
from nucleo.personas import Cargo
from nucleo.roles import Rol

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]
SOBRA = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHICOS = """() => Array.from(document.querySelectorAll('a, button, summary, select')).filter((e) => {
  const caja = e.getBoundingClientRect();
  const enTexto = e.closest('p:not(.botones)');
  return caja.width && caja.height < 43.5 && !enTexto && getComputedStyle(e).position !== 'absolute';
}).map((e) => e.outerHTML.slice(0, 120))"""

ENVIAR = "() => document.querySelector('.persona form').requestSubmit()"


def violaciones(pagina) -> list[tuple[str, str]]:
    """What axe finds in the page, as pairs of rule and first element."""
    return [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(pagina).response["violations"]]


@pytest.fixture
def viva(pagina, entrar_como, monkeypatch):
    """The style page, seen by an administrador."""
    cargo = Cargo(1, Rol.ADMINISTRADOR, 1, "Sistemas", "Administradora del sistema", False)
    monkeypatch.setattr(personas, "_fuentes", [lambda usuario, hoy: [cargo]])
    entrar_como(Usuario.objects.create_user("ana", password="una frase larga", nombre="Ana Ruiz"))
    pagina.goto("/estilo/")
    return pagina


@pytest.mark.parametrize("ancho", [320, 390, 1280])
def test_the_style_page_is_accessible_and_fits(viva, ancho: int) -> None:
    viva.set_viewport_size({"width": ancho, "height": 844})
    assert violaciones(viva) == []
    assert viva.evaluate(SOBRA) == 0


def test_axe_does_see_a_fault(viva) -> None:
    viva.evaluate("document.querySelector('#buscar').insertAdjacentHTML('afterend', '<input>')")
    assert "label" in {regla for regla, _ in violaciones(viva)}


def test_what_one_touches_is_44_pixels_high(viva) -> None:
    viva.set_viewport_size({"width": 390, "height": 844})
    assert viva.evaluate(CHICOS) == []


def test_the_sign_in_page_is_accessible_and_fits(pagina) -> None:
    pagina.set_viewport_size({"width": 320, "height": 700})
    pagina.goto("/entrar/")
    assert pagina.get_by_role("heading", name="Entrar").is_visible()
    assert violaciones(pagina) == []
    assert pagina.evaluate(SOBRA) == 0


def test_the_first_tab_leads_to_the_content(viva) -> None:
    viva.keyboard.press("Tab")
    assert viva.evaluate("document.activeElement.className") == "salto"
    viva.keyboard.press("Enter")
    assert viva.evaluate("document.activeElement.id") == "contenido"


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(viva) -> None:
    viva.set_viewport_size({"width": 390, "height": 844})
    menu = viva.locator("#menu")
    assert not menu.is_visible()
    viva.locator("[data-menu]").press("Enter")
    assert menu.is_visible()
    viva.keyboard.press("Escape")
    assert not menu.is_visible()
    assert viva.evaluate("document.activeElement.hasAttribute('data-menu')")


def test_cancelling_a_confirmation_sends_nothing(viva) -> None:
    viva.locator("[data-seleccionar-todo]").check()
    viva.get_by_role("button", name="Validar las elegidas").click()
    viva.get_by_role("button", name="Cancelar", exact=True).click()
    assert viva.url.endswith("/estilo/")
    viva.get_by_role("button", name="Validar las elegidas").click()
    viva.get_by_role("button", name="Sí, continuar").click()
    viva.wait_for_url("**actividad=1&actividad=2&actividad=3**")


def test_choosing_all_counts_and_shows_a_part(viva) -> None:
    todo = viva.locator("[data-seleccionar-todo]")
    todo.check()
    assert viva.locator("[data-seleccion-cuenta]").inner_text() == "3 seleccionadas"
    viva.locator("input[name=actividad]").first.uncheck()
    assert todo.evaluate("(e) => e.indeterminate") is True


def envios_al_insistir(pagina) -> int:
    """How many times a form is posted when it is sent twice and the page stays where it is."""
    envios: list[str] = []

    def contestar(ruta) -> None:
        envios.append(ruta.request.method)
        ruta.fulfill(status=204)

    pagina.route("**/salir/", contestar)
    for _ in range(2):
        pagina.evaluate(ENVIAR)
        pagina.wait_for_timeout(250)
    return envios.count("POST")


def test_a_form_sent_twice_posts_once(viva) -> None:
    assert envios_al_insistir(viva) == 1


def test_without_the_guard_it_would_post_twice(viva) -> None:
    """Negative control of the test above."""
    viva.route("**/js/pagina.js", lambda ruta: ruta.fulfill(body="", content_type="text/javascript"))
    viva.goto("/estilo/")
    assert envios_al_insistir(viva) == 2


def test_without_script_the_menu_is_there(browser, live_server) -> None:
    contexto = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    pagina = contexto.new_page()
    respuesta = pagina.goto(f"{live_server.url}/entrar/")
    assert respuesta.status == 200
    assert pagina.get_by_role("button", name="Entrar").is_visible()
    contexto.close()
