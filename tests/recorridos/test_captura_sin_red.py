"""Logging in the field at 390 px: the network comes and goes; each act gets there with its photos, once."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from demo.escenario.datos import CLAVE
from nucleo.models import Asiento
from tests.recorridos.captura import (
    ARCHIVO,
    ENVIAR,
    NUEVA,
    actos,
    enviadas,
    esperar_copia,
    evidencias,
    guardar,
    llenar,
    nombres,
    registrar_en_linea,
    registrar_sin_red,
    telefono,
)

pytestmark = pytest.mark.navegador
CON_OTRO_TOKEN = """async () => {
  const [acto] = await CapturaAlmacen.de(CapturaCola.persona), fotos = [];
  for (const {id} of acto.fotos) fotos.push({id, archivo: await CapturaAlmacen.foto(id)});
  await CapturaAlmacen.quitar(acto.token);
  acto.fotos.forEach((foto) => { delete foto.firmado; });
  acto.token = "00000000-0000-4000-8000-000000000001";
  await CapturaAlmacen.guardar(acto, fotos);
}"""


@pytest.fixture
def campo(como, errores) -> Page:
    """A phone with the log form open, which can also open it without a network."""
    with telefono(como, errores) as pagina:
        esperar_copia(pagina)
        yield pagina


def _perder_el_acuse(ruta: Route) -> None:
    ruta.fetch()
    ruta.abort()


def test_ten_acts_with_thirty_photos_and_the_network_cut_twice(campo: Page) -> None:
    que, antes = "Brigada", Asiento.objects.filter(accion="actividad.registrar").count()
    todas = nombres(10, que)
    for _ in range(3):
        registrar_en_linea(campo, next(todas))

    campo.context.set_offline(True)
    registrar_sin_red(campo, next(todas))
    registrar_sin_red(campo, next(todas))
    # Opened anew with no network at all.
    campo.reload()
    expect(campo.locator(".bandeja__acto--pendiente")).to_have_count(2)
    registrar_sin_red(campo, next(todas))
    assert actos(que).count() == 3
    campo.context.set_offline(False)
    enviadas(campo, 3)

    # The server took it and its answer was lost: it is sent again, and it is the same one.
    campo.route(ENVIAR, _perder_el_acuse)
    registrar_sin_red(campo, next(todas))
    assert actos(que).count() == 7
    campo.unroute(ENVIAR)
    campo.get_by_role("button", name="Enviar ahora").click()
    enviadas(campo, 4)

    # Cut in the middle of its photos.
    quedan = iter([True])
    campo.route(ARCHIVO, lambda ruta: ruta.continue_() if next(quedan, False) else ruta.abort())
    registrar_sin_red(campo, next(todas))
    campo.context.set_offline(True)
    campo.unroute(ARCHIVO)
    for resto in todas:
        registrar_sin_red(campo, resto)
    campo.context.set_offline(False)
    enviadas(campo, 7)
    expect(campo.locator(".bandeja__acto--pendiente")).to_have_count(0)

    assert sorted(actos(que).values_list("descripcion", flat=True)) == sorted(nombres(10, que))
    assert [a.evidencias.count() for a in actos(que)] == [3] * 10
    assert evidencias(que).values("original_sha256").distinct().count() == 30
    assert Asiento.objects.filter(accion="actividad.registrar").count() == antes + 10
    assert campo.evaluate("CapturaAlmacen.de(CapturaCola.persona)") == [], "nothing stays on the phone"


def test_control_with_another_token_the_act_would_be_there_twice(campo: Page) -> None:
    campo.route(ENVIAR, _perder_el_acuse)
    registrar_sin_red(campo, "Doble", fotos=1)
    campo.unroute(ENVIAR)
    campo.evaluate(CON_OTRO_TOKEN)
    campo.get_by_role("button", name="Enviar ahora").click()
    enviadas(campo, 1)
    assert (actos("Doble").count(), evidencias("Doble").count()) == (2, 2)
    # And it is pointed out, after it was sent.
    expect(campo.locator(".bandeja__nota")).to_contain_text("Se parece a otra")


def test_an_expired_session_keeps_everything_and_asks_to_sign_in(campo: Page) -> None:
    campo.context.set_offline(True)
    for que in nombres(2, "Vencida"):
        registrar_sin_red(campo, que, fotos=1)
    Session.objects.all().delete()
    campo.context.set_offline(False)
    expect(campo.locator(".bandeja__situacion")).to_contain_text("Su sesión terminó")
    assert actos("Vencida").count() == 0
    campo.get_by_role("link", name="entre de nuevo").click()
    campo.get_by_label("Usuario").fill("personal.pc")
    campo.get_by_label("Contraseña").fill(CLAVE)
    campo.get_by_role("button", name="Entrar").click()
    enviadas(campo, 2)
    assert (actos("Vencida").count(), evidencias("Vencida").count()) == (2, 2)


def _atorar_la_primera(ruta: Route) -> None:
    if b"Atorada 1" in (ruta.request.post_data_buffer or b""):
        ruta.fulfill(status=500)
    else:
        ruta.continue_()


def test_one_that_the_server_chokes_on_does_not_hold_up_the_others(campo: Page) -> None:
    campo.context.set_offline(True)
    for que in nombres(2, "Atorada"):
        registrar_sin_red(campo, que, fotos=0)
    campo.route(ENVIAR, _atorar_la_primera)
    campo.context.set_offline(False)
    enviadas(campo, 1)
    expect(campo.locator(".bandeja__acto--pendiente")).to_contain_text("Atorada 1")
    campo.unroute(ENVIAR)
    campo.get_by_role("button", name="Enviar ahora").click()
    enviadas(campo, 2)
    assert actos("Atorada").count() == 2


def test_a_phone_without_room_sends_the_form_as_forms_are_sent(campo: Page) -> None:
    llenar(campo, "Sin lugar", fotos=2)
    campo.evaluate("() => { CapturaAlmacen.guardar = () => Promise.reject(new Error('no room')); }")
    guardar(campo)
    expect(campo.locator(".mensajes")).to_contain_text("Se registró la actividad")
    assert evidencias("Sin lugar").count() == 2


def _entrar(pagina: Page, usuario: str) -> None:
    pagina.goto(f"/entrar/?next={NUEVA}")
    pagina.get_by_label("Usuario").fill(usuario)
    pagina.get_by_label("Contraseña").fill(CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Registrar actividad")


def _salir(pagina: Page) -> None:
    pagina.locator("details.persona summary").click()
    pagina.get_by_role("button", name="Salir").click()


def test_what_one_left_is_neither_shown_nor_sent_to_another(campo: Page) -> None:
    campo.context.route(ENVIAR, lambda ruta: ruta.abort())
    registrar_sin_red(campo, "Ajena", fotos=1)
    llenar(campo, "Ajena a medias", fotos=1)
    campo.wait_for_timeout(800)
    _salir(campo)
    expect(campo.locator("#confirmacion")).to_contain_text("1 actividad sin enviar")
    campo.get_by_role("button", name="Sí, continuar").click()
    expect(campo.get_by_role("heading", level=1)).to_have_text("Entrar")
    campo.context.unroute(ENVIAR)

    # Without a network nobody's page is served either.
    campo.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_"):
        campo.goto(NUEVA)
    campo.context.set_offline(False)
    _entrar(campo, "personal.sp")
    esperar_copia(campo)
    expect(campo.locator("[data-bandeja]")).to_be_hidden()
    assert "Ajena" not in campo.content()
    campo.evaluate("CapturaCola.enviar()")
    assert actos("Ajena").count() == 0

    _salir(campo)
    expect(campo.get_by_role("heading", level=1)).to_have_text("Entrar")
    _entrar(campo, "personal.pc")
    enviadas(campo, 1)
    assert actos("Ajena").get().registrada_por.username == "personal.pc"
    borrador = campo.locator(".bandeja__acto--borrador")
    expect(borrador).to_contain_text("Ajena a medias")
    borrador.get_by_role("button", name="Descartar").click()
    expect(borrador).to_have_count(1)
    borrador.get_by_role("button", name="Sí, borrarla de este teléfono").click()
    expect(borrador).to_have_count(0)


def test_a_closed_tab_leaves_its_draft_with_its_photos(campo: Page) -> None:
    llenar(campo, "A medias", fotos=2)
    campo.get_by_label("Pie de foto").first.fill("La plaza")
    campo.wait_for_timeout(800)
    contexto = campo.context
    campo.close()
    otra = contexto.new_page()
    otra.goto(NUEVA)
    otra.get_by_role("button", name="Recuperar").click()
    expect(otra.locator("[data-fotos-lista] .foto")).to_have_count(2)
    expect(otra.get_by_label("Qué se hizo")).to_have_value("A medias")
    guardar(otra)
    expect(otra.locator(".mensajes")).to_contain_text("Se registró la actividad")
    assert [e.pie for e in actos("A medias").get().evidencias.all()] == ["La plaza", ""]


def test_what_the_server_refuses_stays_with_its_reason_and_is_corrected(campo: Page) -> None:
    campo.context.set_offline(True)
    registrar_sin_red(campo, "Fuera de año", fotos=1, fecha="2023-08-05")
    campo.context.set_offline(False)
    rechazada = campo.locator(".bandeja__acto--rechazado")
    expect(rechazada).to_contain_text("la fecha cae fuera de ese año")
    rechazada.get_by_role("button", name="Abrir y corregir").click()
    expect(campo.get_by_label("Qué se hizo")).to_have_value("Fuera de año")
    expect(campo.locator("[data-fotos-lista] .foto")).to_have_count(1)
    campo.get_by_label("Fecha del acto").fill("2024-08-05")
    guardar(campo)
    expect(campo.locator(".mensajes")).to_contain_text("Se registró la actividad")
    assert evidencias("Fuera de año").count() == 1
