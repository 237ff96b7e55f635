"""Who loads fuel, who gives it and who calls it off never wait for each other: request, vehicle, fondo."""

import time

import pytest
from django.db import OperationalError

from suministros import servicios
from suministros.models import Solicitud
from suministros.servicios import combustible, respuestas
from tests.actividades.test_concurrencia import a_la_vez
from tests.suministros import muestras as m
from tests.suministros.test_a_la_vez import sin_esperar_al_trimestre

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]
PAUSA = 0.3


def despacio(monkeypatch, modulo, nombre: str, *, antes: float = 0, despues: float = 0) -> None:
    """Stop for a moment around a step, so that the other one reaches its own lock."""
    hacer = getattr(modulo, nombre)

    def con_pausa(*args, **quien):
        time.sleep(antes)
        hecho = hacer(*args, **quien)
        time.sleep(despues)
        return hecho

    monkeypatch.setattr(modulo, nombre, con_pausa)


def por_cargar(mundo) -> Solicitud:
    """In use, with a vale for the first vehicle."""
    s = m.con_combustible(mundo, monto=1)
    m.recibir(mundo, s)
    return s


def cargar(mundo, s: Solicitud):
    datos = m.datos_de_carga()
    return servicios.registrar_carga(solicitud_id=s.pk, datos=datos, **mundo.quien("personal_a"))


def con_vehiculo_y_vale(mundo) -> Solicitud:
    s = m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0))
    return servicios.asignar_vehiculo(
        solicitud_id=s.pk,
        vehiculo=mundo.vehiculo,
        vale=servicios.DatosDeVale(100_00),
        **mundo.quien("tesoreria"),
    )


def cancelar_y_cargar(mundo) -> list:
    con, sin = con_vehiculo_y_vale(mundo), por_cargar(mundo)
    return a_la_vez(
        lambda: cargar(mundo, sin),
        lambda: servicios.cancelar_solicitud(
            solicitud_id=con.pk, motivo="Ya no", **mundo.quien("directora_a")
        ),
    )


def test_a_load_and_a_cancellation_with_the_same_vehicle(mundo, monkeypatch, cifra):
    sin_esperar_al_trimestre(monkeypatch)
    despacio(monkeypatch, combustible, "ejercer", antes=PAUSA)
    despacio(monkeypatch, respuestas, "liberar", despues=PAUSA)
    trabadas = [r for r in cancelar_y_cargar(mundo) if isinstance(r, Exception)]
    cifra(9, "operaciones trabadas entre cargar y cancelar con el mismo vehículo", len(trabadas), de=2)
    assert trabadas == []


def test_control_with_the_fondo_before_the_vehicle_one_of_them_falls(mundo, monkeypatch):
    sin_esperar_al_trimestre(monkeypatch)
    monkeypatch.setattr(respuestas, "bloquear_vehiculo", lambda pk: None)
    despacio(monkeypatch, combustible, "ejercer", antes=PAUSA)
    despacio(monkeypatch, respuestas, "liberar", despues=PAUSA)
    assert any(isinstance(r, OperationalError) for r in cancelar_y_cargar(mundo))


def test_a_load_and_a_vale_that_names_the_same_vehicle(mundo, monkeypatch, cifra):
    """That the vale names it is written when all is done: only then does the database look at the vehicle."""
    sin_esperar_al_trimestre(monkeypatch)
    pedida, otra = m.recibida(mundo), por_cargar(mundo)
    despacio(monkeypatch, combustible, "ejercer", antes=PAUSA)
    despacio(monkeypatch, combustible, "comprometer", despues=PAUSA)
    vale = servicios.DatosDeVale(100_00, vehiculo=mundo.vehiculo)
    resultados = a_la_vez(
        lambda: cargar(mundo, otra),
        lambda: servicios.asignar_combustible(solicitud_id=pedida.pk, vale=vale, **mundo.quien("tesoreria")),
    )
    trabadas = [r for r in resultados if isinstance(r, Exception)]
    cifra(9, "operaciones trabadas entre cargar y dar un vale del mismo vehículo", len(trabadas), de=2)
    assert trabadas == []
