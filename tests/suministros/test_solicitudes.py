"""From the draft to the closing, each road with the right money, stock and folios."""

from datetime import timedelta
from uuid import uuid4

import pytest

from nucleo.errores import (
    Conflicto,
    DatosInvalidos,
    SinExistencia,
    SinPermiso,
    SinPresupuesto,
    TransicionInvalida,
)
from nucleo.models import Asiento
from suministros import consultas, servicios
from suministros.estados import EstadoSolicitud
from suministros.models import Articulo, Solicitud
from tests.reparto import AHORA, HOY
from tests.suministros import muestras as m

S = EstadoSolicitud
pytestmark = [pytest.mark.django_db]


def cifras(mundo, fondo) -> tuple[int, int, int, int]:
    f = mundo.fresco(fondo)
    return f.asignado, f.comprometido, f.ejercido, f.disponible


def estado(s: Solicitud) -> str:
    return Solicitud.objects.values_list("estado", flat=True).get(pk=s.pk)


@pytest.mark.postgres
def test_fuel_is_asked_assigned_received_and_logged(mundo):
    s = m.con_combustible(mundo)
    assert s.folio == "A/001/2024"
    assert cifras(mundo, mundo.gasolina) == (1000_00, 300_00, 0, 700_00)
    vale = s.vales.get()
    assert (vale.folio, vale.vigencia) == ("A/VALE/001/2024", HOY + timedelta(days=5))
    m.recibir(mundo, s)
    assert estado(s) == S.EN_USO
    carga = servicios.registrar_carga(
        solicitud_id=s.pk, datos=m.datos_de_carga(), **mundo.quien("personal_a")
    )
    assert estado(s) == S.CERRADA
    assert cifras(mundo, mundo.gasolina) == (1000_00, 0, 240_00, 760_00)
    assert (carga.km, str(carga.rendimiento)) == (100, "10.00")
    mundo.vehiculo.refresh_from_db()
    assert mundo.vehiculo.odometro == 1100
    s.refresh_from_db()
    assert (s.monto_pedido, s.monto_autorizado, s.monto_entregado, s.monto_ejercido) == (
        300_00,
        300_00,
        300_00,
        240_00,
    )


def test_a_vehicle_is_assigned_goes_out_and_comes_back(mundo):
    s = m.con_vehiculo(mundo)
    assert list(consultas.vehiculos_libres(m.DESDE, m.HASTA)) == [mundo.otro]
    with pytest.raises(DatosInvalidos, match="odómetro"):
        m.recibir(mundo, s, km_salida=999)
    m.recibir(mundo, s, km_salida=1005)
    assert s.prestamos.get().estado == "en_uso"
    with pytest.raises(DatosInvalidos, match="Salió con 1,005"):
        servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=1004, **mundo.quien("tesoreria"))
    servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=1080, **mundo.quien("tesoreria"))
    assert (estado(s), s.prestamos.get().estado) == (S.CERRADA, "devuelto")
    assert list(consultas.vehiculos_libres(m.DESDE, m.HASTA)) == [mundo.vehiculo, mundo.otro]


def test_a_vehicle_with_its_vale_closes_when_both_are_done(mundo):
    s = m.con_vehiculo(mundo, vale=servicios.DatosDeVale(200_00))
    assert s.vales.get().vehiculo == mundo.vehiculo
    m.recibir(mundo, s, km_salida=1000)
    servicios.devolver_vehiculo(solicitud_id=s.pk, km_regreso=1100, **mundo.quien("tesoreria"))
    assert estado(s) == S.EN_USO
    datos = m.datos_de_carga(importe=200_00)
    servicios.registrar_carga(solicitud_id=s.pk, datos=datos, **mundo.quien("personal_a"))
    assert estado(s) == S.CERRADA
    assert cifras(mundo, mundo.gasolina) == (1000_00, 0, 200_00, 800_00)


