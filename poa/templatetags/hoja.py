"""How the sheet of a POA says things: its own headings, and «Falta» where there is nothing."""

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString

from poa.estados import PARES_FODA
from poa.models import ElementoFODA, Estrategia, Programa

register = template.Library()


@register.simple_tag
def dicho(texto: str) -> SafeString:
    """The text of the sheet, in paragraphs when it has several; «Falta» when it has none."""
    if not texto:
        return format_html('<span class="falta">{}</span>', "Falta")
    if "\n" in texto:
        return SafeString(linebreaks(texto, autoescape=True))
    return format_html("{}", texto)


@register.simple_tag
def rotulo(estrategia: Estrategia) -> str:
    """«Estrategia 1:», and «Actividad: 3», as the sheet writes each of them."""
    return estrategia.rotulo


@register.simple_tag
def foda(programa: Programa) -> list[list[tuple[str, str, list[ElementoFODA]]]]:
    """The four lists in the rows of the sheet: (type, heading, elements in order)."""
    elementos = sorted(programa.foda.all(), key=lambda e: e.orden)
    return [
        [
            (tipo.value, titulo.format(tipo.label.upper()), [e for e in elementos if e.tipo == tipo])
            for tipo, titulo in par
        ]
        for par in PARES_FODA
    ]
