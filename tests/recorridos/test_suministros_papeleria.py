"""Stationery by the screens: what there is, delivered and signed for; what there is not, bought first."""

import pytest
from playwright.sync_api import expect

from tests.recorridos import suministros as su
from tests.recorridos.organos import dice, leido, reloj
from tests.recorridos.pasos import confirmar
from tests.recorridos.suministros import SIN_EXISTENCIA, historia

__all__ = ["historia", "reloj"]
pytestmark = pytest.mark.navegador

HOJAS, SOBRES = "Hojas blancas tamaño carta", "Sobre manila tamaño carta"
HOJAS_Y_SOBRES = 4 * 115_00 + 20 * 2_80


def test_what_is_in_stock_is_delivered_and_signed_for(como, reloj) -> None:
    reloj(su.HOY)
    personal, directora, tesoreria = como(su.PERSONAL), como(su.TITULAR), como(su.TESORERIA)
    antes, hojas, sobres = su.dinero("papeleria"), su.existencia(HOJAS), su.existencia(SOBRES)
    pedida = su.pedir_material(
        personal, motivo="Convocatorias de diciembre", renglones=[(HOJAS, 4), (SOBRES, 20)]
    )
    papel = leido(su.enviar(directora, pedida, "PC/REQ/004/2024", antes))
    dice(papel, "Requisición de material", "PC/REQ/004/2024", HOJAS, SOBRES, su.pesos(HOJAS_Y_SOBRES))
    dice(papel, "SOLICITÓ", "AUTORIZÓ", "RECIBIÓ", su.TITULAR_EN_PAPEL, "Convocatorias de diciembre")

    su.acusar(tesoreria, pedida)
    su.autorizar_todo(tesoreria, pedida)
    assert su.dinero("papeleria") == antes.con(comprometido=HOJAS_Y_SOBRES)
    su.entregar(tesoreria, pedida, {HOJAS: 4, SOBRES: 20})
    assert su.dinero("papeleria") == antes.con(ejercido=HOJAS_Y_SOBRES)
    su.recibir(personal, pedida)

    assert su.estado(pedida) == "cerrada"
    assert (su.existencia(HOJAS), su.existencia(SOBRES)) == (hojas - 4, sobres - 20)
    assert sorted(su.salidas(pedida)) == [-20, -4]
    assert su.dinero("papeleria") == antes.con(ejercido=HOJAS_Y_SOBRES)
    su.comprobar_momentos(pedida, "requisicion", "respuesta", "recepcion")


def test_what_is_not_in_stock_is_bought_with_its_oficio_and_delivered_in_parts(como, reloj) -> None:
    reloj(su.HOY)
    directora, tesoreria = como(su.TITULAR), como(su.TESORERIA)
    antes = su.dinero("papeleria")
    pedida = su.pedir_material(directora, motivo="Carteles de la elección", renglones=[(SIN_EXISTENCIA, 3)])
    su.enviar(directora, pedida, "PC/REQ/004/2024", antes)
    su.acusar(tesoreria, pedida)
    su.autorizar_todo(tesoreria, pedida)
    assert su.estado(pedida) == "sin_existencia"
    assert su.dinero("papeleria") == antes.con(comprometido=2_700_00)

    su.abrir(directora, pedida)
    directora.get_by_role("button", name="Pedir la compra").click()
    confirmar(directora)
    expect(directora.get_by_text("La compra quedó pedida con su oficio.")).to_be_visible()
    compra = ("Se solicita la compra de material sin existencia", "PC/008/2024", "PC/REQ/004/2024")
    su.papel(directora, pedida, "Oficio de compra PC/008/2024", *compra, SIN_EXISTENCIA, "$2,700.00")

    reloj("2024-12-02 10:00")
    su.llega_la_compra(tesoreria, pedida, {SIN_EXISTENCIA: 2})
    assert su.existencia(SIN_EXISTENCIA) == 2
    su.entregar(tesoreria, pedida, {SIN_EXISTENCIA: 2})
    assert su.estado(pedida) == "entregada_parcial"
    assert su.dinero("papeleria") == antes.con(comprometido=900_00, ejercido=1_800_00)
    su.recibir(directora, pedida)
    assert su.estado(pedida) == "entregada_parcial", "one is missing"
    su.comprobar_momentos(pedida, "requisicion", "respuesta")

    reloj("2024-12-05 10:00")
    su.llega_la_compra(tesoreria, pedida, {SIN_EXISTENCIA: 1})
    su.entregar(tesoreria, pedida, {SIN_EXISTENCIA: 1})
    su.recibir(directora, pedida)
    assert su.estado(pedida) == "cerrada"
    assert [e.importe for e in pedida.entregas.order_by("numero")] == [1_800_00, 900_00]
    assert su.existencia(SIN_EXISTENCIA) == 0
    assert su.salidas(pedida) == [2, -2, 1, -1]
    assert su.dinero("papeleria") == antes.con(ejercido=2_700_00)
    su.comprobar_momentos(pedida, "requisicion", "respuesta", "recepcion")