def test_a_vehicle_that_is_taken_is_not_lent_twice(mundo):
    m.con_vehiculo(mundo)
    with pytest.raises(DatosInvalidos, match="está ocupado"):
        m.con_vehiculo(mundo)
    m.con_vehiculo(mundo, desde=m.HASTA, hasta=m.HASTA + timedelta(hours=1))


@pytest.mark.postgres
def test_stationery_in_stock_is_delivered_and_received(mundo):
    s = m.autorizada(mundo)
    assert (s.folio, s.estado) == ("A/REQ/001/2024", S.POR_ENTREGAR)
    assert cifras(mundo, mundo.papeleria) == (2000_00, 400_00, 0, 1600_00)
    m.entregar(mundo, s, 1)
    assert estado(s) == S.ENTREGADA_PARCIAL
    assert cifras(mundo, mundo.papeleria) == (2000_00, 300_00, 100_00, 1600_00)
    m.recibir(mundo, s)
    assert estado(s) == S.ENTREGADA_PARCIAL
    m.entregar(mundo, s)
    assert estado(s) == S.ENTREGADA
    diferente = servicios.Recibo("Alma Ruiz", conforme=False, diferencias="Un paquete roto")
    m.recibir(mundo, s, recibo=diferente)
    assert estado(s) == S.CERRADA
    assert cifras(mundo, mundo.papeleria) == (2000_00, 0, 400_00, 1600_00)
    assert Articulo.objects.get(pk=mundo.hojas.pk).existencia == 16


def test_stationery_without_stock_goes_through_its_oficio_and_purchase(mundo):
    m.enviada(mundo)  # takes A/001/2024
    s = m.autorizada(mundo, m.de_tinta(mundo, 3))
    assert s.estado == S.SIN_EXISTENCIA
    with pytest.raises(SinExistencia, match="hay 0"):
        m.entregar(mundo, s)
    servicios.pedir_compra(solicitud_id=s.pk, **mundo.quien("directora_a"))
    s.refresh_from_db()
    assert (s.estado, s.folio_compra) == (S.EN_COMPRA, "A/002/2024")
    renglon = s.renglones.get()
    servicios.registrar_compra(solicitud_id=s.pk, llegaron={renglon.pk: 2}, **mundo.quien("tesoreria"))
    servicios.entregar_material(solicitud_id=s.pk, cantidades={renglon.pk: 2}, **mundo.quien("tesoreria"))
    m.recibir(mundo, s)
    servicios.cerrar_solicitud(solicitud_id=s.pk, motivo="Ya no habrá más", **mundo.quien("tesoreria"))
    assert estado(s) == S.CERRADA
    assert cifras(mundo, mundo.papeleria) == (2000_00, 0, 500_00, 1500_00)
    assert Articulo.objects.get(pk=mundo.tinta.pk).existencia == 0


def test_a_line_outside_the_catalogue_moves_no_stock(mundo):
    libre = servicios.DatosDeRenglon(1, None, "Sello de goma", "pieza", 80_00)
    s = m.autorizada(mundo, m.datos_de_requisicion(mundo, libre))
    servicios.pedir_compra(solicitud_id=s.pk, **mundo.quien("directora_a"))
    m.comprar(mundo, s, 1)
    m.entregar(mundo, s)
    m.recibir(mundo, s)
    assert estado(s) == S.CERRADA
    assert cifras(mundo, mundo.papeleria)[2] == 80_00


