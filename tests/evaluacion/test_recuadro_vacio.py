"""An empty box of signature explains itself: in the PDF, in the versión pública and on the public page."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from nucleo.estados import Via
from nucleo.folios import codigo_legible

EN_EL_RECUADRO = "firma autógrafa en el escaneo que se consulta con el código de verificación"
A_MANO = "en el PDF con e.firma su recuadro va vacío"


def cierre(**mas: object) -> str:
    base = {"d": {"umbrales": {}, "programa": {}}, "c": {"responsable": "Ada", "evaluador": "Paz"}}
    return render_to_string("evaluacion/documentos/cierre.html", base | mas)


def test_each_box_says_where_the_signature_may_be():
    assert cierre().count(EN_EL_RECUADRO) == 2


def test_a_preview_has_no_code_to_ask_with():
    assert EN_EL_RECUADRO not in cierre(previa=True)


def test_a_box_that_is_never_signed_here_says_nothing():
    """The one of the monthly report, which is a paper to work with."""
    assert EN_EL_RECUADRO not in render_to_string("nucleo/documentos/firma_y_sello.html", {"rotulo": "R"})


@pytest.mark.parametrize(("via", "lo_dice"), [(Via.PAPEL, True), (Via.EFIRMA, False)])
@pytest.mark.parametrize("hoja", ["evaluacion/documentos/cierre.html", "poa/documentos/firmas.html"])
def test_the_public_version_says_who_signed_by_hand(hoja, via, lo_dice):
    firma = {"nombre": "Ada", "cargo": "Directora", "via": str(via.label), "momento": "hoy"}
    contexto = {"d": {"umbrales": {}, "programa": {}}, "c": {}, "publica": True, "firmas": [firma]}
    assert (A_MANO in render_to_string(hoja, contexto)) is lo_dice


@pytest.mark.usefixtures("sin_pdf")
def test_the_public_page_says_it_of_the_one_who_did(etapa):
    etapa.completar().en_papel()
    etapa.firmar_evaluacion()
    codigo = codigo_legible(etapa.evaluacion.documento.codigo)
    texto = Client().get(reverse("verificar_codigo", args=[codigo])).content.decode()
    assert texto.count(A_MANO) == 1
    assert "Firma autógrafa · " in texto
    assert "<p>e.firma · " in texto
    assert "E.firma" not in texto
