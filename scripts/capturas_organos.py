"""Pictures of the manual about comités and consejos: what the example tells of them, without changing it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, ViewportSize

if TYPE_CHECKING:
    from capturas_manual import Manual

TELEFONO, TABLETA = ViewportSize(width=390, height=844), ViewportSize(width=820, height=1080)
ESCRITORIO = ViewportSize(width=1280, height=800)
OBRA = re.compile("Drenaje de la calle Independencia")


def de_los_organos(m: Manual, clave: str) -> None:
    """The comité that votes, the step that waits, the rules, and what the public sees."""
    _personal_lleva(m, clave)
    _directora_aprueba(m, clave)
    with m.como("planeacion", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/organos/reglas/")
        m.tomar(pagina, "planeacion-reglas", alto=760)
    _la_gente(m)


def _abrir(m: Manual, pagina: Page, ruta: str, nombre: re.Pattern[str]) -> str:
    """Go to the page of an órgano of the example; returns its address without the last part."""
    pagina.goto(f"{m.base}/{ruta}/")
    pagina.get_by_role("link", name=nombre).first.click()
    pagina.wait_for_load_state()
    return pagina.url.rstrip("/").rpartition("/")[0]


def _personal_lleva(m: Manual, clave: str) -> None:
    """The six steps of a comité, the list on a tablet, and the tie that went to a second round."""
    with m.como("personal.pc", clave, ESCRITORIO) as pagina:
        organo = _abrir(m, pagina, "comites", OBRA)
        m.tomar(pagina, "comites-pasos", alto=1180)
        pagina.goto(f"{organo}/elecciones/")
        m.tomar(
            pagina, "comites-empate", pagina.get_by_role("heading", name="Presidente", exact=True), alto=720
        )
    with m.como("personal.pc", clave, TABLETA) as pagina:
        pagina.goto(f"{organo}/convocatorias/")
        pagina.locator("main a[href*='/asambleas/']").first.click()
        if pagina.get_by_role("link", name="Ir a la asamblea").count():
            pagina.get_by_role("link", name="Ir a la asamblea").click()
        pagina.get_by_role("link", name="Pasar lista").click()
        m.tomar(pagina, "comites-lista", pagina.get_by_label("Nombre").first, alto=940)


def _directora_aprueba(m: Manual, clave: str) -> None:
    """A step that was sent, as its titular decides it."""
    with m.como("directora.pc", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/pasos/")
        pagina.locator(".lista-de-pasos a").first.click()
        pagina.get_by_role("button", name="Aprobar", exact=True).wait_for()
        m.tomar(pagina, "directora-paso")


def _la_gente(m: Manual) -> None:
    """What anybody sees: how to report about a work."""
    with m.como("", "", TELEFONO) as pagina:
        pagina.goto(f"{m.base}/obras/")
        pagina.locator("article", has_text=OBRA).get_by_role("link", name="Reportar").click()
        m.tomar(pagina, "ciudadania-reportar", alto=1000)
