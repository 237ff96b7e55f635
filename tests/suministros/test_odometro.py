"""An odometer never goes back, not even within a day; and each reading is of the odometer it was read on."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from nucleo.errores import Conflicto, DatosInvalidos
from suministros import consultas, servicios
from suministros.models import Vehiculo
from tests.reparto import HOY
from tests.suministros import muestras as m

pytestmark = [pytest.mark.django_db]


def vehiculo(mundo) -> Vehiculo:
    return Vehiculo.objects.get(pk=mundo.vehiculo.pk)


def cargar(mundo, salida: int, regreso: int, **mas):
    s = m.con_combustible(mundo, importe=250_00, monto=1)
    m.recibir(mundo, s)
    datos = m.datos_de_carga(km_salida=salida, km_regreso=regreso, **mas)
    return servicios.registrar_carga(solicitud_id=s.pk, datos=datos, **mundo.quien("personal_a"))


def cambiar(mundo, km: int, dias: int = 0, **mas):
    quien = mundo.quien("tesoreria", hoy=HOY + timedelta(days=dias))
    datos = {"vehiculo_id": mundo.vehiculo.pk, "km": km, "motivo": "Se descompuso el tablero"}
    return servicios.cambiar_odometro(**datos, **mas, **quien)


def test_a_load_of_that_morning_is_of_the_odometer_that_was_replaced(mundo):
    cambiar(mundo, 0)
    cargar(mundo, 1000, 1100)
    assert mundo.vehiculo.lecturas.get(km=1100).vuelta == 1
    assert vehiculo(mundo).odometro == 0
    m.recibir(mundo, m.con_vehiculo(mundo), km_salida=12)
    assert vehiculo(mundo).odometro == 12


def test_a_load_of_that_afternoon_is_of_the_new_one(mundo):
    cambiar(mundo, 0)
    cargar(mundo, 12, 60)
    assert (vehiculo(mundo).odometro, vehiculo(mundo).vuelta) == (60, 2)


def test_a_load_of_the_day_before_the_change_can_still_be_logged(mundo):
    cambiar(mundo, 0, dias=1)
    cargar(mundo, 1000, 1100, fecha=HOY)
    assert mundo.vehiculo.lecturas.get(km=1100).vuelta == 1
    assert vehiculo(mundo).odometro == 0


def test_one_that_was_read_wrong_goes_on_from_the_right_figure(mundo):
    """«5,230» that was 52,300: what comes later that day is above the new figure."""
    cambiar(mundo, 52_300)
    assert consultas.vuelta_de(vehiculo(mundo), HOY, 52_350) == 2
    assert consultas.vuelta_de(vehiculo(mundo), HOY, 1_200) == 1


def test_it_does_not_go_back_on_the_day_it_began(mundo):
    with pytest.raises(DatosInvalidos, match="empezó a contar en 1,000 km"):
        cargar(mundo, 5, 10)
    cambiar(mundo, 500)
    with pytest.raises(DatosInvalidos, match="empezó a contar en 500 km"):
        cargar(mundo, 5, 10)
    with pytest.raises(DatabaseError, match="retroceder"), transaction.atomic():
        mundo.vehiculo.lecturas.create(
            vuelta=2, fecha=HOY, km=5, actor=mundo.reparto.usuarios["tesoreria"], momento=mundo.ahora
        )


def test_the_form_of_the_change_sent_twice_changes_it_once(mundo):
    cambiar(mundo, 0, vuelta=1)
    with pytest.raises(Conflicto, match="ya quedó registrado"):
        cambiar(mundo, 0, vuelta=1)
    assert vehiculo(mundo).vuelta == 2
    assert mundo.vehiculo.lecturas.filter(vuelta__gt=1).count() == 1


def test_a_figure_too_many_is_told_before_it_shuts_the_odometer(mundo):
    with pytest.raises(DatosInvalidos, match="9,100 km en una salida"):
        cargar(mundo, 1000, 10_100)
    s = m.con_vehiculo(mundo)
    m.recibir(mundo, s, km_salida=1000)
    with pytest.raises(DatosInvalidos, match="9,500 km en una salida"):
        servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=10_500, **mundo.quien("personal_a"))


def test_one_that_is_late_is_not_offered_as_free(mundo):
    s = m.con_vehiculo(mundo)
    m.recibir(mundo, s, km_salida=1000)
    tarde = m.HASTA + timedelta(hours=3)
    assert [p.solicitud for p in consultas.sin_regresar(tarde)] == [s]
    assert not consultas.sin_regresar(m.DESDE)
    otra = m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0))
    datos = {"solicitud_id": otra.pk, "vehiculo": mundo.vehiculo, "hasta": tarde + timedelta(hours=4)}
    quien = {"persona": mundo.reparto.persona("tesoreria"), "ahora": tarde}
    with pytest.raises(DatosInvalidos, match="todavía no regresa"):
        servicios.asignar_vehiculo(desde=tarde - timedelta(minutes=5), **datos, **quien)
    servicios.asignar_vehiculo(desde=tarde + timedelta(minutes=5), **datos, **quien)


def test_a_vale_that_was_not_used_delivered_nothing(mundo):
    s = m.con_combustible(mundo)
    m.recibir(mundo, s)
    cerrada = servicios.cerrar_solicitud(solicitud_id=s.pk, motivo="No se usó", **mundo.quien("tesoreria"))
    assert (cerrada.monto_autorizado, cerrada.monto_entregado, cerrada.monto_ejercido) == (300_00, 0, 0)
