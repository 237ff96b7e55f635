"""Every page of every role: axe finds nothing, the console is silent, nothing sticks out; and by keyboard."""

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, Response, TimeoutError, expect

from demo.escenario.datos import CLAVE
from tests.anchos import COMPLETO, ESCRITORIO, TELEFONO, anchos_del_axe
from tests.recorridos.pasos import foto, reconfirmar
from tests.recorridos.preparar import trimestre
from tests.recorridos.visita import Envio, Visita
from tests.recorridos.visitas import RECORRIDOS, SIN_PAGINA, rutas_con_nombre, variar

pytestmark = pytest.mark.navegador

SOBRA = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LO_QUE_SOBRA = """() => {
  const textos = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sobra = [];
  for (let texto = textos.nextNode(); texto; texto = textos.nextNode()) {
    const rango = document.createRange();
    rango.selectNodeContents(texto);
    const derecha = rango.getBoundingClientRect().right;
    if (derecha > document.documentElement.clientWidth + 1) sobra.push(texto.data.trim().slice(0, 60));
  }
  return sobra.slice(-3);
}"""
ABRIR_TODO = "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"
# By the method and not the button: neither the browser's own checks nor our question stand in the way.
ENVIAR = """(formulario, {vacio, datos}) => {
  if (vacio) formulario.querySelectorAll("input:not([type=hidden]), textarea, select").forEach((c) => {
    if (c.type === "checkbox" || c.type === "radio") c.checked = false; else c.value = "";
  });
  datos.forEach(([nombre, valor]) => { formulario.elements[nombre].value = valor; });
  formulario.submit();
}"""
ERROR_EN_FORMULARIO = ".is-invalid, .alert-danger, .aviso--error, .invalid-feedback, .errorlist"
ENFOQUE = """() => {
  const e = document.activeElement, estilo = getComputedStyle(e);
  return estilo.outlineStyle !== "none" && parseFloat(estilo.outlineWidth) > 0 || estilo.boxShadow !== "none";
}"""


@pytest.fixture
def historia():
    return "variado", variar


def violaciones(pagina: Page) -> list[str]:
    """Rule and first element of what axe, already in the page, finds."""
    hallado = pagina.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in hallado["violations"]]


def revisar(pagina: Page, con_axe: tuple[int, ...] = (TELEFONO, ESCRITORIO)) -> list[str]:
    """What is wrong with the page that is open, at each width; whatever folds is unfolded first."""
    pagina.evaluate(ABRIR_TODO)
    if con_axe:
        pagina.evaluate(Axe().axe_script)
    malo = []
    for ancho in (320, *(con_axe if con_axe and not COMPLETO else (TELEFONO, ESCRITORIO))):
        pagina.set_viewport_size({"width": ancho, "height": 900})
        if sobra := pagina.evaluate(SOBRA):
            malo.append(f"{ancho} px: {sobra} px too wide: {pagina.evaluate(LO_QUE_SOBRA)}")
        if ancho in con_axe:
            malo += [f"{ancho} px: {v}" for v in violaciones(pagina)]
    return malo


def enviar(pagina: Page, envio: Envio) -> Response:
    """Send a form of the open page; gives the answer."""
    formulario = pagina.locator(envio.formulario).first
    if envio.archivo:
        nombre, contenido = envio.archivo
        elegido = {"name": nombre, "mimeType": "application/octet-stream", "buffer": contenido}
        formulario.locator("input[type=file]").set_input_files([elegido])
    with pagina.expect_navigation() as enviado:
        formulario.evaluate(ENVIAR, {"vacio": envio.vacio, "datos": envio.datos})
    return enviado.value


