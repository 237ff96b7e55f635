"""The capture form under a thumb: previews, what is told before sending, saving; no barrier on any page."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from actividades.models import Actividad
from tests.actividades.muestras import foto

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.navegador]
TELEFONO = {"width": 390, "height": 844}


def _archivo(carpeta: Path, nombre: str, contenido: bytes) -> str:
    (carpeta / nombre).write_bytes(contenido)
    return str(carpeta / nombre)


def test_registrar_desde_un_telefono(en_hoy, reparto, pagina, entrar_como, tmp_path):
    fotos = [_archivo(tmp_path, f"{color}.jpg", foto(color)) for color in ("teal", "gold")]
    heic = _archivo(tmp_path, "IMG_9.heic", b"\0\0\0\x18ftypheic" + b"\0" * 30)
    pagina.set_viewport_size(TELEFONO)
    entrar_como(reparto.usuarios["personal_a"])
    pagina.goto(reverse("actividad_nueva") + "?siguiente=/actividades/")
    archivos = pagina.locator("input[type=file]")
    archivos.set_input_files(heic)
    assert "HEIC" in archivos.evaluate("e => e.validationMessage")
    archivos.set_input_files(fotos)
    assert archivos.evaluate("e => e.validationMessage") == ""
    pagina.locator(".archivos img").nth(1).wait_for()
    pagina.get_by_label("Línea de acción").select_option(str(reparto.lineas()[1].pk))
    pagina.get_by_label("Qué se hizo").fill("Se convocó a la zona")
    pagina.locator("summary", has_text="Localidades").click()
    pagina.get_by_label("El Árbol").check()
    assert pagina.locator("[data-elegidas]").text_content() == "El Árbol"
    pagina.get_by_role("button", name="Guardar", exact=True).dblclick()
    pagina.get_by_text("Se registró la actividad del 15 de mayo de 2024.").wait_for()
    assert pagina.url.endswith("/actividades/")
    acto = Actividad.objects.get()
    assert [e.nombre for e in acto.evidencias.all()] == ["teal.jpg", "gold.jpg"]


def test_la_titular_valida_varias_de_una_vez(en_hoy, reparto, en_estado, pagina, entrar_como):
    actos = [en_estado("registrada") for _ in range(3)]
    entrar_como(reparto.usuarios["directora_a"])
    pagina.set_viewport_size(TELEFONO)
    pagina.goto(reverse("actividades"))
    pagina.get_by_label("Elegir las de esta página").check()
    assert pagina.locator("[data-seleccion-cuenta]").text_content() == "3 seleccionadas"
    pagina.get_by_role("button", name="Validar las elegidas").click()
    pagina.get_by_text("3 actividades quedaron validadas.").wait_for()
    assert Actividad.objects.filter(estado="validada").count() == len(actos)


@pytest.mark.parametrize("ancho", [390, 1280])
def test_ninguna_pagina_pone_barreras(en_hoy, reparto, en_estado, pagina, entrar_como, ancho):
    acto, validada, devuelta = (en_estado(e) for e in ("registrada", "validada", "devuelta"))
    pagina.set_viewport_size({"width": ancho, "height": 844})
    de_la_titular = [
        reverse("actividades"),
        reverse("actividades") + "?q=nada&trimestre=2",
        reverse("actividad_nueva"),
        *(reverse("actividad", args=[a.pk]) for a in (acto, validada, devuelta)),
        reverse("actividad_editar", args=[devuelta.pk]),
        reverse("actividad_devolver", args=[acto.pk]),
    ]
    de_planeacion = [reverse("actividades"), reverse("actividades_importar")]
    for quien, rutas in (("directora_a", de_la_titular), ("planeacion", de_planeacion)):
        entrar_como(reparto.usuarios[quien])
        for ruta in rutas:
            pagina.goto(ruta)
            assert Axe().run(pagina).response["violations"] == [], ruta
            sobra = pagina.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert sobra == 0, ruta
