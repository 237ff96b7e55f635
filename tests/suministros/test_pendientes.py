"""What waits, on the first page of each; the menu and the sections; money that came after the request."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asambleas.consultas.pendientes import cuentas_de_organos
from nucleo.conteos import contar
from nucleo.errores import DatosInvalidos
from suministros import consultas, servicios
from suministros.consultas.pendientes import PendientesDeSuministros, cuentas_de_suministros
from suministros.models import Fondo, Solicitud, Vehiculo
from tests.suministros import muestras as m
from tests.suministros.paginas import dice, ir, llenar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


def pendientes(mundo, nombre: str) -> PendientesDeSuministros:
    persona = mundo.quien(nombre)["persona"]
    return PendientesDeSuministros(**contar(persona.usuario.pk, {"s": cuentas_de_suministros(persona)})["s"])


def todo(mundo) -> None:
    """One of each that waits, and two that wait for nobody."""
    for fondo in (mundo.gasolina, mundo.papeleria):
        servicios.ampliar_fondo(
            fondo_id=fondo.pk, monto=9_000_00, motivo="Acuerdo", token=uuid4(), **mundo.quien("tesoreria")
        )
    for estado in ("por_autorizar", "devuelta", "enviada", "recibida", "con_combustible", "en_uso"):
        m.solicitud_en(mundo, estado)
    for estado in ("por_entregar", "sin_existencia", "en_compra", "entregada_parcial", "cerrada", "negada"):
        m.solicitud_en(mundo, estado, "requisicion")
    m.enviada(mundo, m.datos_de_oficio(mundo, urgente=True, de_palabra="La tesorera"))


def test_each_is_told_what_waits_for_them_and_nothing_else(mundo):
    todo(mundo)
    assert pendientes(mundo, "tesoreria") == PendientesDeSuministros(
        por_acusar=2, por_responder=1, por_entregar=2, en_compra=1, urgentes=1
    )
    del_personal = PendientesDeSuministros(por_recibir=2, devueltas=1, en_uso=1)
    assert pendientes(mundo, "personal_a") == del_personal
    de_la_directora = pendientes(mundo, "directora_a")
    assert (de_la_directora.por_autorizar, de_la_directora.devueltas) == (2, 1)
    for ajena in ("directora_b", "personal_b", "planeacion", "contraloria"):
        assert not pendientes(mundo, ajena).hay, ajena


def test_the_counts_are_those_of_the_lists(mundo):
    todo(mundo)
    tesoreria, directora = (mundo.quien(n)["persona"] for n in ("tesoreria", "directora_a"))
    assert pendientes(mundo, "tesoreria").de_tesoreria == consultas.bandeja_de_tesoreria(tesoreria).count()
    suyas = pendientes(mundo, "directora_a")
    assert suyas.por_autorizar == consultas.por_autorizar(directora).count()
    assert suyas.de_la_direccion - suyas.por_autorizar == consultas.por_recibir(directora).count()


def test_they_take_one_query_with_those_of_the_other_rooms(mundo):
    m.enviada(mundo)
    persona = mundo.quien("directora_a")["persona"]
    grupos = {"s": cuentas_de_suministros(persona), "o": cuentas_de_organos(persona, mundo.hoy)}
    with CaptureQueriesContext(connection) as hechas:
        conteos = contar(persona.usuario.pk, grupos)
    assert len(hechas) == 1
    assert {g: set(c) for g, c in conteos.items()} == {g: set(c) for g, c in grupos.items()}
    with CaptureQueriesContext(connection) as ninguna:
        assert contar(persona.usuario.pk, {"s": {}}) == {"s": {}}
    assert not ninguna


@pytest.mark.parametrize(
    ("quien", "dicho"),
    [
        ("tesoreria", "1 solicitud llegó y espera su acuse"),
        ("directora_a", "1 solicitud espera que usted la autorice"),
        ("personal_a", "1 solicitud fue devuelta"),
    ],
)
def test_the_first_page_says_it_with_a_way_there(mundo, cliente_de, quien, dicho):
    inicio = ir(cliente_de(quien), "inicio")
    assert dicho not in dice(inicio)
    for estado in ("enviada", "por_autorizar", "devuelta"):
        m.solicitud_en(mundo, estado)
    assert dicho in dice(ir(cliente_de(quien), "inicio"))


def test_the_menu_marks_the_nearest_place(mundo, cliente_de):
    teo = cliente_de("tesoreria")

    def marcados(ruta: str) -> list[str]:
        return [e["texto"] for e in ir(teo, ruta).context["marco"].menu if e["activo"]]

    assert marcados("bandeja") == ["Bandeja"]
    assert marcados("suministros") == marcados("almacen") == ["Suministros"]
    assert marcados("inicio") == ["Inicio"]


def test_each_has_the_sections_that_are_of_use_to_them(mundo, cliente_de):
    def secciones(quien: str) -> list[str]:
        return [texto for texto, _, _ in ir(cliente_de(quien), "lo_que_queda").context["pestanas"]]

    de_tesoreria = secciones("tesoreria")
    assert de_tesoreria[0] == "Bandeja"
    assert {"Fondos", "Vehículos", "Almacén", "Combustible", "Lo que queda"} <= set(de_tesoreria)
    assert secciones("contraloria") == de_tesoreria[1:]
    assert secciones("personal_a") == ["Solicitudes", "Lo que queda", "Combustible", "Calendario", "Almacén"]
    aqui = ir(cliente_de("tesoreria"), "distancias").context["pestanas"]
    assert [texto for texto, _, actual in aqui if actual] == ["Vehículos"]


def sin_fondo(mundo, **mas) -> Solicitud:
    """With Tesorería's acuse, asked when B had no fondo of its kind."""
    datos = m.datos_de_requisicion(mundo, **mas)
    pedida = servicios.crear_solicitud(
        direccion=mundo.reparto.direcciones["B"], datos=datos, token=uuid4(), **mundo.quien("personal_b")
    )
    assert pedida.fondo is None
    servicios.enviar_solicitud(solicitud_id=pedida.pk, **mundo.quien("directora_b"))
    return servicios.acusar_solicitud(solicitud_id=pedida.pk, **mundo.quien("tesoreria"))


