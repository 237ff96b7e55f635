"""A vehicle by the screens: asked, assigned for its hours, taken out with its odometer, given back."""

import pytest
from playwright.sync_api import expect

from suministros.models import Vehiculo
from tests.recorridos import suministros as su
from tests.recorridos.organos import dice, leido, reloj
from tests.recorridos.suministros import historia

__all__ = ["historia", "reloj"]
pytestmark = pytest.mark.navegador


def test_a_vehicle_is_asked_assigned_and_given_back(como, reloj) -> None:
    reloj(su.HOY)
    personal, directora, tesoreria = como(su.PERSONAL, ancho=390), como(su.TITULAR), como(su.TESORERIA)
    antes = su.dinero("gasolina")
    pedida = su.pedir_oficio(
        personal, pide="Vehículo", motivo="Recorrido de obra", destino="Nextipac (10 km de ida y vuelta)"
    )
    oficio = leido(su.enviar(directora, pedida, "PC/008/2024", antes))
    dice(oficio, "Se solicita vehículo oficial", "Nextipac", "27 de noviembre de 2024, 09:00 horas")
    assert "$" not in oficio, "it asks for no money"

    su.acusar(tesoreria, pedida)
    su.atender(tesoreria, pedida)
    tesoreria.get_by_role("link", name="Asignar vehículo").click()
    tesoreria.get_by_role("radio", name="ECO-15").check()
    tesoreria.get_by_role("button", name="Asignar vehículo").click()
    expect(tesoreria.get_by_text("El vehículo quedó apartado para la dirección.")).to_be_visible()
    tesoreria.goto("/suministros/calendario/?dia=2024-11-27")
    expect(tesoreria.locator("main")).to_contain_text("PC/008/2024")

    camioneta = Vehiculo.objects.get(numero_economico="ECO-15")
    sale = camioneta.odometro + 12
    reloj("2024-11-27 08:55")
    su.recibir(personal, pedida, km=str(sale))
    assert su.estado(pedida) == "en_uso"
    personal.get_by_role("link", name="Devolver el vehículo").click()
    personal.get_by_label("Lo que marca el odómetro al regresar").fill(str(sale - 1))
    personal.locator("main form .acciones").get_by_role("button").first.click()
    expect(personal.locator("main form")).to_contain_text(f"{sale:,}")
    personal.get_by_label("Lo que marca el odómetro al regresar").fill(str(sale + 18))
    personal.locator("main form .acciones").get_by_role("button").first.click()
    expect(personal.locator(".cabecera .insignia")).to_contain_text("cerrada", ignore_case=True)

    assert su.estado(pedida) == "cerrada"
    prestamo = pedida.prestamos.get()
    assert (prestamo.estado, prestamo.km_salida, prestamo.km_regreso) == ("devuelto", sale, sale + 18)
    camioneta.refresh_from_db()
    assert camioneta.odometro == sale + 18
    assert not pedida.vales.exists()
    assert su.dinero("gasolina") == antes
    su.comprobar_momentos(pedida, "oficio", "respuesta", "recepcion")
