"""Trust rule 15: a document that would take all the time or memory dies alone, and the next one is made."""

import io
import os
import signal
import struct
import time
import zlib

import pytest
from PIL import Image

from nucleo.pdf import PdfFallido, cliente, renderizar_pdf
from nucleo.pdf import servidor as modulo_servidor
from tests.nucleo.pdf.muestra import documento

LIMITE = 2
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">'


def tablas_anidadas(hondo: int) -> str:
    return "<table style='table-layout:auto'><tr><td>x<td>" * hondo


def usos_en_cascada(niveles: int) -> str:
    capas = "".join(f'<g id="n{n}">{f"""<use href="#n{n - 1}"/>""" * 10}</g>' for n in range(1, niveles))
    return f'{SVG}<g id="n0"><rect width="1" height="1"/></g>{capas}<use href="#n{niveles - 1}"/></svg>'


def entidades_en_cascada() -> bytes:
    capas = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE svg [<!ENTITY e0 "0123456789">{capas}]>{SVG}<text>&e9;</text></svg>'.encode()


def png_enorme(lado: int) -> bytes:
    """A valid PNG of lado × lado grey pixels in a few kilobytes."""

    def trozo(clase: bytes, datos: bytes) -> bytes:
        suma = struct.pack("!I", zlib.crc32(clase + datos))
        return struct.pack("!I", len(datos)) + clase + datos + suma

    compresor = zlib.compressobj(9)
    renglon = b"\0" * (1 + lado // 8)
    datos = b"".join(compresor.compress(renglon) for _ in range(lado)) + compresor.flush()
    cabeza = struct.pack("!IIBBBBB", lado, lado, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + trozo(b"IHDR", cabeza) + trozo(b"IDAT", datos) + trozo(b"IEND", b"")


BOMBAS = {
    "tablas anidadas": {"html": tablas_anidadas(5000)},
    "celda de cien mil columnas": {
        "html": "<table style='table-layout:auto'><tr><td colspan=100000>x<tr><td>y"
    },
    "cajas flexibles anidadas": {"html": "<div style='display:flex'>x " * 16},
    "páginas sin fin": {"html": "<p style='break-before:page'>x" * 20_000},
    "muchos párrafos": {"html": "<p>Hola</p>" * 300_000},
    "usos en cascada": {"html": usos_en_cascada(9)},
    "entidades en cascada": {
        "html": "<img src=recurso:a.svg>",
        "recursos": {"a.svg": entidades_en_cascada()},
    },
    "imagen enorme": {"html": "<img src=recurso:a.png>", "recursos": {"a.png": png_enorme(30_000)}},
    "texto enorme": {"html": "<p>" + "x " * 60_000_000, "limite_memoria_mib": 400, "limite_segundos": 20},
}


def nace_otro() -> bool:
    return renderizar_pdf(html="<p>Hola", titulo="x").contenido.startswith(b"%PDF")


@pytest.mark.parametrize("nombre", BOMBAS)
def test_la_bomba_muere_en_su_plazo_y_el_servidor_sigue(nombre, cifra):
    assert nace_otro()
    servidor = cliente.servidor.pid
    inicio = time.monotonic()
    with pytest.raises(PdfFallido) as error:
        renderizar_pdf(titulo="x", **({"limite_segundos": LIMITE} | BOMBAS[nombre]))
    assert time.monotonic() - inicio < LIMITE + 3
    assert str(error.value) in cliente.MENSAJES.values()
    assert error.value.detalle
    assert nace_otro()
    assert cliente.servidor.pid == servidor
    cifra(15, "bombas de PDF que mueren en su plazo", 1, de=1)


def test_con_mas_tiempo_el_mismo_documento_se_hace():
    """The negative control of the clock: what dies in one second is a good document with more."""
    html = documento(renglones=250)
    with pytest.raises(PdfFallido, match="tardó demasiado"):
        renderizar_pdf(html=html, titulo="x", limite_segundos=1)
    assert renderizar_pdf(html=html, titulo="x", limite_segundos=60).paginas > 10


def test_con_mas_memoria_el_mismo_documento_se_hace():
    """The negative control of the memory limit."""
    foto = io.BytesIO()
    Image.effect_noise((5000, 5000), 50).convert("RGB").save(foto, "JPEG")
    pedido = {
        "html": "<img src=recurso:a.jpg alt=Foto>",
        "recursos": {"a.jpg": foto.getvalue()},
        "titulo": "x",
    }
    with pytest.raises(PdfFallido):
        renderizar_pdf(**pedido, limite_memoria_mib=260)
    assert renderizar_pdf(**pedido).paginas >= 1


def test_la_memoria_agotada_se_dice():
    with pytest.raises(PdfFallido) as error:
        renderizar_pdf(titulo="x", **BOMBAS["texto enorme"])
    assert str(error.value) == cliente.MENSAJES["memoria"]


def test_una_imagen_rota_no_deja_un_documento_incompleto():
    with pytest.raises(PdfFallido, match="imágenes"):
        renderizar_pdf(
            html="<img src=recurso:a.jpg alt=x>", titulo="x", recursos={"a.jpg": b"no es una foto"}
        )


def test_el_servidor_mata_al_hijo_que_pasa_de_su_plazo():
    """The second guard: a child whose own alarm did not fire."""
    pid = os.fork()
    if pid == 0:
        time.sleep(60)
        os._exit(0)
    modulo_servidor.matar_vencidos({pid: time.monotonic() + 60})
    assert os.waitpid(pid, os.WNOHANG) == (0, 0)
    modulo_servidor.matar_vencidos({pid: time.monotonic() - 1})
    assert os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL
