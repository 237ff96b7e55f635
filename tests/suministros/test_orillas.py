"""The edges: a form sent twice, a year that ends, an odometer changed on the road, locks in one order."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from nucleo.errores import Conflicto, DatosInvalidos, TransicionInvalida
from suministros import consultas, servicios
from suministros.models import (
    CargaDeCombustible,
    EntregaDeSuministro,
    Fondo,
    MovimientoDeFondo,
    Rubro,
    Solicitud,
    Vale,
    Vehiculo,
)
from tests.reparto import AHORA, HOY, ZONA
from tests.suministros import muestras as m
from tests.suministros.actos import HACER

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def crear(mundo, token, quien="personal_a"):
    return servicios.crear_solicitud(
        direccion=mundo.reparto.direcciones["A"],
        datos=m.datos_de_oficio(mundo),
        token=token,
        **mundo.quien(quien),
    )


def test_the_token_of_another_person_is_a_conflict(mundo):
    token = uuid4()
    crear(mundo, token)
    with pytest.raises(Conflicto):
        crear(mundo, token, "directora_a")
    assert Solicitud.objects.count() == 1


@pytest.mark.parametrize("servicio", ["ampliar_fondo", "transferir", "registrar_entrada"])
def test_the_token_of_another_form_is_a_conflict(mundo, servicio):
    """It moved something else: neither twice, nor an error page."""
    token, quien = uuid4(), mundo.quien("tesoreria")
    usado = {"monto": 1_00, "motivo": "Cabildo", "token": token}
    servicios.ampliar_fondo(fondo_id=mundo.papeleria.pk, **usado, **quien)
    servicios.registrar_entrada(articulo_id=mundo.tinta.pk, cantidad=1, token=token, **quien)
    hacer = {
        "ampliar_fondo": lambda: servicios.ampliar_fondo(fondo_id=mundo.gasolina.pk, **usado, **quien),
        "transferir": lambda: servicios.transferir(
            de_id=mundo.gasolina.pk, a_id=mundo.papeleria.pk, **usado, **quien
        ),
        "registrar_entrada": lambda: servicios.registrar_entrada(
            articulo_id=mundo.hojas.pk, cantidad=1, token=token, **quien
        ),
    }
    with pytest.raises(Conflicto):
        hacer[servicio]()


# -- money ------------------------------------------------------------------------------------------------


def test_what_is_paid_after_the_year_is_of_its_last_month(mundo):
    """An oficio of December answered in January: the January that is shown is the fondo's own."""
    s = m.recibida(mundo)
    quien = {
        "persona": mundo.reparto.persona("tesoreria", date(2025, 1, 8)),
        "ahora": datetime(2025, 1, 8, 10, tzinfo=ZONA),
    }
    servicios.asignar_combustible(solicitud_id=s.pk, vale=servicios.DatosDeVale(300_00), **quien)
    meses = consultas.por_mes(Fondo.objects.filter(pk=mundo.gasolina.pk))
    assert [mes.numero for mes in meses if mes.comprometido] == [12]
    assert meses[11].al_cierre.disponible == mundo.fresco(mundo.gasolina).disponible == 700_00


def test_a_rubro_with_money_does_not_change_what_it_pays_for(mundo):
    rubro = Rubro.objects.get(clave="gasolina")
    datos = {"clave": "gasolina", "nombre": "Gasolina", "rubro_id": rubro.pk, **mundo.quien("tesoreria")}
    with pytest.raises(DatosInvalidos) as hallado:
        servicios.guardar_rubro(uso="material", **datos)
    assert "uso" in hallado.value.errores
    assert servicios.guardar_rubro(**datos | {"nombre": "Combustible"}, uso="combustible").pk == rubro.pk


LARGOS = {"clave": 21, "nombre": 101, "partida": 11}