def visitar(pagina: Page, visita: Visita, con_axe: tuple[int, ...]) -> list[str]:
    respuesta = pagina.goto(visita.ruta)
    de_paso = revisar(pagina, ()) if visita.envios and not COMPLETO else []  # its own visit is left out
    vacia = [f"{visita} before it is sent: {malo}" for malo in de_paso]
    for envio in visita.envios:
        respuesta = enviar(pagina, envio)
    if visita.con_error and not pagina.locator(ERROR_EN_FORMULARIO).count():
        return [f"{visita}: no error is shown"]
    otro = [] if respuesta.status == visita.estado else [f"{visita}: answered {respuesta.status}"]
    return vacia + otro + [f"{visita} {malo}" for malo in revisar(pagina, con_axe)]


# What these hold depends on who looks.
DE_CADA_QUIEN = {"inicio", "trimestre", "poa", "actividad", "trimestre_revision"}
_con_axe: set[tuple[object, ...]] = set()


def anchos_para(lugar: int, visita: Visita, quien: str | None) -> tuple[int, ...]:
    """At which widths axe goes over a page; in CI, at none when it went over it for another role."""
    nombre = visita.ruta if visita.estado == 404 else resolve(visita.ruta.split("?")[0]).url_name
    pagina = (nombre, visita.envios, visita.con_error, quien if nombre in DE_CADA_QUIEN else None)
    if pagina in _con_axe and not COMPLETO:
        return ()
    _con_axe.add(pagina)
    return anchos_del_axe(lugar)


@pytest.mark.parametrize("quien", RECORRIDOS, ids=lambda quien: quien or "publico")
def test_every_page_of_a_role(como, quien: str | None) -> None:
    visitas = RECORRIDOS[quien]()
    pagina = como(quien) if quien != "administrador" else _con_segundo_factor(como)
    malo = []
    rechazadas = {visita.ruta for visita in visitas if visita.con_error} if not COMPLETO else set()
    for lugar, visita in enumerate(visitas):
        # The form that comes back with its errors holds all that the new one does: in CI axe sees that one.
        if visita.ruta in rechazadas and not visita.envios:
            continue
        anchos = anchos_para(lugar, visita, quien)
        if anchos or visita.envios:
            malo += visitar(pagina, visita, anchos)
    assert not malo, "\n" + "\n".join(malo)


def _con_segundo_factor(como) -> Page:
    """Come in with one of the recovery codes; the page that asks for it is looked at too."""
    pagina = como(None)
    pagina.goto("/entrar/")
    pagina.get_by_label("Usuario").fill("administrador")
    pagina.get_by_label("Contraseña").fill(CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/cuenta/segundo-factor/")
    assert revisar(pagina) == []
    codigo = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    pagina.locator("main input[name=code]").fill(codigo)
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("navigation", name="Principal")).to_be_visible()
    reconfirmar(pagina)
    return pagina


def test_no_route_is_left_out(ejemplo) -> None:
    """A new page without its visit fails here; so does a reason for a page that is visited, or is no more."""
    visitadas = set()
    for visitas in RECORRIDOS.values():
        for visita in visitas():
            try:
                visitadas.add(resolve(visita.ruta.split("?")[0]).url_name)
            except Resolver404:
                assert visita.estado == 404
    assert visitadas & SIN_PAGINA.keys() == set()
    assert visitadas | SIN_PAGINA.keys() == rutas_con_nombre()


def test_axe_and_the_ruler_do_see_a_fault(como) -> None:
    """Negative control: a field without a label and a block wider than the screen are both found."""
    pagina = como(None)
    pagina.goto("/verificar/")
    assert revisar(pagina) == []
    de_mas = "'<input><pre>' + '-'.repeat(400)"
    pagina.evaluate(f"document.querySelector('main').insertAdjacentHTML('beforeend', {de_mas})")
    malo = revisar(pagina)
    assert any("label" in m for m in malo)
    assert any("too wide" in m for m in malo)


def test_a_blocked_script_is_an_error(como, errores: list[str]) -> None:
    """Negative control of `como`: what the policy refuses is heard."""
    pagina = como(None)
    pagina.goto("/entrar/")
    pagina.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.malo=1>')")
    pagina.wait_for_timeout(300)
    assert any("Content Security Policy" in error for error in errores)
    errores.clear()


