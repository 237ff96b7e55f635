"""The way of a POA: sent, returned, authorised, printed, signed by both."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.urls import reverse

from nucleo.almacen import leer
from nucleo.efirma.ejemplo import Autoridad, crear_autoridad
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento, Documento
from nucleo.verificacion import Veredicto, verificar_archivo, verificar_codigo
from poa import servicios
from poa.estados import EstadoPrograma
from poa.models import CambioDePrograma, ObservacionDePrograma, Programa
from poa.servicios import firma_plan
from tests.nucleo.pdf import lectura
from tests.reparto import AHORA, Reparto

pytestmark = pytest.mark.postgres
ACTOR = {"ahora": AHORA}


@pytest.fixture
def borrador(reparto: Reparto) -> Programa:
    """The POA of A, as if it had never been sent."""
    Programa.objects.filter(pk=reparto.programa_a.pk).update(estado=EstadoPrograma.BORRADOR)
    reparto.programa_a.refresh_from_db()
    return reparto.programa_a


def test_sent_returned_and_sent_again(reparto: Reparto, borrador: Programa):
    directora, planeacion = reparto.persona("directora_a"), reparto.persona("planeacion")
    servicios.enviar_programa(persona=directora, **ACTOR, programa_id=borrador.pk)
    servicios.observar_programa(persona=planeacion, **ACTOR, programa_id=borrador.pk, texto="Falta la meta")
    servicios.enviar_programa(persona=directora, **ACTOR, programa_id=borrador.pk)
    pasos = CambioDePrograma.objects.filter(programa=borrador, momento=AHORA).values_list("de", "a")
    assert list(pasos) == [("borrador", "enviado"), ("enviado", "observado"), ("observado", "enviado")]
    assert ObservacionDePrograma.objects.get(programa=borrador).texto == "Falta la meta"


@pytest.mark.parametrize("quien", ["personal_a", "directora_b", "planeacion", "tesoreria", "contraloria"])
def test_only_its_directora_sends(reparto: Reparto, borrador: Programa, quien: str):
    with pytest.raises(SinPermiso):
        servicios.enviar_programa(persona=reparto.persona(quien), **ACTOR, programa_id=borrador.pk)


def test_an_incomplete_sheet_is_not_sent(reparto: Reparto, borrador: Programa):
    Programa.objects.filter(pk=borrador.pk).update(mision="")
    with pytest.raises(DatosInvalidos) as error:
        servicios.enviar_programa(persona=reparto.persona("directora_a"), **ACTOR, programa_id=borrador.pk)
    assert error.value.errores == {"mision": "falta la misión"}


def test_what_was_not_sent_is_not_returned(reparto: Reparto, borrador: Programa):
    with pytest.raises(TransicionInvalida):
        servicios.observar_programa(
            persona=reparto.persona("planeacion"), **ACTOR, programa_id=borrador.pk, texto="No"
        )


@pytest.fixture(scope="module")
def autoridad() -> Autoridad:
    return crear_autoridad(desde=datetime(2023, 1, 1, tzinfo=UTC))


def _firmar(reparto: Reparto, autoridad: Autoridad, quien: str) -> Documento:
    usuario, persona = reparto.usuarios[quien], reparto.persona(quien)
    efirma = autoridad.efirma(nombre=usuario.nombre, rfc=usuario.rfc, curp=usuario.curp, clave="una-clave")
    llaves = {"programa_id": reparto.programa_a.pk, "persona": persona, **ACTOR}
    en_curso, atributos = firma_plan.preparar_firma_plan(cer=efirma.cer, **llaves)
    return firma_plan.terminar_firma_plan(en_curso_id=en_curso, sello=efirma.firmar(atributos), **llaves)


def test_both_sign_the_sheet_and_it_verifies(reparto: Reparto, autoridad: Autoridad):
    with pytest.raises(SinPermiso):
        _firmar(reparto, autoridad, "planeacion")
    primera = _firmar(reparto, autoridad, "directora_a")
    solo_una = leer(primera.archivo)
    assert verificar_archivo(solo_una).veredicto == Veredicto.PENDIENTE
    documento = _firmar(reparto, autoridad, "planeacion")
    firmado = leer(documento.archivo)
    assert verificar_archivo(firmado, documento.codigo).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(firmado[:-1] + b"x").veredicto == Veredicto.ALTERADA
    assert verificar_archivo(solo_una).veredicto == Veredicto.PENDIENTE
    assert Asiento.objects.filter(accion="documento.firmar").count() == 2
    with pytest.raises(SinPermiso):
        _firmar(reparto, autoridad, "directora_a")
    _exigir_version_publica(documento, "e.firma")


def _exigir_version_publica(documento: Documento, via: str) -> None:
    """The public gets the same sheet without certificates or attachments, and it verifies as such."""
    publica = leer(documento.publica_archivo)
    texto = lectura.texto(publica)
    assert "Versión pública" in texto
    assert texto.lower().count(via.lower()) == 2
    assert "RESPONSABLE NOMBRE Y FIRMA" not in texto
    with pikepdf.open(io.BytesIO(publica)) as pdf:
        assert not pdf.attachments
        assert "/AcroForm" not in pdf.Root
    resultado = verificar_archivo(publica, documento.codigo)
    assert (resultado.veredicto, resultado.es_publica) == (Veredicto.VIGENTE, True)


def test_on_paper_the_scan_stands_for_the_signature(reparto: Reparto):
    llaves = {"programa_id": reparto.programa_a.pk, **ACTOR}
    directora, planeacion = reparto.persona("directora_a"), reparto.persona("planeacion")
    with pytest.raises(Conflicto):
        firma_plan.adjuntar_firma_plan(escaneo=_escaneo(), persona=directora, **llaves)
    firma_plan.congelar_para_imprimir(persona=directora, **llaves)
    firma_plan.adjuntar_firma_plan(escaneo=_escaneo(), persona=directora, **llaves)
    documento = firma_plan.adjuntar_firma_plan(escaneo=_escaneo(), persona=planeacion, **llaves)
    resultado = verificar_codigo(documento.codigo)
    assert resultado.veredicto == Veredicto.VIGENTE
    assert [f.via for f in resultado.firmas] == ["firma autógrafa", "firma autógrafa"]
    _exigir_version_publica(documento, "firma autógrafa")


def _escaneo() -> bytes:
    salida = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(salida)
    return salida.getvalue()


def test_the_pages_of_each(reparto: Reparto, cliente_de):
    url = reverse("poa_firmar", args=[reparto.programa_a.pk])
    assert "efirma-cer" in cliente_de("directora_a").get(url).content.decode()
    assert cliente_de("planeacion").get(url).status_code == 403
    assert cliente_de("directora_b").get(url).status_code == 404
    hoja = cliente_de("personal_a").get(reverse("poa_pdf", args=[reparto.programa_a.pk]))
    assert hoja["Content-Type"] == "application/pdf"
    assert hoja.content.startswith(b"%PDF")
    assert cliente_de("personal_b").get(reverse("poa_pdf", args=[reparto.programa_a.pk])).status_code == 404