@pytest.mark.parametrize("campo", LARGOS)
def test_a_rubro_too_long_is_told(mundo, campo):
    datos = {"clave": "otro", "nombre": "Otro", "partida": "1", campo: "x" * LARGOS[campo]}
    with pytest.raises(DatosInvalidos) as hallado:
        servicios.guardar_rubro(uso="material", **datos, **mundo.quien("tesoreria"))
    assert set(hallado.value.errores) == {campo}


# -- locks ------------------------------------------------------------------------------------------------

MUEVEN_DINERO = {
    "asignar_combustible": ("recibida", "oficio"),
    "retirar_respuesta": ("con_combustible", "oficio"),
    "cancelar": ("con_combustible", "oficio"),
    "registrar_carga": ("en_uso", "oficio"),
    "cerrar": ("en_uso", "oficio"),
    "autorizar_material": ("recibida", "requisicion"),
    "entregar": ("por_entregar", "requisicion"),
    "negar": ("por_entregar", "requisicion"),
}


@pytest.mark.parametrize("acto", MUEVEN_DINERO)
def test_the_fondo_is_taken_before_the_chain_of_asientos(mundo, acto):
    """All in one order: otherwise two acts of one dirección, or an enlargement, would wait for each other."""
    s = m.solicitud_en(mundo, *MUEVEN_DINERO[acto])
    quien = {"directora_a": "cancelar", "personal_a": "registrar_carga"}
    quien = next((q for q, a in quien.items() if a == acto), "tesoreria")
    with CaptureQueriesContext(connection) as hechas:
        HACER[acto](mundo, s, mundo.quien(quien))
    tocan = [
        n
        for n, q in enumerate(hechas)
        if 'UPDATE "suministros_fondo"' in q["sql"]
        or 'INSERT INTO "suministros_movimientodefondo"' in q["sql"]
    ]
    cadena = [n for n, q in enumerate(hechas) if '"nucleo_cabezadecadena"' in q["sql"]]
    assert tocan
    assert cadena
    assert max(tocan) < min(cadena)


# -- vehicles and fuel ------------------------------------------------------------------------------------


def fuera(mundo) -> Solicitud:
    s = m.con_vehiculo(mundo)
    m.recibir(mundo, s, km_salida=1000)
    return s


def test_an_odometer_changed_on_the_road_does_not_leave_the_vehicle_out_for_ever(mundo):
    s = fuera(mundo)
    cambio = {"vehiculo_id": mundo.vehiculo.pk, "motivo": "Se descompuso", **mundo.quien("tesoreria")}
    with pytest.raises(TransicionInvalida, match="regres"):
        servicios.cambiar_odometro(km=0, **cambio)
    servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=1050, **mundo.quien("personal_a"))
    servicios.cambiar_odometro(km=0, **cambio)
    assert Vehiculo.objects.get(pk=mundo.vehiculo.pk).odometro == 0


def test_a_reading_written_wrong_on_the_road_can_be_mended(mundo):
    """The new figure is not below that of the exit."""
    s = fuera(mundo)
    servicios.cambiar_odometro(
        vehiculo_id=mundo.vehiculo.pk, km=1010, motivo="Se leyó mal", **mundo.quien("tesoreria")
    )
    servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=1050, **mundo.quien("personal_a"))
    assert Vehiculo.objects.get(pk=mundo.vehiculo.pk).odometro == 1050


def test_a_vehicle_never_returns_with_less_than_it_already_marked(mundo):
    """Its load of that day said 1,100."""
    s = m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0))
    vale = servicios.DatosDeVale(300_00)
    servicios.asignar_vehiculo(
        solicitud_id=s.pk, vehiculo=mundo.vehiculo, vale=vale, **mundo.quien("tesoreria")
    )
    m.recibir(mundo, s, km_salida=1000)
    servicios.registrar_carga(solicitud_id=s.pk, datos=m.datos_de_carga(), **mundo.quien("personal_a"))
    regreso = {"solicitud_id": s.pk, **mundo.quien("personal_a")}
    with pytest.raises(DatosInvalidos, match="1,100"):
        servicios.devolver_vehiculo(km_regreso=1050, **regreso)
    servicios.devolver_vehiculo(km_regreso=1100, **regreso)


