"""A real browser before the answers of a test client: what runs, what is blocked, what goes outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import lxml.html
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Dialog, Page, Request, Route

SITIO = "http://testserver"
VACIO = "<svg xmlns='http://www.w3.org/2000/svg'/>"
IMAGENES = ("/escudo/", "/actividades/evidencias/")
PELIGROSAS = ("javascript:", "data:text", "vbscript:")
CON_DIRECCION = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "srcdoc",
    "{http://www.w3.org/1999/xlink}href",
)
NUNCA = {"iframe", "object", "embed", "base", "applet", "frame", "marquee", "math", "xmp"}
INYECTADOS = """() => [...document.querySelectorAll('*')].filter(e =>
  [...e.attributes].some(a => a.name.startsWith('on')) ||
  (e.tagName === 'SCRIPT' && !e.src && e.type !== 'application/json')).map(e => e.outerHTML.slice(0, 120))"""


@dataclass
class Ventana:
    """A page of Chromium served by a test client, with its CSP or (harder) without."""

    page: Page
    cliente: Client
    con_csp: bool = True
    corrio: list[str] = field(default_factory=list)
    bloqueo: list[str] = field(default_factory=list)
    salio: list[str] = field(default_factory=list)
    cuerpo: bytes = b""
    cabezas: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def abierta(self) -> Iterator["Ventana"]:
        """Everything the page asks for is answered here."""
        self.page.on("dialog", self._dialogo)
        self.page.on("console", lambda m: self.bloqueo.append(m.text) if m.type == "error" else None)
        self.page.route("**/*", self._servir)
        yield self
        self.page.unroute_all(behavior="ignoreErrors")

    def mirar(self, ruta: str) -> list[str]:
        """Open it; what it holds that no page of ours has.

        It is asked for here and not while the browser waits: there the test's transaction is out of sight.
        """
        respuesta = self.cliente.get(ruta)
        assert respuesta.status_code == 200, f"{ruta}: {respuesta.status_code}"
        self.cuerpo, self.cabezas = respuesta.content, dict(respuesta.items())
        if not self.con_csp:
            self.cabezas.pop("Content-Security-Policy", None)
        self.page.goto(SITIO + ruta, wait_until="load")
        self.page.wait_for_timeout(50)  # animations and toggles fire a moment later
        return self.page.evaluate(INYECTADOS)

    def _dialogo(self, dialogo: Dialog) -> None:
        self.corrio.append(f"{self.page.url}: {dialogo.message}")
        dialogo.dismiss()

    def _servir(self, ruta: Route, peticion: Request) -> None:
        partes = urlsplit(peticion.url)
        if f"{partes.scheme}://{partes.netloc}" != SITIO:
            self.salio.append(peticion.url)
            ruta.abort()
        elif partes.path.startswith("/static/"):
            archivo = finders.find(partes.path.removeprefix("/static/"))
            ruta.fulfill(path=archivo) if archivo else ruta.fulfill(status=404, body="")
        elif peticion.is_navigation_request() and peticion.frame == self.page.main_frame:
            ruta.fulfill(status=200, headers=self.cabezas, body=self.cuerpo)
        elif partes.path.startswith(IMAGENES):
            ruta.fulfill(status=200, content_type="image/svg+xml", body=VACIO)
        else:  # an image that was injected has to fail, so that its handler runs
            ruta.abort()


def inyectado(arbol: lxml.html.HtmlElement) -> list[str]:
    """Elements of a page that ours never have: handlers, inline scripts, frames, addresses that run."""
    return [
        lxml.html.tostring(e, encoding="unicode")[:120]
        for e in arbol.iter()
        if isinstance(e.tag, str) and (e.tag in NUNCA or _corre(e))
    ]


def _corre(e: lxml.html.HtmlElement) -> bool:
    if e.tag == "script" and not (e.get("src") or "").startswith("/static/"):
        return e.get("type") != "application/json"
    if e.tag == "meta" and (e.get("http-equiv") or "").lower() == "refresh":
        return True
    direcciones = ("".join((e.get(a) or "").split()).lower() for a in CON_DIRECCION)
    return any(a.startswith("on") for a in e.attrib) or any(d.startswith(PELIGROSAS) for d in direcciones)
