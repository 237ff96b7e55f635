"""Drawn pictures in place of photographs: nobody's face, and they say that they are an example."""

import io

from PIL import Image, ImageDraw

COLORES = ((11, 79, 92), (31, 107, 58), (138, 97, 0), (96, 72, 60))


def foto(fecha: str, lugar: str, numero: int) -> bytes:
    """A JPEG with its day and place; `numero` gives its colours."""
    cielo, tierra = COLORES[numero % 4], COLORES[(numero + 1) % 4]
    imagen = Image.new("RGB", (640, 420), (232, 240, 241))
    dibujo = ImageDraw.Draw(imagen)
    dibujo.polygon([(0, 260), (150, 130), (290, 240), (430, 110), (640, 260)], fill=cielo)
    dibujo.rectangle([0, 260, 640, 420], fill=tierra)
    dibujo.rectangle([0, 340, 640, 420], fill=(255, 255, 255))
    dibujo.text((16, 352), "EJEMPLO", fill=(29, 42, 46), font_size=22)
    dibujo.text((16, 384), f"{fecha}  {lugar}", fill=(29, 42, 46), font_size=20)
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", quality=80)
    return salida.getvalue()
