"""Signing in a real browser: the document ends signed, and neither key nor password leaves the page."""

import base64
import urllib.parse
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from nucleo.efirma.ejemplo import Credencial, llave_ajena
from nucleo.efirma.validacion import Dictamen, validar_pdf
from tests.nucleo.efirma.armado import DIRECTORA
from tests.nucleo.efirma.sitio import Sitio, servir

pytestmark = pytest.mark.navegador
CANARIO = "CANARIO-clave-ñ&=%+ 77"


@pytest.fixture(scope="module")
def canaria(autoridad) -> Credencial:
    """The director's e.firma with a password that is looked for everywhere afterwards."""
    return autoridad.efirma(**{**DIRECTORA, "clave": CANARIO})


@pytest.fixture
def sitio(base, autoridad) -> Sitio:
    return Sitio(base=base, autoridad=autoridad)


@pytest.fixture
def url(sitio) -> Iterator[str]:
    servidor, direccion = servir(sitio)
    yield direccion
    servidor.shutdown()
    servidor.server_close()


@pytest.fixture
def salidas(page: Page) -> list[bytes]:
    """Everything that the page sends: address, headers and body of each request."""
    enviado: list[bytes] = []

    def anotar(pedido) -> None:
        cabeceras = repr(sorted(pedido.headers.items())).encode()
        enviado.append(pedido.url.encode() + b"\n" + cabeceras + b"\n" + (pedido.post_data_buffer or b""))

    page.on("request", anotar)
    return enviado


def llenar(page: Page, url: str, credencial: Credencial, clave: str | None = None) -> None:
    page.goto(url)
    page.set_input_files(
        "#efirma-cer", {"name": "a.cer", "mimeType": "application/octet-stream", "buffer": credencial.cer}
    )
    page.set_input_files(
        "#efirma-key", {"name": "a.key", "mimeType": "application/octet-stream", "buffer": credencial.key}
    )
    page.fill("#efirma-clave", credencial.clave if clave is None else clave)


def firmar(page: Page, url: str, credencial: Credencial, clave: str | None = None) -> None:
    llenar(page, url, credencial, clave)
    page.click("#efirma-firmar")


def esperar_error(page: Page, texto: str) -> None:
    estado = page.locator("#efirma-estado")
    expect(estado).to_have_attribute("data-tipo", "error", timeout=15000)
    expect(estado).to_contain_text(texto)
    expect(page.locator("#efirma-firmar")).to_be_enabled()
    expect(page.locator("#efirma-clave")).to_have_value("")


def rutas(sitio: Sitio) -> list[str]:
    return [ruta for ruta, _, _ in sitio.pedidos]


def huellas(credencial: Credencial) -> list[bytes]:
    """The secrets in every form in which they could travel."""
    clave = credencial.clave.encode()
    formas = [clave, credencial.clave.encode("latin-1"), urllib.parse.quote_from_bytes(clave).encode()]
    formas += [urllib.parse.quote_plus(credencial.clave).encode(), base64.b64encode(clave).rstrip(b"=")]
    formas += [clave.hex().encode(), b"CANARIO"]
    for inicio in range(40, len(credencial.key) - 48, 200):
        trozo = credencial.key[inicio : inicio + 24]
        codificado = base64.b64encode(credencial.key)
        formas += [trozo, trozo.hex().encode(), codificado[inicio : inicio + 24]]
        formas.append(urllib.parse.quote(codificado[inicio : inicio + 24], safe="").encode())
    return formas


def fugas(salidas: list[bytes], credencial: Credencial) -> list[bytes]:
    return [forma for forma in huellas(credencial) for enviado in salidas if forma in enviado]


def guardado_en_el_navegador(page: Page) -> str:
    return page.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie,"
        " [...document.querySelectorAll('input')].map(c => c.value)])"
    )


