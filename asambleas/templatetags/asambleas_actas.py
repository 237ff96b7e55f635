"""Small filters of the page of an acta."""

from collections.abc import Sequence

from django import forms, template

register = template.Library()


@register.filter
def campo(forma: forms.Form, nombre: str) -> forms.BoundField:
    """The field of a form by its name."""
    return forma[nombre]


@register.filter
def con_titulos(fila: Sequence[str], cabeza: Sequence[str]) -> list[tuple[str, str]]:
    """Each cell with the head of its column."""
    return list(zip(cabeza, fila, strict=True))
