"""Pictures of the manual about supplies: what the example tells of them, without changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Page, ViewportSize

if TYPE_CHECKING:
    from capturas_manual import Manual

TELEFONO, ESCRITORIO = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
PARA = "Entrega de convocatorias en la delegación"


def de_los_suministros(m: Manual, clave: str) -> None:
    """What is asked and received, what the titular decides, and the whole of Tesorería's day."""
    _personal_pide(m, clave)
    _directora_autoriza(m, clave)
    _tesoreria_responde(m, clave)


def _abrir(m: Manual, pagina: Page, folio: str, ruta: str = "suministros") -> None:
    """The page of a request, from its list."""
    pagina.goto(f"{m.base}/{ruta}/?q={folio}")
    pagina.locator("main").get_by_role("link", name=folio).first.click()
    pagina.wait_for_load_state()


def _personal_pide(m: Manual, clave: str) -> None:
    """An oficio on a phone with what is left before it, and the receipt of a vale."""
    with m.como("personal.pc", clave, TELEFONO) as pagina:
        pagina.goto(f"{m.base}/suministros/oficio/")
        pagina.get_by_label("Para qué se necesita").fill(PARA)
        m.tomar(pagina, "suministros-pedir", pagina.locator("h1"), alto=1180)
        _abrir(m, pagina, "PC/004/2024")
        pagina.get_by_role("link", name="Recibir", exact=True).click()
        m.tomar(pagina, "suministros-recibir", pagina.locator("h1"), alto=1000)


def _directora_autoriza(m: Manual, clave: str) -> None:
    """What is sent, with where it counts; and what was refused, as the cause of a deviation."""
    with m.como("directora.pc", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/suministros/?estado=por_autorizar")
        pagina.locator("main table a").first.click()
        pagina.get_by_role("link", name="Autorizar y enviar").click()
        m.tomar(pagina, "directora-suministro", pagina.locator("h1"), alto=720)
        pagina.goto(f"{m.base}/trimestres/")
        pagina.locator("tbody tr", has_text="4").last.locator("th a").click()
        pagina.get_by_role("link", name="Revisar y firmar").click()
        pagina.locator("a[href*='/justificar/']", has_text="línea 3 de Estrategia 1").first.click()
        pagina.get_by_role("button", name="Usar").click()
        m.tomar(pagina, "directora-causa", pagina.locator("h1"), alto=900)


def _tesoreria_responde(m: Manual, clave: str) -> None:
    """The inbox, a vehicle assigned, the calendar, the store, and the money of a fondo."""
    with m.como("tesoreria", clave, ESCRITORIO) as pagina:
        m.tomar(pagina, "tesoreria-inicio", alto=760)
        pagina.goto(f"{m.base}/suministros/bandeja/")
        m.tomar(pagina, "tesoreria-bandeja", pagina.locator("h1"), alto=860)
        _abrir(m, pagina, "PC/007/2024", "suministros/bandeja")
        pagina.get_by_role("link", name="Asignar vehículo").click()
        m.tomar(pagina, "tesoreria-vehiculo", pagina.locator("h1"), alto=820)
        pagina.goto(f"{m.base}/suministros/calendario/?dia=2024-10-02")
        m.tomar(pagina, "tesoreria-calendario", pagina.locator("h1"), alto=560)
        pagina.goto(f"{m.base}/suministros/almacen/")
        m.tomar(pagina, "tesoreria-almacen", pagina.locator("h1"), alto=720)
        pagina.goto(f"{m.base}/suministros/fondos/")
        m.tomar(pagina, "tesoreria-fondos", pagina.locator("h1"), alto=1120)
