"""The sample document read back: pages, text, faces, PDF/A-3a, annexes, anchors, same bytes twice."""

import json
from datetime import UTC, datetime

import pikepdf
import pytest

from nucleo.pdf import Anexo, PdfFallido, PdfRenderizado, renderizar_pdf
from tests.nucleo.pdf import lectura
from tests.nucleo.pdf.muestra import documento

FIRMAS = ("firma-director", "firma-contralor")
ANEXO = Anexo("datos.json", json.dumps({"ñ": 1}).encode(), "application/json", "Datos de la evaluación")


CORTO = documento(renglones=6)


def renderizar(**cambios) -> PdfRenderizado:
    argumentos = {
        "html": documento(),
        "titulo": "Evaluación 1.º trimestre",
        "anexos": [ANEXO],
        "anclas": FIRMAS,
    }
    return renderizar_pdf(**(argumentos | cambios))


@pytest.fixture(scope="module")
def pdf() -> PdfRenderizado:
    return renderizar()


def test_paginas_numeradas_con_su_total(pdf):
    with lectura.abrir(pdf.contenido) as archivo:
        assert len(archivo.pages) == pdf.paginas > 3
        cajas = {tuple(round(float(n)) for n in hoja.MediaBox) for hoja in archivo.pages}
    assert cajas == {(0, 0, 612, 791)}
    for numero in range(pdf.paginas):
        assert f"Página {numero + 1} de {pdf.paginas}" in lectura.texto(pdf.contenido, numero)


def test_el_texto_esta_completo_y_la_tabla_repite_su_encabezado(pdf):
    texto = lectura.texto(pdf.contenido)
    for numero in range(1, 121):
        assert f"Línea de acción número {numero}:" in texto
    assert "Íñigo Núñez Güereña" in texto
    assert "≥ 80 %" in texto
    assert "$150,000.00" in texto
    hojas_con_renglones = [
        hoja
        for hoja in (lectura.texto(pdf.contenido, n) for n in range(pdf.paginas))
        if "Línea de acción número" in hoja
    ]
    assert all("Clave" in hoja and "Semáforo" in hoja for hoja in hojas_con_renglones)


def test_el_encabezado_corre_desde_la_segunda_pagina(pdf):
    corre = "Evaluación trimestral · Dirección"
    assert corre not in lectura.texto(pdf.contenido, 0)
    assert all(corre in lectura.texto(pdf.contenido, n) for n in range(1, pdf.paginas))


def test_solo_noto_sans_incrustada_y_ningun_aviso(pdf, tmp_path):
    assert pdf.avisos == ()
    fuentes = lectura.fuentes(pdf.contenido, tmp_path)
    assert {"Noto-Sans", "Noto-Sans-Bold", "Noto-Sans-Italic", "Noto-Sans-Semi-Bold"} <= {
        n for n, _ in fuentes
    }
    assert all(nombre.startswith("Noto-Sans") and incrustada for nombre, incrustada in fuentes)


def test_otra_familia_se_dibuja_con_la_nuestra(tmp_path):
    pdf = renderizar_pdf(html="<p style='font-family:DejaVu Sans'>Hola", titulo="x").contenido
    assert lectura.fuentes(pdf, tmp_path) == [("Noto-Sans", True)]


def test_una_letra_que_nadie_dibuja_se_avisa():
    pdf = renderizar_pdf(html="<p>Hola 👍", titulo="x")
    assert any("U+1F44D" in aviso for aviso in pdf.avisos)


def test_es_pdf_a_3a_etiquetado_con_titulo_y_lengua(pdf):
    with lectura.abrir(pdf.contenido) as archivo:
        raiz = archivo.Root
        assert str(raiz.Lang) == "es-MX"
        assert bool(raiz.MarkInfo.Marked)
        assert "/StructTreeRoot" in raiz
        assert str(archivo.docinfo.Title) == "Evaluación 1.º trimestre"
        with archivo.open_metadata() as meta:
            assert meta["pdfaid:part"] == "3"
            assert meta["pdfaid:conformance"] == "A"
            assert meta["dc:title"] == "Evaluación 1.º trimestre"
        assert raiz.OutputIntents[0].S == "/GTS_PDFA1"


def test_no_se_escribe_ninguna_fecha(pdf):
    with lectura.abrir(pdf.contenido) as archivo:
        assert not {"/CreationDate", "/ModDate"} & set(archivo.docinfo.keys())
        params = archivo.Root.Names.EmbeddedFiles.Names[1].EF.F.Params
        assert set(params.keys()) == {"/CheckSum", "/Size"}


