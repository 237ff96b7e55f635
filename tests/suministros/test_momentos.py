"""Each moment counts one act once, in the línea that the POA maps to it; cancelling takes it back."""

from datetime import date

import pytest

from actividades.models import Actividad
from nucleo.errores import Conflicto, SinPermiso, TransicionInvalida
from poa.models import LineaDeAccion, TrimestrePrograma
from suministros import consultas, servicios
from suministros.estados import OFICIO, RECEPCION, REQUISICION, RESPUESTA, EstadoSolicitud
from suministros.models import Momento, Solicitud
from tests.suministros import muestras as m

S = EstadoSolicitud
pytestmark = [pytest.mark.django_db]


def cuentan(estado: str = "validada") -> list[str]:
    return sorted(Momento.objects.filter(actividad__estado=estado).values_list("clave", flat=True))


@pytest.mark.postgres
def test_an_oficio_counts_its_acuse_its_answer_and_its_reception_once_each(mundo):
    m.enviada(mundo)
    assert cuentan() == []
    s = m.solicitud_en(mundo, S.CERRADA)
    assert cuentan() == [OFICIO, RECEPCION, RESPUESTA]
    assert Actividad.objects.count() == 3
    lineas = dict(s.momentos.values_list("clave", "actividad__linea"))
    assert [lineas[c] for c in m.LINEAS] == [x.pk for x in mundo.reparto.lineas()]
    acto = Actividad.objects.get(momento__clave=OFICIO)
    assert s.folio in acto.descripcion
    assert acto.origen == "paso"
    assert acto.linea.exige_evidencia  # the request with its folio is what shows it
    assert [x.nombre for x in acto.localidades.all()] == ["El Árbol"]


def test_a_requisicion_counts_when_it_is_sent_and_the_poa_that_maps_it_not_says_so(mundo):
    s = m.enviada(mundo, m.datos_de_requisicion(mundo))
    momento = s.momentos.get()
    assert (momento.clave, momento.actividad, momento.sin_contar) == (REQUISICION, None, "sin_linea")
    assert list(consultas.momentos_sin_contar(mundo.reparto.persona("directora_a"))) == [momento]
    assert not consultas.momentos_sin_contar(mundo.reparto.persona("directora_b"))
    with pytest.raises(Conflicto, match="ninguna línea"):
        servicios.contar_momento(momento_id=momento.pk, **mundo.quien("directora_a"))
    m.mapear(mundo.reparto, (OFICIO, RESPUESTA, REQUISICION))
    with pytest.raises(SinPermiso):
        servicios.contar_momento(momento_id=momento.pk, **mundo.quien("directora_b"))
    servicios.contar_momento(momento_id=momento.pk, **mundo.quien("directora_a"))
    assert cuentan() == [REQUISICION]
    with pytest.raises(TransicionInvalida):
        servicios.contar_momento(momento_id=momento.pk, **mundo.quien("directora_a"))


def test_what_tesoreria_returned_counts_only_when_it_is_sent_again(mundo):
    m.mapear(mundo.reparto, (OFICIO, RESPUESTA, REQUISICION))
    s = m.enviada(mundo, m.datos_de_requisicion(mundo))
    assert cuentan() == [REQUISICION]
    servicios.devolver_solicitud(solicitud_id=s.pk, motivo="Falta", **mundo.quien("tesoreria"))
    assert cuentan() == []
    assert not Actividad.objects.filter(estado="validada").exists()
    servicios.enviar_solicitud(solicitud_id=s.pk, **mundo.quien("directora_a"))
    assert cuentan() == [REQUISICION]
    assert Actividad.objects.filter(estado="validada").count() == 1


def test_deliveries_in_parts_are_one_reception(mundo):
    s = m.autorizada(mundo)
    for cantidad in (1, 1, 2):
        m.entregar(mundo, s, cantidad)
        m.recibir(mundo, s)
    assert Solicitud.objects.get(pk=s.pk).estado == S.CERRADA
    assert cuentan() == [RECEPCION, RESPUESTA]


def test_closed_with_what_there_was_is_a_reception(mundo):
    s = m.solicitud_en(mundo, S.ENTREGADA_PARCIAL)
    with pytest.raises(TransicionInvalida, match="firme de recibido"):
        servicios.cerrar_solicitud(solicitud_id=s.pk, motivo="No hay más", **mundo.quien("tesoreria"))
    m.recibir(mundo, s)
    servicios.cerrar_solicitud(solicitud_id=s.pk, motivo="No hay más", **mundo.quien("tesoreria"))
    assert RECEPCION in cuentan()


def test_a_refusal_is_an_answer(mundo):
    m.solicitud_en(mundo, S.NEGADA)
    assert cuentan() == [OFICIO, RESPUESTA]


@pytest.mark.postgres
def test_cancelling_takes_the_acts_back(mundo):
    s = m.con_combustible(mundo)
    assert cuentan() == [OFICIO, RESPUESTA]
    servicios.cancelar_solicitud(solicitud_id=s.pk, motivo="Llovió", **mundo.quien("directora_a"))
    assert (cuentan(), cuentan("anulada")) == ([], [OFICIO, RESPUESTA])


def test_an_answer_taken_back_counts_again_when_it_is_given_again(mundo):
    s = m.con_vehiculo(mundo)
    servicios.retirar_respuesta(solicitud_id=s.pk, motivo="Se descompuso", **mundo.quien("tesoreria"))
    assert (cuentan(), cuentan("anulada")) == ([OFICIO], [RESPUESTA])
    servicios.asignar_combustible(
        solicitud_id=s.pk, vale=servicios.DatosDeVale(100_00), **mundo.quien("tesoreria")
    )
    assert cuentan() == [OFICIO, RESPUESTA]
    assert Momento.objects.filter(clave=RESPUESTA, anulado_en__isnull=True).count() == 1


def test_what_a_signed_quarter_counts_stands_and_the_money_is_free_all_the_same(mundo):
    s = m.con_combustible(mundo)
    TrimestrePrograma.objects.filter(programa=mundo.reparto.programa_a, numero=2).update(cerrado=True)
    julio = date(2024, 7, 1)
    s = servicios.cancelar_solicitud(solicitud_id=s.pk, motivo="Ya no", **mundo.quien("directora_a", julio))
    assert cuentan() == [OFICIO, RESPUESTA]
    assert consultas.momentos_que_quedaron(s).count() == 2
    assert mundo.fresco(mundo.gasolina).disponible == 1000_00


def test_in_a_signed_quarter_the_flow_goes_on_and_says_it_did_not_count(mundo):
    TrimestrePrograma.objects.filter(programa=mundo.reparto.programa_a, numero=2).update(cerrado=True)
    s = m.con_combustible(mundo)
    assert set(s.momentos.values_list("sin_contar", flat=True)) == {"trim_cerrado"}
    assert not Actividad.objects.exists()


def test_the_plan_offers_the_four_moments(mundo):
    from poa.pasos import pasos_registrados

    assert {OFICIO, RESPUESTA, REQUISICION, RECEPCION} <= {clave for clave, _ in pasos_registrados()}
    assert LineaDeAccion.objects.filter(paso_que_cuenta=OFICIO).exists()
