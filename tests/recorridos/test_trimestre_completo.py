"""A quarter from the first photo to the verified PDF: staff, directora, Planeación and a citizen."""

import io
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import Page, expect

from actividades.models import Actividad, Evidencia
from nucleo.almacen import leer
from nucleo.models import Documento
from tests.nucleo.efirma.ataques import agregar_actualizacion
from tests.recorridos.pasos import confirmar, descargar, firmar, registrar, veredicto
from tests.recorridos.preparar import trimestre

pytestmark = [pytest.mark.navegador]

# Of the example's first quarter, what remains unexplained: 66.67 % needs all, above 110 % the cause.
POR_JUSTIFICAR = ("Estrategia 3, línea 2",)
SOLO_CAUSA = ("Estrategia 1, línea 5", "Estrategia 3, línea 1", "Actividad 3, línea 1")


def registra_el_personal(pagina: Page) -> None:
    """Three acts from a phone, each with its photo."""
    pagina.get_by_role("link", name="Asistir con personal técnico").click()
    expect(pagina.get_by_role("heading", name="Registrar actividad")).to_be_visible()
    registrar(
        pagina, linea="1.3", fecha="2024-03-20", que="Asamblea en El Molino", boton="Guardar y registrar otra"
    )
    expect(pagina.get_by_label("Qué se hizo")).to_have_value("")
    registrar(
        pagina, linea="4.1", fecha="2024-03-21", que="Oficio por gasolina", boton="Guardar y registrar otra"
    )
    expect(pagina.get_by_label("Qué se hizo")).to_have_value("")
    registrar(pagina, linea="3.1", fecha="2024-03-22", que="Reunión para programar")
    expect(pagina.get_by_role("heading", level=1)).not_to_have_text("Registrar actividad")


def valida_la_directora(pagina: Page) -> None:
    """One from its own page, the others together."""
    pagina.goto("/")
    pagina.get_by_role("link", name="3 por validar").click()
    pagina.get_by_role("link", name="Asamblea en El Molino").click()
    pagina.get_by_role("button", name="Validar", exact=True).click()
    pagina.goto("/")
    pagina.get_by_role("link", name="2 por validar").click()
    pagina.get_by_label("Elegir las de esta página").check()
    expect(pagina.get_by_text("2 seleccionadas")).to_be_visible()
    pagina.get_by_role("button", name="Validar las elegidas").click()
    expect(pagina.locator(".mensajes")).to_contain_text("2")


def lee_sus_cifras(pagina: Page) -> None:
    pagina.goto("/")
    cifra = pagina.locator(".cifra").first
    expect(cifra.locator(".cifra__valor")).to_have_text("38/36")
    expect(cifra).to_contain_text("105.56 %")
    expect(cifra.locator(".insignia")).to_contain_text("Verde")
    expect(pagina.get_by_text("por validar")).to_have_count(0)


def termina_la_captura(pagina: Page) -> None:
    pagina.get_by_role("button", name="Terminar la captura").first.click()
    confirmar(pagina)
    expect(pagina.get_by_text("La captura terminó")).to_be_visible()


def justifica(pagina: Page) -> None:
    """What is asked and no more: the page sends back a half explanation, and lists what is missing."""
    lista = pagina.locator("section", has=pagina.get_by_role("heading", name="Falta para firmar"))
    expect(lista.get_by_role("listitem")).to_have_count(len(POR_JUSTIFICAR + SOLO_CAUSA))
    for donde in POR_JUSTIFICAR + SOLO_CAUSA:
        renglon = pagina.get_by_role("row").filter(has_text=f"{donde}:")
        renglon.get_by_role("link", name="Justificar").click()
        pagina.get_by_label("Causa de la desviación").fill("Hubo lluvia dos fines de semana.")
        if donde in POR_JUSTIFICAR:
            pagina.get_by_label("Acción correctiva").fill("Difundir la que falta en abril.")
            pagina.get_by_label("Fecha compromiso").fill("2024-05-15")
        pagina.get_by_role("button", name="Guardar").click()
        expect(pagina.get_by_text("La justificación quedó guardada.")).to_be_visible()
    expect(lista).to_have_count(0)


