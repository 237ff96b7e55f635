"""Follows every link and every GET form of a person, and reads whatever comes back: pages, PDF, workbooks."""

import io
import re
import subprocess
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import lxml.html
from django.test import Client
from django.urls import resolve

from nucleo.reglas import regla_de
from tests.reparto import CANARIO

IGNORA = re.compile(r"^/(salir|static)/")
DE_REGRESO = {"siguiente", "next"}
LIMITE = 2_000
ATRIBUTOS = ("href", "src", "data-url", "data-href", "hx-get", "formaction")


@dataclass
class Visto:
    """An answer: where, its status, and every text that it carries, in one string."""

    ruta: str
    codigo: int
    tipo: str
    texto: str
    arbol: lxml.html.HtmlElement | None = None


@dataclass
class Arana:
    """A person's walk: what was seen, each address once."""

    cliente: Client
    por_pagina: int = 25
    salvo: re.Pattern[str] | None = None
    vistos: dict[str, Visto] = field(default_factory=dict)
    por_camino: dict[str, int] = field(default_factory=dict)

    def recorrer(self, *inicio: str) -> list[Visto]:
        """Everything that can be reached from there."""
        return list(self.pasear(*inicio))

    def pasear(self, *inicio: str) -> Iterator[Visto]:
        """The same, one by one, for who only looks for the first of something."""
        cola = deque(inicio or ("/",))
        while cola and len(self.vistos) < LIMITE:
            ruta = _sin_regreso(cola.popleft())
            if ruta in self.vistos or not self._cabe(ruta):
                continue
            visto = mirar(self.cliente, ruta)
            self.vistos[ruta] = visto
            cola.extend(enlaces(visto))
            yield visto

    def _cabe(self, ruta: str) -> bool:
        """Filters multiply without end: so many of each page."""
        camino = urlsplit(ruta).path
        if self.salvo and self.salvo.search(camino):
            return False
        self.por_camino[camino] = self.por_camino.get(camino, 0) + 1
        return self.por_camino[camino] <= self.por_pagina


def _sin_regreso(ruta: str) -> str:
    partes = urlsplit(ruta)
    resto = [(k, v) for k, v in parse_qsl(partes.query, keep_blank_values=True) if k not in DE_REGRESO]
    return f"{partes.path}?{urlencode(sorted(resto))}" if resto else partes.path


def mirar(cliente: Client, ruta: str) -> Visto:
    """Ask for an address, and open what it answers."""
    respuesta = cliente.get(ruta)
    cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    tipo = respuesta.get("Content-Type", "").partition(";")[0]
    cabezas = " ".join(f"{k}: {v}" for k, v in respuesta.items())
    texto = f"{cabezas}\n{texto_de(cuerpo)}"
    visto = Visto(ruta, respuesta.status_code, tipo, texto)
    if tipo == "text/html" and cuerpo.strip():
        visto.arbol = lxml.html.document_fromstring(cuerpo.decode())
    if 300 <= respuesta.status_code < 400:
        visto.arbol = lxml.html.fromstring(f'<a href="{respuesta["Location"]}">x</a>')
    return visto


def texto_de(cuerpo: bytes) -> str:
    """The text of a page, a PDF, a workbook or a Word document; a canary that a line break cut is joined."""
    if cuerpo.startswith(b"%PDF"):
        hijo = subprocess.run(["pdftotext", "-raw", "-", "-"], input=cuerpo, capture_output=True, check=False)
        return re.sub(r"\s+", "", hijo.stdout.decode(errors="replace"))
    if cuerpo.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(cuerpo)) as libro:
            return "\n".join(libro.read(parte).decode(errors="replace") for parte in libro.namelist())
    return cuerpo.decode(errors="replace")


def enlaces(visto: Visto) -> Iterator[str]:
    """Addresses of this site that the page leads to by a link, a picture, a partial or a GET form."""
    if visto.arbol is None:
        return
    for atributo in ATRIBUTOS:
        for elemento in visto.arbol.xpath(f"//*[@{atributo}]"):
            yield from _propio(visto.ruta, elemento.get(atributo))
    for forma in visto.arbol.xpath("//form"):
        if (forma.get("method") or "get").lower() == "get":
            for consulta in _consultas(forma):
                yield from _propio(visto.ruta, f"{forma.get('action') or ''}?{urlencode(consulta)}")


def _consultas(forma: lxml.html.FormElement) -> Iterator[list[tuple[str, str]]]:
    """The form as it stands, with each option of each of its lists, and with a canary in its search."""
    base = [(k, v) for k, v in forma.fields.items() if v]
    yield base
    for lista in forma.xpath(".//select[@name]"):
        nombre = lista.get("name")
        for opcion in lista.xpath(".//option[@value!='']"):
            yield [*((k, v) for k, v in base if k != nombre), (nombre, opcion.get("value"))]
    for caja in forma.xpath(".//input[@type='search' or @name='q']"):
        yield [*((k, v) for k, v in base if k != caja.get("name")), (caja.get("name"), CANARIO)]


def _propio(pagina: str, direccion: str | None) -> Iterator[str]:
    if not direccion or direccion.startswith(("#", "mailto:", "tel:", "javascript:", "data:", "blob:")):
        return
    partes = urlsplit(urljoin(f"http://testserver{pagina}", direccion))
    if partes.netloc == "testserver" and not IGNORA.match(partes.path):
        yield f"{partes.path}?{partes.query}" if partes.query else partes.path


def es_publica(ruta: str) -> bool:
    """What anybody reads without a session: the works and consejos of every dirección are published."""
    hallada = resolve(ruta.split("?")[0])
    regla = regla_de(hallada.func, hallada.url_name)
    return regla is not None and regla.publica
