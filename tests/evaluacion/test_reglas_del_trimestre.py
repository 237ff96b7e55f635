"""What the capture's end stops, what has to be explained before signing, and what opens the next quarter."""

from datetime import date
from uuid import uuid4

import pytest

from actividades.models import Actividad, Evidencia
from actividades.servicios import DatosDeActividad, registrar_actividad, validar_actividades
from evaluacion.consultas.avance import avance_de_programa
from evaluacion.consultas.pendientes import exige_justificacion, pendientes_para_firmar
from evaluacion.consultas.tablero import compromisos_abiertos, vencidos
from evaluacion.models import Compromiso, DeclaracionSinActividad, Justificacion, Movimiento
from evaluacion.servicios import explicaciones
from nucleo.errores import DatosInvalidos, FirmaRechazada, PeriodoCerrado, SinPermiso
from nucleo.models import Asiento
from poa.models import LineaDeAccion, Prorroga
from tests.evaluacion.actos import hecho, proyectar
from tests.evaluacion.etapas import (
    DIRECTORA,
    EN_CAPTURA,
    HASTA,
    HASTA_CORREGIR,
    TRAS_EL_CIERRE,
    TRAS_EL_LIMITE,
    Etapa,
    a_las_diez,
)
from tests.reparto import ANIO

pytestmark = pytest.mark.usefixtures("sin_pdf")


def registrar(etapa: Etapa, dia: date, quien: str = "personal_a", lugar: int = 0) -> Actividad:
    """An act of the first quarter, logged on a day."""
    datos = DatosDeActividad(
        linea=etapa.reparto.lineas()[lugar], fecha=date(ANIO, 3, 20), descripcion="Reunión", cantidad=1
    )
    return registrar_actividad(
        direccion_id=etapa.reparto.direcciones["A"].pk,
        datos=datos,
        token=uuid4(),
        persona=etapa.reparto.persona(quien, dia),
        ahora=a_las_diez(dia),
    )


def validar(etapa: Etapa, acto: Actividad, dia: date) -> Actividad:
    LineaDeAccion.objects.update(exige_evidencia=False)
    persona = etapa.reparto.persona(DIRECTORA, dia)
    validar_actividades(actividades=[acto], persona=persona, ahora=a_las_diez(dia))
    acto.refresh_from_db()
    return acto


# Capture closes: what stops and what goes on.


def test_the_end_of_capture_stops_the_logging_and_names_the_way_out(etapa):
    assert registrar(etapa, date(ANIO, 4, 15))
    with pytest.raises(
        PeriodoCerrado, match=r"cerró el 15 de abril de 2024\. Pida una prórroga a Planeación"
    ):
        registrar(etapa, TRAS_EL_CIERRE)


@pytest.mark.postgres
def test_validating_justifying_and_signing_go_on_after_capture_closed(etapa):
    acto = registrar(etapa, EN_CAPTURA)
    hecho(etapa.reparto, 0, 1, 2)
    hecho(etapa.reparto, 2, 1, 2)
    etapa.hoy = TRAS_EL_CIERRE
    assert validar(etapa, acto, TRAS_EL_CIERRE).estado == "validada"
    etapa.justificar()
    assert etapa.firmar_direccion().estado == "firmada_direccion"
    assert not etapa.evaluacion.documento.firmas.get().extemporanea


def test_what_comes_after_the_limit_is_marked(etapa):
    etapa.completar()
    etapa.hoy = TRAS_EL_LIMITE
    etapa.justificar()
    etapa.firmar_direccion()
    assert Justificacion.objects.get().extemporanea
    assert etapa.evaluacion.documento.firmas.get().extemporanea
    assert Movimiento.objects.filter(extemporaneo=True, a="firmada_direccion").exists()


def test_what_comes_in_time_is_not_marked(etapa):
    etapa.completar().terminar()
    etapa.firmar_direccion()
    assert not Justificacion.objects.get().extemporanea
    assert not Movimiento.objects.filter(extemporaneo=True).exists()


@pytest.mark.postgres
def test_an_act_validated_after_the_limit_is_marked(etapa):
    en_tiempo, tarde = registrar(etapa, EN_CAPTURA), registrar(etapa, EN_CAPTURA, lugar=2)
    assert not validar(etapa, en_tiempo, TRAS_EL_CIERRE).extemporanea
    assert validar(etapa, tarde, TRAS_EL_LIMITE).extemporanea


