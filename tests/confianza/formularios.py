"""Every form that a person can send, as the pages show it, filled so that it can be sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.test import Client
from django.urls import resolve

from tests.confianza.arana import Arana, Visto

DE_TEXTO = {"text", "textarea", "search", "email", "tel", "url"}
NO_SE_ESCRIBE = {"submit", "button", "reset", "image", "file", "password"}
SIN_PAGINA = re.compile(r"\.(pdf|xlsx|csv|png|docx)$|/evidencias/|/escaneos/|/documentos/|/dictamen/")
# What a field takes when the page shows it empty: by name, else by type.
POR_NOMBRE = {
    "fecha_compromiso": "2024-09-30",
    "hasta": "2024-06-03",
    "desde": "2024-06-03",
    "ultimo_dia": "2024-05-15",
    "administracion_hasta": "2027-09-30",
    "clave": "OTRA",
    "anio": "2030",
    "rfc": "PEGJ850101AB1",
    "curp": "PEGJ850101HJCRRN09",
    "username": "persona.nueva",
    "monto": "1,500.00",
    "correo": "alguien@ejemplo.mx",
}
POR_TIPO = {"number": "1", "date": "2024-05-10", "month": "2024-05", "time": "10:00", "email": "a@b.mx"}


@dataclass(frozen=True)
class Campo:
    """A field with what the page puts in it."""

    nombre: str
    tipo: str
    valor: str = ""
    maximo: int = 0


@dataclass
class Forma:
    """A form of a page: where it sends, and what."""

    pagina: str
    accion: str
    campos: list[Campo] = field(default_factory=list)

    @property
    def ruta(self) -> str:
        """Name of the route that takes it."""
        return resolve(urlsplit(self.accion).path).url_name or ""

    @property
    def figura(self) -> tuple[str, frozenset[str]]:
        """Two forms of one figure differ only in the rows they speak of."""
        return self.ruta, frozenset(re.sub(r"\d+", "N", c.nombre) for c in self.campos)

    def datos(self) -> dict[str, list[str]]:
        """What a browser would send, with what is empty filled in."""
        enviado: dict[str, list[str]] = {}
        for campo in self.campos:
            valor = campo.valor or relleno(campo)
            if valor:
                enviado.setdefault(campo.nombre, []).append(valor)
        return enviado

    def de_texto(self) -> list[Campo]:
        """Fields in which anything can be typed."""
        return [c for c in self.campos if c.tipo in DE_TEXTO]


def relleno(campo: Campo) -> str:
    """Something lawful for an empty field."""
    nombre = re.sub(r"^.*-", "", campo.nombre)
    if campo.tipo in {"hidden", "select"}:
        return ""
    return POR_NOMBRE.get(nombre) or POR_TIPO.get(campo.tipo) or "Texto de prueba"


def formas(visto: Visto) -> Iterator[Forma]:
    """The POST forms of a page."""
    if visto.arbol is None:
        return
    for forma in visto.arbol.xpath("//form"):
        if (forma.get("method") or "").lower() == "post":
            pagina = f"http://testserver{visto.ruta}"
            destino = urlsplit(urljoin(pagina, forma.get("action") or visto.ruta))
            yield Forma(visto.ruta, destino.path, list(_campos(visto, forma)))


def _campos(visto: Visto, forma: lxml.html.FormElement) -> Iterator[Campo]:
    propios = forma.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]|.//button[@name]")
    if nombre := forma.get("id"):
        propios += visto.arbol.xpath(f"//*[@form='{nombre}' and @name]")
    grupos: set[str] = set()
    for e in propios:
        tipo = e.tag if e.tag != "input" else (e.get("type") or "text").lower()
        if e.get("name") == "csrfmiddlewaretoken" or e.get("disabled") is not None:
            continue
        if tipo in {"checkbox", "radio"}:
            if e.get("name") in grupos and e.get("checked") is None:
                continue
            grupos.add(e.get("name"))
        if tipo not in NO_SE_ESCRIBE or (tipo == "submit" and e.get("value")):
            yield Campo(e.get("name"), tipo, _valor(e, tipo), int(e.get("maxlength") or 0))


def _valor(e: lxml.html.HtmlElement, tipo: str) -> str:
    if tipo == "textarea":
        return (e.text or "").strip("\n")
    if tipo == "select":
        opciones = [*e.xpath(".//option[@selected]/@value"), *e.xpath(".//option/@value")]
        return next((valor for valor in opciones if valor), "")
    return e.get("value") or ("on" if tipo == "checkbox" else "")


def formas_de(cliente: Client, *inicio: str) -> list[Forma]:
    """Every form that the person reaches, once of each figure."""
    halladas: dict[Any, Forma] = {}
    for visto in Arana(cliente, 1, SIN_PAGINA).pasear(*inicio):
        for forma in formas(visto):
            if forma.ruta != "account_logout":
                halladas.setdefault(forma.figura, forma)
    return list(halladas.values())
