"""Whether a person writes the POA that a page shows, for the links that carry it elsewhere."""

from django import template

from nucleo.personas import Persona
from poa.models import Programa
from poa.permisos import permite_escribir

register = template.Library()


@register.filter
def escribe_poa_de(persona: Persona, programa: Programa) -> bool:
    """Whether that POA is one the person writes."""
    return bool(permite_escribir(persona, programa.direccion_id))