@pytest.mark.postgres
def test_a_prorroga_lets_one_poa_log_until_its_day(etapa):
    etapa.hoy = TRAS_EL_CIERRE
    etapa.prorrogar(hasta=HASTA)
    assert registrar(etapa, TRAS_EL_CIERRE)
    assert registrar(etapa, HASTA)
    with pytest.raises(PeriodoCerrado):
        registrar(etapa, date(ANIO, 6, 4))
    prorroga = Prorroga.objects.get()
    assert (prorroga.motivo, prorroga.autor.username) == ("Se fue la luz", "planeacion")
    b = DatosDeActividad(
        linea=etapa.reparto.lineas("B")[0], fecha=date(ANIO, 3, 20), descripcion="Reunión", cantidad=1
    )
    with pytest.raises(PeriodoCerrado):
        registrar_actividad(
            direccion_id=etapa.reparto.direcciones["B"].pk,
            datos=b,
            token=uuid4(),
            persona=etapa.reparto.persona("personal_b", TRAS_EL_CIERRE),
            ahora=a_las_diez(TRAS_EL_CIERRE),
        )


def test_a_prorroga_moves_the_limit_with_it(etapa):
    etapa.hoy = TRAS_EL_CIERRE
    etapa.prorrogar(hasta=HASTA)
    etapa.hoy = HASTA
    assert not etapa.situacion.extemporanea
    etapa.hoy = date(ANIO, 6, 4)
    assert etapa.situacion.extemporanea


def test_ending_capture_stops_the_staff_and_reopening_lets_them_go_on(etapa):
    etapa.terminar()
    with pytest.raises(PeriodoCerrado, match="ya terminó la captura"):
        registrar(etapa, EN_CAPTURA)
    etapa.reabrir()
    assert registrar(etapa, EN_CAPTURA)


@pytest.mark.postgres
def test_an_overdue_quarter_is_seen_by_planeacion(etapa):
    def vistos(hoy: date) -> set[str]:
        return {s.tp.programa.direccion.clave for s in vencidos(etapa.reparto.persona("planeacion", hoy))}

    assert vistos(TRAS_EL_CIERRE) == set()
    assert vistos(TRAS_EL_LIMITE) == {"A", "B"}
    etapa.completar().en_papel()
    assert vistos(TRAS_EL_LIMITE) == {"B"}


# What has to be settled and explained before signing.


@pytest.mark.parametrize(
    ("estado", "dice"), [("registrada", "valide, anule o deje fuera"), ("devuelta", "devuelta")]
)
@pytest.mark.parametrize("linea", [0, None])
def test_signing_waits_for_every_act_to_be_decided(etapa, estado, dice, linea):
    etapa.completar().terminar()
    hecho(etapa.reparto, linea, 1, estado=estado)
    for firmar in (etapa.firmar_direccion, etapa.imprimir):
        with pytest.raises(FirmaRechazada, match=f"1 actividad.*{dice}"):
            firmar()
    assert etapa.situacion.estado == "en_revision"


@pytest.mark.parametrize("estado", ["anulada", "excluida"])
def test_what_was_annulled_or_left_out_does_not_stop_the_signature(etapa, estado):
    etapa.completar().terminar()
    hecho(etapa.reparto, 0, 1, estado=estado)
    assert etapa.firmar_direccion().estado == "firmada_direccion"


# done of 10 projected → what the línea has to explain
@pytest.mark.parametrize(
    ("hechas", "exige"),
    [
        (0, "completa"),
        (6, "completa"),
        (7, "completa"),
        (8, "completa"),
        (9, None),
        (11, None),
        (12, "causa"),
    ],
)
def test_what_each_linea_has_to_explain(etapa, hechas, exige):
    proyectar(etapa.reparto, 0, (10, 0, 0, 0))
    if hechas:
        hecho(etapa.reparto, 0, 1, hechas)
    avance = avance_de_programa(etapa.situacion.tp.programa, trimestre=1, al=EN_CAPTURA)
    assert exige_justificacion(avance.lineas[0]) == exige
    faltan = {p.linea_id for p in pendientes_para_firmar(avance, {})}
    assert (etapa.linea(0) in faltan) == (exige is not None)


@pytest.mark.parametrize("vacio", ["accion_correctiva", "responsable", "fecha_compromiso"])
def test_amarillo_and_rojo_need_all_four_parts(etapa, vacio):
    """Signing looks for itself: a row that was kept by halves, before saving asked for who and when."""
    etapa.completar().terminar()
    etapa.justificar()
    Justificacion.objects.update(**{vacio: None if vacio == "fecha_compromiso" else ""})
    with pytest.raises(FirmaRechazada, match=r"«Línea 2».*necesita justificación"):
        etapa.firmar_direccion()
    etapa.justificar()
    assert etapa.firmar_direccion()


def test_above_the_limit_the_cause_is_enough(etapa):
    etapa.completar()
    hecho(etapa.reparto, 0, 1, 5)
    etapa.terminar()
    with pytest.raises(FirmaRechazada, match=r"«Línea 1».*necesita la causa"):
        etapa.firmar_direccion()
    vacios = {"accion_correctiva": "", "responsable": "", "fecha_compromiso": None}
    etapa.justificar(linea_id=etapa.linea(0), **vacios)
    assert etapa.firmar_direccion()
    assert Compromiso.objects.count() == 1


