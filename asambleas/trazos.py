"""Signatures drawn on the screen: opened and drawn again by us, so that only black strokes are kept."""

import io

from PIL import Image, ImageFile

from nucleo.errores import DatosInvalidos

CARPETA = "firmas"
MAX_BYTES = 400_000
MAX_PIXELES = 2_400_000
LADOS = (640, 240)
MARGEN = 6
# Fewer dark points than these are a slip of the finger; a darker drawing than this is not a signature.
MIN_PUNTOS = 30
MAX_TINTA = 0.5
GRANDE = "La firma pesa demasiado. Bórrela y vuelva a firmar."
DANADA = "La firma no se pudo leer. Bórrela y vuelva a firmar."
VACIA = "La firma está vacía. Firme de nuevo, o deje que firme en la lista impresa."
OTRA_COSA = "Eso no es una firma. Bórrela y vuelva a firmar."


def firma_limpia(contenido: bytes) -> bytes:
    """The drawing as a small PNG in greys on white, cropped to its strokes, without anything else in it.

    At most 640 × 240 points. Raises DatosInvalidos (firma).
    """
    if len(contenido) > MAX_BYTES:
        raise _invalida(GRANDE)
    trazo = _recortar(_abrir(contenido))
    trazo.thumbnail(LADOS, Image.Resampling.LANCZOS)
    salida = io.BytesIO()
    # Sixteen greys are enough for a stroke, and a third of the bytes.
    trazo.quantize(16).save(salida, "PNG", optimize=True)
    return salida.getvalue()


def _abrir(contenido: bytes) -> Image.Image:
    """Its darkness on white paper, whatever its colours and its transparency."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(contenido), formats=("PNG",)) as imagen:
            if imagen.width * imagen.height > MAX_PIXELES:
                raise _invalida(GRANDE)
            imagen.load()
            con_alfa = imagen.convert("RGBA")
    except DatosInvalidos:
        raise
    except Image.DecompressionBombError as error:
        raise _invalida(GRANDE) from error
    except Exception as error:  # a broken picture raises many kinds; each is the same to who signed
        raise _invalida(DANADA) from error
    papel = Image.new("RGB", con_alfa.size, "white")
    papel.paste(con_alfa, mask=con_alfa.getchannel("A"))
    return papel.convert("L")


def _recortar(papel: Image.Image) -> Image.Image:
    tinta = papel.point(lambda gris: 255 if gris < 160 else 0)
    puntos, caja = tinta.histogram()[255], tinta.getbbox()
    if caja is None or puntos < MIN_PUNTOS:
        raise _invalida(VACIA)
    if puntos > MAX_TINTA * papel.width * papel.height:
        raise _invalida(OTRA_COSA)
    izquierda, arriba, derecha, abajo = caja
    return papel.crop(
        (
            max(0, izquierda - MARGEN),
            max(0, arriba - MARGEN),
            min(papel.width, derecha + MARGEN),
            min(papel.height, abajo + MARGEN),
        )
    )


def _invalida(mensaje: str) -> DatosInvalidos:
    return DatosInvalidos(mensaje, {"firma": mensaje})