def test_the_page_signs_the_document(page, url, sitio, canaria, salidas, consola):
    firmar(page, url, canaria)
    page.wait_for_url(f"{url}/firmado", timeout=20000)
    assert sitio.esperada is not None
    assert validar_pdf(sitio.firmado, [sitio.esperada]) == Dictamen(True, ())
    assert rutas(sitio) == ["/preparar", "/terminar"]
    for _, datos, cabeceras in sitio.pedidos:
        assert cabeceras["X-CSRFToken"] == "ficha-csrf"
        assert datos["cargo"] == ["titular"]
    assert set(sitio.pedidos[0][1]) == {"cer", "cargo"}
    assert set(sitio.pedidos[1][1]) == {"en_curso", "firma", "cargo"}
    assert consola == []
    assert len(salidas) >= 5
    assert fugas(salidas, canaria) == []


def test_the_secrets_stay_in_the_page_after_every_failure(page, url, sitio, canaria, salidas):
    """Rule 26: forced failures of the server, of the network and of the person."""
    sitio.respuestas["/preparar"] = lambda: (500, "<h1>Error</h1>")
    firmar(page, url, canaria)
    esperar_error(page, "El servidor no pudo atender la firma (500)")
    assert "CANARIO" not in guardado_en_el_navegador(page)
    sitio.respuestas.clear()
    sitio.respuestas["/terminar"] = lambda: (400, {"error": "Los datos cambiaron."})
    firmar(page, url, canaria)
    esperar_error(page, "Los datos cambiaron.")
    expect(page.locator("#efirma-key")).to_have_value("")
    firmar(page, url, canaria, clave=CANARIO + "x")
    esperar_error(page, "La contraseña no abre esta llave")
    assert "CANARIO" not in guardado_en_el_navegador(page)
    assert rutas(sitio) == ["/preparar", "/preparar", "/terminar"]
    assert fugas(salidas, canaria) == []


@pytest.mark.parametrize(
    "agregado",
    ["clave: campos.clave.value", "key: forge.util.encode64(forge.util.createBuffer(window.K).getBytes())"],
)
def test_a_page_that_leaks_is_found_out(page, url, sitio, canaria, salidas, agregado):
    """Negative control: the same script, sending the password or the key, is seen by `fugas`."""
    original = sitio.guion
    sitio.guion = original.replace("{ cer: cer }", "{ cer: cer, " + agregado + " }").replace(
        'const key = await leerArchivo(campos.key, ".key");',
        'const key = await leerArchivo(campos.key, ".key"); window.K = key.slice();',
    )
    assert sitio.guion.count(agregado) == 1
    firmar(page, url, canaria)
    page.wait_for_url(f"{url}/firmado", timeout=20000)
    assert fugas(salidas, canaria) != []


