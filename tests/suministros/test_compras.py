"""Purchases: in lots, outside the catalogue, and at the price that was paid."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nucleo.errores import Conflicto, DatosInvalidos, SinExistencia, SinPresupuesto, TransicionInvalida
from suministros import consultas, servicios
from suministros.estados import EFECTOS, Acto, EstadoSolicitud
from suministros.models import Articulo, MovimientoDeFondo, Renglon, Solicitud
from suministros.permisos import permite
from tests.suministros import muestras as m
from tests.suministros.paginas import dice, enviado, estado, ir, llenar

S, A = EstadoSolicitud, Acto
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def teo(cliente_de):
    """Tesorería at her screen."""
    return cliente_de("tesoreria")


def en_compra(mundo, *renglones) -> Solicitud:
    s = m.autorizada(mundo, m.datos_de_requisicion(mundo, *renglones) if renglones else m.de_tinta(mundo))
    servicios.pedir_compra(solicitud_id=s.pk, **mundo.quien("directora_a"))
    return fresca(s)


def fresca(s: Solicitud) -> Solicitud:
    return Solicitud.objects.get(pk=s.pk)


def cuadra(mundo, s: Solicitud) -> tuple[int, int, int, int]:
    """The columns are the sum of their movements, and the request holds what is still to be handed over."""
    f, s = mundo.fresco(mundo.papeleria), fresca(s)
    sumas = [0, 0, 0]
    for movimiento in MovimientoDeFondo.objects.filter(fondo=f):
        for n, signo in enumerate(EFECTOS[movimiento.tipo]):
            sumas[n] += signo * movimiento.monto
    assert [f.asignado, f.comprometido, f.ejercido] == sumas
    assert s.monto_ejercido <= s.monto_autorizado
    por_dar = sum(r.falta * r.precio for r in s.renglones.all())
    assert consultas.comprometido_por(s) == s.monto_autorizado - s.monto_ejercido == por_dar
    return f.comprometido, f.ejercido, f.disponible, s.monto_autorizado


# -- in lots ----------------------------------------------------------------------------------------------


def test_a_purchase_in_two_lots_waits_for_the_second(mundo):
    s = en_compra(mundo)
    m.comprar(mundo, s, 1)
    assert estado(s) == S.EN_COMPRA
    m.comprar(mundo, s, 1)
    assert (estado(s), s.renglones.get().comprada) == (S.POR_ENTREGAR, 2)
    m.entregar(mundo, s)
    assert estado(s) == S.ENTREGADA


def test_handing_over_is_offered_once_there_is_something_to_hand_over(teo, mundo):
    s = en_compra(mundo)
    boton = f'href="/suministros/bandeja/{s.pk}/entrega/"'
    assert boton not in ir(teo, "atender_solicitud", s.pk).content.decode()
    m.comprar(mundo, s, 1)
    assert boton in ir(teo, "atender_solicitud", s.pk).content.decode()


def test_the_first_lot_is_handed_over_before_the_second_arrives(mundo):
    s = en_compra(mundo)
    m.comprar(mundo, s, 1)
    m.entregar(mundo, s, 1)
    assert estado(s) == S.ENTREGADA_PARCIAL
    with pytest.raises(SinExistencia):
        m.entregar(mundo, s, 1)
    m.comprar(mundo, s, 1)
    m.entregar(mundo, s, 1)
    assert estado(s) == S.ENTREGADA
    assert cuadra(mundo, s) == (0, 500_00, 1500_00, 500_00)


def test_what_is_in_stock_does_not_wait_for_a_purchase(mundo):
    s = en_compra(mundo, servicios.DatosDeRenglon(4, mundo.hojas), servicios.DatosDeRenglon(2, mundo.tinta))
    tinta = s.renglones.get(articulo=mundo.tinta)
    servicios.registrar_compra(solicitud_id=s.pk, llegaron={tinta.pk: 2}, **mundo.quien("tesoreria"))
    assert estado(s) == S.POR_ENTREGAR


def test_the_stock_of_an_articulo_is_not_counted_twice(mundo):
    """Twenty packets, and two lines of fifteen."""
    dos = [servicios.DatosDeRenglon(15, mundo.hojas, precio=1_00) for _ in range(2)]
    s = en_compra(mundo, *dos)
    assert list(consultas.por_llegar(s.renglones.select_related("articulo")).values()) == [0, 10]


def test_the_pages_say_what_is_still_to_arrive_and_propose_it(teo, mundo, cliente_de):
    s = en_compra(mundo, m.lona(3), servicios.DatosDeRenglon(2, mundo.tinta))
    lona, tinta = s.renglones.order_by("orden")
    forma = ir(teo, "atender_compra", s.pk).context["form"]
    assert [forma[f"cantidad_{r.pk}"].value() for r in (lona, tinta)] == [3, 2]
    datos = {f"cantidad_{lona.pk}": "1", f"cantidad_{tinta.pk}": "2", "proveedor": ""}
    assert llenar(teo, "atender_compra", s.pk, **datos).status_code == 302
    faltan = f"Falta que llegue, de la compra del oficio {s.folio_compra}: 2 de Lona impresa."
    assert faltan in dice(ir(teo, "atender_solicitud", s.pk))
    assert faltan in dice(ir(cliente_de("personal_a"), "solicitud", s.pk))
    pagina = ir(teo, "atender_compra", s.pk)
    assert "Faltan <strong>2</strong> por llegar" in dice(pagina)
    assert "Llegadas hasta ahora: 1." in dice(pagina)
    assert [pagina.context["form"][f"cantidad_{r.pk}"].value() for r in (lona, tinta)] == [2, 0]
    assert llenar(teo, "atender_entrega", s.pk).status_code == 302
    assert estado(s) == S.ENTREGADA_PARCIAL
    assert faltan in dice(ir(teo, "atender_solicitud", s.pk))
    assert llenar(teo, "atender_compra", s.pk).status_code == 302
    assert "Falta que llegue" not in dice(ir(teo, "atender_solicitud", s.pk))
    assert llenar(teo, "atender_entrega", s.pk).status_code == 302
    assert estado(s) == S.ENTREGADA


# -- an answer whose purchase was asked for ---------------------------------------------------------------


def test_an_answer_whose_purchase_was_asked_for_is_not_taken_back(teo, mundo):
    s = en_compra(mundo)
    m.comprar(mundo, s, 2)
    assert estado(s) == S.POR_ENTREGAR
    dicho = permite(A.RETIRAR_RESPUESTA, mundo.reparto.persona("tesoreria"), fresca(s))
    assert not dicho
    assert f"La compra ya se pidió con el oficio {s.folio_compra}" in dicho.razon
    with pytest.raises(TransicionInvalida, match="niegue la solicitud"):
        servicios.retirar_respuesta(solicitud_id=s.pk, motivo="Otra", **mundo.quien("tesoreria"))
    pagina = dice(ir(teo, "atender_solicitud", s.pk))
    assert "Retirar la respuesta" not in pagina
    assert "Negar la solicitud" in pagina
    assert ir(teo, "atender_retirar", s.pk).status_code == 409
    servicios.negar_solicitud(solicitud_id=s.pk, motivo="No", **mundo.quien("tesoreria"))
    assert mundo.fresco(mundo.papeleria).comprometido == 0


def test_an_answer_without_a_purchase_is_taken_back_as_before(mundo):
    s = m.autorizada(mundo, m.de_tinta(mundo))
    assert permite(A.RETIRAR_RESPUESTA, mundo.reparto.persona("tesoreria"), s)
    servicios.retirar_respuesta(solicitud_id=s.pk, motivo="Otra", **mundo.quien("tesoreria"))
    assert estado(s) == S.RECIBIDA


# -- outside the catalogue --------------------------------------------------------------------------------


def test_nothing_is_authorised_at_no_price(teo, mundo):
    s = m.recibida(mundo, m.datos_de_requisicion(mundo, m.lona(2, 450_00), m.lona(1, 0)))
    _, gratis = s.renglones.order_by("orden")
    respuesta = llenar(teo, "atender_material", s.pk, respuesta="Con gusto")
    assert respuesta.status_code == 400
    assert "Renglón 2: escriba su precio" in dice(respuesta)
    assert "Con gusto" in dice(respuesta)
    assert (estado(s), mundo.fresco(mundo.papeleria).comprometido) == (S.RECIBIDA, 0)
    with pytest.raises(DatosInvalidos, match="Renglón 2"):
        m.autorizada(mundo, m.datos_de_requisicion(mundo, m.lona(2), m.lona(1, 0)))
    sin_esa = llenar(teo, "atender_material", s.pk, **{f"cantidad_{gratis.pk}": "0"})
    assert (sin_esa.status_code, estado(s)) == (302, S.SIN_EXISTENCIA)


def test_what_is_outside_the_catalogue_is_handed_over_only_once_it_arrived(teo, mundo):
    s = m.autorizada(
        mundo, m.datos_de_requisicion(mundo, servicios.DatosDeRenglon(4, mundo.hojas), m.lona(2))
    )
    lona = s.renglones.get(articulo=None)
    assert s.estado == S.POR_ENTREGAR
    with pytest.raises(DatosInvalidos, match="Renglón 2: todavía no llega de la compra"):
        m.entregar(mundo, s, 1)
    pagina = ir(teo, "atender_entrega", s.pk)
    assert pagina.context["form"][f"cantidad_{lona.pk}"].value() == 0
    assert "todavía no llega de la compra" in dice(pagina)
    assert "falta pedir la compra de: 2 de Lona impresa" in dice(ir(teo, "atender_solicitud", s.pk))
    assert llenar(teo, "atender_entrega", s.pk).status_code == 302
    servicios.pedir_compra(solicitud_id=s.pk, **mundo.quien("directora_a"))
    servicios.registrar_compra(solicitud_id=s.pk, llegaron={lona.pk: 1}, **mundo.quien("tesoreria"))
    with pytest.raises(DatosInvalidos, match="Renglón 2: solo hay 1 de las que llegaron de la compra"):
        m.entregar(mundo, s)
    assert ir(teo, "atender_entrega", s.pk).context["form"][f"cantidad_{lona.pk}"].value() == 1
    assert llenar(teo, "atender_entrega", s.pk).status_code == 302
    with pytest.raises(DatosInvalidos, match="todavía no llega"):
        m.entregar(mundo, s)
    assert cuadra(mundo, s)[0] == 450_00


# -- the price that was paid ------------------------------------------------------------------------------


def test_a_dearer_purchase_commits_the_difference_and_the_history_says_from_whom(teo, mundo, cliente_de):
    s = en_compra(mundo, m.lona(2))
    r = s.renglones.get()
    forma = ir(teo, "atender_compra", s.pk).context["form"]
    assert enviado(forma)[f"precio_{r.pk}"] == "450.00"
    datos = {f"precio_{r.pk}": "512.50", "proveedor": "Lonas del Lago, factura F-18"}
    assert llenar(teo, "atender_compra", s.pk, **datos).status_code == 302
    assert Renglon.objects.get(pk=r.pk).precio == 512_50
    assert cuadra(mundo, s) == (1_025_00, 0, 975_00, 1_025_00)
    cambio = s.cambios.get(acto=A.REGISTRAR_COMPRA)
    assert cambio.motivo == "Lonas del Lago, factura F-18"
    assert fresca(s).motivo_de_estado == ""
    for quien, ruta in ((teo, "atender_solicitud"), (cliente_de("personal_a"), "solicitud")):
        assert "Lonas del Lago, factura F-18" in dice(ir(quien, ruta, s.pk))
    m.entregar(mundo, s)
    assert cuadra(mundo, s) == (0, 1_025_00, 975_00, 1_025_00)


def test_a_cheaper_second_lot_frees_only_what_is_still_to_be_handed_over(mundo):
    s = en_compra(mundo)  # two at 250.00
    m.comprar(mundo, s, 1)
    m.entregar(mundo, s, 1)
    m.comprar(mundo, s, 1, 199_99)
    assert cuadra(mundo, s) == (199_99, 250_00, 1550_01, 449_99)
    liberado = MovimientoDeFondo.objects.get(solicitud=s, tipo="liberacion")
    assert (liberado.monto, liberado.motivo) == (50_01, f"Precio de la compra del oficio {s.folio_compra}")
    m.entregar(mundo, s)
    assert cuadra(mundo, s) == (0, 449_99, 1550_01, 449_99)
    recibidas(mundo, s)
    assert estado(s) == S.CERRADA


def recibidas(mundo, s: Solicitud) -> None:
    for entrega in s.entregas.all():
        m.recibir(mundo, s, entrega_id=entrega.pk)


def test_more_than_what_is_left_says_how_much_there_is_and_saves_nothing(teo, mundo):
    s = en_compra(mundo)
    r = s.renglones.get()
    datos = {f"precio_{r.pk}": "1,000.01", "proveedor": "Tintas, S. A."}
    respuesta = llenar(teo, "atender_compra", s.pk, **datos)
    assert respuesta.status_code == 400
    assert "quedan $1,500.00 disponibles" in dice(respuesta)
    assert 'value="1,000.01"' in dice(respuesta)
    with pytest.raises(SinPresupuesto):
        m.comprar(mundo, s, 2, 1_000_01)
    assert Articulo.objects.get(pk=mundo.tinta.pk).existencia == 0
    assert list(s.renglones.values_list("comprada", "precio")) == [(0, 250_00)]
    assert cuadra(mundo, s) == (500_00, 0, 1500_00, 500_00)
    m.comprar(mundo, s, 2, 1_000_00)
    assert cuadra(mundo, s) == (2000_00, 0, 0, 2000_00)


@pytest.mark.parametrize(
    ("mal", "dicho"),
    [
        ({"precio": 0}, "mayor que cero"),
        ({"precio": -1}, "mayor que cero"),
        ({"precio": 100_000_000_00}, "revise el precio"),
        ({"precio": 90_00, "cantidad": 0}, "al menos un renglón"),
        ({"proveedor": "x" * 251}, "250 letras"),
    ],
)
def test_a_price_or_a_supplier_that_cannot_be(mundo, mal, dicho):
    s = en_compra(mundo)
    with pytest.raises(DatosInvalidos, match=dicho):
        m.comprar(mundo, s, **{"cantidad": 1} | mal)
    assert cuadra(mundo, s) == (500_00, 0, 1500_00, 500_00)


def test_the_price_of_what_did_not_arrive_does_not_change(mundo):
    s = en_compra(mundo, m.lona(2), servicios.DatosDeRenglon(2, mundo.tinta))
    lona, tinta = s.renglones.order_by("orden")
    with pytest.raises(DatosInvalidos, match="Renglón 2: escriba cuántas llegaron"):
        servicios.registrar_compra(
            solicitud_id=s.pk, llegaron={lona.pk: 2}, precios={tinta.pk: 300_00}, **mundo.quien("tesoreria")
        )


def test_a_long_supplier_is_told_beside_its_field(teo, mundo):
    s = en_compra(mundo)
    respuesta = llenar(teo, "atender_compra", s.pk, proveedor="x" * 251)
    assert respuesta.status_code == 400
    assert respuesta.context["form"].errors.keys() == {"proveedor"}


def test_the_store_then_the_fondo_then_the_chain(mundo):
    """As a delivery takes them: a purchase and a delivery of one thing never wait for each other."""
    s = en_compra(mundo)
    with CaptureQueriesContext(connection) as hechas:
        m.comprar(mundo, s, 1, 300_00)
    donde = {
        tabla: [n for n, q in enumerate(hechas) if f'"{tabla}"' in q["sql"] and q["sql"][:6] in mueven]
        for tabla, mueven in (
            ("suministros_articulo", ("UPDATE",)),
            ("suministros_fondo", ("UPDATE",)),
            ("nucleo_cabezadecadena", ("SELECT", "UPDATE", "INSERT")),
        )
    }
    articulo, fondo, cadena = donde.values()
    assert max(articulo) < min(fondo)
    assert max(fondo) < min(cadena)


def test_what_was_refused_after_a_dearer_purchase_is_all_free(mundo):
    s = en_compra(mundo, m.lona(2))
    m.comprar(mundo, s, 1, 500_00)
    assert cuadra(mundo, s)[0] == 1_000_00
    servicios.negar_solicitud(solicitud_id=s.pk, motivo="No", **mundo.quien("tesoreria"))
    f = mundo.fresco(mundo.papeleria)
    assert (f.comprometido, f.disponible, fresca(s).monto_autorizado) == (0, 2000_00, 0)


def test_a_purchase_that_somebody_else_registered_meanwhile_is_not_registered_twice(mundo):
    s = en_compra(mundo)
    m.comprar(mundo, s, 1, revision=s.revision)
    with pytest.raises(Conflicto, match="Alguien la cambió"):
        m.comprar(mundo, s, 1, revision=s.revision)
    assert s.renglones.get().comprada == 1


def test_what_was_registered_before_it_was_counted_can_be_handed_over(mundo):
    """The migration gives what arrived to renglones that were written before there was where to write it."""
    anotar = import_module("suministros.migrations.0002_compras").anotar_lo_que_llego
    dada, registrada, pedida = (en_compra(mundo, m.lona(2, 100_00)) for _ in range(3))
    m.comprar(mundo, dada, 1)
    m.entregar(mundo, dada, 1)
    m.comprar(mundo, registrada, 2)
    Renglon.objects.update(comprada=0)
    anotar(apps, None)
    assert [s.renglones.get().comprada for s in (dada, registrada, pedida)] == [2, 2, 0]
    m.entregar(mundo, registrada)
