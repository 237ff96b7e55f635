"""Evidence as it comes in: what it loses, what is refused and with which words."""

import io
import struct
import zlib
from datetime import datetime
from typing import Any

import pikepdf
import pytest
from PIL import Image

from actividades import archivos
from actividades.archivos import preparar
from nucleo import almacen, pdf_recibido
from nucleo.errores import DatosInvalidos
from nucleo.escaneos import escaneo_limpio
from tests.actividades.muestras import foto, pdf, subido
from tests.reparto import ZONA

MARCA = b"CASA DE DONA LUPE"


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = MARCA.decode()
    exif[0x0112] = 6
    exif[0x8769] = {0x9003: "2024:05:03 17:20:00"}
    exif[0x8825] = {1: "N", 2: (20.0, 17.0, 12.0), 3: "W", 4: (103.0, 25.0, 48.0)}
    return exif


def _png(ancho: int, alto: int, cuerpo: bytes = b"") -> bytes:
    def trozo(tipo: bytes, datos: bytes) -> bytes:
        return struct.pack(">I", len(datos)) + tipo + datos + struct.pack(">I", zlib.crc32(tipo + datos))

    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + trozo(b"IHDR", cabeza) + trozo(b"IDAT", cuerpo) + trozo(b"IEND", b"")


def _guardado(nombre: str, contenido: bytes) -> tuple[archivos.ArchivoListo, bytes]:
    listo = preparar(subido(nombre, contenido))
    return listo, almacen.leer(listo.archivo)


def test_la_foto_pierde_el_lugar_y_conserva_su_fecha():
    original = foto(exif=_exif(), comment=b"Ana vive aqui")
    con_exif = Image.open(io.BytesIO(original)).getexif()
    # Control: the original does carry all of it.
    assert con_exif.get_ifd(0x8825)[2] == (20.0, 17.0, 12.0)
    assert MARCA in original
    assert b"Ana vive" in original

    listo, guardada = _guardado("../../IMG_1.JPG", original)
    imagen = Image.open(io.BytesIO(guardada))
    assert not dict(imagen.getexif())
    assert not imagen.getexif().get_ifd(0x8825)
    for rastro in (MARCA, b"Exif", b"Ana vive", b"GPS"):
        assert rastro not in guardada
    assert imagen.size == (40, 60), "the camera's turn was applied"
    assert listo.tomada_en == datetime(2024, 5, 3, 17, 20, tzinfo=ZONA)
    assert listo.original_sha256 == almacen.sha256(original)
    assert listo.sha256 == almacen.sha256(guardada)
    assert listo.nombre == "IMG_1.JPG"


@pytest.mark.parametrize(
    "texto", ["", "ayer", "2024:13:45 99:00:00", "0000:00:00 00:00:00", "1804:01:01 00:00:00", "\xff" * 40]
)
def test_una_fecha_de_camara_absurda_no_estorba(texto):
    exif = Image.Exif()
    exif[0x0132] = texto
    assert _guardado("a.jpg", foto(exif=exif))[0].tomada_en is None


def test_la_zona_que_dice_la_camara_manda():
    exif = Image.Exif()
    exif[0x8769] = {0x9003: "2024:05:03 17:20:00", 0x9011: "-05:00"}
    tomada_en = _guardado("a.jpg", foto(exif=exif))[0].tomada_en
    assert tomada_en is not None
    assert tomada_en.isoformat() == "2024-05-03T17:20:00-05:00"


@pytest.mark.parametrize("formato", ["PNG", "WEBP"])
def test_otras_fotos_se_vuelven_jpeg_sobre_blanco(formato):
    salida = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(salida, formato)
    listo, guardada = _guardado("a.x", salida.getvalue())
    imagen = Image.open(io.BytesIO(guardada))
    assert (listo.tipo, imagen.format) == ("image/jpeg", "JPEG")
    assert min(imagen.getpixel((15, 10))) > 250


@pytest.mark.parametrize("modo", ["L", "CMYK"])
def test_otros_modos_de_color(modo):
    salida = io.BytesIO()
    Image.new(modo, (30, 20)).save(salida, "JPEG")
    assert Image.open(io.BytesIO(_guardado("a.jpg", salida.getvalue())[1])).mode == "RGB"


def test_una_foto_grande_se_reduce():
    salida = io.BytesIO()
    Image.new("RGB", (4000, 1000)).save(salida, "JPEG")
    assert Image.open(io.BytesIO(_guardado("a.jpg", salida.getvalue())[1])).size == (2000, 500)


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64
ROTOS = {
    "vacio.jpg": (b"", "está vacío"),
    "IMG_1.HEIC": (HEIC, "El más compatible"),
    "renombrado.jpg": (HEIC, "El más compatible"),
    "a.gif": (b"GIF89a" + b"\x00" * 20, "solo se aceptan"),
    "a.svg": (b"<svg onload=alert(1)>", "solo se aceptan"),
    "a.html": (b"<script>alert(1)</script>", "solo se aceptan"),
    "a.docx": (b"PK\x03\x04" + b"\x00" * 40, "solo se aceptan"),
    "cortada.jpg": (foto()[:200], "dañada"),
    "basura.jpg": (b"\xff\xd8\xff" + b"A" * 400, "dañada"),
    "basura.webp": (b"RIFF\x00\x00\x00\x00WEBPjunk", "dañada"),
    "bomba.png": (_png(30_000, 30_000), "demasiados puntos"),
    "grande.png": (_png(6_000, 5_000), "demasiados puntos"),
    "mentira.png": (_png(3_000, 3_000, zlib.compress(b"\x00" * 10)), "dañada"),
    "basura.pdf": (b"%PDF-1.7\nnada de nada", "dañado"),
    "cortado.pdf": (pdf()[:120], "dañado"),
    "largo.pdf": (pdf(61), "más de 60 páginas"),
}


