"""The capture form under a thumb: previews, what is told before sending, saving; no barrier on any page."""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from actividades.models import Actividad
from tests.actividades.muestras import foto
from tests.reparto import HOY

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
    galeria = pagina.locator("#id_evidencias")
    galeria.set_input_files(heic)
    expect(pagina.locator("[data-fotos-aviso]")).to_contain_text("HEIC")
    for una in fotos:
        galeria.set_input_files(una)
    expect(pagina.locator("[data-fotos-aviso]")).to_be_hidden()
    puestas = pagina.locator("[data-fotos-lista] .foto")
    expect(puestas).to_have_count(2)
    # The second one first, by its button; and what each one shows.
    puestas.nth(1).get_by_role("button", name="Poner antes").click()
    pagina.get_by_label("Pie de foto").first.fill("La plaza")
    pagina.get_by_label("Línea de acción").select_option(str(reparto.lineas()[1].pk))
    pagina.get_by_label("Qué se hizo").fill("Se convocó a la zona")
    pagina.locator("summary", has_text="Elegir localidades").click()
    pagina.get_by_label("El Árbol").check()
    assert pagina.locator("[data-elegidas]").text_content() == "El Árbol"
    pagina.get_by_role("button", name="Guardar", exact=True).dblclick()
    pagina.get_by_text("Se registró la actividad del 15 de mayo de 2024.").wait_for()
    assert pagina.url.endswith("/actividades/")
    acto = Actividad.objects.get()
    assert [(e.nombre, e.pie) for e in acto.evidencias.all()] == [("gold.jpg", "La plaza"), ("teal.jpg", "")]


def test_sin_javascript_el_formulario_funciona(en_hoy, reparto, browser, live_server, entrar_como, pagina):
    entrar_como(reparto.usuarios["personal_a"])
    contexto = browser.new_context(
        java_script_enabled=False, storage_state=pagina.context.storage_state(), viewport=TELEFONO
    )
    simple = contexto.new_page()
    simple.goto(live_server.url + reverse("actividad_nueva"))
    simple.get_by_label("Línea de acción").select_option(str(reparto.lineas()[1].pk))
    simple.get_by_label("Qué se hizo").fill("Sin guiones")
    for entrada, color in (("#id_camara", "red"), ("#id_evidencias", "gold")):
        archivo = {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": foto(color)}
        simple.locator(entrada).set_input_files([archivo])
    simple.get_by_role("button", name="Guardar", exact=True).click()
    expect(simple.get_by_text("Se registró la actividad")).to_be_visible()
    assert Actividad.objects.get().evidencias.count() == 2
    contexto.close()


def test_la_parecida_se_avisa_en_la_pagina(en_hoy, reparto, registrar, consola, pagina, entrar_como):
    registrar(fecha=HOY)
    entrar_como(reparto.usuarios["personal_a"])
    pagina.goto(reverse("actividad_nueva"))
    pagina.get_by_label("Línea de acción").select_option(str(reparto.lineas()[0].pk))
    pagina.get_by_label("Qué se hizo").fill("Otra reunión")
    pagina.get_by_role("button", name="Guardar", exact=True).click()
    expect(pagina.locator("[data-captura-aviso]")).to_contain_text("¿Es otra?")
    assert Actividad.objects.count() == 1
    pagina.get_by_role("button", name="Guardar de todos modos").click()
    expect(pagina.get_by_text("Puede estar repetida")).to_be_visible()
    assert Actividad.objects.count() == 2
    # The browser notes every answer that is not a yes.
    consola[:] = [m for m in consola if "409" not in m]


def test_el_visor_se_maneja_con_el_teclado(en_hoy, reparto, registrar, listo, pagina, entrar_como):
    archivos = [replace(listo(c), pie=f"Pie {c}") for c in ("red", "gold")]
    acto = registrar(archivos=archivos)
    entrar_como(reparto.usuarios["directora_a"])
    pagina.set_viewport_size(TELEFONO)
    pagina.goto(reverse("actividad", args=[acto.pk]))
    visor, pie = pagina.locator("[data-visor]"), pagina.locator("[data-visor-pie]")
    pagina.get_by_role("link", name="Pie red").press("Enter")
    expect(visor).to_be_visible()
    expect(pie).to_have_text("Pie red")
    pagina.keyboard.press("ArrowRight")
    expect(pie).to_have_text("Pie gold")
    expect(pagina.locator("[data-visor-datos]")).to_contain_text("2 de 2")
    assert Axe().run(pagina).response["violations"] == []
    pagina.keyboard.press("ArrowRight")
    expect(pie).to_have_text("Pie red")
    pagina.keyboard.press("Escape")
    expect(visor).to_be_hidden()


def test_los_blancos_son_grandes_y_cada_campo_tiene_su_teclado(en_hoy, reparto, pagina, entrar_como):
    pagina.set_viewport_size(TELEFONO)
    entrar_como(reparto.usuarios["personal_a"])
    pagina.goto(reverse("actividad_nueva"))
    pagina.locator("#id_evidencias").set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": foto()}]
    )
    chicos = pagina.locator("main form").evaluate(
        """(f) => Array.from(f.querySelectorAll("button, select, textarea, summary, .opcion, .soltar, input"))
          .filter((e) => e.type !== "hidden" && e.type !== "checkbox" && e.offsetParent)
          .filter((e) => e.getBoundingClientRect().height < 44)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert chicos == []
    camara = pagina.locator("#id_camara")
    assert camara.get_attribute("capture") == "environment"
    for campo in ("cantidad", "mujeres", "hombres"):
        assert pagina.locator(f"[name={campo}]").get_attribute("inputmode") == "numeric"


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
        reverse("actividades_serie"),
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