def firma_la_directora(pagina: Page, llaves: tuple[Path, Path]) -> bytes:
    pagina.get_by_role("link", name="Firmar el trimestre").click()
    firmar(pagina, *llaves)
    return descargar(pagina)


def devuelve_planeacion(pagina: Page) -> None:
    pagina.goto("/")
    pagina.get_by_role("link", name="Participación Ciudadana").click()
    pagina.get_by_role("link", name="Devolver con observaciones").click()
    pagina.get_by_label("Observación general").fill("Falta decir en qué delegación fue el oficio.")
    pagina.get_by_role("button", name="Devolver a la dirección").click()
    confirmar(pagina)
    expect(pagina.get_by_text("se devolvió con sus observaciones")).to_be_visible()


def revisa_y_firma_de_nuevo(pagina: Page, llaves: tuple[Path, Path]) -> bytes:
    pagina.goto("/")
    pagina.get_by_role("link", name="Revisar y firmar").click()
    expect(pagina.get_by_text("Falta decir en qué delegación fue el oficio.")).to_be_visible()
    termina_la_captura(pagina)
    return firma_la_directora(pagina, llaves)


def evalua_planeacion(pagina: Page, llaves: tuple[Path, Path]) -> bytes:
    pagina.goto("/")
    pagina.get_by_role("link", name="Participación Ciudadana").click()
    pagina.get_by_role("link", name="Firmar la evaluación").click()
    firmar(pagina, *llaves)
    expect(pagina.locator(".insignia", has_text="Evaluada").first).to_be_visible()
    primera, segunda = descargar(pagina), descargar(pagina)
    assert primera == segunda, "the same bytes for ever"
    return primera


def comprobar_con_pdfsig(ruta: Path) -> None:
    """A program that is not ours sees two valid signatures, and the second covers the whole file."""
    # Without -nocert it would look for the roots of the operating system: the example's own are not there.
    salida = subprocess.run(["pdfsig", "-nocert", ruta], capture_output=True, text=True, check=False).stdout
    assert salida.count("Signature Validation: Signature is Valid.") == 2, salida
    primera, segunda = salida.split("Signature #2:")
    assert "firma_direccion" in primera
    assert "firma_planeacion" in segunda
    assert "- Total document signed" in segunda
    assert "NANCY ANGÉLICA PÉREZ LUPERCIO" in primera


def voltear(pdf: bytes) -> bytes:
    """One bit of one byte, in the middle."""
    medio = len(pdf) // 2
    return pdf[:medio] + bytes([pdf[medio] ^ 1]) + pdf[medio + 1 :]


def comprobar_en_publico(
    pagina: Page, codigo: str, firmado: bytes, *, anulado: bytes, pendiente: bytes
) -> None:
    """Everything that a citizen may bring, under the code and without it."""
    pagina.goto(f"/v/{codigo}/")
    expect(pagina.locator(".veredicto h2")).to_have_text("Vigente")
    expect(pagina.locator("main")).to_contain_text("Nancy Angélica Pérez Lupercio")
    expect(pagina.locator("main")).to_contain_text("está entre las raíces configuradas")
    texto = pagina.locator("main").inner_text()
    assert "PELN800101" not in texto, "neither RFC nor CURP are shown"
    publica = descargar(pagina, "Descargar la versión pública")
    otro = leer(Documento.objects.get(folio__startswith="EVAL/OP/").archivo)
    for caso, archivo, con_codigo, sin_codigo in (
        ("the signed file", firmado, "vigente", "vigente"),
        ("its public version", publica, "vigente", "vigente"),
        ("one byte flipped", voltear(firmado), "alterada", "alterada"),
        ("an update appended", agregar_actualizacion(firmado), "alterada", "alterada"),
        ("only the directora's signature", pendiente, "pendiente", "pendiente"),
        ("another quarter's genuine file", otro, "alterada", "vigente"),
        ("the round that was returned", anulado, "alterada", "cancelada"),
    ):
        assert veredicto(pagina, archivo, codigo) == con_codigo, f"{caso}, under the code"
        assert veredicto(pagina, archivo) == sin_codigo, f"{caso}, by itself"