def test_who_asked_before_there_was_money_is_answered_once_there_is(mundo, cliente_de):
    s = sin_fondo(mundo)
    todo = {r.pk: servicios.Autorizado(r.cantidad) for r in s.renglones.all()}
    with pytest.raises(DatosInvalidos, match="abra el fondo"):
        servicios.autorizar_material(solicitud_id=s.pk, renglones=todo, **mundo.quien("tesoreria"))
    teo = cliente_de("tesoreria")
    assert "Sin de dónde pagarlo" in dice(ir(teo, "atender_material", s.pk))
    m.abrir_fondos(mundo.reparto, "B")
    assert "se toma de este" in dice(ir(teo, "atender_material", s.pk))
    llenar(teo, "atender_material", s.pk)
    s.refresh_from_db()
    assert (s.estado, s.fondo.direccion, s.fondo.rubro.clave) == ("por_entregar", s.direccion, "papeleria")
    assert Fondo.objects.get(pk=s.fondo_id).comprometido == s.monto_autorizado == 400_00


def test_the_vehicles_are_suggested_for_with_the_same_queries(mundo, cliente_de):
    s, teo = m.recibida(mundo), cliente_de("tesoreria")
    servicios.guardar_distancia(localidad=mundo.localidad(), km=45, **mundo.quien("tesoreria"))
    ir(teo, "atender_vehiculo", s.pk)

    def consultas_de(ruta: str) -> int:
        with CaptureQueriesContext(connection) as hechas:
            assert ir(teo, ruta, s.pk).status_code == 200
        return len(hechas)

    rutas = ("atender_vehiculo", "atender_combustible")
    pocas = [consultas_de(ruta) for ruta in rutas]
    Vehiculo.objects.bulk_create(
        Vehiculo(placas=f"P-{n}", numero_economico=f"N-{n}", marca="VW", modelo="Gol", rendimiento=1000)
        for n in range(30)
    )
    assert [consultas_de(ruta) for ruta in rutas] == pocas
    assert "unos 4.5 litros" in dice(ir(teo, "atender_vehiculo", s.pk))
