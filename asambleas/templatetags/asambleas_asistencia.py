"""Small filters of the attendance list and of what is held of a citizen."""

from datetime import date, datetime

from django import template

from asambleas.consultas.mascaras import telefono_tapado
from nucleo.fechas import fecha_larga

register = template.Library()
register.filter("tapado", telefono_tapado)


_ACENTOS = {"numero": "Número", "organo": "Órgano", "exposicion": "Exposición", "descripcion": "Descripción"}


@register.filter
def en_palabras(clave: str) -> str:
    """A key of plain data as people read it: «recibida_en» → «Recibida en»."""
    return _ACENTOS.get(clave, clave.replace("_", " ").capitalize())


@register.filter
def legible(valor: object) -> object:
    """What plain data say: a day or a moment in words, anything else as it is."""
    texto = str(valor)
    try:
        momento = datetime.fromisoformat(texto) if "T" in texto else None
        return (
            f"{fecha_larga(momento)}, {momento:%H:%M}" if momento else fecha_larga(date.fromisoformat(texto))
        )
    except ValueError:
        return valor