@pytest.mark.parametrize("acto", ["negar", "retirar", "cancelar"])
@pytest.mark.parametrize("tipo", ["combustible", "vehiculo", "material"])
def test_what_was_committed_is_free_again(mundo, acto, tipo):
    s = {"combustible": m.con_combustible, "vehiculo": m.con_vehiculo, "material": m.autorizada}[tipo](mundo)
    if acto == "negar" and tipo != "material":
        with pytest.raises(TransicionInvalida):
            servicios.negar_solicitud(solicitud_id=s.pk, motivo="No", **mundo.quien("tesoreria"))
        return
    servicio, quien = {
        "negar": (servicios.negar_solicitud, "tesoreria"),
        "retirar": (servicios.retirar_respuesta, "tesoreria"),
        "cancelar": (servicios.cancelar_solicitud, "directora_a"),
    }[acto]
    with pytest.raises(DatosInvalidos, match="motivo"):
        servicio(solicitud_id=s.pk, motivo="  ", **mundo.quien(quien))
    servicio(solicitud_id=s.pk, motivo="Se descompuso", **mundo.quien(quien))
    assert cifras(mundo, mundo.gasolina) == (1000_00, 0, 0, 1000_00)
    assert cifras(mundo, mundo.papeleria) == (2000_00, 0, 0, 2000_00)
    assert not consultas.quien_lo_tiene(mundo.vehiculo.pk, m.DESDE, m.HASTA)
    assert not s.vales.exclude(estado="cancelado").exists()
    assert Solicitud.objects.get(pk=s.pk).folio == s.folio


def test_over_the_ceiling_is_refused_with_what_is_left(mundo):
    with pytest.raises(SinPresupuesto, match=r"Pide \$1,000.01 y quedan \$1,000.00"):
        m.enviada(mundo, m.datos_de_oficio(mundo, monto=1000_01))
    m.con_combustible(mundo, importe=900_00)
    antes = cifras(mundo, mundo.gasolina)
    with pytest.raises(SinPresupuesto, match=r"Hacen falta \$100.01 y quedan \$100.00"):
        m.con_combustible(mundo, importe=100_01, monto=1)
    assert cifras(mundo, mundo.gasolina) == antes
    assert mundo.gasolina.movimientos.filter(tipo="compromiso").count() == 1
    m.con_combustible(mundo, importe=100_00, monto=1)
    assert cifras(mundo, mundo.gasolina)[3] == 0


def test_the_load_stays_within_its_vale(mundo):
    s = m.solicitud_en(mundo, S.EN_USO)
    for campo, valor in (
        ("importe", 300_01),
        ("km_regreso", 999),
        ("fecha", HOY + timedelta(days=1)),
        ("mililitros", 0),
        ("conductor", " "),
    ):
        with pytest.raises(DatosInvalidos):
            servicios.registrar_carga(
                solicitud_id=s.pk, datos=m.datos_de_carga(**{campo: valor}), **mundo.quien("personal_a")
            )
    assert estado(s) == S.EN_USO


def test_a_folio_is_given_when_it_is_sent_and_stays(mundo):
    primera, segunda = m.borrador(mundo), m.borrador(mundo)
    servicios.enviar_solicitud(solicitud_id=segunda.pk, **mundo.quien("directora_a"))
    servicios.devolver_solicitud(solicitud_id=segunda.pk, motivo="Falta", **mundo.quien("tesoreria"))
    servicios.cancelar_solicitud(solicitud_id=primera.pk, motivo="No", **mundo.quien("personal_a"))
    segunda = servicios.enviar_solicitud(solicitud_id=segunda.pk, **mundo.quien("directora_a"))
    primera.refresh_from_db()
    assert (primera.folio, segunda.folio) == ("", "A/001/2024")
    servicios.cancelar_solicitud(solicitud_id=segunda.pk, motivo="No", **mundo.quien("directora_a"))
    assert m.enviada(mundo).folio == "A/002/2024"


def test_a_day_that_passed_is_only_for_what_is_regularised(mundo):
    ayer = {"desde": AHORA - timedelta(days=2), "hasta": AHORA - timedelta(days=1)}
    with pytest.raises(DatosInvalidos, match="urgente"):
        m.enviada(mundo, m.datos_de_oficio(mundo, **ayer))
    with pytest.raises(DatosInvalidos, match="de palabra"):
        m.borrador(mundo, m.datos_de_oficio(mundo, urgente=True, **ayer))
    urgente = m.enviada(mundo, m.datos_de_oficio(mundo, urgente=True, de_palabra="El tesorero", **ayer))
    assert consultas.bandeja_de_tesoreria(mundo.reparto.persona("tesoreria")).first() == urgente


