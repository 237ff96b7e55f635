"""The monthly report as PDF and as Word: each act, caption and figure is in both, and nothing breaks them."""

import io
import subprocess
import zipfile
from pathlib import Path
from unittest.mock import Mock

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from PIL import Image

from evaluacion.documentos.informe import LADO, informe_en_pdf, reducir_foto
from evaluacion.documentos.informe_word import informe_en_word
from nucleo import almacen
from poa.documentos import Papel
from tests.actividades.muestras import foto
from tests.evaluacion.mes import PIE, contar_el_mes, en_papel, evidencia, informe
from tests.evaluacion.municipio import agregar_actos

ESPERADOS = (
    "Informe mensual de actividades · febrero de 2024",
    "San Prueba",
    "Dirección/Jefatura: Dirección A",
    "Avance del trimestre al 29 de febrero de 2024",
    "Reunión vecinal",
    "Bacheo (por validar)",
    "Taller de pintura",
    "El Árbol",
    "1 de febrero de 2024",
    "29 de febrero de 2024",
    "Emergentes: fuera de lo programado",
    "<b>negritas</b> ]]> &amp; fin",
    PIE,
    "minuta.pdf",
    "100.00 %",
    "200.00 %",
    "83.33 %",
    "RESPONSABLE NOMBRE Y FIRMA",
    "SELLO",
    "Ada Muñoz",
    "no es la evaluación firmada",
    "A la presidenta municipal",
    "Seguiremos en marzo",
)
AUSENTES = ("La devuelta", "La excluida", "La anulada", "Primero de marzo", "Último de enero")
TEXTOS = {"introduccion": "A la presidenta municipal:\n\nva el informe.", "cierre": "Seguiremos en marzo."}


def junto(texto: str) -> str:
    """Without the breaks of lines and cells."""
    return " ".join(texto.split())


def texto_del_pdf(contenido: bytes, carpeta: Path) -> str:
    archivo = carpeta / "informe.pdf"
    archivo.write_bytes(contenido)
    orden = ["pdftotext", "-raw", "-nopgbrk", str(archivo), "-"]
    return junto(subprocess.run(orden, capture_output=True, check=True).stdout.decode())


def texto_del_word(contenido: bytes) -> str:
    cuerpo = docx.Document(io.BytesIO(contenido)).element.body
    return junto(" ".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cuerpo.iter(qn("w:p"))))


@pytest.fixture
def papel(reparto):
    actos = contar_el_mes(reparto)
    evidencia(actos["primero"], pie=PIE)
    evidencia(actos["segunda"], color="red")
    evidencia(actos["segunda"], orden=2, es_pdf=True)
    return lambda tamano=Papel.CARTA: en_papel(reparto, informe(reparto), tamano, **TEXTOS)


def test_the_pdf_holds_everything(papel, tmp_path):
    texto = texto_del_pdf(informe_en_pdf(papel()), tmp_path)
    assert [e for e in ESPERADOS if e not in texto] == []
    assert [a for a in AUSENTES if a in texto] == []
    assert "5/6 83.33 %" in texto
    assert "Página 1 de" in texto


@pytest.mark.parametrize(("tamano", "alto"), [(Papel.CARTA, 279), (Papel.OFICIO, 340)])
def test_the_pages_are_of_the_chosen_size_and_hold_the_photos(papel, tamano, alto):
    with pikepdf.open(io.BytesIO(informe_en_pdf(papel(tamano)))) as pdf:
        altos = {round(float(p.mediabox[3]) * 25.4 / 72) for p in pdf.pages}
        flujos = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        fotos = sum(1 for o in flujos if o.get("/Filter") == pikepdf.Name.DCTDecode)
    assert altos == {alto}
    assert fotos == 2


def test_the_word_file_holds_everything_and_is_well_made(papel):
    contenido = informe_en_word(papel())
    texto = texto_del_word(contenido)
    assert [e for e in ESPERADOS if e not in texto] == []
    assert [a for a in AUSENTES if a in texto] == []
    assert "5/6 · 83.33 %" in texto
    documento = docx.Document(io.BytesIO(contenido))
    titulos = {p.style.name for p in documento.paragraphs if p.text}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= titulos
    con_encabezado = [t for t in documento.tables if t._tbl.findall(f".//{qn('w:tblHeader')}")]
    assert len(con_encabezado) == 5, "the month, the líneas, two líneas with acts, the emergent ones"
    idiomas = {e.get(qn("w:val")) for e in documento.styles.element.iter(qn("w:lang"))}
    assert idiomas == {"es-MX"}
    assert documento.core_properties.language == "es-MX"


