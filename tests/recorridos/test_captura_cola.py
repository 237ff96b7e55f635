"""The queue of the phone when something goes wrong: opened as it leaves, a lost photo, an odd network."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from actividades.models import Actividad
from tests.actividades.muestras import foto
from tests.recorridos.captura import (
    ENVIAR,
    FICHA,
    NUEVA,
    actos,
    enviadas,
    esperar_copia,
    evidencias,
    guardar,
    llenar,
    nombres,
    registrar_sin_red,
    telefono,
)

pytestmark = pytest.mark.navegador
ENVIADA_Y_BORRADOR = """() => {
  const borrador = (acto) => ({ ...acto, estado: "borrador", intentado: false });
  CapturaAlmacen.quitar = (token) => CapturaAlmacen.cambiar(token, borrador);
}"""
PERDER_FOTOS = """() => new Promise((bien) => {
  const pedido = indexedDB.open("captura", 1);
  pedido.onsuccess = () => {
    const paso = pedido.result.transaction("fotos", "readwrite");
    paso.objectStore("fotos").clear();
    paso.oncomplete = () => { pedido.result.close(); bien(); };
  };
})"""


@pytest.fixture
def campo(como, errores) -> Iterator[Page]:
    """A phone with the log form open."""
    with telefono(como, errores) as pagina:
        yield pagina


def _en_cola(pagina: Page, *cuales: str, fotos: int = 0) -> None:
    """Log without reaching the server; whoever calls lets it through."""
    pagina.route(FICHA, lambda ruta: ruta.abort())
    for que in cuales:
        registrar_sin_red(pagina, que, fotos=fotos)
        # What is said may be said of the one before; the form is empty when this one waits too.
        expect(pagina.get_by_label("Qué se hizo")).to_have_value("")


def _soltar(pagina: Page) -> None:
    pagina.unroute(FICHA)
    pagina.evaluate("CapturaCola.enviar()")


def _retener(pagina: Page, donde: str) -> list[Route]:
    retenidas: list[Route] = []
    pagina.route(donde, lambda ruta: retenidas.append(ruta))
    if donde != FICHA:
        pagina.unroute(FICHA)
    pagina.evaluate("() => { CapturaCola.enviar(); }")
    for _ in range(50):
        if retenidas:
            return retenidas
        pagina.wait_for_timeout(100)
    raise AssertionError("nothing was asked for")


def test_what_is_opened_while_the_queue_waits_is_not_sent_as_it_was(campo: Page) -> None:
    _en_cola(campo, "Vieja 7", fotos=1)
    (ficha,) = _retener(campo, FICHA)
    campo.get_by_role("button", name="Abrir", exact=True).click()
    expect(campo.get_by_label("Qué se hizo")).to_have_value("Vieja 7")
    campo.get_by_label("Qué se hizo").fill("Corregida 7")
    otra = {"name": "otra.jpg", "mimeType": "image/jpeg", "buffer": foto("gold")}
    campo.locator("#id_evidencias").set_input_files([otra])
    campo.wait_for_timeout(800)
    ficha.continue_()
    campo.unroute(FICHA)
    campo.wait_for_timeout(800)
    assert not Actividad.objects.filter(descripcion__in=["Vieja 7", "Corregida 7"]).exists()
    with campo.expect_navigation():
        guardar(campo)
    assert actos("Vieja 7").count() == 0
    assert evidencias("Corregida 7").count() == 2


def test_control_left_alone_it_is_sent_when_the_answer_comes(campo: Page) -> None:
    _en_cola(campo, "Sola 7", fotos=1)
    (ficha,) = _retener(campo, FICHA)
    ficha.continue_()
    campo.unroute(FICHA)
    enviadas(campo, 1)
    assert evidencias("Sola 7").count() == 1


@pytest.mark.largo
def test_on_two_tabs_the_one_that_was_sent_is_not_opened(campo: Page) -> None:
    _en_cola(campo, "Doble hoja 7")
    otra = campo.context.new_page()
    otra.route(FICHA, lambda ruta: ruta.abort())
    otra.goto(NUEVA)
    abrir = otra.get_by_role("button", name="Abrir", exact=True)
    expect(abrir).to_have_count(1)
    (envio,) = _retener(campo, ENVIAR)
    abrir.click()
    expect(otra.locator("[data-captura-aviso]")).to_contain_text("ya se está enviando")
    expect(otra.get_by_label("Qué se hizo")).to_have_value("")
    envio.continue_()
    enviadas(campo, 1)
    assert actos("Doble hoja 7").count() == 1


@pytest.mark.largo
def test_a_change_that_came_after_it_was_sent_is_not_called_saved(campo: Page) -> None:
    llenar(campo, "Enviada 7", fotos=0)
    # As another page would have left it: sent with this token, and here still a draft.
    campo.evaluate(ENVIADA_Y_BORRADOR)
    with campo.expect_navigation():
        guardar(campo)
    campo.goto(NUEVA)
    campo.get_by_role("button", name="Recuperar").click()
    expect(campo.get_by_label("Qué se hizo")).to_have_value("Enviada 7")
    campo.get_by_label("Qué se hizo").fill("Cambiada 7")
    guardar(campo)
    aviso = campo.locator("[data-captura-aviso]")
    expect(aviso).to_contain_text("Ya se había enviado")
    destino = aviso.get_by_role("link", name="Ver la que se envió").get_attribute("href")
    assert destino == f"/actividades/{actos('Enviada 7').get().pk}/"
    expect(campo.get_by_label("Qué se hizo")).to_have_value("Cambiada 7")


def test_a_lost_photo_stops_only_its_own_act(campo: Page) -> None:
    _en_cola(campo, "Rota 1", fotos=1)
    campo.evaluate(PERDER_FOTOS)
    _en_cola(campo, "Rota 2", fotos=1)
    _soltar(campo)
    enviadas(campo, 1)
    rechazada = campo.locator(".bandeja__acto--rechazado")
    expect(rechazada).to_contain_text("ya no está en este teléfono")
    assert [a.descripcion for a in actos("Rota")] == ["Rota 2"]
    rechazada.get_by_role("button", name="Abrir y corregir").click()
    expect(campo.get_by_label("Qué se hizo")).to_have_value("Rota 1")
    with campo.expect_navigation():
        guardar(campo)
    assert actos("Rota 1").count() == 1


@pytest.mark.largo
def test_a_network_that_says_yes_to_everything_is_tried_again(campo: Page) -> None:
    _en_cola(campo, "Portal 7")
    campo.clock.install()
    campo.route(FICHA, lambda r: r.fulfill(status=200, content_type="text/html", body="<p>Acepte</p>"))
    campo.evaluate("CapturaCola.enviar()")
    expect(campo.locator(".bandeja__situacion")).to_contain_text("se intenta de nuevo")
    campo.unroute(FICHA)
    # By itself, with nobody touching it.
    campo.clock.fast_forward(301_000)
    enviadas(campo, 1)
    assert actos("Portal 7").count() == 1


@pytest.mark.largo
def test_one_that_always_fails_can_be_discarded(campo: Page) -> None:
    _en_cola(campo, *nombres(2, "Terca"))
    campo.route(ENVIAR, lambda ruta: ruta.fulfill(status=500))
    _soltar(campo)
    fila = campo.locator(".bandeja__acto--pendiente").first
    expect(fila).to_contain_text("no se sabe si llegó")
    expect(fila.get_by_role("button", name="Abrir")).to_have_count(0)
    fila.get_by_role("button", name="Descartar").click()
    fila.get_by_role("button", name="Sí, borrarla de este teléfono").click()
    expect(campo.locator(".bandeja__acto--pendiente")).to_have_count(1)


def test_photos_received_before_an_error_reach_the_act_of_a_phone_that_keeps_nothing(campo: Page) -> None:
    cerrar = "IDBFactory.prototype.open = () => { throw new Error('closed'); };"
    campo.add_init_script(cerrar)
    campo.reload()
    llenar(campo, "Cerrado 7", fotos=2, fecha="2023-08-05")
    with campo.expect_navigation():
        guardar(campo)
    expect(campo.locator("main")).to_contain_text("Ya se recibieron y no hace falta volver a elegirlos")
    campo.get_by_label("Fecha del acto").fill("2024-08-05")
    with campo.expect_navigation():
        guardar(campo)
    expect(campo.locator(".mensajes")).to_contain_text("Se registró la actividad")
    assert evidencias("Cerrado 7").count() == 2


def test_a_server_in_maintenance_does_not_take_the_form_away(campo: Page) -> None:
    esperar_copia(campo)
    campo.context.route(f"**{NUEVA}", lambda ruta: ruta.fulfill(status=503, body="Mantenimiento"))
    campo.goto(NUEVA)
    expect(campo.get_by_role("heading", level=1)).to_have_text("Registrar actividad")
    campo.context.unroute(f"**{NUEVA}")


def test_what_was_said_of_a_bad_photo_goes_when_another_is_chosen(campo: Page) -> None:
    llenar(campo, "Foto rota 7", fotos=0)
    rota = {"name": "rota.jpg", "mimeType": "image/jpeg", "buffer": b"esto no es una foto"}
    campo.locator("#id_evidencias").set_input_files([rota])
    guardar(campo)
    dicho = campo.locator("[data-captura-aviso]")
    expect(dicho).to_contain_text("«rota.jpg» no se puede recibir")
    campo.get_by_role("button", name="Quitar").click()
    expect(dicho).to_be_hidden()
    buena = {"name": "buena.jpg", "mimeType": "image/jpeg", "buffer": foto("plum")}
    campo.locator("#id_evidencias").set_input_files([buena])
    with campo.expect_navigation():
        guardar(campo)
    assert evidencias("Foto rota 7").count() == 1
