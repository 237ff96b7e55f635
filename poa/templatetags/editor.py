"""Where each part of a POA is written: the address of a part, and of what is missing in it."""

from django import template
from django.urls import reverse

from poa.consultas import Faltante
from poa.models import Programa

register = template.Library()


def direccion_de(programa_id: int, parte: str, campo: str = "") -> str:
    """Address where a part is written: «identidad», «foda», «bloque-12», «linea-34», «programacion»…

    With `campo`, that field of the page.
    """
    clase, _, fila = parte.partition("-")
    if clase in ("bloque", "linea"):
        url = reverse(f"poa_editar_{clase}", args=[programa_id, fila])
    elif parte in ("foda", "bloques", "programacion"):
        url = reverse(f"poa_editar_{parte}", args=[programa_id])
    else:
        url = reverse("poa_editar_hoja", args=[programa_id, parte])
    return f"{url}#{campo}" if campo else url


@register.simple_tag
def lugar(programa: Programa, faltante: Faltante) -> str:
    """Where a missing datum is written."""
    return direccion_de(programa.pk, faltante.parte, faltante.campo)


@register.simple_tag
def ir_a(programa: Programa, parte: str) -> str:
    """Address of a part; nothing for no part."""
    return direccion_de(programa.pk, parte) if parte else ""