def test_each_picture_of_the_word_file_says_what_it_shows(papel):
    cuerpo = docx.Document(io.BytesIO(informe_en_word(papel()))).element.body
    dichos = [e.get("descr") for e in cuerpo.iter(qn("wp:docPr"))]
    assert dichos == ["Escudo", PIE, "Taller de pintura"]


@pytest.mark.parametrize(("tamano", "alto"), [(Papel.CARTA, 279), (Papel.OFICIO, 340)])
def test_the_word_page_is_of_the_chosen_size(papel, tamano, alto):
    seccion = docx.Document(io.BytesIO(informe_en_word(papel(tamano)))).sections[0]
    assert (round(seccion.page_width.mm), round(seccion.page_height.mm)) == (216, alto)


def test_what_xml_cannot_hold_is_left_out(papel):
    """The act's text brings a bell, a non-character and a mark that turns the direction around."""
    with zipfile.ZipFile(io.BytesIO(informe_en_word(papel()))) as paquete:
        crudo = paquete.read("word/document.xml").decode()
    assert not set("\x07\ufffe\u202e") & set(crudo)
    assert "=cmd|" in crudo
    assert "<b>negritas" not in crudo
    assert "w:instrText" not in crudo, "no field that Word would run"


def test_a_photo_is_made_smaller(reparto):
    grande = Image.effect_noise((2000, 1500), 60).convert("RGB")
    salida = io.BytesIO()
    grande.save(salida, "JPEG", quality=95)
    nombre, _ = almacen.guardar(salida.getvalue(), carpeta="evidencia", extension="jpg")
    chica = reducir_foto(nombre)
    assert chica is not None
    assert max(Image.open(io.BytesIO(chica)).size) == LADO
    assert len(chica) < len(salida.getvalue()) / 2
    chica, _ = almacen.guardar(foto(), carpeta="evidencia", extension="jpg")
    assert Image.open(io.BytesIO(reducir_foto(chica) or b"")).size == (60, 40)


def test_a_lost_photo_is_said_and_the_report_goes_out(papel, tmp_path, settings):
    listo = papel()
    (Path(settings.MEDIA_ROOT) / listo.fotos[0].archivo).write_bytes(b"no soy una foto")
    (Path(settings.MEDIA_ROOT) / listo.fotos[1].archivo).unlink()
    texto = texto_del_pdf(informe_en_pdf(listo), tmp_path)
    assert texto.count("no se pudo leer") == 2
    assert texto_del_word(informe_en_word(papel())).count("no se pudo leer") == 2


def test_a_month_of_many_acts_comes_out_whole(reparto, tmp_path, tamano):
    agregar_actos(reparto, tamano(100, 1_500))
    leido = informe(reparto)
    listo = en_papel(reparto, leido)
    for texto in (texto_del_pdf(informe_en_pdf(listo), tmp_path), texto_del_word(informe_en_word(listo))):
        palabras = f"{texto} "
        perdidos = [a.descripcion for a in leido.actos if f" {a.descripcion} " not in palabras]
        assert perdidos == []
    assert len(leido.actos) > 10


def test_an_empty_month_is_a_page_that_says_so(reparto, tmp_path):
    listo = en_papel(reparto, informe(reparto))
    texto = texto_del_pdf(informe_en_pdf(listo), tmp_path)
    assert "No se registraron actividades en febrero de 2024." in texto
    assert "SELLO" in texto
    assert "No se registraron actividades" in texto_del_word(informe_en_word(listo))


def test_the_heading_of_the_photos_is_one_block_with_the_first_ones(papel, monkeypatch, settings):
    """So that it never stands alone at the foot of a page: the sheet says that the block is not broken."""
    hechos = []
    monkeypatch.setattr(
        "evaluacion.documentos.informe.renderizar_pdf", lambda **k: hechos.append(k["html"]) or Mock()
    )
    informe_en_pdf(papel())
    html = " ".join(hechos[0].split())
    bloque = html.partition('<div class="fotos fotos--primeras">')[2].partition("</div>")[0]
    assert bloque.lstrip().startswith("<h2>Memoria fotográfica</h2>")
    assert bloque.count("<figure>") == 2
    hoja = (Path(settings.BASE_DIR) / "static/css/informe-impreso.css").read_text(encoding="utf-8")
    assert ".fotos--primeras { break-inside: avoid; }" in hoja
