"""What a template asks of the person who looks: a link to another room, which the page's own view knows
nothing of."""

from typing import Any

from django import template

from nucleo.roles import Accion

register = template.Library()


@register.simple_tag(takes_context=True)
def puede(context: template.Context, accion: str, direccion_id: int) -> bool:
    """`{% puede "PEDIR_SUMINISTROS" organo.direccion_id as pide %}`: in that dirección as one's own."""
    marco: Any = context.get("marco")
    persona = marco.persona if marco else None
    if persona is None:
        return False
    return direccion_id in persona.direcciones_con(Accion[accion])
