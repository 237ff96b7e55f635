"""What the tests of the attendance list repeat: a drawn signature, a citizen, put on a list."""

import io
from typing import Any
from uuid import uuid4

from PIL import Image, ImageDraw

from asambleas import servicios
from asambleas.models import Asistente
from asambleas.servicios.ciudadanos import DatosDePersona
from tests.asambleas.mundo_elecciones import Junta
from tests.reparto import AHORA

# What an attendee tells, that only who carries the órgano reads.
TELEFONO, DOMICILIO, EDAD = "33 9876 5432", "Calle CANARIO-DOMICILIO 7", "60+"
CANARIOS = (TELEFONO, "3398765432", DOMICILIO, "60 años o más")


def trazo(color: str = "black", *, lados: tuple[int, int] = (900, 300), fin: int = 90) -> bytes:
    """A PNG as the canvas gives it: some strokes on nothing."""
    imagen = Image.new("RGBA", lados, (0, 0, 0, 0))
    lapiz = ImageDraw.Draw(imagen)
    lapiz.line([(100, 200), (250, 60), (400, 220), (600, fin)], fill=color, width=5)
    salida = io.BytesIO()
    imagen.save(salida, "PNG")
    return salida.getvalue()


def alguien(nombre: str = "Rosa Canela", **mas: Any) -> DatosDePersona:
    datos = {"telefono": TELEFONO, "domicilio": DOMICILIO, "edad": EDAD, "sexo": "M"}
    return DatosDePersona(nombre, **{**datos, **mas})


def anotar(junta: Junta, nombre: str = "Rosa Canela", **mas: Any) -> Asistente:
    """Put them on the list of the junta."""
    como = junta.como(mas.pop("quien", ""))
    campos = {"firma": trazo(), "token": uuid4(), "capturado_en": AHORA, "datos": alguien(nombre)}
    return servicios.registrar_asistente(asamblea_id=junta.asamblea.pk, **{**campos, **mas}, **como)
