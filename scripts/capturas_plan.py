"""Pictures of the manual about the plan: writing it, its grid, a change of it, the catalogues, a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, ViewportSize

if TYPE_CHECKING:
    from capturas_manual import Manual

ESCRITORIO = ViewportSize(width=1280, height=800)


def aceptar(pagina: Page) -> None:
    with pagina.expect_navigation():
        pagina.click("#confirmacion button[value=si]")


def del_plan(m: Manual, clave: str, anio: int) -> None:
    """From the calendar of a year to come to a reprogramación that is asked and seen."""
    _planeacion_abre(m, clave, anio)
    poa = _directora_escribe(m, clave, anio)
    _planeacion_autoriza(m, clave, poa)
    _directora_reprograma(m, clave, poa)
    _planeacion_resuelve(m, clave)
    _administrador_da_el_enlace(m, clave)


def _planeacion_abre(m: Manual, clave: str, anio: int) -> None:
    with m.como("planeacion", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/catalogos/")
        m.tomar(pagina, "planeacion-catalogos")
        pagina.goto(f"{m.base}/catalogos/ejercicios/")
        pagina.fill("[name=anio]", str(anio))
        pagina.locator("form:has([name=anio]) button[type=submit]").click()
        pagina.get_by_role("link", name=str(anio)).first.click()
        m.tomar(pagina, "planeacion-calendario", pagina.locator("h1"), alto=900)


def _directora_escribe(m: Manual, clave: str, anio: int) -> str:
    """The POA of 2024 copied to the year that was opened; returns the address of the new one."""
    with m.como("directora.pc", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/poas/traer/")
        m.tomar(pagina, "directora-traer")
        pagina.goto(f"{m.base}/poas/?ejercicio=2024")
        pagina.get_by_role("link", name=re.compile("Participación Ciudadana")).first.click()
        pagina.get_by_role("link", name="Copiar a otro año").click()
        m.tomar(pagina, "directora-copiar")
        pagina.get_by_role("button", name="Crear el borrador").click()
        poa = pagina.url
        pagina.goto(f"{poa}editar/")
        m.tomar(pagina, "directora-escribir")
        pagina.goto(f"{poa}editar/hoja/cierre/")
        pagina.fill("[name=fecha]", f"{anio - 1}-11-03")
        pagina.get_by_role("button", name="Guardar", exact=True).click()
        pagina.goto(f"{poa}editar/programacion/")
        m.tomar(pagina, "directora-rejilla")
        pagina.goto(poa)
        pagina.get_by_role("button", name="Enviar a Planeación").click()
        aceptar(pagina)
    return poa


def _planeacion_autoriza(m: Manual, clave: str, poa: str) -> None:
    with m.como("planeacion", clave, ESCRITORIO) as pagina:
        pagina.goto(poa)
        m.tomar(pagina, "planeacion-autorizar", alto=640)
        pagina.get_by_role("button", name="Autorizar POA").click()
        aceptar(pagina)


def _directora_reprograma(m: Manual, clave: str, poa: str) -> None:
    with m.como("directora.pc", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{poa}reprogramar/")
        pagina.fill("[name=motivo]", "Las lluvias de junio cierran el camino a las comunidades del cerro.")
        casillas = pagina.locator("table.cifras input[inputmode=numeric]")
        casillas.nth(0).fill("1")
        casillas.nth(2).fill("9")
        m.tomar(pagina, "directora-reprogramar", pagina.locator("h1"), alto=1000)
        pagina.get_by_role("button", name="Pedir la reprogramación").click()
        pagina.wait_for_url("**/reprogramaciones/*/")


def _planeacion_resuelve(m: Manual, clave: str) -> None:
    with m.como("planeacion", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/reprogramaciones/")
        pagina.get_by_role("link", name=re.compile("REPROG")).first.click()
        m.tomar(pagina, "planeacion-reprogramacion", alto=960)


def _administrador_da_el_enlace(m: Manual, clave: str) -> None:
    with m.como("administrador", clave, ESCRITORIO) as pagina:
        pagina.goto(f"{m.base}/catalogos/personas/")
        pagina.locator("tbody a").first.click()
        m.tomar(pagina, "administrador-persona")
        pagina.get_by_role("button", name="Dar un enlace para la contraseña").click()
        # The link is worth something for two days: the picture is of one that was given to be seen.
        m.tomar(pagina, "administrador-enlace")