@pytest.mark.parametrize("nombre", ROTOS)
def test_lo_que_no_se_acepta_se_dice_por_su_nombre(nombre):
    contenido, dice = ROTOS[nombre]
    with pytest.raises(DatosInvalidos) as error:
        preparar(subido(nombre, contenido))
    assert f"«{nombre}»" in error.value.mensaje
    assert dice in error.value.mensaje


def test_el_limite_de_bytes(monkeypatch):
    monkeypatch.setattr(archivos, "MAX_BYTES", 500)
    with pytest.raises(DatosInvalidos, match="pesa más de 15 MB"):
        preparar(subido("a.jpg", foto() + b"\x00" * 500))


@pytest.mark.parametrize("clave", ["", "secreta"])
def test_un_pdf_cifrado_se_rechaza_con_su_mensaje(clave):
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as abierto:
        abierto.save(salida, encryption=pikepdf.Encryption(owner="otra", user=clave))
    with pytest.raises(DatosInvalidos, match="contraseña"):
        preparar(subido("a.pdf", salida.getvalue()))


def _pdf_con_todo() -> bytes:
    nombre, dic = pikepdf.Name, pikepdf.Dictionary
    salida = io.BytesIO()
    with pikepdf.new() as nuevo:
        nuevo.add_blank_page()
        guion = dic(S=nombre.JavaScript, JS="app.alert('JS-VIVO')")
        nuevo.Root.OpenAction = guion
        nuevo.Root.AA = dic(WC=guion)
        nuevo.Root.Names = dic(JavaScript=dic(Names=["x", guion]))
        nuevo.attachments["ADJUNTO.exe"] = b"ADJUNTO-VIVO"
        nuevo.docinfo["/Author"] = "AUTOR-VIVO"
        pagina = nuevo.pages[0]
        pagina.AA = dic(O=guion)
        marca = {"Type": nombre.Annot, "Rect": [0, 0, 9, 9]}
        pagina.Annots = pikepdf.Array(
            [
                nuevo.make_indirect(
                    dic(**marca, Subtype=nombre.Link, A=dic(S=nombre.Launch, F="LANZA-VIVO"))
                ),
                dic(**marca, Subtype=nombre.Widget, A=guion),
                dic(**marca, Subtype=nombre.FileAttachment, FS=dic(F="ADJ2-VIVO")),
                dic(
                    **marca,
                    Subtype=nombre.Link,
                    A=dic(S=nombre.URI, URI="https://jalisco.gob.mx", Next=guion),
                ),
            ]
        )
        nuevo.save(salida, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return salida.getvalue()


def _en_claro(contenido: bytes) -> bytes:
    salida = io.BytesIO()
    with pikepdf.open(io.BytesIO(contenido)) as abierto:
        abierto.save(
            salida,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    return salida.getvalue()


@pytest.mark.filterwarnings("ignore:This document has")
def test_del_pdf_se_quita_lo_que_corre_y_lo_que_esconde():
    original = _pdf_con_todo()
    rastros = (
        b"JS-VIVO",
        b"ADJUNTO-VIVO",
        b"AUTOR-VIVO",
        b"LANZA-VIVO",
        b"ADJ2-VIVO",
        b"/JavaScript",
        b"/Launch",
    )
    # Control: they are all there to begin with.
    for rastro in rastros:
        assert rastro in original, rastro
    listo, guardado = _guardado("acta.pdf", original)
    claro = _en_claro(guardado)
    for rastro in (*rastros, b"/OpenAction", b"/EmbeddedFiles", b"/AA"):
        assert rastro not in claro, rastro
    assert b"https://jalisco.gob.mx" in claro, "an ordinary link stays"
    assert listo.tipo == "application/pdf"


@pytest.mark.parametrize("limite", ["MEMORIA", "SEGUNDOS"])
def test_el_pdf_que_se_pasa_de_sus_limites_muere_solo(monkeypatch, limite):
    """The child that cleans has little memory and little time; when it dies, there is a message."""
    contenido = pdf() + b"%" + b"x" * 3_000_000
    assert preparar(subido("a.pdf", contenido)).tipo == "application/pdf"
    assert escaneo_limpio(contenido).startswith(b"%PDF")
    monkeypatch.setattr(pdf_recibido, limite, {"MEMORIA": 1, "SEGUNDOS": -10}[limite])
    with pytest.raises(DatosInvalidos, match="dañado"):
        preparar(subido("a.pdf", contenido))
    with pytest.raises(DatosInvalidos, match="Escanéelo de nuevo"):
        escaneo_limpio(contenido)


def test_el_nombre_se_muestra_y_nunca_es_ruta():
    for crudo, queda in {
        "C:\\fotos\\a.jpg": "a.jpg",
        "/etc/passwd": "passwd",
        "a\u202egpj.exe": "agpj.exe",
        "": "archivo",
        "..": "..",
        "x" * 300 + ".jpg": "x" * 146 + ".jpg",
    }.items():
        assert archivos._nombre(crudo) == queda
    listo, _ = _guardado("../../a.jpg", foto())
    assert listo.archivo == f"evidencia/{listo.sha256[:2]}/{listo.sha256}.jpg"


def test_los_mismos_bytes_son_el_mismo_archivo():
    una, otra = (_guardado("a.jpg", foto())[0] for _ in range(2))
    assert una.archivo == otra.archivo


def test_de_datos_a_datos():
    listo: Any = _guardado("a.jpg", foto(exif=_exif()))[0]
    assert archivos.ArchivoListo.de_datos(listo.a_datos()) == listo


def _foto_con_todo() -> bytes:
    """A photo as a phone leaves it: Exif with the place, a comment, and a second photo after its end."""
    original = foto(exif=_exif(), comment=b"Ana vive aqui", icc_profile=b"PERFIL" * 30)
    return original + foto(exif=_exif())


def _pdf_con_foto(jpeg: bytes, envoltura: str = "") -> bytes:
    salida = io.BytesIO()
    with pikepdf.new() as nuevo:
        nuevo.add_blank_page()
        filtros = [pikepdf.Name.DCTDecode]
        if envoltura:
            jpeg, filtros = zlib.compress(jpeg), [pikepdf.Name(envoltura), *filtros]
        imagen = pikepdf.Stream(nuevo, jpeg)
        imagen.Type, imagen.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        imagen.Width, imagen.Height, imagen.BitsPerComponent = 60, 40, 8
        imagen.ColorSpace = pikepdf.Name.DeviceRGB
        imagen.Filter = pikepdf.Array(filtros) if envoltura else filtros[0]
        nuevo.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=imagen))
        nuevo.save(salida, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return salida.getvalue()


def _foto_del_pdf(contenido: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(contenido)) as abierto:
        imagen = abierto.pages[0].Resources.XObject.Im0
        crudo = imagen.read_raw_bytes()
        return zlib.decompress(crudo) if "/FlateDecode" in str(imagen.get("/Filter")) else crudo


def _como_evidencia(contenido: bytes) -> bytes:
    return _guardado("acta.pdf", contenido)[1]


@pytest.mark.parametrize("envoltura", ["", "/FlateDecode"])
@pytest.mark.parametrize("limpiar", [_como_evidencia, escaneo_limpio])
def test_la_foto_dentro_de_un_pdf_pierde_el_lugar_y_ningun_pixel(limpiar, envoltura):
    original = _foto_con_todo()
    entra = _pdf_con_foto(original, envoltura)
    dentro = _foto_del_pdf(entra)
    # Control: what goes in does carry all of it.
    assert Image.open(io.BytesIO(dentro)).getexif().get_ifd(0x8825)[2] == (20.0, 17.0, 12.0)
    for rastro in (MARCA, b"Exif", b"Ana vive"):
        assert rastro in dentro

    sale = _foto_del_pdf(limpiar(entra))
    limpia, tal_cual = Image.open(io.BytesIO(sale)), Image.open(io.BytesIO(original))
    assert not dict(limpia.getexif())
    assert not limpia.getexif().get_ifd(0x8825)
    for rastro in (MARCA, b"Exif", b"Ana vive"):
        assert rastro not in sale
    assert limpia.tobytes() == tal_cual.tobytes()
    assert limpia.info["icc_profile"] == tal_cual.info["icc_profile"], "its colours are part of the image"


@pytest.mark.parametrize("opciones", [{"progressive": True}, {"restart_marker_blocks": 1}])
def test_la_foto_de_varios_barridos_tampoco_pierde_pixeles(opciones):
    original = foto(exif=_exif(), **opciones)
    sale = _foto_del_pdf(escaneo_limpio(_pdf_con_foto(original)))
    assert b"Exif" in original
    assert b"Exif" not in sale
    assert Image.open(io.BytesIO(sale)).tobytes() == Image.open(io.BytesIO(original)).tobytes()


def test_la_foto_que_no_se_puede_recorrer_solo_se_rechaza_si_dice_algo():
    rota = foto()[:2] + b"\x00\x00" + foto()[2:]
    assert _foto_del_pdf(escaneo_limpio(_pdf_con_foto(rota))) == rota
    con_lugar = foto(exif=_exif())
    with pytest.raises(DatosInvalidos, match="Escanéelo de nuevo"):
        escaneo_limpio(_pdf_con_foto(con_lugar[:2] + b"\x00\x00" + con_lugar[2:]))
