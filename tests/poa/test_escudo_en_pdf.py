"""The coat of arms on paper: the frozen name gives the same bytes, whatever the municipality uses today."""

import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nucleo.pdf import renderizar_pdf
from poa import servicios
from poa.consultas.municipio import municipio_congelado
from poa.escudo import direccion_del_escudo, preparar_escudo, recursos_del_escudo
from tests.reparto import AHORA, Reparto


def subir(color: str) -> str:
    salida = io.BytesIO()
    Image.new("RGB", (100, 100), color).save(salida, "PNG")
    return preparar_escudo(SimpleUploadedFile("e.png", salida.getvalue()))


def imagenes(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as abierto:
        return len(abierto.pages[0].images)


def hoja(archivo: str, recursos: dict[str, bytes]):
    html = f'<img src="{direccion_del_escudo(archivo)}" alt="Escudo" width="40" height="40">'
    return renderizar_pdf(html=html, titulo="Prueba", recursos=recursos)


def test_the_snapshot_names_it_and_an_older_one_still_prints(reparto: Reparto):
    assert "escudo" not in municipio_congelado(), "an earlier snapshot reads the same"
    viejo = subir("teal")
    actor = {"persona": reparto.persona("planeacion"), "ahora": AHORA}
    servicios.poner_escudo(**actor, archivo=viejo)
    assert municipio_congelado()["escudo"] == viejo
    antes = hoja(viejo, recursos_del_escudo(viejo))
    servicios.poner_escudo(**actor, archivo=subir("red"))
    despues = hoja(viejo, recursos_del_escudo(viejo))
    assert antes.avisos == despues.avisos == ()
    assert imagenes(antes.contenido) == 1
    assert antes.contenido == despues.contenido


def test_without_its_bytes_the_renderer_complains():
    """Negative control: the document that forgets to hand them is told."""
    assert hoja(subir("teal"), {}).avisos != ()


def test_without_one_the_drawing_of_the_product_is_printed():
    assert hoja("", recursos_del_escudo("")).avisos == ()
