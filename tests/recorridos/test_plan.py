"""A POA from the empty page to the sheet that both sign, and what its paper says."""

import subprocess
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from demo.escenario.datos import actor, leer
from demo.escenario.efirmas import crear_efirmas
from demo.escenario.municipio import montar_municipio
from poa import servicios
from poa.models import Programa
from tests.recorridos import escribir_poa
from tests.recorridos.escribir_poa import Datos, textos_de
from tests.recorridos.pasos import confirmar, descargar, firmar
from tests.recorridos.test_papel import firmas_en

pytestmark = [pytest.mark.navegador]
ANIO = 2024
OBSERVACION = "El cargo de quien firma va completo."


@pytest.fixture
def ejemplo(transactional_db, live_server, settings, archivos_privados: Path, molde: Path) -> Path:
    """A municipality with its people and an open year, and no POA; gives the folder of its e.firmas."""
    settings.DIR_ESTADO = molde
    settings.DIR_RAICES_EFIRMA = molde / "efirma" / "raices"
    settings.URL_PUBLICA = live_server.url
    montar_municipio()
    servicios.abrir_ejercicio(**actor("planeacion", timezone.now()), anio=ANIO)
    crear_efirmas()
    assert not Programa.objects.exists()
    return molde / "efirma"


def escribe_el_original(pagina: Page, datos: Datos) -> str:
    """What the sheet of the seed says, and no more; gives the address of the editor."""
    editor = escribir_poa.empezar(pagina, ANIO)
    escribir_poa.la_hoja(pagina, datos)
    for bloque in datos["bloques"]:
        escribir_poa.un_bloque(pagina, editor, bloque)
    escribir_poa.cierre(pagina, editor, datos, cargo="Directora")
    return editor


def ve_lo_que_falta(pagina: Page, editor: str) -> None:
    """The list names it, and until then the sheet is not sent."""
    pagina.goto(editor)
    expect(pagina.get_by_role("heading", name="datos")).to_be_visible()
    for que in ("Estrategia 3: faltan las metas", "Estrategia 1, línea 1: falta la unidad de medida"):
        expect(pagina.get_by_role("link", name=que)).to_be_visible()
    pagina.get_by_role("link", name="Ver la hoja").click()
    expect(pagina.get_by_role("button", name="Enviar a Planeación")).to_be_disabled()


def completa(pagina: Page, editor: str, datos: Datos, ejemplo: Datos) -> None:
    """Estrategia 3, what each línea counts, and the projected numbers."""
    tercera = ejemplo["bloques"][0]
    pagina.goto(editor)
    pagina.get_by_role("link", name="Estrategia 3: faltan las metas").click()
    escribir_poa.resultados(pagina, tercera)
    por_bloque = {n: [x for x in ejemplo["lineas"] if x["bloque"] == n] for n in (1, 2, 4)}
    por_bloque[3] = tercera["lineas"]
    numeros = []
    for orden, bloque in enumerate(datos["bloques"], start=1):
        escribir_poa.medidas(pagina, editor, bloque["nombre"], por_bloque[orden])
        numeros += [linea["programacion"] for linea in por_bloque[orden]]
    escribir_poa.programacion(pagina, editor, numeros)
    pagina.goto(editor)
    expect(pagina.get_by_role("heading", name="Está completo")).to_be_visible()


def envia(pagina: Page) -> None:
    pagina.goto("/poas/")
    pagina.get_by_role("link", name="Participación Ciudadana").click()
    pagina.get_by_role("button", name="Enviar a Planeación").click()
    confirmar(pagina)
    expect(pagina.get_by_text("El POA se envió a Planeación.")).to_be_visible()


def devuelve(pagina: Page) -> None:
    pagina.goto("/poas/")
    pagina.get_by_role("link", name="Participación Ciudadana").click()
    pagina.get_by_role("link", name="Devolver con observaciones").click()
    pagina.get_by_label("Qué hay que corregir").fill(OBSERVACION)
    pagina.get_by_role("button", name="Devolver el POA").click()
    expect(pagina.get_by_text("El POA se devolvió")).to_be_visible()


def corrige(pagina: Page, editor: str, datos: Datos) -> None:
    pagina.goto("/poas/")
    pagina.get_by_role("link", name="Participación Ciudadana").click()
    expect(pagina.get_by_text(OBSERVACION)).to_be_visible()
    escribir_poa.cierre(pagina, editor, datos, cargo=datos["responsable"]["cargo"])


def autoriza(pagina: Page) -> None:
    pagina.goto("/poas/")
    pagina.get_by_role("link", name="Participación Ciudadana").click()
    pagina.get_by_role("button", name="Autorizar POA").click()
    confirmar(pagina)
    expect(pagina.get_by_text("El POA quedó autorizado con el folio")).to_be_visible()


def firma(pagina: Page, hoja: str, llaves: tuple[Path, Path]) -> None:
    pagina.goto(hoja)
    pagina.get_by_role("link", name="Firmar la hoja").click()
    firmar(pagina, *llaves, llega=hoja, dice="La hoja del POA quedó firmada.")


def renglones_de(pdf: bytes, carpeta: Path) -> str:
    """The text of the paper as one line, without what is repeated on each page."""
    ruta = carpeta / "hoja.pdf"
    ruta.write_bytes(pdf)
    orden = ["pdftotext", "-raw", "-nopgbrk", ruta, "-"]
    texto = subprocess.run(orden, capture_output=True, text=True, check=True).stdout
    fuera = ("Página ", f"POA {ANIO} · ", "Folio ")
    return " ".join(" ".join(r for r in texto.splitlines() if not r.startswith(fuera)).split())


def test_a_poa_written_by_hand_returned_authorised_and_signed_by_both(como, efirma, tmp_path: Path) -> None:
    datos, ejemplo = leer("pc_2024"), leer("pc_2024_ejemplo")
    directora, planeacion = como("directora.pc"), como("planeacion")
    editor = escribe_el_original(directora, datos)
    ve_lo_que_falta(directora, editor)
    completa(directora, editor, datos, ejemplo)
    envia(directora)
    directora.goto(editor)
    expect(directora).to_have_url(editor.removesuffix("editar/"))

    devuelve(planeacion)
    corrige(directora, editor, datos)
    envia(directora)
    autoriza(planeacion)

    hoja = editor.removesuffix("editar/")
    firma(directora, hoja, efirma("directora.pc"))
    firma(planeacion, hoja, efirma("planeacion"))
    directora.goto(hoja)
    pdf = descargar(directora, "Descargar la hoja")
    assert firmas_en(pdf, tmp_path) == 2
    dicho = renglones_de(pdf, tmp_path)
    celdas = [" ".join(texto.split()) for texto in textos_de([datos, ejemplo])]
    assert len(celdas) > 100
    assert [celda for celda in celdas if celda not in dicho] == []
