"""The example's supplies: a request for each page, money and stock that add up, room left."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Sum
from django.utils import timezone

from actividades.models import Actividad
from demo.escenario.organos import contar_de_los_organos
from demo.escenario.suministros import contar_de_los_suministros
from poa.models import LineaDeAccion
from suministros.consultas import articulos_en_minimo, causas_de_desviacion
from suministros.models import Articulo, DistanciaPorLocalidad, Fondo, Momento, Solicitud, Vehiculo


@pytest.fixture
def todo(ejemplo) -> None:
    """The plans, the comités and the supplies."""
    contar_de_los_organos(timezone.now())
    contar_de_los_suministros()


def test_each_line_of_the_block_counts_its_moment(ejemplo):
    lineas = LineaDeAccion.objects.filter(
        estrategia__programa__direccion__clave="PC", estrategia__programa__ejercicio__anio=2024
    )
    claves = ["oficio", "respuesta", "requisicion", "recepcion"]
    assert list(
        lineas.filter(estrategia__tipo="actividad")
        .order_by("orden")
        .values_list("paso_que_cuenta", flat=True)
    ) == [f"suministro.{clave}" for clave in claves]


def test_there_is_a_request_for_each_page(todo):
    estados = Counter(Solicitud.objects.values_list("estado", flat=True))
    assert estados == {
        "cerrada": 3,
        "enviada": 2,
        **dict.fromkeys(
            ["negada", "sin_existencia", "con_combustible", "devuelta", "recibida", "por_autorizar"], 1
        ),
    }
    assert Solicitud.objects.filter(urgente=True, estado="enviada").exists()
    negada = causas_de_desviacion(
        Solicitud.objects.first().direccion_id, date(2024, 10, 1), date(2025, 1, 1)
    ).get()
    assert (negada.folio, negada.linea.orden) == ("PC/003/2024", 3)


def test_money_stock_and_vehicles_leave_room(todo):
    dinero = {f.rubro.clave: f for f in Fondo.objects.select_related("rubro")}
    assert {c: (f.asignado, f.comprometido, f.ejercido) for c, f in dinero.items()} == {
        "gasolina": (7_000_000, 35_000, 15_535),
        "papeleria": (650_000, 90_000, 153_400),
    }
    assert [a.clave for a in articulos_en_minimo()] == ["TON-N"]
    assert Articulo.objects.count() == 12
    assert Articulo.objects.get(clave="HOJ-C").existencia == 54
    assert Vehiculo.objects.filter(prestamos=None, cargas=None).count() == 1
    assert DistanciaPorLocalidad.objects.count() == 9


def test_every_moment_counts_once_in_the_open_quarter(todo):
    momentos = Momento.objects.filter(anulado_en__isnull=True)
    actos = Actividad.objects.filter(momento__in=momentos, estado="validada")
    assert momentos.count() == actos.count() == 17
    assert actos.aggregate(n=Sum("cantidad"))["n"] == 17
    assert set(actos.values_list("trimestre_programa__numero", flat=True)) == {4}
    assert not Momento.objects.exclude(sin_contar="").exists()
