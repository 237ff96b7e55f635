"""Fuel by the screens: asked, answered with a vale, received, loaded and in the bitácora with its ticket."""

import pytest
from playwright.sync_api import expect

from suministros.models import Vehiculo
from tests.recorridos import suministros as su
from tests.recorridos.organos import dice, leido, reloj
from tests.recorridos.pasos import descargar, foto
from tests.recorridos.suministros import historia

__all__ = ["historia", "reloj"]
pytestmark = pytest.mark.navegador

MOTIVO = "Reunión con el comité de la calle Morelos"


def test_fuel_is_asked_assigned_used_and_logged(como, reloj) -> None:
    reloj(su.HOY)
    personal, directora, tesoreria = como(su.PERSONAL), como(su.TITULAR), como(su.TESORERIA)
    antes = su.dinero("gasolina")
    pedida = su.pedir_oficio(
        personal, pide="Combustible", motivo=MOTIVO, destino="Huejotitán (40 km de ida y vuelta)", monto="300"
    )
    oficio = su.enviar(directora, pedida, "PC/008/2024", antes)
    dice(leido(oficio), "PC/008/2024", "Se solicita combustible", "$300.00", "Huejotitán", MOTIVO, "PRESENTE")
    dice(leido(oficio), "ATENTAMENTE", su.TITULAR_EN_PAPEL, su.TESORERO_EN_PAPEL, "25 de noviembre de 2024")
    assert su.dinero("gasolina") == antes, "asking takes nothing yet"

    su.acusar(tesoreria, pedida)
    su.dar_vale(tesoreria, pedida, vehiculo="ECO-12", importe="250.00")
    assert su.dinero("gasolina") == antes.con(comprometido=250_00)
    expect(tesoreria.locator("main")).to_contain_text("$250.00")

    auto = Vehiculo.objects.get(numero_economico="ECO-12")
    reloj("2024-11-27 08:30")
    su.recibir(personal, pedida)
    su.papel(personal, pedida, "Vale PC/VALE/003/2024", "$250.00", auto.placas, "ECO-12", "PC/008/2024")
    personal.get_by_role("link", name="Registrar la carga").click()
    personal.get_by_label("Día de la carga").fill("2024-11-27")
    personal.get_by_label("Conductor").fill("Luis Fernando Barajas Villaseñor")
    personal.get_by_label("Comisión").fill("Reunión en Huejotitán")
    personal.get_by_label("Kilometraje de salida").fill(str(auto.odometro))
    personal.get_by_label("Kilometraje de regreso").fill(str(auto.odometro + 130))
    personal.get_by_label("Litros").fill("9.4")
    personal.get_by_label("Precio por litro").fill("24.00")
    personal.get_by_label("Importe pagado").fill("225.60")
    personal.get_by_label("Ticket o factura").set_input_files([foto("ticket")])
    personal.get_by_role("button", name="Registrar en la bitácora").click()
    expect(personal.locator(".cabecera .insignia")).to_contain_text("cerrada", ignore_case=True)

    assert su.estado(pedida) == "cerrada"
    assert (pedida.monto_pedido, pedida.monto_autorizado, pedida.monto_ejercido) == (300_00, 250_00, 225_60)
    assert su.dinero("gasolina") == antes.con(ejercido=225_60), "what was not loaded is free again"
    auto.refresh_from_db()
    carga = pedida.vales.get().carga
    assert (carga.vehiculo, carga.km_regreso, carga.mililitros) == (auto, auto.odometro, 9_400)
    assert carga.sha256
    personal.goto("/suministros/combustible/")
    for dicho in ("PC/VALE/003/2024", "ECO-12", "130", "9.4", "13.83", "$225.60"):
        assert dicho in su.fila(personal, "Reunión en Huejotitán"), dicho
    su.comprobar_momentos(pedida, "oficio", "respuesta", "recepcion")
    su.abrir(personal, pedida)
    assert descargar(personal, "Oficio PC/008/2024") == oficio, "the paper is the one that was sent"
    su.papel(personal, pedida, "Vale PC/VALE/003/2024", "USADO")
