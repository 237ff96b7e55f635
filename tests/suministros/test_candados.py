"""What no road past the services writes: a vehicle in two places, an odometer back, a stock below zero."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from nucleo import disparadores
from nucleo.errores import DatosInvalidos, SinExistencia
from suministros import servicios
from suministros.models import (
    Articulo,
    LecturaDeOdometro,
    Momento,
    MovimientoDeExistencia,
    PrestamoDeVehiculo,
    Renglon,
    Solicitud,
    Vehiculo,
)
from tests.reparto import AHORA, HOY
from tests.suministros import muestras as m

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def prestamo(mundo, desde: int, hasta: int, **mas) -> PrestamoDeVehiculo:
    """A slot in hours from AHORA, written past the services."""
    solicitud = mas.pop("solicitud", None) or m.borrador(mundo)
    return PrestamoDeVehiculo.objects.create(
        vehiculo=mundo.vehiculo,
        solicitud=solicitud,
        desde=AHORA + timedelta(hours=desde),
        hasta=AHORA + timedelta(hours=hasta),
        **mas,
    )


def lectura(mundo, dia: int, km: int, vuelta: int = 1) -> LecturaDeOdometro:
    return LecturaDeOdometro.objects.create(
        vehiculo=mundo.vehiculo,
        vuelta=vuelta,
        fecha=date(2024, 5, dia),
        km=km,
        actor=mundo.reparto.usuarios["tesoreria"],
        momento=AHORA,
    )


def prohibidas(mundo) -> dict[str, object]:
    """Writes that must never go in, by what they break."""
    s = m.solicitud_en(mundo, "entregada", "requisicion")
    m.con_combustible(mundo)
    prestamo(mundo, 10, 20)
    return _de_vehiculos(mundo) | _de_almacen(mundo, s) | _de_solicitudes(mundo, s)


def _de_vehiculos(mundo) -> dict[str, object]:
    vehiculo = Vehiculo.objects.filter(pk=mundo.vehiculo.pk)
    return {
        "overlap at the end": lambda: prestamo(mundo, 19, 30),
        "overlap inside": lambda: prestamo(mundo, 12, 13),
        "overlap around": lambda: prestamo(mundo, 5, 25),
        "overlap by an update": lambda: PrestamoDeVehiculo.objects.filter(
            pk=prestamo(mundo, 20, 30).pk
        ).update(desde=AHORA + timedelta(hours=19)),
        "reading below an earlier one": lambda: lectura(mundo, 16, 999),
        "reading above a later one": lambda: lectura(mundo, 14, 1001),
        "odometer back": lambda: vehiculo.update(odometro=999),
    }


def _de_almacen(mundo, s: Solicitud) -> dict[str, object]:
    articulo = Articulo.objects.filter(pk=mundo.hojas.pk)
    return {
        "stock that no movement made": lambda: articulo.update(existencia=99),
        "stock below zero": lambda: articulo.update(existencia=-1),
        "a movement of stock changed": lambda: MovimientoDeExistencia.objects.filter(tipo="entrada").update(
            cantidad=3
        ),
        "a movement of stock deleted": lambda: MovimientoDeExistencia.objects.all().delete(),
        "more delivered than authorised": lambda: Renglon.objects.filter(solicitud=s).update(entregada=5),
        "more authorised than asked": lambda: Renglon.objects.filter(solicitud=s).update(autorizada=5),
    }


def _de_solicitudes(mundo, s: Solicitud) -> dict[str, object]:
    return {
        "a folio changed": lambda: Solicitud.objects.filter(pk=s.pk).update(folio="A/REQ/009/2024"),
        "a request deleted": lambda: Solicitud.objects.filter(pk=m.borrador(mundo).pk)._raw_delete(
            connection.alias
        ),
        "a moment deleted": lambda: Momento.objects.all()._raw_delete(connection.alias),
        "history changed": lambda: s.cambios.update(a="cerrada"),
        "sent without folio": lambda: Solicitud.objects.filter(pk=m.borrador(mundo).pk).update(
            estado="enviada"
        ),
        "a moment twice": lambda: Momento.objects.create(
            solicitud=s,
            clave="suministro.requisicion",
            fecha=HOY,
            hecho_por=s.pedida_por,
            hecho_en=AHORA,
            sin_contar="sin_linea",
        ),
        "a moment that neither counts nor says why": lambda: Momento.objects.filter(
            actividad__isnull=True
        ).update(sin_contar=""),
    }


def test_each_forbidden_write_is_refused_by_the_database(mundo):
    entraron = []
    for que, escribir in prohibidas(mundo).items():
        try:
            with transaction.atomic():
                escribir()
            entraron.append(que)
        except DatabaseError:
            pass
    assert entraron == []


@pytest.fixture
def sin_guardas(mundo) -> Iterator[None]:
    connection.check_constraints()
    disparadores.quitar(connection)
    yield
    connection.check_constraints()
    disparadores.crear(connection)


@pytest.mark.usefixtures("sin_guardas")
def test_control_without_the_triggers_most_of_them_go_in(mundo):
    entraron = set()
    for que, escribir in prohibidas(mundo).items():
        try:
            with transaction.atomic():
                escribir()
                entraron.add(que)
                transaction.set_rollback(True)
        except DatabaseError:
            pass
    assert entraron == {
        "overlap at the end",
        "overlap inside",
        "overlap around",
        "overlap by an update",
        "reading below an earlier one",
        "reading above a later one",
        "odometer back",
        "stock that no movement made",
        "a movement of stock changed",
        "a movement of stock deleted",
        "a folio changed",
        "a request deleted",
        "a moment deleted",
        "history changed",
    }


def test_slots_that_only_touch_and_those_called_off_do_not_collide(mundo):
    prestamo(mundo, 10, 20)
    prestamo(mundo, 20, 30)
    prestamo(mundo, 0, 10)
    prestamo(mundo, 12, 15, estado="cancelado")


def test_a_vehicle_that_did_not_come_back_does_not_leave_again(mundo):
    fuera = m.con_vehiculo(mundo)
    m.recibir(mundo, fuera, km_salida=1000)
    otra = m.con_vehiculo(mundo, desde=m.HASTA, hasta=m.HASTA + timedelta(hours=2))
    with pytest.raises(Exception, match="todavía no regresa"):
        m.recibir(mundo, otra, km_salida=1000)
    with pytest.raises(DatabaseError), transaction.atomic():
        otra.prestamos.update(estado="en_uso")


def test_a_new_odometer_starts_again_with_its_reason(mundo):
    quien = mundo.quien("tesoreria")
    with pytest.raises(DatosInvalidos):
        servicios.cambiar_odometro(vehiculo_id=mundo.vehiculo.pk, km=0, motivo=" ", **quien)
    servicios.cambiar_odometro(vehiculo_id=mundo.vehiculo.pk, km=5, motivo="Se cambió el tablero", **quien)
    mundo.vehiculo.refresh_from_db()
    assert (mundo.vehiculo.vuelta, mundo.vehiculo.odometro) == (2, 5)
    assert mundo.vehiculo.lecturas.last().motivo == "Se cambió el tablero"
    m.recibir(mundo, m.con_vehiculo(mundo), km_salida=5)


def test_an_adjustment_has_its_reason_and_stays_above_zero(mundo):
    quien = {"articulo_id": mundo.hojas.pk, "token": uuid4()} | mundo.quien("tesoreria")
    with pytest.raises(SinExistencia, match="hay 20 y hacen falta 21"):
        servicios.ajustar_existencia(cantidad=-21, motivo="Se mojaron", **quien)
    with pytest.raises(DatosInvalidos):
        servicios.ajustar_existencia(cantidad=-1, motivo=" ", **quien)
    for _ in range(2):
        servicios.ajustar_existencia(cantidad=-20, motivo="Se mojaron", **quien)
    mundo.hojas.refresh_from_db()
    assert mundo.hojas.existencia == 0
