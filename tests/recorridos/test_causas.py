"""What was refused goes into the cause with a button; without JavaScript it is there to be copied."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from poa.models import LineaDeAccion
from tests.recorridos.preparar import trimestre

pytestmark = pytest.mark.navegador
FRASE = (
    "No se pudo realizar: Asamblea para integrar el comité de Huejotitán, el 30 de octubre de 2024, en "
    "Huejotitán. Tesorería negó el vehículo pedido con el oficio PC/003/2024: Los vehículos están en el "
    "taller o comisionados ese día."
)


def justificar() -> str:
    """The justification of the línea of the assemblies, in the quarter of the refusal."""
    tp = trimestre("PC", 4)
    linea = LineaDeAccion.objects.get(estrategia__programa=tp.programa, estrategia__orden=1, orden=3)
    return reverse("justificar", args=[tp.pk, linea.pk])


def test_it_goes_once_after_what_was_written(como):
    pagina: Page = como("directora.pc")
    pagina.goto(justificar())
    causa = pagina.get_by_label("Causa de la desviación")
    causa.fill("Llovió toda la semana.")
    usar = pagina.get_by_role("button", name="Usar PC/003/2024 en el texto")
    usar.press("Enter")
    usar.click()
    expect(causa).to_have_value(f"Llovió toda la semana.\n{FRASE}")
    expect(causa).to_be_focused()
    expect(pagina.locator("[data-causa-dicho]")).to_have_text("Quedó en el texto: puede cambiarlo.")


def test_without_javascript_it_is_there_to_be_copied(como):
    pagina: Page = como("directora.pc")
    pagina.route("**/causas*.js", lambda ruta: ruta.fulfill(body="", content_type="text/javascript"))
    pagina.goto(justificar())
    expect(pagina.get_by_text(FRASE)).to_be_visible()
    expect(pagina.locator("[data-causa]")).to_be_hidden()