def verificar_por_comando(ruta: Path, *opciones: str) -> tuple[str, int]:
    """The verdict that `manage.py verificar` prints, and how it exits."""
    salida = io.StringIO()
    try:
        call_command("verificar", str(ruta), *opciones, "--json", stdout=salida)
    except SystemExit as fin:
        return json.loads(salida.getvalue())["veredicto"], int(fin.code or 0)
    return json.loads(salida.getvalue())["veredicto"], 0


def comprobar_por_comando(carpeta: Path, codigo: str, firmado: bytes, pendiente: bytes) -> None:
    casos = {
        "bueno": firmado,
        "volteado": voltear(firmado),
        "pendiente": pendiente,
        "ajeno": b"%PDF-1.7\nnada",
    }
    for nombre, contenido in casos.items():
        (carpeta / f"{nombre}.pdf").write_bytes(contenido)
    assert verificar_por_comando(carpeta / "bueno.pdf", "--codigo", codigo) == ("vigente", 0)
    assert verificar_por_comando(carpeta / "bueno.pdf") == ("vigente", 0)
    assert verificar_por_comando(carpeta / "bueno.pdf", "--codigo", "A" * 26) == ("desconocida", 1)
    assert verificar_por_comando(carpeta / "volteado.pdf", "--codigo", codigo) == ("alterada", 1)
    assert verificar_por_comando(carpeta / "pendiente.pdf") == ("pendiente", 1)
    assert verificar_por_comando(carpeta / "ajeno.pdf") == ("desconocida", 1)


@pytest.mark.postgres
def test_a_quarter_from_the_photo_to_the_verified_pdf(como, efirma, tmp_path: Path) -> None:
    personal = como("personal.pc", ancho=390)
    registra_el_personal(personal)
    nuevas = Actividad.objects.filter(trimestre_programa=trimestre("PC"), fecha__gte="2024-03-20")
    assert nuevas.count() == 3
    for evidencia in Evidencia.objects.filter(actividad__in=nuevas):
        guardada = Image.open(io.BytesIO(leer(evidencia.archivo)))
        assert not dict(guardada.getexif()), "where the photo was taken is not kept"

    directora = como("directora.pc")
    valida_la_directora(directora)
    lee_sus_cifras(directora)
    termina_la_captura(directora)
    justifica(directora)
    anulado = firma_la_directora(directora, efirma("directora.pc"))

    planeacion = como("planeacion")
    devuelve_planeacion(planeacion)
    pendiente = revisa_y_firma_de_nuevo(directora, efirma("directora.pc"))
    firmado = evalua_planeacion(planeacion, efirma("planeacion"))

    ruta = tmp_path / "firmado.pdf"
    ruta.write_bytes(firmado)
    comprobar_con_pdfsig(ruta)
    codigo = re.search(r"Código de verificación: (\S+)", _texto(ruta)).group(1)
    comprobar_en_publico(como(None), codigo, firmado, anulado=anulado, pendiente=pendiente)
    comprobar_por_comando(tmp_path, codigo, firmado, pendiente)
    directora.goto(f"/trimestres/{trimestre('PC').pk}/firmar/")
    expect(directora.get_by_text("ya no está en manos de la dirección")).to_be_visible()


def _texto(ruta: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", ruta, "-"], capture_output=True, text=True, check=True
    ).stdout