def test_el_anexo_va_dentro_como_datos(pdf):
    with lectura.abrir(pdf.contenido) as archivo:
        (ficha,) = archivo.Root.AF
        assert ficha.AFRelationship == "/Data"
        assert str(ficha.UF) == "datos.json"
        assert str(ficha.Desc) == "Datos de la evaluación"
        assert ficha.EF.F.Subtype == pikepdf.Name("/application/json")
        assert ficha.EF.F.read_bytes() == ANEXO.contenido


def test_un_anexo_con_fecha_la_lleva():
    fecha = datetime(2024, 3, 31, 18, 30, tzinfo=UTC)
    anexo = Anexo("a.xml", b"<a/>", "application/xml", "XML", fecha)
    with lectura.abrir(renderizar(html=CORTO, anexos=[anexo, ANEXO]).contenido) as archivo:
        assert len(archivo.Root.AF) == 2
        fichas = {str(ficha.UF): ficha.EF.F for ficha in archivo.Root.AF}
    with lectura.abrir(renderizar(html=CORTO, anexos=[anexo]).contenido) as archivo:
        assert str(archivo.Root.AF[0].EF.F.Params.ModDate) == "D:20240331183000Z"
    assert set(fichas) == {"a.xml", "datos.json"}


def test_la_misma_entrada_da_los_mismos_bytes(pdf):
    from nucleo.pdf.cliente import servidor

    servidor.cerrar()  # another server, another process: nothing of the first one may be in the file
    assert renderizar().contenido == pdf.contenido
    assert renderizar(titulo="Otro").contenido != pdf.contenido


def test_el_identificador_sale_de_la_entrada():
    def identificador(contenido: bytes) -> bytes:
        with lectura.abrir(contenido) as archivo:
            return bytes(archivo.trailer.ID[0])

    uno, dos = (identificador(renderizar(html=CORTO).contenido) for _ in range(2))
    assert uno == dos
    assert uno != identificador(renderizar(html=CORTO, anexos=[]).contenido)


def test_las_anclas_son_las_cajas_dibujadas(pdf):
    """The border found in the pixels lies where the anchor says; half a millimetre inside there is paper."""
    escala = 3
    caja = pdf.anclas["firma-director"]
    assert caja.ancho == pytest.approx(84 / 25.4 * 72, abs=0.1)
    assert caja.alto == pytest.approx(30 / 25.4 * 72, abs=0.1)
    hoja = lectura.imagen(pdf.contenido, caja.pagina, 72 * escala).convert("L")
    alto = hoja.height / escala

    def oscuro(x: float, y: float) -> bool:
        cuadro = (x * escala - 2, (alto - y) * escala - 2, x * escala + 3, (alto - y) * escala + 3)
        return hoja.crop(tuple(map(int, cuadro))).getextrema()[0] < 200

    medio_x, medio_y = caja.x + caja.ancho / 2, caja.y + caja.alto / 2
    bordes = [
        (caja.x, medio_y),
        (caja.x + caja.ancho, medio_y),
        (medio_x, caja.y),
        (medio_x, caja.y + caja.alto),
    ]
    assert all(oscuro(*punto) for punto in bordes)
    adentro = [(caja.x + 4, medio_y), (medio_x, caja.y + 4), (medio_x, caja.y + caja.alto - 4)]
    assert not any(oscuro(*punto) for punto in adentro)


def test_un_ancla_que_no_existe_falla():
    with pytest.raises(PdfFallido) as error:
        renderizar(html=CORTO, anclas=["firma-sindico"])
    assert "firma-sindico" in error.value.detalle
    assert "firma-sindico" not in str(error.value)


def test_el_semaforo_lleva_su_color_y_su_palabra():
    """WeasyPrint alone draws every inline icon black; the pixel of the circle is the green of the word."""
    html = (
        '<p class="insignia insignia--verde"><svg id="i" class="punto" viewBox="0 0 10 10" width="10" '
        'height="10" fill="currentColor"><rect width="10" height="10"/></svg> Verde</p>'
    )
    pdf = renderizar_pdf(html=html, titulo="x", anclas=["i"])
    caja = pdf.anclas["i"]
    hoja = lectura.imagen(pdf.contenido, 0, 144)
    x, y = (caja.x + caja.ancho / 2) * 2, hoja.height - (caja.y + caja.alto / 2) * 2
    assert hoja.getpixel((round(x), round(y))) == (0x1F, 0x6B, 0x3A)
    assert "Verde" in lectura.texto(pdf.contenido)
