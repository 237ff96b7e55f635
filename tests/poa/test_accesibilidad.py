"""The pages of the plan in a real browser: axe finds nothing, nothing overflows, the console is clean."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from poa import servicios
from poa.models import Programacion
from tests.anchos import ANCHOS
from tests.reparto import EN_ENERO, Reparto, datos_de_programa

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paginas(reparto: Reparto) -> list[str]:
    """Lists with and without results, a sheet with a modified figure, a draft full of warnings."""
    datos = datos_de_programa("PLAN")
    datos.pop("mision")
    datos["bloques"][0]["lineas"] = ["Una línea sin números"]
    datos["bloques"][1] = {"numero": 2, "nombre": "Solo el nombre"}
    borrador = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    celda = Programacion.objects.filter(trimestre_programa=reparto.tp(4)).first()
    Programacion.objects.filter(pk=celda.pk).update(vigente=9)
    return [
        reverse("poas"),
        f"{reverse('poas')}?q=nadie",
        reverse("poa", args=[reparto.programa_a.pk]),
        reverse("poa", args=[borrador.pk]),
        f"{reverse('adscripciones')}?q=a",
        f"{reverse('adscripciones')}?cual=anteriores",
    ]


def fallas(pagina) -> list[str]:
    resultado = Axe().run(pagina)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in resultado.response["violations"]]


@pytest.mark.parametrize("ancho", ANCHOS)
def test_axe_finds_nothing_and_nothing_overflows(
    reparto: Reparto, paginas: list[str], pagina, entrar_como, ancho: int
):
    entrar_como(reparto.usuarios["planeacion"])
    pagina.set_viewport_size({"width": ancho, "height": 900})
    for ruta in paginas:
        assert pagina.goto(ruta).status == 200
        assert fallas(pagina) == [], ruta
        sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sobra <= 0, ruta


def test_axe_does_see_a_fault_in_the_sheet(reparto: Reparto, paginas: list[str], pagina, entrar_como):
    """Negative control: an image without its text, put into the page, is found."""
    entrar_como(reparto.usuarios["planeacion"])
    pagina.goto(paginas[2])
    pagina.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert any(falla.startswith("image-alt") for falla in fallas(pagina))
