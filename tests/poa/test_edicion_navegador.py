"""The editor in a real browser: the grid typed like a spreadsheet, lists dragged, text that survives, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from poa.consultas.partes import version_de_hoja
from poa.models import ElementoFODA, Programa, Programacion
from tests.anchos import ANCHOS
from tests.poa.edicion_comun import Editor, borrador_de, lineas_de
from tests.reparto import Reparto

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]
# One Chromium paste event with a text, as a spreadsheet leaves it on the clipboard.
PEGAR = """(casilla, texto) => {
  const datos = new DataTransfer();
  datos.setData("text/plain", texto);
  casilla.dispatchEvent(new ClipboardEvent("paste", {clipboardData: datos, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def borrador(reparto: Reparto, entrar_como) -> Programa:
    """A draft with an incomplete part, and its directora in the browser."""
    programa = borrador_de(reparto)
    Programa.objects.filter(pk=programa.pk).update(vision="")
    entrar_como(reparto.usuarios["directora_a"])
    return programa


def casilla(pagina, linea, numero: int):
    return pagina.locator(f"[name=c{linea.pk}-{numero}]")


def numeros(linea) -> list[int]:
    filas = Programacion.objects.filter(linea=linea).order_by("trimestre_programa__numero")
    return [p.vigente for p in filas]


def test_the_grid_is_typed_with_arrows_and_enter_and_adds_up(borrador: Programa, pagina):
    una, dos, tres = lineas_de(borrador)
    pagina.goto(reverse("poa_editar_programacion", args=[borrador.pk]))
    casilla(pagina, una, 1).focus()
    for tecla in ("5", "ArrowRight", "6", "Enter", "7", "ArrowDown", "8", "ArrowLeft", "9", "ArrowUp"):
        pagina.keyboard.press(tecla)
    enfocada = pagina.evaluate("document.activeElement.name")
    assert enfocada == f"c{dos.pk}-1"
    assert pagina.locator("[data-total='1']").inner_text() == "15"
    assert pagina.locator("[data-total=anual]").inner_text() == str(
        5 + 6 + 0 + 1 + 1 + 7 + 1 + 1 + 9 + 8 + 2 + 2
    )
    assert numeros(una) == [3, 2, 0, 1], "nothing is kept until it is saved"
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    pagina.get_by_text("Se guardaron 5 casillas.").wait_for()
    assert [numeros(x) for x in (una, dos, tres)] == [[5, 6, 0, 1], [1, 7, 1, 1], [9, 8, 2, 2]]


def test_a_block_copied_from_excel_is_pasted_and_what_is_no_number_is_marked(borrador: Programa, pagina):
    _, dos, tres = lineas_de(borrador)
    pagina.goto(reverse("poa_editar_programacion", args=[borrador.pk]))
    casilla(pagina, dos, 3).evaluate(PEGAR, "10\t1,200\t99\r\n11\tmuchas\r\n12\t13\r\n")
    assert casilla(pagina, dos, 3).input_value() == "10"
    assert casilla(pagina, tres, 4).get_attribute("aria-invalid") == "true"
    assert "2 no cupieron" not in pagina.locator("[data-pegado]").inner_text()
    assert "3 no cupieron" in pagina.locator("[data-pegado]").inner_text()
    casilla(pagina, tres, 4).fill("14")
    assert casilla(pagina, tres, 4).get_attribute("aria-invalid") is None
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    pagina.get_by_text("Se guardaron 4 casillas.").wait_for()
    assert numeros(dos) == [1, 1, 10, 1200]
    assert numeros(tres) == [2, 2, 11, 14]


def foda(borrador: Programa) -> list[str]:
    filas = ElementoFODA.objects.filter(programa=borrador, tipo="F").order_by("orden")
    return [e.texto for e in filas]


def test_a_list_is_dragged_and_moved_by_keyboard(reparto: Reparto, borrador: Programa, pagina):
    Editor(reparto).agregar_foda(programa_id=borrador.pk, tipo="F", texto="Dos\nTres", version="")
    pagina.goto(reverse("poa_editar_foda", args=[borrador.pk]))
    filas = pagina.locator("#lista-foda-F [data-fila]")
    asa, meta = filas.nth(0).locator("[data-asa]").bounding_box(), filas.nth(2).bounding_box()
    pagina.mouse.move(asa["x"] + 10, asa["y"] + 10)
    pagina.mouse.down()
    pagina.mouse.move(asa["x"] + 10, asa["y"] + 60, steps=4)
    pagina.mouse.move(asa["x"] + 10, meta["y"] + meta["height"] - 4, steps=6)
    with pagina.expect_navigation():
        pagina.mouse.up()
    assert foda(borrador) == ["Dos", "Tres", "Cercanía"]
    subir = pagina.get_by_role("button", name="Subir: Cercanía")
    subir.focus()
    with pagina.expect_navigation():
        pagina.keyboard.press("Enter")
    assert foda(borrador) == ["Dos", "Cercanía", "Tres"]
    assert "Subir: Cercanía" in pagina.evaluate("document.activeElement.textContent"), "the keyboard goes on"


def test_what_deletes_asks_first(borrador: Programa, pagina):
    pagina.goto(reverse("poa_editar_foda", args=[borrador.pk]))
    boton = pagina.get_by_role("button", name="Borrar: Cercanía")
    boton.click()
    pagina.get_by_role("button", name="Cancelar").click()
    assert foda(borrador) == ["Cercanía"]
    boton.click()
    with pagina.expect_navigation():
        pagina.get_by_role("button", name="Sí, continuar").click()
    assert foda(borrador) == []


def test_text_typed_and_not_saved_survives_a_reload_until_it_is_saved(borrador: Programa, pagina):
    ruta = reverse("poa_editar_hoja", args=[borrador.pk, "identidad"])
    pagina.goto(ruta)
    pagina.locator("#id_vision").fill("A medio escribir")
    pagina.reload()
    assert pagina.locator("#id_vision").input_value() == ""
    pagina.get_by_role("button", name="Recuperarlo").click()
    assert pagina.locator("#id_vision").input_value() == "A medio escribir"
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    pagina.get_by_text("Se guardó: Visión y misión.").wait_for()
    assert pagina.evaluate("Object.keys(localStorage)") == []
    assert "guardado" not in pagina.url
    assert Programa.objects.get(pk=borrador.pk).vision == "A medio escribir"


def test_recovered_text_does_not_write_over_what_somebody_saved_meanwhile(
    reparto: Reparto, borrador: Programa, pagina
):
    pagina.goto(reverse("poa_editar_hoja", args=[borrador.pk, "objetivo"]))
    pagina.locator("#id_objetivo").fill("De la primera")
    Editor(reparto).hoja(
        programa_id=borrador.pk,
        parte="objetivo",
        datos={"objetivo": "De la segunda"},
        version=version_de_hoja(borrador, "objetivo"),
    )
    pagina.reload()
    pagina.get_by_role("button", name="Recuperarlo").click()
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    pagina.get_by_text("cambió el objetivo").wait_for()
    assert pagina.locator("#id_objetivo").input_value() == "De la primera"
    assert Programa.objects.get(pk=borrador.pk).objetivo == "De la segunda"


def test_a_link_to_what_is_missing_puts_the_cursor_there(borrador: Programa, pagina):
    pagina.goto(reverse("poa_editar", args=[borrador.pk]))
    pagina.get_by_role("link", name="Visión: falta la visión a 3 años").click()
    pagina.wait_for_function("document.activeElement.id === 'id_vision'")


@pytest.mark.parametrize("ancho", ANCHOS)
def test_axe_finds_nothing_and_nothing_overflows(reparto: Reparto, borrador: Programa, pagina, ancho: int):
    bloque = borrador.estrategias.first()
    pagina.set_viewport_size({"width": ancho, "height": 850})
    hojas = [reverse("poa_editar_hoja", args=[borrador.pk, p]) for p in ("identidad", "objetivo", "cierre")]
    for ruta in [
        reverse("poa_nuevo"),
        *(reverse(f"poa_editar{x}", args=[borrador.pk]) for x in ("", "_foda", "_bloques", "_programacion")),
        *hojas,
        reverse("poa_editar_bloque", args=[borrador.pk, bloque.pk]),
        reverse("poa_editar_linea", args=[borrador.pk, lineas_de(borrador)[0].pk]),
    ]:
        assert pagina.goto(ruta).status == 200, ruta
        # What is folded is looked at too.
        pagina.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        fallas = [
            f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in Axe().run(pagina).response["violations"]
        ]
        assert fallas == [], ruta
        sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sobra <= 0, ruta
