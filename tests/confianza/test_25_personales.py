"""Rule 25: RFC, CURP, e-mail and what the public types are shown to nobody who does not need them."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nucleo.models import Documento
from tests.actividades.muestras import pdf
from tests.confianza.arana import Arana, mirar
from tests.confianza.mundo_doble import DATOS_PROPIOS, PERSONAL
from tests.confianza.test_03_arana import PERSONALES
from tests.confianza.test_26_secretos import rastros, registro

__all__ = ["registro"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
TECLEADO = "CANARIO-TECLEADO-9q"


def test_who_reads_everything_does_not_read_these(doble, cliente_doble, cifra, tamano):
    """Planeación and Contraloría see every dirección; RFC, CURP and e-mail are of the accounts alone."""
    paginas = 0
    for quien in ("planeacion", "contraloria"):
        arana = Arana(cliente_doble(quien), 1, None if tamano(0, 1) else re.compile(r"\.pdf$|/evidencias/"))
        for visto in arana.pasear():
            propios = visto.ruta == DATOS_PROPIOS
            assert propios or not PERSONAL.search(visto.texto), f"{quien} {visto.ruta}"
            paginas += 1
            if paginas >= tamano(60, 5_000):
                break
    cifra(25, PERSONALES, 0, de=paginas)
    assert paginas >= 60


def test_control_the_administrador_who_keeps_them_does(doble, cliente_doble):
    pagina = mirar(cliente_doble("administrador"), reverse("persona_editar", args=[doble.a.persona]))
    assert PERSONAL.search(pagina.texto)


def test_the_public_side_of_every_document_has_none(doble, cliente_doble, cifra):
    cliente, vistos = cliente_doble("anonimo"), 0
    for documento in Documento.objects.all():
        for ruta in ("verificar_codigo", "version_publica"):
            assert not PERSONAL.search(mirar(cliente, reverse(ruta, args=[documento.codigo])).texto)
            vistos += 1
    cifra(25, PERSONALES, 0, de=vistos)
    assert vistos >= 4


def test_what_is_typed_in_the_verification_stays_nowhere(
    doble, cliente_doble, registro, archivos_privados, cifra, monkeypatch
):
    cliente = cliente_doble("anonimo")
    cliente.post("/verificar/", {"codigo": TECLEADO}, follow=True)
    cliente.post("/verificar/", {"archivo": SimpleUploadedFile(f"{TECLEADO}.pdf", pdf())})
    monkeypatch.setattr("evaluacion.views.verificacion.verificar_archivo", _caer)
    caida = cliente.post(
        "/verificar/", {"codigo": TECLEADO, "archivo": SimpleUploadedFile(TECLEADO, b"%PDF-")}
    )
    assert caida.status_code == 500
    assert TECLEADO not in caida.content.decode()
    assert "forced failure" in registro.getvalue(), "the failure itself is logged"
    lugares = rastros(TECLEADO.encode(), registro, archivos_privados)
    cifra(25, "lugares donde queda lo que el público teclea o sube", len(lugares), de=4)
    assert lugares == []


def _caer(*_: object, **__: object) -> None:
    raise RuntimeError("forced failure")


def test_an_error_page_and_its_log_have_none(doble, cliente_doble, registro: io.StringIO, cifra, monkeypatch):
    for modulo in ("poa.views.cuentas", "nucleo.formularios"):
        monkeypatch.setattr(f"{modulo}.render", _caer)
    pagina = cliente_doble("administrador").get(reverse("persona_editar", args=[doble.a.persona]))
    assert pagina.status_code == 500
    assert not PERSONAL.search(pagina.content.decode())
    assert not PERSONAL.search(registro.getvalue())
    cifra(25, PERSONALES, 0, de=2)
