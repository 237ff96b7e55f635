"""Actas and acuerdos in a real browser: axe finds nothing, nothing overflows, and the key signs here."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas.actas import folio_en_direccion
from asambleas.models import Acta
from asambleas.servicios import actas as modulo
from tests.actividades.muestras import pdf
from tests.anchos import ANCHOS
from tests.asambleas.mundo_actas import acta_de, congelada, hoja, reunion_de
from tests.asambleas.test_actas import autoridad, credencial
from tests.reparto import AHORA, HOY, Reparto

__all__ = ["autoridad"]
pytestmark = [pytest.mark.navegador, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def actas(reparto: Reparto, monkeypatch) -> dict[str, Acta]:
    """An assembly without acta, a draft, one that waits to be signed, one published."""
    monkeypatch.setattr(modulo, "acta_en_pdf", hoja)
    reunion_de(reparto, sufijo=" Cuatro")
    actor = {"persona": reparto.persona("directora_a"), "ahora": AHORA}
    hechas = {
        "borrador": acta_de(reparto, reunion_de(reparto)),
        "congelada": congelada(reparto, reunion_de(reparto, sufijo=" Dos")),
        "firmada": congelada(reparto, reunion_de(reparto, sufijo=" Tres")),
    }
    servicios.adjuntar_acta_firmada(acta_id=hechas["firmada"].pk, escaneo=pdf(), **actor)
    servicios.publicar_acta(acta_id=hechas["firmada"].pk, **actor)
    acuerdo = hechas["firmada"].acuerdos.get(numero=1)
    servicios.cumplir_acuerdo(acuerdo_id=acuerdo.pk, fecha=HOY, nota="Se hizo", **actor)
    return hechas


def _rutas(actas: dict[str, Acta]) -> list[str]:
    borrador, congelada_, firmada = (actas[e].pk for e in ("borrador", "congelada", "firmada"))
    return [
        reverse("actas", args=[actas["borrador"].organo_id]),
        *[reverse("acta", args=[pk]) for pk in (borrador, congelada_, firmada)],
        reverse("acta_acuerdos", args=[borrador]),
        reverse("acta_congelar", args=[borrador]),
        reverse("acta_reabrir", args=[congelada_]),
        reverse("acta_firmar", args=[congelada_]),
        reverse("acuerdos") + "?de=todos",
        reverse("acuerdos") + "?cual=cumplidos",
        reverse("acuerdo_cumplir", args=[actas["congelada"].acuerdos.get(numero=2).pk]),
        reverse("actas_publicas", args=[folio_en_direccion(actas["firmada"].organo)]),
    ]


def fallas(pagina) -> list[str]:
    resultado = Axe().run(pagina)
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in resultado.response["violations"]]


@pytest.mark.parametrize("ancho", ANCHOS)
def test_axe_finds_nothing_and_nothing_overflows(reparto, actas, pagina, entrar_como, ancho: int):
    entrar_como(reparto.usuarios["directora_a"])
    pagina.set_viewport_size({"width": ancho, "height": 900})
    for ruta in _rutas(actas):
        assert pagina.goto(ruta).status == 200, ruta
        assert fallas(pagina) == [], ruta
        sobra = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sobra <= 0, ruta


def test_the_titular_signs_in_the_browser(reparto, actas, autoridad, pagina, entrar_como, tmp_path):
    suya = credencial(autoridad, reparto, "directora_a")
    (tmp_path / "a.cer").write_bytes(suya.cer)
    (tmp_path / "a.key").write_bytes(suya.key)
    acta = actas["congelada"]
    entrar_como(reparto.usuarios["directora_a"])
    pagina.goto(reverse("acta_firmar", args=[acta.pk]))
    pagina.set_input_files("#efirma-cer", tmp_path / "a.cer")
    pagina.set_input_files("#efirma-key", tmp_path / "a.key")
    pagina.fill("#efirma-clave", "una-clave")
    pagina.click("#efirma-firmar")
    pagina.wait_for_url(f"**{reverse('acta', args=[acta.pk])}")
    acta.refresh_from_db()
    assert acta.estado == "firmada"
    assert acta.documento.firmas.get().via == "efirma"
