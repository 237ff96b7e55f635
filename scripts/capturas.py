"""Headless Chromium screenshots of given pages at phone and desktop width, into var/capturas/."""

import argparse
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

RAIZ = Path(__file__).resolve().parent.parent
ARGUMENTOS_DE_CHROMIUM = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]


def argumentos() -> argparse.Namespace:
    lector = argparse.ArgumentParser(description=__doc__)
    lector.add_argument("rutas", nargs="+", help="paths on the server, for example / /actividades/")
    lector.add_argument("--base", default="http://127.0.0.1:8000", help="address of the running server")
    lector.add_argument("--usuario", help="user name; without it the pages are seen as an anonymous visitor")
    lector.add_argument("--clave", default="")
    lector.add_argument("--anchos", type=int, nargs="+", default=[390, 1280])
    lector.add_argument("--salida", type=Path, default=RAIZ / "var" / "capturas")
    lector.add_argument("--prefijo", default="", help="put before each file name")
    lector.add_argument(
        "--solo-pantalla", action="store_true", help="only the first screen, not the full page"
    )
    return lector.parse_args()


def nombre_de_archivo(ruta: str, ancho: int, prefijo: str) -> str:
    """Return `prefijo` + the path with every run of other signs made one hyphen + the width in pixels."""
    limpio = re.sub(r"[^a-zA-Z0-9]+", "-", ruta).strip("-") or "inicio"
    return f"{prefijo}{limpio}-{ancho}.png"


def entrar(contexto: BrowserContext, base: str, usuario: str, clave: str) -> None:
    """Sign in through the real form; stop with one line when the server refuses."""
    pagina = contexto.new_page()
    pagina.goto(f"{base}/entrar/")
    pagina.fill("input[name=login]", usuario)
    pagina.fill("input[name=password]", clave)
    pagina.press("input[name=password]", "Enter")
    pagina.wait_for_load_state("load")
    if "/entrar/" in pagina.url and pagina.locator("input[name=password]").count():
        sys.exit(f"No se pudo entrar como {usuario}: revise la clave.")
    # The password again, which the pages of signing and of permissions ask for.
    pagina.goto(f"{base}/cuenta/confirmar/?next=/")
    pagina.fill("main input[name=password]", clave)
    pagina.press("main input[name=password]", "Enter")
    pagina.wait_for_load_state("load")
    pagina.close()


def vigilar(pagina: Page) -> list[str]:
    """Collect console errors and uncaught exceptions of a page in the list returned."""
    errores: list[str] = []
    pagina.on("console", lambda m: errores.append(m.text) if m.type == "error" else None)
    pagina.on("pageerror", lambda e: errores.append(str(e)))
    return errores


def capturar(pagina: Page, url: str, destino: Path, completa: bool) -> str:
    """Take one picture; return a line with its status, its file and whether it overflows sideways."""
    respuesta = pagina.goto(url)
    pagina.wait_for_load_state("networkidle")
    pagina.screenshot(path=destino, full_page=completa)
    sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    aviso = f"  DESBORDA {sobra}px" if sobra > 0 else ""
    return f"{respuesta.status if respuesta else '---'}  {destino}{aviso}"


def recorrer(opciones: argparse.Namespace) -> int:
    """Visit every path at every width; return how many answers or consoles had an error."""
    fallos = 0
    opciones.salida.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTOS_DE_CHROMIUM
        )
        contexto = navegador.new_context(locale="es-MX", timezone_id="America/Mexico_City")
        if opciones.usuario:
            entrar(contexto, opciones.base, opciones.usuario, opciones.clave)
        for ancho in opciones.anchos:
            pagina = contexto.new_page()
            pagina.set_viewport_size({"width": ancho, "height": 844 if ancho < 700 else 900})
            errores = vigilar(pagina)
            for ruta in opciones.rutas:
                destino = opciones.salida / nombre_de_archivo(ruta, ancho, opciones.prefijo)
                linea = capturar(pagina, opciones.base + ruta, destino, not opciones.solo_pantalla)
                print(linea, *(f"\n    consola: {texto}" for texto in errores))
                fallos += bool(errores) or linea.startswith(("5", "4", "-"))
                errores.clear()
            pagina.close()
        navegador.close()
    return fallos


if __name__ == "__main__":
    sys.exit(1 if recorrer(argumentos()) else 0)
