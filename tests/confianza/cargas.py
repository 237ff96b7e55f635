"""Hostile strings: the naughty ones of blns, script injections put together here, and those of wapiti."""

import configparser
import itertools
import json
from pathlib import Path

from django.conf import settings

DATOS = Path(settings.BASE_DIR, "tests", "datos")
CORPUS = Path(settings.BASE_DIR, "var", "corpus")
LLAMADAS = ("alert(1)", "alert`1`", "(alert)(1)", "top['al'+'ert'](1)", "window.alert(document.domain)")
# Events that fire by themselves.
SOLOS = (
    ("img src=x", "onerror"),
    ("svg", "onload"),
    ("body", "onload"),
    ("video src=x", "onerror"),
    ("audio src=x", "onerror"),
    ("input autofocus", "onfocus"),
    ("select autofocus", "onfocus"),
    ("textarea autofocus", "onfocus"),
    ("details open", "ontoggle"),
    ("marquee", "onstart"),
    ("iframe", "onload"),
    ("object data=x", "onerror"),
    ("style", "onload"),
    ("link rel=stylesheet href=x", "onerror"),
    ("div style='animation:x 1s'", "onanimationstart"),
)
SALIDAS = ("", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "]]>")
ENLACES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\tscript:",
    "java\nscript:",
    "\x01javascript:",
    "data:text/html,",
)
SUELTAS = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//ejemplo.invalid/x.js></script>",
    "<script>alert(1)//",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi//xlink:href='javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<base href=javascript:alert(1)//>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "{{ 7|add:7 }}{% load static %}",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "' onmouseover=alert(1) autofocus onfocus=alert(1) x='",
    '" onmouseover=alert(1) autofocus onfocus=alert(1) x="',
    "`onmouseover=alert(1)`",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "＜script＞alert(1)＜/script＞",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<x contenteditable onblur=alert(1) autofocus tabindex=1 onfocus=alert(1)>",
    "</style><script>alert(1)</script>",
    "<xmp><img title='</xmp><img src=x onerror=alert(1)>'>",
)
CONTROL = (
    "a\x00b",
    "a\x07\x1b[31mb",
    "a\u202eb\u202c",
    "a\u2066b\u2069",
    "\ufeffa\u200bb",
    "a\x85b\u2028c",
    "x" * 5_000,
)


def nuestras() -> list[str]:
    """Tag × call × way out of where one is: more than 250, of our own making."""
    lista = list(SUELTAS)
    for (etiqueta, evento), salida in itertools.product(SOLOS, SALIDAS):
        lista.append(f"{salida}<{etiqueta} {evento}={LLAMADAS[len(lista) % len(LLAMADAS)]}>")
    for (etiqueta, evento), llamada in itertools.product(SOLOS, LLAMADAS):
        lista.append(f'<{etiqueta.upper()}/{evento.title()}\n=\n"{llamada}" x>')
    for esquema, salida in itertools.product(ENLACES, SALIDAS):
        lista.append(f'{salida}<a href="{esquema}alert(1)">x</a><iframe src="{esquema}alert(1)"></iframe>')
    return list(dict.fromkeys(lista))


def blns() -> list[str]:
    """The Big List of Naughty Strings: 485 with its empty one."""
    return json.loads((DATOS / "blns" / "blns.json").read_text(encoding="utf-8"))


def wapiti() -> list[str]:
    """The payloads that a scanner of web applications tries; only where the corpus was fetched."""
    (archivo,) = (CORPUS / "wapiti3").iterdir()
    lector = configparser.RawConfigParser(interpolation=None)
    lector.read_string(archivo.read_text(encoding="utf-8"))
    marcas = {"[LF]": "\n", "[TAB]": "\t", "[EXTERNAL_ENDPOINT]": "http://ejemplo.invalid/"}
    marcas |= {"[PROTO_ENDPOINT]": "ejemplo.invalid/", "__XSS__": "1"}
    lista = [linea for s in lector.sections() for linea in lector.get(s, "payload").splitlines() if linea]
    for marca, valor in marcas.items():
        lista = [texto.replace(marca, valor) for texto in lista]
    return lista


def todas(*, completo: bool) -> list[str]:
    """Every string, mixed so that any run of them has some of each kind."""
    grupos = [nuestras(), blns(), list(CONTROL) * 20, wapiti() * 3 if completo else []]
    mezcla = itertools.chain.from_iterable(itertools.zip_longest(*grupos))
    return [texto for texto in mezcla if texto]
