"""What the pages will read: inboxes, calendar, stock, bitácora; many take as many queries as one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from suministros import consultas, servicios
from suministros.estados import EstadoSolicitud
from suministros.models import CargaDeCombustible, Fondo, Solicitud
from tests.suministros import muestras as m

S = EstadoSolicitud
pytestmark = [pytest.mark.django_db]


def consultas_de(leer) -> int:
    with CaptureQueriesContext(connection) as vistas:
        leer()
    return len(vistas)


def test_the_inbox_of_tesoreria_has_the_urgent_first_and_nothing_that_ended(mundo):
    recibida, enviada = m.recibida(mundo), m.enviada(mundo)
    urgente = m.enviada(mundo, m.datos_de_oficio(mundo, urgente=True, de_palabra="El tesorero"))
    for estado in (S.BORRADOR, S.NEGADA, S.CANCELADA, S.CERRADA, S.DEVUELTA):
        m.solicitud_en(mundo, estado)
    quien = mundo.reparto.persona
    assert list(consultas.bandeja_de_tesoreria(quien("tesoreria"))) == [urgente, recibida, enviada]
    assert not consultas.bandeja_de_tesoreria(quien("directora_a"))
    assert not consultas.bandeja_de_tesoreria(quien("contraloria"))


def test_what_waits_for_the_titular_and_for_who_asked(mundo):
    por_autorizar = m.solicitud_en(mundo, S.POR_AUTORIZAR)
    sin_existencia = m.solicitud_en(mundo, S.SIN_EXISTENCIA, "requisicion")
    en_parte = m.solicitud_en(mundo, S.ENTREGADA_PARCIAL, "requisicion")
    con_vale = m.solicitud_en(mundo, S.CON_COMBUSTIBLE)
    quien = mundo.reparto.persona
    assert list(consultas.por_autorizar(quien("directora_a"))) == [por_autorizar, sin_existencia]
    assert not consultas.por_autorizar(quien("personal_a"))
    assert set(consultas.por_recibir(quien("personal_a"))) == {en_parte, con_vale}
    assert not consultas.por_recibir(quien("personal_b"))


def test_requests_are_found_by_folio_and_words(mundo):
    s = m.enviada(mundo)
    otra = m.borrador(mundo, m.datos_de_oficio(mundo, motivo="Entrega de árboles"))
    todas = Solicitud.objects.all()
    assert list(consultas.buscadas(todas, "a/001")) == [s]
    assert list(consultas.buscadas(todas, "ARBOLES entrega")) == [otra]
    assert not consultas.buscadas(todas, "nada")
    assert [(c.estado, c.cuantas) for c in consultas.por_estado(todas)] == [(S.BORRADOR, 1), (S.ENVIADA, 1)]


def test_the_calendar_shows_what_touches_the_days(mundo):
    s = m.con_vehiculo(mundo)
    otro = m.con_vehiculo(mundo, desde=m.HASTA, hasta=m.HASTA + timedelta(hours=1))
    servicios.cancelar_solicitud(solicitud_id=otro.pk, motivo="No", **mundo.quien("directora_a"))

    def dias(desde, hasta):
        return [p.solicitud_id for p in consultas.prestamos_entre(desde, hasta)]

    assert dias(m.DESDE, m.HASTA) == dias(m.HASTA - timedelta(minutes=1), m.HASTA) == [s.pk]
    assert dias(m.HASTA, m.HASTA + timedelta(days=9)) == []
    ocupados = consultas.vehiculos_con_ocupacion(m.DESDE, m.HASTA)
    assert [(v.pk, v.ocupado) for v in ocupados] == [(mundo.otro.pk, False), (mundo.vehiculo.pk, True)]


def carga(mundo, km: int, mililitros: int = 10_000, **mas) -> CargaDeCombustible:
    s = m.con_combustible(mundo, importe=250_00, monto=1)
    m.recibir(mundo, s)
    mundo.vehiculo.refresh_from_db()
    salida = mundo.vehiculo.odometro
    datos = m.datos_de_carga(km_salida=salida, km_regreso=salida + km, mililitros=mililitros, **mas)
    return servicios.registrar_carga(solicitud_id=s.pk, datos=datos, **mundo.quien("personal_a"))


def avisos(mundo, nombre: str = "tesoreria") -> list[tuple[str, ...]]:
    cargas = consultas.cargas_visibles_para(mundo.reparto.persona(nombre)).order_by("pk")
    return [tuple(a for a in r.avisos if "ticket" not in a) for r in consultas.bitacora(cargas)]


def test_what_is_out_of_the_ordinary_in_the_bitacora_is_pointed_out(mundo):
    carga(mundo, 100)
    carga(mundo, 60)
    carga(mundo, 0)
    carga(mundo, 100, importe=200_00)
    normal, poco, nada, mal_cobrada = avisos(mundo)
    assert normal == ()
    assert poco == ("Dio 6.00 km/l; lo usual en este vehículo es 10.00.",)
    assert nada == ("Cargó combustible sin recorrer kilómetros.",)
    assert mal_cobrada == ("El importe no corresponde a los litros por su precio.",)
    assert avisos(mundo, "personal_b") == []


def test_without_an_expected_figure_the_median_of_three_loads_says(mundo):
    type(mundo.vehiculo).objects.update(rendimiento=None)
    carga(mundo, 100)
    carga(mundo, 300)
    assert avisos(mundo) == [(), ()]
    carga(mundo, 102)
    assert avisos(mundo) == [(), ("Dio 30.00 km/l; lo usual en este vehículo es 10.20.",), ()]


def test_what_a_trip_takes_is_suggested(mundo):
    lugar = mundo.localidad()
    assert consultas.sugerencia_de_combustible(lugar).km is None
    servicios.guardar_distancia(localidad=lugar, km=45, **mundo.quien("tesoreria"))
    assert consultas.sugerencia_de_combustible(lugar).mililitros is None
    carga(mundo, 100)
    s = consultas.sugerencia_de_combustible(lugar, mundo.vehiculo)
    assert (s.km, s.mililitros, s.importe) == (45, 4501, 108_01)


def test_stock_says_what_is_promised_and_what_runs_short(mundo):
    m.autorizada(mundo)
    pendiente = {a.pk: a.por_entregar for a in consultas.articulos_con_pendiente()}
    assert pendiente == {mundo.hojas.pk: 4, mundo.tinta.pk: 0}
    assert list(consultas.articulos_con_pendiente("TINTA")) == [mundo.tinta]
    assert list(consultas.articulos_en_minimo()) == [mundo.tinta]


def test_what_was_refused_is_offered_as_a_cause(mundo):
    negada = m.solicitud_en(mundo, S.NEGADA)
    m.solicitud_en(mundo, S.CERRADA)
    a, b = (mundo.reparto.direcciones[c].pk for c in "AB")
    abril, julio = date(2024, 4, 1), date(2024, 7, 1)
    assert list(consultas.causas_de_desviacion(a, abril, julio)) == [negada]
    assert not consultas.causas_de_desviacion(a, julio, date(2024, 10, 1))
    assert not consultas.causas_de_desviacion(b, abril, julio)


def test_many_take_as_many_queries_as_one(mundo):
    tesorera, fondos = mundo.reparto.persona("tesoreria"), Fondo.objects.all()
    cargas = consultas.cargas_visibles_para(tesorera)

    def leer():
        for s in consultas.bandeja_de_tesoreria(tesorera):
            assert s.direccion.nombre
            assert s.destino
        for r in consultas.bitacora(cargas.all()):
            assert r.carga.vale.solicitud.direccion.nombre
        for p in consultas.prestamos_entre(m.DESDE, m.HASTA + timedelta(days=9)):
            assert p.vehiculo.placas
            assert p.solicitud.direccion.nombre
        consultas.por_trimestre(consultas.por_mes(fondos))
        consultas.pedido_contra_ejercido(consultas.solicitudes_visibles_para(tesorera))
        list(consultas.articulos_con_pendiente())

    def otra(n):
        m.recibida(mundo, m.datos_de_oficio(mundo, monto=1))
        m.con_vehiculo(mundo, desde=m.DESDE + timedelta(days=n), hasta=m.HASTA + timedelta(days=n))
        carga(mundo, 100)

    otra(0)
    una = consultas_de(leer)
    for n in (1, 2):
        otra(n)
    assert consultas_de(leer) == una <= 7
