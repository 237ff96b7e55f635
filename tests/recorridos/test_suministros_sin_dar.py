"""A request that ends with nothing given, by the screens: refused by Tesorería, or called off."""

import pytest
from playwright.sync_api import expect

from poa.models import LineaDeAccion
from tests.recorridos import suministros as su
from tests.recorridos.organos import dice, leido, reloj
from tests.recorridos.suministros import historia

__all__ = ["historia", "reloj"]
pytestmark = pytest.mark.navegador

DESTINO = "El Molino (16 km de ida y vuelta)"


def test_a_refusal_says_why_costs_nothing_and_is_an_answer(como, reloj) -> None:
    reloj(su.HOY)
    personal, directora, tesoreria = como(su.PERSONAL), como(su.TITULAR), como(su.TESORERIA)
    antes = su.dinero("gasolina")
    pedida = su.pedir_oficio(
        personal, pide="Combustible", motivo="Toma de protesta", destino=DESTINO, monto="400"
    )
    su.enviar(directora, pedida, "PC/008/2024", antes)
    su.acusar(tesoreria, pedida)
    # Planeación takes the answer off its línea: it is an answer all the same, and says why it does not count.
    LineaDeAccion.objects.filter(paso_que_cuenta="suministro.respuesta").update(paso_que_cuenta="")
    su.atender(tesoreria, pedida)
    tesoreria.get_by_role("link", name="Negar la solicitud").click()
    su.con_motivo(tesoreria, "Los tres vehículos están en el taller.")
    expect(tesoreria.get_by_text("La solicitud quedó negada y la dirección ya lo ve.")).to_be_visible()

    su.abrir(personal, pedida)
    expect(personal.locator("main")).to_contain_text("Los tres vehículos están en el taller.")
    assert su.estado(pedida) == "negada"
    assert (pedida.monto_autorizado, pedida.monto_ejercido) == (0, 0)
    assert su.dinero("gasolina") == antes
    su.comprobar_momentos(pedida, "oficio", razones={"respuesta": "sin_linea"})
    expect(personal.locator("main")).to_contain_text("ninguna línea de acción del POA cuenta este paso")
    papel = leido(su.descargar(personal, "Oficio PC/008/2024"))
    dice(papel, "Toma de protesta", "$400.00")
    assert "CANCELADO" not in papel


def test_one_called_off_frees_its_money_and_its_acts_do_not_count(como, reloj) -> None:
    reloj(su.HOY)
    personal, directora, tesoreria = como(su.PERSONAL), como(su.TITULAR), como(su.TESORERIA)
    antes = su.dinero("gasolina")
    pedida = su.pedir_oficio(personal, pide="Combustible", motivo="Reunión", destino=DESTINO, monto="400")
    su.enviar(directora, pedida, "PC/008/2024", antes)
    su.acusar(tesoreria, pedida)
    su.dar_vale(tesoreria, pedida, vehiculo="ECO-07", importe="400.00")
    assert su.dinero("gasolina") == antes.con(comprometido=400_00)
    su.comprobar_momentos(pedida, "oficio", "respuesta")

    su.abrir(directora, pedida)
    directora.get_by_role("link", name="Cancelar").click()
    su.con_motivo(directora, "Se pospuso la reunión.")
    expect(directora.get_by_text("La solicitud quedó cancelada.")).to_be_visible()
    assert su.estado(pedida) == "cancelada"
    assert pedida.folio == "PC/008/2024", "its folio stays in sight"
    assert pedida.vales.get().estado == "cancelado"
    assert su.dinero("gasolina") == antes
    su.comprobar_momentos(pedida, "oficio", "respuesta", anulados=True)
    su.papel(personal, pedida, "Oficio PC/008/2024", "CANCELADO", "Reunión")
    su.papel(personal, pedida, "Vale PC/VALE/003/2024", "CANCELADO", "$400.00")
    siguiente = su.pedir_oficio(personal, pide="Vehículo", motivo="Reunión", destino=DESTINO)
    su.enviar(directora, siguiente, "PC/009/2024", antes)
