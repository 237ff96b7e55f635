"""What people do on the pages, in their words: come in, confirm, log, sign, download, verify."""

import io
import re
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect

from demo.escenario.datos import CLAVE

ALTO = {390: 844, 320: 640, 1280: 900, 820: 1180}
# The browser itself says so of an answer 4xx or 5xx; whether one was due, the test of that page says.
RESPUESTA_DE_ERROR = "Failed to load resource: the server responded with a status of"
PAGINA_DEL_NAVEGADOR = "chrome-error://"
LARGO_DE_FIRMA = 60_000
# Two workers share two processors: a slow answer is not a wrong one.
expect.set_options(timeout=15_000)


def vigilar(pagina: Page, errores: list[str]) -> None:
    """Collect console errors and uncaught exceptions, but for the note on a page answered with an error.

    Without network Chromium shows a page of its own, with our icon: what it says of itself is not ours.
    """

    def anotar(mensaje) -> None:
        if pagina.url.startswith(PAGINA_DEL_NAVEGADOR):
            return
        es_la_pagina = mensaje.location.get("url") == pagina.url
        if mensaje.type == "error" and not (mensaje.text.startswith(RESPUESTA_DE_ERROR) and es_la_pagina):
            errores.append(f"{pagina.url}: {mensaje.text}")

    pagina.on("console", anotar)
    pagina.on("pageerror", lambda error: errores.append(f"{pagina.url}: {error}"))


class Gente:
    """The people of a test, each with a browser of their own."""

    def __init__(self, navegador: Browser, base: str, errores: list[str]) -> None:
        self.navegador, self.base, self.errores = navegador, base, errores
        self.contextos: list[BrowserContext] = []

    def entrar(self, usuario: str | None, *, ancho: int = 1280) -> Page:
        """A page at the address of the site; signed in, through the form, unless it is the public's."""
        contexto = self.navegador.new_context(
            base_url=self.base,
            viewport={"width": ancho, "height": ALTO[ancho]},
            locale="es-MX",
            timezone_id="America/Mexico_City",
        )
        self.contextos.append(contexto)
        pagina = contexto.new_page()
        vigilar(pagina, self.errores)
        if usuario:
            pagina.goto("/entrar/")
            pagina.get_by_label("Usuario").fill(usuario)
            pagina.get_by_label("Contraseña").fill(CLAVE)
            pagina.get_by_role("button", name="Entrar").click()
            expect(pagina.get_by_role("heading", level=1)).not_to_have_text("Entrar")
            reconfirmar(pagina)
        return pagina

    def salir(self) -> None:
        for contexto in self.contextos:
            contexto.close()


def reconfirmar(pagina: Page) -> None:
    """Give the password again, as is asked before a signature: from here on it is not asked in between."""
    pagina.goto("/cuenta/confirmar/?next=/")
    pagina.get_by_label("Contraseña").fill(CLAVE)
    pagina.get_by_role("button", name="Confirmar").click()
    expect(pagina.get_by_role("heading", name="Confirme que es usted")).to_have_count(0)


def foto(texto: str) -> dict:
    """A photograph as a phone makes it: JPEG, with the place where it was taken in its EXIF."""
    imagen = Image.new("RGB", (1200, 900), (120, 150, 110))
    ImageDraw.Draw(imagen).text((40, 40), texto, fill=(255, 255, 255), font_size=48)
    exif = Image.Exif()
    exif[0x010F] = "Telefono"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 17.0, 10.0), 3: "W", 4: (103.0, 25.0, 40.0)})
    salida = io.BytesIO()
    imagen.save(salida, "JPEG", exif=exif)
    return {"name": f"{texto}.jpg", "mimeType": "image/jpeg", "buffer": salida.getvalue()}


def confirmar(pagina: Page) -> None:
    """Say yes to the question of the page."""
    pagina.locator("#confirmacion").get_by_role("button", name="Sí, continuar").click()


def registrar(pagina: Page, *, linea: str, fecha: str, que: str, **otros: str) -> None:
    """Fill the capture form as it stands open, photo included, and press the button `boton`."""
    pagina.get_by_label("Línea de acción").select_option(label=_opcion(pagina, linea))
    pagina.get_by_label("Fecha del acto").fill(fecha)
    pagina.get_by_label("Qué se hizo").fill(que)
    pagina.get_by_label("Mujeres").fill("14")
    pagina.get_by_label("Hombres").fill("9")
    pagina.locator("#id_evidencias").set_input_files([foto(que[:20])])
    expect(pagina.locator(".archivos__nombre")).to_have_count(1)
    pagina.get_by_role("button", name=otros.get("boton", "Guardar"), exact=True).click()


def _opcion(pagina: Page, linea: str) -> str:
    opcion = pagina.locator("select[name=linea] option", has_text=re.compile(rf"^\s*{re.escape(linea)} "))
    return opcion.first.inner_text().strip()


def firmar(
    pagina: Page,
    cer: Path,
    key: Path,
    *,
    llega: str = "**/historia/",
    dice: str = "El documento quedó firmado.",
) -> None:
    """Choose both files, type the password, sign; ends where the document is read."""
    pagina.get_by_label("Certificado (.cer)").set_input_files(cer)
    pagina.get_by_label("Llave privada (.key)").set_input_files(key)
    pagina.get_by_label("Contraseña de la llave privada").fill(CLAVE)
    pagina.get_by_role("button", name="Firmar", exact=True).click()
    pagina.wait_for_url(llega, timeout=LARGO_DE_FIRMA)
    expect(pagina.get_by_text(dice)).to_be_visible()


def descargar(pagina: Page, enlace: str = "Descargar el PDF") -> bytes:
    """The file behind the first link with that text."""
    with pagina.expect_download() as espera:
        pagina.get_by_role("link", name=enlace).first.click()
    return Path(espera.value.path()).read_bytes()


def veredicto(pagina: Page, pdf: bytes, codigo: str = "") -> str:
    """What the public page answers about a file: under a code, or by itself."""
    pagina.goto(f"/v/{codigo}/" if codigo else "/verificar/")
    pagina.get_by_label("Archivo PDF").set_input_files(
        {"name": "documento.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    pagina.get_by_role("button", name="Comparar" if codigo else "Verificar", exact=True).click()
    dicho = pagina.get_by_text("Se comparó el archivo").or_(pagina.get_by_text("No conocemos"))
    expect(dicho).to_be_visible()
    return pagina.locator(".veredicto h2").inner_text().lower()