def tabular_hasta(pagina: Page, selector: str, *, maximo: int = 150) -> None:
    """Press Tab until that element has the focus; it must be seen to have it."""
    for _ in range(maximo):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("(s) => document.activeElement.matches(s)", selector):
            assert pagina.evaluate(ENFOQUE), f"{selector} does not show that it has the focus"
            return
    raise AssertionError(f"{selector} is not reached with {maximo} tabs on {pagina.url}")


def seguir(pagina: Page) -> None:
    """Press Enter where the focus is, and wait for the next page."""
    with pagina.expect_navigation():
        pagina.keyboard.press("Enter")


def elegir_archivo(pagina: Page, selector: str, archivo) -> None:
    """Open the chooser with Space; a busy machine swallows a key now and then, as it does for people."""
    tabular_hasta(pagina, selector)
    for espera_ms in (5_000, 10_000, 30_000):
        try:
            with pagina.expect_file_chooser(timeout=espera_ms) as espera:
                pagina.keyboard.press("Space")
        except TimeoutError:
            continue
        espera.value.set_files(archivo)
        return
    raise AssertionError(f"Space opens no chooser on {selector}")


def test_log_and_validate_with_the_keyboard_alone(como) -> None:
    personal = como(None, ancho=390)
    personal.goto("/entrar/")
    if not personal.evaluate("document.activeElement.matches('input[name=login]')"):
        tabular_hasta(personal, "input[name=login]")
    personal.keyboard.type("personal.pc")
    tabular_hasta(personal, "input[name=password]")
    personal.keyboard.type(CLAVE)
    seguir(personal)
    expect(personal.get_by_role("heading", name="Lo que me falta este trimestre")).to_be_visible()

    tabular_hasta(personal, "[data-menu]")
    personal.keyboard.press("Enter")
    expect(personal.locator("#menu")).to_be_visible()
    tabular_hasta(personal, "#menu a[href='/actividades/']")
    seguir(personal)
    tabular_hasta(personal, "a[href^='/actividades/nueva/']")
    seguir(personal)
    tabular_hasta(personal, "select[name=linea]")
    personal.keyboard.type("1.1")
    tabular_hasta(personal, "input[name=fecha]")
    personal.keyboard.type("04042024")  # the same day, whichever comes first: day or month
    tabular_hasta(personal, "textarea[name=descripcion]")
    personal.keyboard.type("Con puro teclado")
    elegir_archivo(personal, "input[name=evidencias]", [foto("teclado")])
    tabular_hasta(personal, "main form button[type=submit]")
    seguir(personal)
    expect(personal.locator(".mensajes")).to_contain_text("registr")

    directora = como("directora.pc")
    directora.goto(f"/actividades/?estado=registrada&q=puro&trimestre={trimestre('PC', 2).numero}")
    tabular_hasta(directora, "[data-seleccionar-todo]")
    directora.keyboard.press("Space")
    tabular_hasta(directora, "form[action='/actividades/validar/'] button[type=submit]")
    seguir(directora)
    expect(directora.get_by_text("Nada coincide con ese filtro")).to_be_visible()


def test_sign_with_the_keyboard_alone(como, efirma) -> None:
    directora = como("directora.pc")
    cer, key = efirma("directora.pc")
    directora.goto(f"/trimestres/{trimestre('PC').pk}/revision/")
    tabular_hasta(directora, f"a[href='/trimestres/{trimestre('PC').pk}/firmar/']")
    seguir(directora)
    elegir_archivo(directora, "#efirma-cer", cer)
    elegir_archivo(directora, "#efirma-key", key)
    tabular_hasta(directora, "#efirma-clave")
    directora.keyboard.type(CLAVE)
    directora.keyboard.press("Enter")
    directora.wait_for_url("**/historia/", timeout=60_000)
    expect(directora.get_by_text("El documento quedó firmado.")).to_be_visible()
