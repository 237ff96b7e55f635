"""The pages of a reprogramación in a browser: axe finds nothing, nothing overflows, keys are enough."""

import pytest
from django.urls import reverse

from poa.models import Reprogramacion
from tests.anchos import ANCHOS
from tests.poa.cambios import celdas, pedir, resolver
from tests.poa.test_accesibilidad import fallas
from tests.reparto import Reparto

pytestmark = [
    pytest.mark.navegador,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("en_hoy"),
]


@pytest.mark.parametrize("ancho", ANCHOS)
def test_axe_finds_nothing_and_nothing_overflows(reparto: Reparto, pagina, entrar_como, ancho: int):
    resuelta = resolver(reparto, pedir(reparto, celdas(reparto, {(0, 2): 5, (1, 4): 0})), autoriza=False)
    pagina.set_viewport_size({"width": ancho, "height": 900})
    pedido = reverse("reprogramar", args=[reparto.programa_a.pk])
    paginas = [("directora_a", pedido), ("directora_a", reverse("reprogramacion", args=[resuelta.pk]))]
    _ver(pagina, entrar_como, reparto, paginas)
    pendiente = pedir(reparto, celdas(reparto, {(0, 3): 5}))
    detalle = reverse("reprogramacion", args=[pendiente.pk])
    _ver(
        pagina, entrar_como, reparto, [("planeacion", p) for p in (detalle, reverse("reprogramaciones"), "/")]
    )


def _ver(pagina, entrar_como, reparto: Reparto, paginas: list[tuple[str, str]]) -> None:
    for quien, ruta in paginas:
        entrar_como(reparto.usuarios[quien])
        assert pagina.goto(ruta).status == 200
        assert pagina.locator("main h1").count() == 1
        assert fallas(pagina) == [], ruta
        sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sobra <= 0, ruta


def test_it_is_asked_with_the_keyboard_alone(reparto: Reparto, pagina, entrar_como):
    entrar_como(reparto.usuarios["directora_a"])
    pagina.goto(reverse("reprogramar", args=[reparto.programa_a.pk]))
    primera = reparto.lineas()[0].pk
    for _ in range(60):
        pagina.keyboard.press("Tab")
        nombre = pagina.evaluate("document.activeElement.name || ''")
        if nombre == "motivo":
            pagina.keyboard.type("Sin vehículo")
        if nombre == f"c{primera}-3":
            pagina.keyboard.press("Control+A")
            pagina.keyboard.type("6")
        if "Pedir la reprogramación" in pagina.evaluate("document.activeElement.textContent || ''"):
            break
    entrar_como(reparto.usuarios["directora_a"])
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector("text=Lo que cambiaría")
    renglones = Reprogramacion.objects.get().renglones.values_list("antes", "despues")
    assert list(renglones) == [(0, 6)]
