"""Files nobody uploads on purpose, made here: cut, disguised, swollen, encrypted, with what runs."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from django.conf import settings
from PIL import Image

from tests.actividades.muestras import foto, pdf
from tests.poa import libros

CORPUS = Path(settings.BASE_DIR, "var", "corpus")
GPS = "CANARIO-GPS"
ENTIDAD = b'<!DOCTYPE x [<!ENTITY a "aa">]>'


def con_gps() -> bytes:
    """A photo that says where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x010E] = f"{GPS}-descripcion"
    exif[0x013B] = f"{GPS}-autor"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (20.0, 17.0, 11.0), 3: "W", 4: (103.0, 25.0, 7.0), 29: f"{GPS}-dia"}
    )
    return foto("teal", exif=exif.tobytes(), comment=f"{GPS}-comentario".encode())


def _png(ancho: int, alto: int) -> bytes:
    """A PNG that says it is that large."""
    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    partes = ((b"IHDR", cabeza), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in partes
    )


def _pdf_con(llave: str) -> bytes:
    salida = io.BytesIO()
    with pikepdf.new() as nuevo:
        nuevo.add_blank_page()
        accion = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        nuevo.Root[llave] = accion if llave == "/OpenAction" else pikepdf.Dictionary(O=accion)
        nuevo.save(salida)
    return salida.getvalue()


def _pdf_cifrado() -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as abierto:
        abierto.save(salida, encryption=pikepdf.Encryption(owner="a", user="b"))
    return salida.getvalue()


def _pdf_bomba() -> bytes:
    """A page whose content unfolds to 200 MB."""
    salida = io.BytesIO()
    with pikepdf.new() as nuevo:
        pagina = nuevo.add_blank_page()
        pagina.Contents = pikepdf.Stream(nuevo, b"")
        crudo = zlib.compress(zlib.compress(b"q " * 50_000_000))
        pagina.Contents.write(
            crudo, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        )
        nuevo.save(salida)
    return salida.getvalue()


def _zip(**partes: bytes) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as archivo:
        for nombre, contenido in partes.items():
            archivo.writestr(nombre.replace("__", "/").replace("_DOT_", "."), contenido)
    return salida.getvalue()


def _imagenes(jpeg: bytes) -> dict[str, bytes]:
    return {
        "buena.jpg": jpeg,
        "gps.jpg": con_gps(),
        "cortada.jpg": jpeg[: len(jpeg) // 2],
        "tres-bytes.jpg": jpeg[:3],
        "vacia.jpg": b"",
        "pagina.jpg": b"<html><script>alert(1)</script></html>",
        "vector.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "enorme.png": _png(60_000, 60_000),
        "larga.png": _png(1, 2_000_000_000),
        "iphone.heic": b"\0\0\0\x18ftypheic" + bytes(64),
        "gif89.gif": b"GIF89a/*<script>*/=1;" + bytes(40),
        "../../etc/passwd": jpeg,
        "a\x00b\u202egpj.exe": jpeg,
        "x" * 300 + ".jpg": jpeg,
    }


def hechos() -> dict[str, bytes]:
    """By the name with which each is uploaded."""
    jpeg, hoja = foto("navy"), libros.bueno()
    return _imagenes(jpeg) | {
        "bueno.pdf": pdf(),
        "cortado.pdf": pdf()[:200],
        "cabeza.pdf": b"%PDF-1.7\n",
        "cifrado.pdf": _pdf_cifrado(),
        "accion.pdf": _pdf_con("/OpenAction"),
        "nombres.pdf": _pdf_con("/AA"),
        "muchas.pdf": pdf(300),
        "bomba.pdf": _pdf_bomba(),
        "foto-y-pdf.pdf": jpeg + pdf(),
        "cola.jpg": jpeg + hoja,
        "bueno.xlsx": hoja,
        "cortado.xlsx": hoja[: len(hoja) // 2],
        "bomba.xlsx": libros.bomba(hoja),
        "macro.xlsm": libros.repaquetado(hoja, xl__vbaProject_DOT_bin=b"\xd0\xcf\x11\xe0" + bytes(100)),
        "cifrado.xlsx": libros.ole(),
        "entidades.xlsx": libros.en_la_hoja(
            hoja, 1, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet'
        ),
        "sin-partes.docx": _zip(),
        "otro.docx": _zip(word__document_DOT_xml=b"<x>"),
        "sale.xlsx": _zip(____evil_DOT_txt=b"x"),
        "nulos.csv": b"direccion\x00,ejercicio\n\x00,2024\n",
        "latin.csv": "dirección;año\nÁ;2024".encode("latin-1"),
        "ancha.csv": b"," * 100_000,
        "alta.csv": b"direccion,ejercicio\n" * 3_000,
    }


def del_corpus(*paquetes: str) -> dict[str, bytes]:
    """The test files of those packages, by name; `./run trust` fetches them."""
    halladas = [a for paquete in paquetes for a in sorted((CORPUS / paquete).iterdir())]
    assert len(halladas) > 50 * len(paquetes), "the corpus is not there: run it through ./run trust"
    return {a.name: a.read_bytes() for a in halladas}
