"""Tesorería's pages: the whole way from the inbox to the delivery, the vehicles and the store."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suministros.models import (
    Articulo,
    DistanciaPorLocalidad,
    Fondo,
    PrestamoDeVehiculo,
    Solicitud,
    Vale,
    Vehiculo,
)
from tests.suministros import muestras as m
from tests.suministros.paginas import dice, enviado, estado, ir, llenar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


@pytest.fixture
def teo(mundo, cliente_de):
    return cliente_de("tesoreria")


# The inbox


def test_an_empty_inbox_says_what_will_be_there(teo):
    assert "No hay nada pendiente" in dice(ir(teo, "bandeja"))


def test_the_inbox_has_what_waits_the_urgent_first_and_nothing_else(teo, mundo):
    m.borrador(mundo)
    vieja, urgente = (
        m.enviada(mundo),
        m.enviada(mundo, m.datos_de_oficio(mundo, urgente=True, de_palabra="El tesorero")),
    )
    papel = m.recibida(mundo, m.datos_de_requisicion(mundo))
    m.con_combustible(mundo)
    Solicitud.objects.filter(pk=vieja.pk).update(enviada_en=m.AHORA - timedelta(days=4))
    pagina = ir(teo, "bandeja")
    assert [f.solicitud.pk for f in pagina.context["filas"]] == [urgente.pk, vieja.pk, papel.pk]
    assert "4 días en espera" in dice(pagina)
    assert [e["cuantas"] for e in pagina.context["esperas"]] == [3, 2, 1, 0, 0]


@pytest.mark.parametrize(
    ("filtro", "cuantas"),
    [
        ("?espera=respuesta", 1),
        ("?tipo=requisicion", 1),
        ("?tipo=combustible", 2),
        ("?tipo=vehiculo", 0),
        ("?urgente=on", 1),
        ("?q=arbol comite", 2),
        ("?q=nada-que-ver", 0),
        ("?estado=recibida", 1),
        ("?estado=negada", 1),
        ("?espera=inventada&estado=inventado&direccion=9999999&pagina=x", 3),
    ],
)
def test_the_filters_narrow_it(teo, mundo, filtro, cuantas):
    m.enviada(mundo)
    m.enviada(mundo, m.datos_de_oficio(mundo, urgente=True, de_palabra="El tesorero"))
    m.recibida(mundo, m.datos_de_requisicion(mundo))
    m.solicitud_en(mundo, "negada")
    assert len(ir(teo, "bandeja", mas=filtro).context["filas"]) == cuantas


def consultas(cliente, *ruta, **mas) -> int:
    with CaptureQueriesContext(
        connection,
    ) as hechas:
        assert ir(cliente, *ruta, **mas).status_code == 200
    return len(hechas)


def test_the_inbox_takes_as_many_queries_for_many_as_for_three(teo, mundo):
    for _ in range(3):
        m.enviada(mundo)
    ir(teo, "bandeja")
    con_tres = consultas(teo, "bandeja")
    for _ in range(9):
        m.enviada(mundo)
    assert consultas(teo, "bandeja") == con_tres <= 15


# One request, from the acuse to the delivery


def test_an_oficio_from_its_acuse_to_its_vale(teo, mundo):
    s = m.enviada(mundo)
    assert "Acusar de recibido" in dice(ir(teo, "atender_solicitud", s.pk))
    ir(teo, "atender_acusar", s.pk, revision=s.revision, vuelve="bandeja")
    assert estado(s) == "recibida"
    assert "Asignar combustible" in dice(ir(teo, "atender_solicitud", s.pk))
    assert (
        llenar(teo, "atender_combustible", s.pk, respuesta="Cargar en la gasolinera del centro").status_code
        == 302
    )
    vale = Vale.objects.get()
    assert (vale.importe, vale.mililitros) == (300_00, None)
    pagina = dice(ir(teo, "atender_solicitud", s.pk))
    assert vale.folio in pagina
    assert "Falta que la dirección firme" in pagina


def test_an_acuse_of_what_changed_meanwhile_is_refused(teo, mundo):
    s = m.enviada(mundo)
    respuesta = teo.post(reverse("atender_acusar", args=[s.pk]), {"revision": s.revision - 1}, follow=True)
    assert "Alguien la cambió" in dice(respuesta)
    assert estado(s) == "enviada"


def test_the_fuel_is_suggested_by_the_distance_and_taken_in_litres(teo, mundo):
    DistanciaPorLocalidad.objects.create(localidad=mundo.localidad(), km=100)
    s = m.recibida(mundo)
    pagina = ir(teo, "atender_combustible", s.pk, mas=f"?vehiculo={mundo.vehiculo.pk}")
    assert pagina.context["sugerencia"].mililitros == 10_001
    assert "necesita unos 10 litros" in dice(pagina)
    datos = enviado(pagina.context["form"], importe="", precio="")
    mal = ir(teo, "atender_combustible", s.pk, **datos)
    assert mal.status_code == 400
    assert "Escriba el importe, o los litros y su precio" in dice(mal)
    ir(teo, "atender_combustible", s.pk, **(datos | {"litros": "10.5", "precio": "24.01"}))
    vale = Vale.objects.get()
    assert (vale.mililitros, vale.importe) == (10_500, 252_11)


def test_more_than_what_is_left_comes_back_filled_and_says_how_much_there_is(teo, mundo):
    s = m.recibida(mundo)
    respuesta = llenar(teo, "atender_combustible", s.pk, importe="1,000.01")
    assert respuesta.status_code == 400
    assert "quedan $1,000.00 disponibles" in dice(respuesta)
    assert 'value="1,000.01"' in dice(respuesta)
    assert estado(s) == "recibida"


def test_a_vehicle_is_given_to_one_and_the_other_is_offered_to_the_next(teo, mundo):
    primero = m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0))
    segundo = m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0))
    assert llenar(teo, "atender_vehiculo", primero.pk, con_vale="-", importe="").status_code == 302
    assert PrestamoDeVehiculo.objects.get().vehiculo == mundo.vehiculo
    pagina = ir(teo, "atender_vehiculo", segundo.pk)
    assert primero.folio in dice(pagina)
    assert pagina.context["sugerido"] == mundo.otro
    datos = enviado(pagina.context["form"], vehiculo=str(mundo.vehiculo.pk))
    tomado = ir(teo, "atender_vehiculo", segundo.pk, **datos)
    assert "está ocupado del" in dice(tomado)
    otro_dia = datos | {"desde": "2024-05-20T08:00", "hasta": "2024-05-20T12:00"}
    libres = ir(teo, "atender_vehiculo", segundo.pk, ver_libres="1", **otro_dia)
    assert [quien for _, quien, _, _ in libres.context["ocupacion"]] == [None, None]
    assert Solicitud.objects.get(pk=segundo.pk).estado == "recibida"
    con_vale = otro_dia | {"con_vale": "on", "importe": "200.00"}
    assert ir(teo, "atender_vehiculo", segundo.pk, **con_vale).status_code == 302
    assert Vale.objects.get().importe == 200_00


def test_a_requisicion_line_by_line_to_its_last_delivery(teo, mundo):
    s = m.recibida(mundo, m.datos_de_requisicion(mundo))
    (r,) = s.renglones.all()
    pagina = ir(teo, "atender_material", s.pk)
    assert "En almacén" in dice(pagina)
    assert llenar(teo, "atender_material", s.pk, **{f"cantidad_{r.pk}": "5"}).status_code == 400
    assert (
        llenar(
            teo, "atender_material", s.pk, **{f"cantidad_{r.pk}": "3", f"precio_{r.pk}": "90.00"}
        ).status_code
        == 302
    )
    assert Fondo.objects.get(pk=mundo.papeleria.pk).comprometido == 270_00
    assert llenar(teo, "atender_entrega", s.pk, **{f"cantidad_{r.pk}": "2"}).status_code == 302
    assert estado(s) == "entregada_parcial"
    assert llenar(teo, "atender_entrega", s.pk, **{f"cantidad_{r.pk}": "2"}).status_code == 400
    assert llenar(teo, "atender_entrega", s.pk).status_code == 302
    assert estado(s) == "entregada"
    assert Articulo.objects.get(pk=mundo.hojas.pk).existencia == 17


def test_a_purchase_arrives_and_is_delivered(teo, mundo):
    s = m.solicitud_en(mundo, "en_compra", "requisicion")
    assert llenar(teo, "atender_compra", s.pk).status_code == 302
    assert Articulo.objects.get(pk=mundo.tinta.pk).existencia == 2
    assert llenar(teo, "atender_entrega", s.pk).status_code == 302
    assert estado(s) == "entregada"


@pytest.mark.parametrize(
    ("ruta", "antes", "tipo", "despues"),
    [
        ("atender_negar", "recibida", "oficio", "negada"),
        ("atender_devolver", "enviada", "oficio", "devuelta"),
        ("atender_retirar", "con_combustible", "oficio", "recibida"),
        ("atender_cerrar", "entregada_parcial", "requisicion", "cerrada"),
    ],
)
def test_each_decision_needs_its_reason_and_is_not_for_another_state(teo, mundo, ruta, antes, tipo, despues):
    s = m.solicitud_en(mundo, antes, tipo)
    if antes == "entregada_parcial":
        assert "Falta que la dirección firme" in dice(ir(teo, "atender_solicitud", s.pk))
        m.recibir(mundo, s)
    assert llenar(teo, ruta, s.pk, motivo=" ").status_code == 400
    assert estado(s) == antes
    assert llenar(teo, ruta, s.pk, motivo="Así se acordó").status_code == 302
    assert estado(s) == despues
    assert "Así se acordó" in dice(ir(teo, "atender_solicitud", s.pk))
    assert ir(teo, ruta, s.pk).status_code == 409


def test_the_page_of_a_request_in_every_state(teo, mundo):
    for estado_ in ("enviada", "recibida", "con_vehiculo", "negada", "cancelada"):
        assert ir(teo, "atender_solicitud", m.solicitud_en(mundo, estado_).pk).status_code == 200
    for estado_ in ("por_entregar", "sin_existencia", "entregada", "cerrada"):
        assert (
            ir(teo, "atender_solicitud", m.solicitud_en(mundo, estado_, "requisicion").pk).status_code == 200
        )


# Vehicles


def test_the_calendar_says_who_has_each_but_not_to_another_direccion(teo, mundo, cliente_de):
    s = m.con_vehiculo(mundo)
    manana = "?dia=2024-05-16"
    assert s.folio in dice(ir(teo, "calendario_vehiculos", mas=manana))
    assert s.folio in dice(ir(cliente_de("personal_a"), "calendario_vehiculos", mas=manana + "&vista=dia"))
    ajena = dice(ir(cliente_de("personal_b"), "calendario_vehiculos", mas=manana))
    assert s.folio not in ajena
    assert "Alma Ruiz" not in ajena
    assert "Ocupado" in ajena
    assert "Ocupado" not in dice(ir(cliente_de("personal_b"), "calendario_vehiculos", mas="?dia=2024-06-20"))
    assert ir(teo, "calendario_vehiculos", mas="?dia=ayer&vista=siglo").status_code == 200


def test_a_vehicle_is_added_changed_and_its_odometer_replaced(teo, mundo):
    bien = {"numero_economico": "E-9", "placas": "jal 9", "marca": "Ford", "modelo": "Ranger", "anio": "2020"}
    bien |= {"combustible": "magna", "rendimiento": "9.5", "odometro": "500", "activo": "on"}
    assert ir(teo, "vehiculo_nuevo", **(bien | {"placas": mundo.vehiculo.placas})).status_code == 400
    assert ir(teo, "vehiculo_nuevo", **bien).status_code == 302
    v = Vehiculo.objects.get(placas="JAL9")
    assert (v.rendimiento, v.odometro) == (950, 500)
    assert "9.5" in dice(ir(teo, "vehiculos"))
    assert llenar(teo, "vehiculo_editar", v.pk, marca="Chevrolet").status_code == 302
    assert Vehiculo.objects.get(pk=v.pk).marca == "Chevrolet"
    assert Vehiculo.objects.get(pk=v.pk).odometro == 500
    assert ir(teo, "vehiculo_odometro", v.pk, km="3", motivo="").status_code == 400
    cambio = {"km": "3", "motivo": "Se descompuso el tablero", "vuelta": "1"}
    assert ir(teo, "vehiculo_odometro", v.pk, **cambio).status_code == 302
    assert "ya quedó registrado" in dice(ir(teo, "vehiculo_odometro", v.pk, **cambio))
    assert (Vehiculo.objects.get(pk=v.pk).odometro, Vehiculo.objects.get(pk=v.pk).vuelta) == (3, 2)
    assert "Se descompuso el tablero" in dice(ir(teo, "vehiculo_editar", v.pk))


def test_a_distance_is_written_down(teo, mundo):
    lugar = mundo.localidad()
    assert ir(teo, "distancia", lugar.pk, km="0").status_code == 400
    ir(teo, "distancia", lugar.pk, km="42")
    assert "42 km" in dice(ir(teo, "distancias"))


# The store


def test_the_store_warns_of_what_runs_short_and_keeps_each_movement(teo, mundo):
    m.autorizada(mundo)
    pagina = dice(ir(teo, "almacen"))
    assert "1 artículo está en su mínimo" in pagina
    assert "Agotado" in pagina
    assert [a.pk for a in ir(teo, "almacen", mas="?minimo=1").context["pagina"]] == [mundo.tinta.pk]
    assert "Ningún artículo coincide" in dice(ir(teo, "almacen", mas="?q=engrapadora"))
    llenar(teo, "articulo_entrada", mundo.tinta.pk, cantidad="7", motivo="Factura 12")
    mal = llenar(teo, "articulo_ajuste", mundo.hojas.pk, existencia="20", motivo="Conteo")
    assert "no hay qué ajustar" in dice(mal)
    llenar(teo, "articulo_ajuste", mundo.hojas.pk, existencia="18", motivo="Se mojaron dos")
    movimientos = dice(ir(teo, "articulo", mundo.hojas.pk))
    assert "Se mojaron dos" in movimientos
    assert Articulo.objects.get(pk=mundo.hojas.pk).existencia == 18
    assert Articulo.objects.get(pk=mundo.tinta.pk).existencia == 7


def test_the_same_entry_sent_twice_enters_once(teo, mundo):
    datos = enviado(ir(teo, "articulo_entrada", mundo.tinta.pk).context["form"], cantidad="7")
    for _ in range(2):
        ir(teo, "articulo_entrada", mundo.tinta.pk, **datos)
    assert Articulo.objects.get(pk=mundo.tinta.pk).existencia == 7


def test_an_articulo_is_added_and_corrected(teo):
    datos = {"clave": "x-1", "nombre": "Folders", "unidad": "paquete", "minimo": "", "precio": "80.50"}
    assert ir(teo, "articulo_nuevo", **datos).status_code == 302
    a = Articulo.objects.get(clave="X-1")
    assert (a.precio, a.activo) == (80_50, False)
    assert llenar(teo, "articulo_editar", a.pk, activo="on").status_code == 302
    assert Articulo.objects.get(pk=a.pk).activo


def test_the_movements_of_others_requests_are_not_told_to_another_direccion(mundo, cliente_de):
    s = m.solicitud_en(mundo, "entregada", "requisicion")
    assert s.folio in dice(ir(cliente_de("personal_a"), "articulo", mundo.hojas.pk))
    assert s.folio not in dice(ir(cliente_de("personal_b"), "articulo", mundo.hojas.pk))
