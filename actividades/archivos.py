"""Evidence as it comes in: photos and PDFs are opened, written again by us and named by their hash."""

import io
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from PIL import Image, ImageCms, ImageFile, ImageOps

from actividades.estados import MAX_ARCHIVOS
from nucleo import almacen
from nucleo.errores import DatosInvalidos
from nucleo.pdf_recibido import PdfRechazado, limpiar_recibido
from nucleo.texto import limpiar

ACEPTA_CAMARA = "image/jpeg,image/png,image/webp"
ACEPTA = f"{ACEPTA_CAMARA},application/pdf"
CARPETA = "evidencia"
JPEG, PDF = "image/jpeg", "application/pdf"
EXTENSION = {JPEG: "jpg", PDF: "pdf"}
MAX_BYTES = 15 * 1024 * 1024
MAX_PAGINAS = 60
MAX_LADO = 2_000
LADO_MINIATURA = 480
# On paper a photo is at most 84 mm wide: this is 300 dots per inch.
LADO_IMPRESO, CALIDAD_IMPRESA = 1_000, 75
CALIDAD = 85
# A JPEG is decoded at a reduced scale; a PNG or WebP stands whole in memory.
MAX_PIXELES = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
_MARCAS_HEIC = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}

AYUDA = (
    f"Fotos JPEG, PNG o WebP, o PDF sin contraseña; hasta {MAX_ARCHIVOS} archivos de 15 MB. "
    "A las fotos se les quita la ubicación."
)
NO_SE_ACEPTA = "no se puede recibir: solo se aceptan fotos JPEG, PNG o WebP, y PDF."
MENSAJES = {
    "vacio": "está vacío.",
    "grande": "pesa más de 15 MB. Tome la foto con menos resolución o divida el PDF.",
    "heic": (
        "es una foto HEIC, que aquí no se puede abrir. En el iPhone elija Ajustes › Cámara › Formatos › "
        "«El más compatible», o mándela como JPEG."
    ),
    "pixeles": "tiene demasiados puntos para abrirse. Redúzcala antes de subirla.",
    "foto": "no se pudo abrir como foto: parece dañada o incompleta.",
    "cifrado": "es un PDF con contraseña o restricciones. Guárdelo sin contraseña y vuelva a subirlo.",
    "paginas": f"tiene más de {MAX_PAGINAS} páginas. Suba solo las que muestran lo que se hizo.",
    "objetos": "es un PDF demasiado complicado. Imprímalo a PDF de nuevo y suba esa copia.",
    "danado": "no se pudo abrir como PDF: parece dañado o incompleto.",
}


@dataclass(frozen=True)
class ArchivoListo:
    """A file that already lies in the store and that no row names yet."""

    nombre: str
    tipo: str
    archivo: str
    sha256: str
    original_sha256: str
    bytes: int
    tomada_en: datetime | None = None
    pie: str = ""

    def a_datos(self) -> dict[str, Any]:
        """As plain data, to travel signed in a form that came back with errors."""
        return asdict(self) | {"tomada_en": self.tomada_en.isoformat() if self.tomada_en else None}

    @classmethod
    def de_datos(cls, datos: dict[str, Any]) -> "ArchivoListo":
        momento = datos["tomada_en"]
        return cls(**datos | {"tomada_en": datetime.fromisoformat(momento) if momento else None})


def preparar(subido: UploadedFile) -> ArchivoListo:
    """Open, clean, write again and keep an uploaded file.

    The type is told by the bytes, never by the name. Raises DatosInvalidos with a message that names
    the file. Source: JPEG, PNG, WebP and PDF are taken; HEIC is refused; EXIF and GPS do not stay.
    """
    nombre = _nombre(subido.name or "")
    try:
        if (subido.size or 0) > MAX_BYTES:
            raise _Rechazo("grande")
        contenido = subido.read()
        tipo, limpio, tomada_en = _limpiar(contenido)
    except _Rechazo as rechazo:
        raise DatosInvalidos(f"«{nombre}» {MENSAJES.get(rechazo.clave, NO_SE_ACEPTA)}") from rechazo
    archivo, huella = almacen.guardar(limpio, carpeta=CARPETA, extension=EXTENSION[tipo])
    return ArchivoListo(nombre, tipo, archivo, huella, almacen.sha256(contenido), len(limpio), tomada_en)


class _Rechazo(Exception):
    def __init__(self, clave: str) -> None:
        super().__init__(clave)
        self.clave = clave


def _nombre(crudo: str) -> str:
    """What it was called on the phone, without folders; it is only shown, never used as a path."""
    limpio = limpiar(PurePosixPath(crudo.replace("\\", "/")).name).replace("\n", " ").replace("\t", " ")
    return limpio[-150:] or "archivo"


def _limpiar(contenido: bytes) -> tuple[str, bytes, datetime | None]:
    limpiador = _limpiador_para(contenido)
    return limpiador(contenido)