def test_a_load_before_its_vale_is_one_given_by_word_of_mouth(mundo):
    ayer = m.datos_de_carga(fecha=HOY - timedelta(days=1), km_salida=900, km_regreso=1000)
    s = m.con_combustible(mundo)
    m.recibir(mundo, s)
    with pytest.raises(DatosInvalidos) as hallado:
        servicios.registrar_carga(solicitud_id=s.pk, datos=ayer, **mundo.quien("personal_a"))
    assert "fecha" in hallado.value.errores
    urgente = m.con_combustible(
        mundo,
        urgente=True,
        de_palabra="La Tesorera",
        desde=AHORA - timedelta(days=1),
        hasta=AHORA - timedelta(hours=20),
    )
    m.recibir(mundo, urgente)
    servicios.registrar_carga(solicitud_id=urgente.pk, datos=ayer, **mundo.quien("personal_a"))
    assert CargaDeCombustible.objects.count() == 1


def test_a_driver_with_too_long_a_name_is_told(mundo):
    s = m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0))
    with pytest.raises(DatosInvalidos) as hallado:
        servicios.asignar_vehiculo(
            solicitud_id=s.pk, vehiculo=mundo.vehiculo, conductor="x" * 151, **mundo.quien("tesoreria")
        )
    assert set(hallado.value.errores) == {"conductor"}


def test_a_vehicle_out_of_service_gets_no_vale(mundo):
    Vehiculo.objects.filter(pk=mundo.vehiculo.pk).update(activo=False)
    with pytest.raises(DatosInvalidos) as hallado:
        m.con_combustible(mundo)
    assert "vehiculo" in hallado.value.errores


# -- what was signed for ----------------------------------------------------------------------------------


@pytest.mark.parametrize("campo", ["recibe", "firma", "escaneo_sha256", "importe", "recibida_en"])
def test_a_receipt_once_signed_is_not_written_on(mundo, campo):
    s = m.con_combustible(mundo)
    m.recibir(mundo, s)
    otro = {"importe": 1, "recibida_en": AHORA + timedelta(days=1)}.get(campo, "otra")
    with pytest.raises(DatabaseError), transaction.atomic():
        EntregaDeSuministro.objects.update(**{campo: otro})


@pytest.mark.parametrize("cambio", [{"importe": 1}, {"codigo": "x"}, {"folio": "x"}, {"mililitros": 5}])
def test_what_a_vale_allows_does_not_change(mundo, cambio):
    m.con_combustible(mundo)
    with pytest.raises(DatabaseError), transaction.atomic():
        Vale.objects.update(**cambio)


def test_a_vale_that_was_used_is_not_good_again(mundo):
    m.solicitud_en(mundo, "cerrada")
    with pytest.raises(DatabaseError), transaction.atomic():
        Vale.objects.update(estado="vigente")


def test_the_amounts_of_a_request_that_ended_stand(mundo):
    s = m.solicitud_en(mundo, "cerrada")
    for campo in ("monto_autorizado", "monto_entregado", "monto_ejercido", "monto_pedido"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Solicitud.objects.filter(pk=s.pk).update(**{campo: otro_monto(s, campo)})


def otro_monto(s: Solicitud, campo: str) -> int:
    return getattr(s, campo) + (1 if campo in {"monto_autorizado", "monto_pedido"} else -1)


def test_movements_of_one_request_say_what_it_committed_and_spent(mundo):
    s = m.solicitud_en(mundo, "cerrada")
    tipos = list(MovimientoDeFondo.objects.filter(solicitud=s).values_list("tipo", "monto"))
    assert tipos == [("compromiso", 300_00), ("ejercicio", 240_00), ("liberacion", 60_00)]
    assert consultas.comprometido_por(s) == 0
