"""The paper path in the browser: print, cancel, print again, attach the scan; alone and beside an e.firma."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from nucleo.models import Documento
from tests.recorridos.pasos import confirmar, descargar, firmar, veredicto
from tests.recorridos.preparar import dejar_listo

pytestmark = pytest.mark.navegador
# «e.firma» is the name of a thing of the SAT, in lower case even where a line begins with it.
EN_PAPEL, CON_EFIRMA = "Firma autógrafa", "e.firma"


def escaneo(paginas: int = 1) -> dict:
    """What the office scanner makes: pages without text."""
    pdf, salida = pikepdf.new(), io.BytesIO()
    for _ in range(paginas):
        pdf.add_blank_page(page_size=(612, 792))
    pdf.save(salida)
    return {"name": "escaneo.pdf", "mimeType": "application/pdf", "buffer": salida.getvalue()}


def congelar(pagina: Page, pk: int) -> bytes:
    """Freeze for print; gives the PDF to print."""
    pagina.goto(f"/trimestres/{pk}/firmar/")
    pagina.get_by_text("No tengo e.firma: firmar en papel").click()
    pagina.get_by_role("button", name="Congelar e imprimir").click()
    confirmar(pagina)
    expect(pagina.get_by_role("heading", name="Impreso para firma autógrafa")).to_be_visible(timeout=60_000)
    return descargar(pagina, "Descargar el PDF para imprimir")


def adjuntar(pagina: Page, archivo: dict, boton: str) -> None:
    pagina.get_by_label("Escaneo firmado y sellado (PDF)").set_input_files(archivo)
    pagina.get_by_role("button", name=boton).click()


def adjuntar_como_directora(pagina: Page) -> None:
    adjuntar(pagina, escaneo(), "Adjuntar el escaneo")
    expect(pagina.get_by_text("El escaneo quedó adjunto")).to_be_visible()


def adjuntar_como_planeacion(pagina: Page, pk: int) -> None:
    pagina.goto(f"/trimestres/{pk}/firmar/")
    pagina.get_by_text("No tengo e.firma: firmar en papel").click()
    adjuntar(pagina, escaneo(2), "Adjuntar y evaluar")
    confirmar(pagina)
    expect(pagina.get_by_text("El escaneo quedó adjunto")).to_be_visible(timeout=60_000)


def codigo_de(pdf: bytes, carpeta: Path) -> str:
    ruta = carpeta / "impreso.pdf"
    ruta.write_bytes(pdf)
    texto = subprocess.run(["pdftotext", ruta, "-"], capture_output=True, text=True, check=True).stdout
    return re.search(r"Código de verificación: (\S+)", texto).group(1)


def firmas_en(pdf: bytes, carpeta: Path) -> int:
    """How many valid signatures poppler sees in a file."""
    ruta = carpeta / "firmado.pdf"
    ruta.write_bytes(pdf)
    salida = subprocess.run(["pdfsig", "-nocert", ruta], capture_output=True, text=True, check=False).stdout
    return salida.count("Signature Validation: Signature is Valid.")


def quien_firmo_y_como(pagina: Page, codigo: str) -> list[str]:
    """Of each signature on the public page, how it was made."""
    pagina.goto(f"/v/{codigo}/")
    firmas = pagina.locator("section", has=pagina.get_by_role("heading", name="Quién firmó y cómo"))
    return [texto.split(" · ")[0] for texto in firmas.locator("li p:last-child").all_inner_texts()]


def test_print_cancel_print_again_and_both_sign_on_paper(como, tmp_path: Path) -> None:
    tp = dejar_listo()
    directora, publico = como("directora.pc"), como(None)
    primera = congelar(directora, tp.pk)
    primer_codigo = codigo_de(primera, tmp_path)
    assert firmas_en(primera, tmp_path) == 0
    assert veredicto(publico, primera, primer_codigo) == "pendiente"

    directora.get_by_text("Cancelar la impresión").first.click()
    directora.get_by_label("Motivo").fill("Se manchó la hoja.")
    directora.get_by_role("button", name="Cancelar la impresión").click()
    confirmar(directora)
    expect(directora.get_by_text("La impresión se canceló")).to_be_visible()
    assert veredicto(publico, primera, primer_codigo) == "cancelada"

    segunda = congelar(directora, tp.pk)
    codigo = codigo_de(segunda, tmp_path)
    assert codigo != primer_codigo
    adjuntar(
        directora,
        {"name": "foto.pdf", "mimeType": "application/pdf", "buffer": b"no es un PDF"},
        "Adjuntar el escaneo",
    )
    expect(directora.get_by_text("no es un PDF que se pueda abrir")).to_be_visible()
    adjuntar_como_directora(directora)
    publico.goto(f"/v/{codigo}/")
    expect(publico.locator(".veredicto h2")).to_have_text("Pendiente")

    planeacion = como("planeacion")
    adjuntar_como_planeacion(planeacion, tp.pk)
    publico.goto(f"/v/{codigo}/")
    expect(publico.locator(".veredicto h2")).to_have_text("Vigente")
    assert quien_firmo_y_como(publico, codigo) == [EN_PAPEL, EN_PAPEL]
    guardado = descargar(planeacion, "escaneo")
    assert veredicto(publico, guardado, codigo) == "vigente"
    expect(publico.get_by_text("es el escaneo de la firma autógrafa")).to_be_visible()
    folios = Documento.objects.filter(clase="trimestre", clave=str(tp.pk)).order_by("folio")
    assert [(d.folio[-3:], d.estado) for d in folios] == [("001", "cancelada"), ("002", "vigente")]


def test_what_is_printed_cannot_be_changed(como, errores: list[str]) -> None:
    tp = dejar_listo()
    directora = como("directora.pc")
    congelar(directora, tp.pk)
    directora.goto(f"/trimestres/{tp.pk}/revision/")
    expect(directora.get_by_role("link", name="Justificar")).to_have_count(0)
    personal = como("personal.pc", ancho=390)
    personal.goto("/actividades/nueva/")
    personal.get_by_label("Línea de acción").select_option(index=1)
    personal.get_by_label("Fecha del acto").fill("2024-03-20")
    personal.get_by_label("Qué se hizo").fill("Un acto de más")
    personal.get_by_role("button", name="Guardar", exact=True).click()
    expect(personal.locator(".aviso--error")).to_contain_text("se imprimió para firma")
    expect(personal.get_by_label("Qué se hizo")).to_have_value("Un acto de más")
    # The browser itself notes the refusal that the page has just explained; nothing else is forgiven.
    assert [e for e in errores if "409 (Conflict)" not in e] == []
    errores.clear()


@pytest.mark.largo
def test_the_directora_on_paper_and_planeacion_with_her_efirma(como, efirma, tmp_path: Path) -> None:
    tp = dejar_listo()
    directora, publico = como("directora.pc"), como(None)
    codigo = codigo_de(congelar(directora, tp.pk), tmp_path)
    adjuntar_como_directora(directora)
    planeacion = como("planeacion")
    planeacion.goto(f"/trimestres/{tp.pk}/firmar/")
    firmar(planeacion, *efirma("planeacion"))
    firmado = descargar(planeacion)
    assert firmas_en(firmado, tmp_path) == 1
    assert veredicto(publico, firmado, codigo) == "vigente"
    assert quien_firmo_y_como(publico, codigo) == [EN_PAPEL, CON_EFIRMA]


def test_the_directora_with_her_efirma_and_planeacion_on_paper(como, efirma, tmp_path: Path) -> None:
    tp = dejar_listo()
    directora, publico = como("directora.pc"), como(None)
    directora.goto(f"/trimestres/{tp.pk}/firmar/")
    firmar(directora, *efirma("directora.pc"))
    firmado = descargar(directora)
    codigo = codigo_de(firmado, tmp_path)
    planeacion = como("planeacion")
    adjuntar_como_planeacion(planeacion, tp.pk)
    assert firmas_en(firmado, tmp_path) == 1
    assert quien_firmo_y_como(publico, codigo) == [CON_EFIRMA, EN_PAPEL]
    assert veredicto(publico, firmado, codigo) == "vigente"
