"""The pages of bringing in, reviewing, copying and comparing, in a browser: axe 0, nothing overflows."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from poa import servicios
from poa.consultas import lineas_de
from tests.anchos import ANCHOS
from tests.poa import libros
from tests.poa.documento_de_la_semilla import documento
from tests.reparto import AHORA, EN_ENERO, Reparto

pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


def revisar(pagina, nombre: str) -> None:
    fallas = Axe().run(pagina).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in fallas] == [], nombre
    sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sobra <= 0, nombre


def subir(pagina, archivo: Path) -> None:
    pagina.goto(reverse("poa_importar"))
    pagina.locator("input[type=file]").set_input_files(archivo)
    pagina.get_by_role("button", name="Revisar el archivo").click()


@pytest.mark.parametrize("ancho", ANCHOS)
def test_axe_finds_nothing_and_nothing_overflows(
    reparto: Reparto, pagina, entrar_como, consola: list[str], tmp_path: Path, ancho: int
):
    planeacion = {"persona": reparto.persona("planeacion"), "ahora": EN_ENERO}
    ejercicios = [servicios.abrir_ejercicio(**planeacion, anio=anio) for anio in (2025, 2026)]
    nuevo = servicios.copiar_programa(
        persona=reparto.persona("directora_a"),
        ahora=AHORA,
        programa_id=reparto.programa_a.pk,
        ejercicio=ejercicios[0],
    )
    lineas_de(nuevo).filter(orden=2).update(texto="Redactada de otro modo")
    nuevo.estrategias.filter(orden=2).update(nombre="Un bloque nuevo", numero=7)
    archivos = {
        "error": ("malo.xlsx", libros.con(("Lineas", "H2", "tres"), ("Bloques", "B2", "Meta"))),
        "previa": ("bueno.xlsx", libros.bueno()),
        "word": ("poa.docx", documento()),
    }
    entrar_como(reparto.usuarios["directora_a"])
    pagina.set_viewport_size({"width": ancho, "height": 900})
    rutas = {
        "traer": reverse("poa_importar"),
        "copiar": reverse("poa_copiar", args=[reparto.programa_a.pk]),
        "comparar": reverse("poa_comparar", args=[nuevo.pk]),
        "poa": reverse("poa", args=[nuevo.pk]),
        "poas": reverse("poas"),
    }
    for nombre, ruta in rutas.items():
        assert pagina.goto(ruta).status == 200
        revisar(pagina, nombre)
    for nombre, (archivo, contenido) in archivos.items():
        (tmp_path / archivo).write_bytes(contenido)
        subir(pagina, tmp_path / archivo)
        revisar(pagina, nombre)
        # The browser tells of an answer 400 in its console: that answer is what this step asked for.
        consola[:] = [m for m in consola if "status of 400" not in m]
    pagina.get_by_role("button", name="Crear el POA").click()
    pagina.get_by_text("Se creó el POA 2026").wait_for()