def test_wrong_password(page, url, sitio, directora):
    firmar(page, url, directora, clave="equivocada")
    esperar_error(page, "La contraseña no abre esta llave. Escríbala de nuevo. No se firmó nada.")
    expect(page.locator("#efirma-clave")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#efirma-clave")).to_be_focused()
    expect(page.locator("[data-efirma-paso=abrir]")).to_have_attribute("data-avance", "error")
    assert sitio.pedidos == []


def test_many_wrong_passwords_all_say_so(page, url, sitio, directora, tamano):
    """Now and then a wrong password decrypts into rubbish; that too is a wrong password."""
    llenar(page, url, directora, clave="x")
    for numero in range(tamano(25, 600)):
        page.fill("#efirma-clave", f"equivocada-{numero}")
        page.click("#efirma-firmar")
        esperar_error(page, "La contraseña no abre esta llave")
    assert sitio.pedidos == []


def test_key_of_another_certificate(page, url, sitio, directora, planeacion):
    firmar(page, url, llave_ajena(directora, planeacion))
    esperar_error(page, "La llave (.key) no es la de este certificado (.cer)")
    expect(page.locator("#efirma-key")).to_have_attribute("aria-invalid", "true")
    assert sitio.pedidos == []


def test_files_missing_or_swapped(page, url, sitio, directora):
    page.goto(url)
    page.click("#efirma-firmar")
    esperar_error(page, "Falta elegir el archivo .cer")
    firmar(page, url, directora, clave="")
    esperar_error(page, "Falta la contraseña")
    firmar(page, url, Credencial(directora.key, directora.cer, "x"))
    esperar_error(page, "El archivo elegido en .cer no es un certificado. Revise que no sea el .key.")
    firmar(page, url, Credencial(directora.cer, directora.cer, "x"))
    esperar_error(page, "El archivo elegido en .key no es una llave privada")
    for basura in (b"hola", bytes(70000), b"\x30\x80"):
        firmar(page, url, Credencial(basura, directora.key, "x"))
        esperar_error(page, ".cer")
    assert sitio.pedidos == []


def test_what_the_server_refuses_is_shown(page, url, sitio, autoridad, planeacion):
    firmar(page, url, planeacion)
    esperar_error(page, "La e.firma es de otra persona")
    firmar(page, url, autoridad.csd(**DIRECTORA))
    esperar_error(page, "sello digital (CSD)")
    assert rutas(sitio) == ["/preparar", "/preparar"]


def test_network_lost_before_anything_was_signed(page, url, sitio, directora):
    page.route("**/preparar", lambda ruta: ruta.abort())
    firmar(page, url, directora)
    esperar_error(page, "Se perdió la conexión. No se firmó nada. Vuelva a intentar.")
    page.unroute("**/preparar")
    page.fill("#efirma-clave", directora.clave)
    page.click("#efirma-firmar")
    page.wait_for_url(f"{url}/firmado", timeout=20000)


def test_network_lost_while_saving_does_not_promise_that_nothing_was_signed(page, url, directora):
    page.route("**/terminar", lambda ruta: ruta.abort())
    firmar(page, url, directora)
    esperar_error(page, "ahí se ve si la firma quedó registrada")
    expect(page.locator("#efirma-estado")).not_to_contain_text("No se firmó nada")


def test_a_session_that_ended_is_told_apart(page, url, sitio, directora):
    sitio.respuestas["/preparar"] = lambda: (302, "/firmado")
    firmar(page, url, directora)
    esperar_error(page, "Su sesión terminó")
    sitio.respuestas["/preparar"] = lambda: (403, "<h1>CSRF</h1>")
    firmar(page, url, directora)
    esperar_error(page, "Su sesión terminó")


@pytest.mark.parametrize(("protegido", "preparaciones"), [(True, 1), (False, 3)])
def test_a_double_click_signs_once(page, url, sitio, directora, protegido, preparaciones):
    """And, as its negative control, without the guard every click asks again."""
    if not protegido:
        sitio.guion = sitio.guion.replace("boton.disabled = true;\n    caja.set", "caja.set")
    llenar(page, url, directora)
    page.evaluate("() => { for (let n = 0; n < 3; n++) document.querySelector('#efirma-firmar').click(); }")
    page.wait_for_url(f"{url}/firmado", timeout=20000)
    assert rutas(sitio).count("/preparar") == preparaciones


def test_enter_in_the_password_signs(page, url, sitio, directora):
    llenar(page, url, directora)
    page.press("#efirma-clave", "Enter")
    page.wait_for_url(f"{url}/firmado", timeout=20000)
    assert sitio.firmado


def test_it_never_goes_to_another_site(page, url, sitio, directora):
    sitio.respuestas["/terminar"] = lambda: (200, {"siguiente": "https://example.invalid/x"})
    visitas: list[str] = []
    page.on("request", lambda pedido: visitas.append(pedido.url))
    firmar(page, url, directora)
    expect(page.locator("#efirma-estado")).to_be_empty(timeout=15000)
    assert not [visita for visita in visitas if "example" in visita]
