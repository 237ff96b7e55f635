"""The way back of the sheet of a POA: a print that is not used, a scan that was wrong."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from nucleo.efirma.ejemplo import Autoridad, crear_autoridad
from nucleo.errores import Conflicto, DatosInvalidos, FirmaRechazada, SinPermiso
from nucleo.estados import EstadoDocumento
from nucleo.models import Asiento, Documento, Firma
from nucleo.verificacion import Veredicto, verificar_codigo
from poa.models import Programa
from poa.servicios import deshacer_hoja, firma_plan
from tests.evaluacion.etapas import hoja_minima
from tests.poa.test_vida import _escaneo, _firmar
from tests.reparto import AHORA, Reparto

pytestmark = pytest.mark.postgres
E = EstadoDocumento
MOTIVO = "Se imprimió sin el escudo"


class Hoja:
    """The services of the sheet of A, by who calls them: `hoja.imprimir()`, `hoja.devolver("planeacion")`."""

    def __init__(self, reparto: Reparto) -> None:
        self.reparto = reparto
        self.pk = reparto.programa_a.pk

    def _de(self, quien: str) -> dict:
        return {"programa_id": self.pk, "persona": self.reparto.persona(quien), "ahora": AHORA}

    def imprimir(self) -> Documento:
        return firma_plan.congelar_para_imprimir(**self._de("directora_a"))

    def adjuntar(self, quien: str = "directora_a") -> Documento:
        return firma_plan.adjuntar_firma_plan(escaneo=_escaneo(), **self._de(quien))

    def cancelar(self, quien: str = "directora_a", motivo: str = MOTIVO) -> Documento:
        return deshacer_hoja.cancelar_impresion_plan(motivo=motivo, **self._de(quien))

    def devolver(self, quien: str = "planeacion", motivo: str = MOTIVO) -> Documento:
        return deshacer_hoja.devolver_hoja(motivo=motivo, **self._de(quien))

    def ultimo_asiento(self) -> tuple:
        asiento = Asiento.objects.filter(objeto=f"programa:{self.pk}").latest("pk")
        return asiento.accion, asiento.actor.username, asiento.datos

    def documento(self) -> Documento | None:
        return Programa.objects.select_related("documento").get(pk=self.pk).documento


@pytest.fixture
def hoja(reparto: Reparto, monkeypatch) -> Hoja:
    monkeypatch.setattr(firma_plan, "hoja_del_poa", hoja_minima)
    monkeypatch.setattr(firma_plan, "hoja_publica_del_poa", hoja_minima)
    return Hoja(reparto)


def _exigir_cancelada(vieja: Documento, nueva: Documento) -> None:
    vieja.refresh_from_db()
    assert (vieja.estado, vieja.motivo_de_baja) == (E.CANCELADA, MOTIVO)
    assert verificar_codigo(vieja.codigo).veredicto == Veredicto.CANCELADA
    assert (nueva.vuelta, nueva.version) == (vieja.vuelta + 1, vieja.version)
    assert len({vieja.folio, nueva.folio}) == len({vieja.codigo, nueva.codigo}) == 2


def test_a_print_is_cancelled_and_the_next_takes_a_new_folio(hoja: Hoja):
    vieja = hoja.imprimir()
    hoja.cancelar()
    assert hoja.documento() is None
    datos = {"folio": vieja.folio, "motivo": MOTIVO}
    assert hoja.ultimo_asiento() == ("programa.cancelar_impresion", "directora_a", datos)
    nueva = hoja.imprimir()
    _exigir_cancelada(vieja, nueva)
    hoja.adjuntar()
    assert hoja.adjuntar("planeacion").pk == nueva.pk
    assert verificar_codigo(nueva.codigo).veredicto == Veredicto.VIGENTE


@pytest.fixture(scope="module")
def autoridad() -> Autoridad:
    return crear_autoridad(desde=datetime(2023, 1, 1, tzinfo=UTC))


def test_after_cancelling_it_may_be_signed_with_efirma(hoja: Hoja, autoridad: Autoridad):
    vieja = hoja.imprimir()
    hoja.cancelar()
    _exigir_cancelada(vieja, _firmar(hoja.reparto, autoridad, "directora_a"))


def test_a_wrong_scan_is_returned_and_its_signature_annulled(hoja: Hoja):
    hoja.imprimir()
    vieja = hoja.adjuntar()
    hoja.devolver()
    firma = Firma.objects.get(documento=vieja)
    assert (firma.anulada_en, firma.anulada_motivo) == (AHORA, MOTIVO)
    datos = {"folio": vieja.folio, "motivo": MOTIVO}
    assert hoja.ultimo_asiento() == ("programa.devolver_hoja", "planeacion", datos)
    with pytest.raises(SinPermiso, match="Primero firma"):
        hoja.adjuntar("planeacion")
    nueva = hoja.imprimir()
    _exigir_cancelada(vieja, nueva)
    hoja.adjuntar()
    hoja.adjuntar("planeacion")
    assert verificar_codigo(nueva.codigo).veredicto == Veredicto.VIGENTE


@pytest.mark.parametrize("quien", ["personal_a", "directora_b", "planeacion", "contraloria"])
def test_only_who_signs_for_the_direccion_cancels_the_print(hoja: Hoja, quien: str):
    impresa = hoja.imprimir()
    with pytest.raises(SinPermiso):
        hoja.cancelar(quien)
    assert hoja.documento() == impresa


@pytest.mark.parametrize("quien", ["personal_a", "directora_a", "directora_b", "contraloria"])
def test_only_who_authorises_returns_the_sheet(hoja: Hoja, quien: str):
    hoja.imprimir()
    firmada = hoja.adjuntar()
    with pytest.raises(SinPermiso):
        hoja.devolver(quien)
    assert hoja.documento() == firmada
    assert not Firma.objects.filter(anulada_en__isnull=False).exists()


def test_each_way_back_has_its_moment(hoja: Hoja):
    """Nothing to cancel before the print nor after the signature; nothing to return once both signed."""
    for deshacer in (hoja.cancelar, hoja.devolver):
        with pytest.raises(SinPermiso):
            deshacer()
    hoja.imprimir()
    with pytest.raises(SinPermiso):
        hoja.devolver()
    hoja.adjuntar()
    with pytest.raises(SinPermiso):
        hoja.cancelar()
    vigente = hoja.adjuntar("planeacion")
    for deshacer in (hoja.cancelar, hoja.devolver):
        with pytest.raises(SinPermiso):
            deshacer()
    assert (hoja.documento(), vigente.estado) == (vigente, E.VIGENTE)


def test_both_ask_for_the_reason(hoja: Hoja):
    hoja.imprimir()
    with pytest.raises(DatosInvalidos):
        hoja.cancelar(motivo=" \n ")
    hoja.adjuntar()
    with pytest.raises(DatosInvalidos):
        hoja.devolver(motivo="")
    assert hoja.documento().estado == E.PENDIENTE


def test_what_changes_while_it_is_printed_is_not_frozen(hoja: Hoja, monkeypatch):
    dibujar = firma_plan.hoja_del_poa

    def alguien_cambia(*args):
        Programa.objects.filter(pk=hoja.pk).update(objetivo="Otro objetivo")
        return dibujar(*args)

    monkeypatch.setattr(firma_plan, "hoja_del_poa", alguien_cambia)
    with pytest.raises(FirmaRechazada, match="la hoja cambió"):
        hoja.imprimir()
    assert hoja.documento().estado == E.RESERVADO
    monkeypatch.setattr(firma_plan, "hoja_del_poa", dibujar)
    assert "Otro objetivo" in hoja.imprimir().datos


def test_a_scan_does_not_land_on_the_print_that_came_after(hoja: Hoja, monkeypatch):
    """Cancelled and printed anew between both halves of attaching: nothing is signed."""
    hoja.imprimir()
    bloquear, veces = firma_plan.bloquear_programa, []

    def con_otra_entre_medias(programa_id: int) -> Programa:
        veces.append(programa_id)
        if len(veces) == 2:
            hoja.cancelar()
            hoja.imprimir()
        return bloquear(programa_id)

    monkeypatch.setattr(firma_plan, "bloquear_programa", con_otra_entre_medias)
    with pytest.raises(Conflicto):
        hoja.adjuntar()
    assert not Firma.objects.exists()


def test_from_the_pages(hoja: Hoja, cliente_de):
    directora, planeacion = cliente_de("directora_a"), cliente_de("planeacion")
    firmar, cancelar, devolver = (
        reverse(ruta, args=[hoja.pk]) for ruta in ("poa_firmar", "poa_imprimir_cancelar", "poa_hoja_devolver")
    )
    assert cancelar not in directora.get(firmar).text
    impresa = hoja.imprimir()
    assert cancelar in directora.get(firmar).text
    assert "Escriba el motivo" in directora.post(cancelar, {"motivo": ""}, follow=True).text
    assert hoja.documento() == impresa
    hecha = directora.post(cancelar, {"motivo": MOTIVO}, follow=True).text
    assert f"su folio {impresa.folio} queda como cancelado" in hecha
    pagina = directora.get(firmar).text
    assert f"{impresa.folio}: {MOTIVO}" in pagina
    assert cancelar not in pagina
    hoja.imprimir()
    hoja.adjuntar()
    assert devolver not in directora.get(firmar).text
    assert devolver in planeacion.get(firmar).text
    assert "quedó anulada" in planeacion.post(devolver, {"motivo": "Es otra hoja"}, follow=True).text
    assert "Es otra hoja" in directora.get(firmar).text
    assert directora.post(devolver, {"motivo": MOTIVO}).status_code == 403


def test_the_scan_is_read_where_it_can_be_returned(hoja: Hoja, cliente_de):
    """Only there: nobody else is asked to judge it, and a sheet without a scan offers none."""
    firmar, planeacion = reverse("poa_firmar", args=[hoja.pk]), cliente_de("planeacion")
    escaneo = reverse("poa_escaneo", args=[hoja.pk, firma_plan.CASILLA_DIRECCION])
    hoja.imprimir()
    assert escaneo not in planeacion.get(firmar).text
    hoja.adjuntar()
    assert escaneo in planeacion.get(firmar).text
    assert escaneo not in cliente_de("directora_a").get(firmar).text
    assert planeacion.get(escaneo).headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("motivo", "dice"),
    [("", "Escriba el motivo."), ("x" * 1001, "no más de 1,000 letras"), ("\u202e", "hace falta")],
)
def test_a_reason_that_does_not_serve_comes_back_by_its_field(hoja: Hoja, cliente_de, motivo: str, dice: str):
    impresa = hoja.imprimir()
    respuesta = cliente_de("directora_a").post(
        reverse("poa_imprimir_cancelar", args=[hoja.pk]), {"motivo": motivo}
    )
    assert respuesta.status_code == 400
    formulario = respuesta.context["form_motivo"]
    assert dice in " ".join(formulario.errors["motivo"])
    assert formulario["motivo"].value() == motivo
    assert '<details class="tarjeta" open>' in respuesta.text
    assert hoja.documento() == impresa


def test_who_may_not_return_the_sheet_is_not_served_the_form_either(hoja: Hoja, cliente_de):
    hoja.imprimir()
    hoja.adjuntar()
    ruta = reverse("poa_hoja_devolver", args=[hoja.pk])
    assert cliente_de("directora_a").post(ruta, {"motivo": ""}).status_code == 403
