"""The coat of arms as it comes in: opened, written again as a PNG of ours and named by its hash."""

import io

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps

from nucleo import almacen
from nucleo.errores import DatosInvalidos

ACEPTA = "image/png,image/jpeg,image/webp"
CARPETA = "escudo"
EN_DOCUMENTOS = "escudo.png"
MAX_BYTES = 3 * 1024 * 1024
MAX_PIXELES = 16_000_000
MIN_LADO = 64
LADO = 512
AYUDA = "PNG, JPEG o WebP de hasta 3 MB; mejor PNG con fondo transparente, de 500 puntos por lado o más."


def _rechazo(mensaje: str) -> DatosInvalidos:
    return DatosInvalidos(mensaje, {"escudo": mensaje})


def _abrir(contenido: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(contenido), formats=("PNG", "JPEG", "WEBP")) as imagen:
            if imagen.width * imagen.height > MAX_PIXELES:
                raise _rechazo("La imagen tiene demasiados puntos. Redúzcala a 2,000 por lado o menos.")
            if min(imagen.size) < MIN_LADO:
                raise _rechazo(f"La imagen es muy pequeña: hacen falta al menos {MIN_LADO} puntos por lado.")
            imagen.load()
            return ImageOps.exif_transpose(imagen).convert("RGBA")
    except DatosInvalidos:
        raise
    except Exception as error:  # a broken image raises many kinds; each is the same to who uploaded it
        raise _rechazo("No se pudo abrir como imagen PNG, JPEG o WebP. Un SVG no se acepta.") from error


def preparar_escudo(subido: UploadedFile) -> str:
    """Keep an uploaded coat of arms; returns its name in the store.

    Only pixels stay: at most 512 on a side, with transparency, no metadata. Raises DatosInvalidos (escudo).
    """
    if (subido.size or 0) > MAX_BYTES:
        raise _rechazo("El archivo pesa más de 3 MB.")
    abierta = _abrir(subido.read())
    abierta.thumbnail((LADO, LADO), Image.Resampling.LANCZOS)
    limpia = Image.new("RGBA", abierta.size)
    limpia.paste(abierta)
    salida = io.BytesIO()
    limpia.save(salida, "PNG", optimize=True)
    return almacen.guardar(salida.getvalue(), carpeta=CARPETA, extension="png")[0]


def recursos_del_escudo(archivo: str) -> dict[str, bytes]:
    """What a document that prints `direccion_del_escudo(archivo)` must hand to the renderer.

    `archivo` is the name frozen in its data. Raises FileNotFoundError when the store lost it.
    """
    return {EN_DOCUMENTOS: almacen.leer(archivo)} if archivo else {}


def direccion_del_escudo(archivo: str) -> str:
    """Address of the coat of arms inside a document; that of the product when there is none."""
    return f"recurso:{EN_DOCUMENTOS}" if archivo else "estatico:img/escudo.svg"