def test_a_declaration_does_not_excuse_from_the_justification(etapa):
    hecho(etapa.reparto, 0, 1, 3)
    hecho(etapa.reparto, 2, 1, 2)
    etapa.declarar()
    etapa.terminar()
    with pytest.raises(FirmaRechazada, match="Sin actividad declarada"):
        etapa.firmar_direccion()


def test_a_linea_with_acts_is_not_declared_without_activity(etapa):
    acto = hecho(etapa.reparto, 1, 1)
    with pytest.raises(DatosInvalidos, match="tiene actividades registradas"):
        etapa.declarar()
    Actividad.objects.filter(pk=acto.pk).update(estado="excluida")
    etapa.declarar()
    assert DeclaracionSinActividad.objects.get().motivo == "Lluvias"


@pytest.mark.postgres
def test_a_declaration_that_the_acts_contradict_stops_the_signature(etapa):
    etapa.completar()
    etapa.declarar()
    hecho(etapa.reparto, 1, 1)
    etapa.terminar()
    with pytest.raises(FirmaRechazada, match=r"«Línea 2».*sin actividad.*[Rr]etire"):
        etapa.firmar_direccion()
    etapa.retirar()
    assert etapa.firmar_direccion()


def test_an_explanation_needs_words_and_a_later_date(etapa):
    for campo, valor in (("causa", " \u200b "), ("fecha_compromiso", date(ANIO, 3, 31))):
        with pytest.raises(DatosInvalidos) as error:
            etapa.justificar(**{campo: valor})
        assert campo in error.value.errores
    with pytest.raises(LineaDeAccion.DoesNotExist):
        etapa.justificar(linea_id=etapa.reparto.lineas("B")[0].pk)
    assert not Justificacion.objects.exists()


def test_signing_needs_an_authorised_poa(etapa):
    etapa.completar().terminar()
    type(etapa.reparto.programa_a).objects.update(estado="borrador")
    with pytest.raises(SinPermiso, match="no está autorizado"):
        etapa.firmar_direccion()


# The corrective action becomes a commitment that opens the next quarter.


@pytest.mark.postgres
def test_the_corrective_action_opens_the_next_quarter(etapa):
    etapa.completar().terminar()
    assert not Compromiso.objects.exists()
    etapa.firmar_direccion()
    c = Compromiso.objects.get()
    assert (c.linea_id, c.trimestre, c.accion, c.responsable, c.fecha) == (
        etapa.linea(),
        1,
        "Pedir uno",
        "Alma Ruiz",
        HASTA,
    )
    assert list(compromisos_abiertos(etapa.reparto.tp(2))) == [c]
    llaves = {"persona": etapa.reparto.persona(DIRECTORA, HASTA), "ahora": a_las_diez(HASTA)}
    with pytest.raises(DatosInvalidos):
        explicaciones.cumplir_compromiso(compromiso_id=c.pk, nota=" ", **llaves)
    explicaciones.cumplir_compromiso(compromiso_id=c.pk, nota="Llegó el vehículo", **llaves)
    assert not compromisos_abiertos(etapa.reparto.tp(2)).exists()
    with pytest.raises(SinPermiso, match="ya está cumplido"):
        explicaciones.cumplir_compromiso(compromiso_id=c.pk, nota="Otra vez", **llaves)
    assert Asiento.objects.filter(accion="compromiso.cumplir").count() == 1


@pytest.mark.parametrize("quien", ["personal_a", "directora_b", "planeacion", "contraloria"])
def test_only_the_directora_keeps_a_commitment(etapa, quien):
    etapa.completar().en_papel()
    llaves = {"persona": etapa.reparto.persona(quien, HASTA), "ahora": a_las_diez(HASTA)}
    with pytest.raises(SinPermiso):
        explicaciones.cumplir_compromiso(compromiso_id=Compromiso.objects.get().pk, nota="Sí", **llaves)


@pytest.mark.postgres
def test_signing_again_after_an_observation_makes_no_second_commitment(etapa):
    etapa.completar().en_papel()
    etapa.observar()
    etapa.justificar(accion_correctiva="Rentar uno")
    etapa.en_papel()
    assert list(Compromiso.objects.values_list("accion", flat=True)) == ["Rentar uno"]


@pytest.mark.postgres
def test_after_an_observation_capture_has_a_new_date(etapa):
    etapa.completar().en_papel()
    with pytest.raises(PeriodoCerrado, match="ya se firmó"):
        registrar(etapa, EN_CAPTURA)
    etapa.observar()
    assert registrar(etapa, HASTA_CORREGIR)
    with pytest.raises(PeriodoCerrado):
        registrar(etapa, date(ANIO, 5, 21))
    assert Evidencia.objects.count() == 0