def test_what_is_of_another_direccion_is_not_taken(mundo):
    m.abrir_fondos(mundo.reparto, "B")
    ajenos = {
        "linea": mundo.reparto.lineas("B")[0],
        "fondo": mundo.reparto.direcciones["B"].fondos.first(),
    }
    for campo, valor in ajenos.items():
        with pytest.raises(DatosInvalidos) as error:
            m.borrador(mundo, m.datos_de_oficio(mundo, **{campo: valor}))
        assert set(error.value.errores) == {campo}
    with pytest.raises(DatosInvalidos):
        m.borrador(mundo, m.datos_de_oficio(mundo, fondo=mundo.papeleria))


def test_twice_the_same_form_is_one_request(mundo):
    token = uuid4()
    datos = m.datos_de_oficio(mundo)
    a = mundo.reparto.direcciones["A"]
    dos = [
        servicios.crear_solicitud(direccion=a, datos=datos, token=token, **mundo.quien("personal_a"))
        for _ in range(2)
    ]
    assert dos[0] == dos[1]
    assert Solicitud.objects.count() == 1


def test_of_two_edits_of_one_version_one_is_told(mundo):
    s = m.borrador(mundo)
    quien = mundo.quien("personal_a")
    servicios.editar_solicitud(
        solicitud_id=s.pk, datos=m.datos_de_oficio(mundo), revision=s.revision, **quien
    )
    with pytest.raises(Conflicto):
        servicios.editar_solicitud(
            solicitud_id=s.pk, datos=m.datos_de_oficio(mundo), revision=s.revision, **quien
        )


def test_each_sees_what_is_theirs(mundo):
    reparto = mundo.reparto
    hoja, mandada = m.borrador(mundo), m.enviada(mundo)

    def ve(nombre):
        return set(consultas.solicitudes_visibles_para(reparto.persona(nombre)))

    assert ve("personal_a") == ve("directora_a") == {hoja, mandada}
    assert ve("tesoreria") == ve("contraloria") == ve("planeacion") == {mandada}
    assert ve("personal_b") == ve("directora_b") == ve("administrador") == set()


def test_a_stranger_is_refused_and_nothing_changes(mundo):
    with pytest.raises(SinPermiso):
        m.borrador(mundo, nombre="directora_b")
    s = m.enviada(mundo)
    antes = Asiento.objects.count()
    for servicio in (servicios.acusar_solicitud, servicios.enviar_solicitud):
        with pytest.raises(SinPermiso):
            servicio(solicitud_id=s.pk, **mundo.quien("directora_b"))
    assert Asiento.objects.count() == antes


@pytest.mark.parametrize("llave", ["motivo", "pide", "desde", "hasta", "destino"])
def test_what_an_oficio_lacks_is_said_by_field(mundo, llave):
    vacio = {"motivo": " ", "pide": "", "desde": None, "hasta": None, "destino": None}[llave]
    with pytest.raises(DatosInvalidos) as error:
        m.borrador(mundo, m.datos_de_oficio(mundo, **{llave: vacio}))
    assert set(error.value.errores) == {llave}


def test_each_move_leaves_its_row_and_its_asiento(mundo):
    s = m.solicitud_en(mundo, S.CERRADA)
    actos = list(s.cambios.values_list("acto", flat=True))
    assert actos == ["crear", "enviar", "acusar", "asignar_combustible", "recibir", "registrar_carga"]
    asientos = Asiento.objects.filter(objeto=f"solicitud:{s.pk}").order_by("numero")
    assert [a.accion for a in asientos] == [f"solicitud.{acto}" for acto in actos]