def _limpiador_para(contenido: bytes) -> Callable[[bytes], tuple[str, bytes, datetime | None]]:
    if not contenido:
        raise _Rechazo("vacio")
    if contenido[4:8] == b"ftyp" and contenido[8:12] in _MARCAS_HEIC:
        raise _Rechazo("heic")
    if b"%PDF-" in contenido[:1024]:
        return _limpiar_pdf
    es_webp = contenido[:4] == b"RIFF" and contenido[8:12] == b"WEBP"
    if contenido[:3] == b"\xff\xd8\xff" or contenido[:8] == b"\x89PNG\r\n\x1a\n" or es_webp:
        return _limpiar_foto
    raise _Rechazo("otro")


def _limpiar_foto(contenido: bytes) -> tuple[str, bytes, datetime | None]:
    # A process where WeasyPrint was imported accepts truncated images from then on: here they are damaged.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(contenido), formats=("JPEG", "PNG", "WEBP")) as imagen:
            ancho, alto = imagen.size
            if ancho * alto > MAX_PIXELES.get(imagen.format or "", 0):
                raise _Rechazo("pixeles")
            tomada_en = _tomada_en(imagen)
            imagen.draft("RGB", (MAX_LADO, MAX_LADO))
            imagen.load()
            derecha = _en_rgb(ImageOps.exif_transpose(imagen))
    except _Rechazo:
        raise
    except Image.DecompressionBombError as error:
        raise _Rechazo("pixeles") from error
    except Exception as error:  # a broken photo raises many kinds; each is the same to who uploaded it
        raise _Rechazo("foto") from error
    return JPEG, _escribir_jpeg(derecha, MAX_LADO), tomada_en


def _escribir_jpeg(imagen: Image.Image, lado: int, calidad: int = CALIDAD) -> bytes:
    imagen.thumbnail((lado, lado), Image.Resampling.LANCZOS)
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=calidad, optimize=True)
    return salida.getvalue()


def _en_rgb(imagen: Image.Image) -> Image.Image:
    """The pixels alone, in sRGB on white: a new image carries no EXIF, no profile, no comment."""
    perfil = imagen.info.get("icc_profile")
    if perfil and imagen.mode in {"RGB", "CMYK"}:
        try:
            origen = ImageCms.ImageCmsProfile(io.BytesIO(perfil))
            destino = ImageCms.createProfile("sRGB")
            imagen = ImageCms.profileToProfile(imagen, origen, destino, outputMode="RGB") or imagen
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile costs a shade of colour, not the photo
    if imagen.mode in {"P", "PA", "LA", "RGBA"} or "transparency" in imagen.info:
        imagen = imagen.convert("RGBA")
        limpia = Image.new("RGB", imagen.size, "white")
        limpia.paste(imagen, mask=imagen.getchannel("A"))
        return limpia
    limpia = Image.new("RGB", imagen.size)
    limpia.paste(imagen.convert("RGB"))
    return limpia


def _tomada_en(imagen: Image.Image) -> datetime | None:
    """When the camera says it was taken; a time without zone is the municipality's. None when absurd."""
    try:
        exif = imagen.getexif()
        detalle = exif.get_ifd(0x8769)
        texto = str(detalle.get(0x9003) or exif.get(0x0132) or "").strip("\x00 ")
        zona = str(detalle.get(0x9011) or "").strip("\x00 ")
        if zona:
            momento = datetime.strptime(texto + zona, "%Y:%m:%d %H:%M:%S%z")
        else:
            momento = timezone.make_aware(datetime.strptime(texto, "%Y:%m:%d %H:%M:%S"))  # noqa: DTZ007 - made aware here
        if momento.year < 1990 or abs(momento.utcoffset() or timedelta()) > timedelta(hours=14):
            return None
    except Exception:  # EXIF is free text written by cameras; without it the photo is as good
        return None
    return momento


def miniatura(contenido: bytes) -> bytes:
    """A small JPEG of one of our own photos."""
    return _reducida(contenido, LADO_MINIATURA, CALIDAD)


def para_imprimir(contenido: bytes) -> bytes:
    """One of our own photos as it goes into a PDF; the same photo gives the same bytes."""
    return _reducida(contenido, LADO_IMPRESO, CALIDAD_IMPRESA)


def _reducida(contenido: bytes, lado: int, calidad: int) -> bytes:
    with Image.open(io.BytesIO(contenido), formats=("JPEG",)) as imagen:
        imagen.draft("RGB", (lado, lado))
        imagen.load()
        return _escribir_jpeg(imagen, lado, calidad)


def _limpiar_pdf(contenido: bytes) -> tuple[str, bytes, datetime | None]:
    try:
        limpio = limpiar_recibido(contenido, max_paginas=MAX_PAGINAS)
    except PdfRechazado as error:
        raise _Rechazo(str(error)) from error
    if len(limpio) > 2 * MAX_BYTES:
        raise _Rechazo("grande")
    return PDF, limpio, None
