"""The sample data of the style page, as a tag: the view stays one line."""

from django import template

from nucleo.muestras import muestras as reunir

register = template.Library()


@register.simple_tag
def muestras() -> dict[str, object]:
    """Everything the style page shows."""
    return reunir()
