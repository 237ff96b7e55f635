"""The number read from rows: which acts count, in which quarter, and what stands beside it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from actividades.estados import EstadoActividad
from actividades.models import Actividad
from actividades.servicios import DatosDeActividad, registrar_actividad
from evaluacion.consultas.avance import Marco, avance_de_programa, avance_de_programas, reunir, umbrales_de
from evaluacion.models import DeclaracionSinActividad
from poa.models import Ejercicio, LineaDeAccion, Programa, Programacion
from tests.evaluacion.actos import hecho, proyectar
from tests.reparto import AHORA, ANIO, HOY

pytestmark = pytest.mark.postgres
FIN_DE_ANIO = date(ANIO + 1, 1, 5)


@pytest.fixture
def leer(reparto):
    """`leer(1)`: the progress of A in a quarter, read on HOY (its first quarter is over)."""
    return lambda trimestre=1, al=HOY: avance_de_programa(
        Programa.objects.select_related("ejercicio").get(pk=reparto.programa_a.pk), trimestre=trimestre, al=al
    )


@pytest.mark.parametrize("estado", EstadoActividad.values)
def test_only_validated_acts_count(reparto, leer, estado):
    hecho(reparto, 0, 1, 2, estado=estado)
    linea = leer().lineas[0]
    cuenta = estado == "validada"
    assert linea.trimestral.realizadas == (2 if cuenta else 0)
    assert linea.registradas == (0 if estado == "anulada" else 1)
    assert linea.trimestral.etiqueta == {"validada": "66.67 %", "anulada": "Sin captura"}.get(
        estado, "0.00 %"
    )


def test_the_date_of_the_act_decides_the_quarter_and_not_the_day_it_was_typed(reparto, leer):
    abril = date(ANIO, 4, 10)
    datos = DatosDeActividad(
        linea=reparto.lineas()[0], fecha=date(ANIO, 3, 31), descripcion="Reunión", cantidad=1
    )
    persona = reparto.persona("personal_a", abril)
    direccion = reparto.direcciones["A"].pk
    otro = DatosDeActividad(linea=reparto.lineas()[0], fecha=date(ANIO, 4, 1), descripcion="Otra", cantidad=1)
    for d in (datos, otro):
        registrar_actividad(direccion_id=direccion, datos=d, token=uuid4(), persona=persona, ahora=AHORA)
    Actividad.objects.update(estado="validada")
    assert [leer(n).lineas[0].trimestral.realizadas for n in (1, 2)] == [1, 1]


def test_three_photos_of_one_meeting_are_one_act(reparto, leer):
    uno = hecho(reparto, 0, 1)
    for orden in (1, 2, 3):
        uno.evidencias.create(
            orden=orden,
            nombre="foto.jpg",
            tipo="image/jpeg",
            archivo=f"x/{orden}",
            sha256=str(orden) * 64,
            original_sha256=str(orden) * 64,
            bytes=1,
            subida_por=reparto.usuarios["personal_a"],
            subida_en=AHORA,
        )
    assert leer().lineas[0].trimestral.fraccion == "1/3"


def test_the_quantity_of_each_act_is_added_up(reparto, leer):
    hecho(reparto, 0, 1, 2)
    hecho(reparto, 0, 1, 2)
    assert leer().lineas[0].trimestral.fraccion == "4/3"


def test_an_emergent_act_is_always_no_programada(reparto, leer):
    hecho(reparto, None, 1, 5)
    a = leer()
    assert (a.trimestral.fraccion, a.no_programadas, a.emergentes_del_trimestre) == ("0/6", 5, 5)
    assert leer(4, al=FIN_DE_ANIO).anual.no_programadas == 5


def test_done_late_is_no_programada_in_its_quarter_and_fulfilment_in_the_year(reparto, leer):
    proyectar(reparto, 0, (3, 0, 0, 0))
    hecho(reparto, 0, 2, 3)
    linea = leer(2, al=FIN_DE_ANIO).lineas[0]
    assert linea.trimestral.etiqueta == "No programadas: 3"
    assert linea.acumulado.fraccion == "3/3"
    assert leer(1).lineas[0].trimestral.fraccion == "0/3"


def test_a_programme_judges_each_linea_apart_before_adding_up(reparto, leer):
    proyectar(reparto, 0, (3, 0, 0, 0))
    hecho(reparto, 0, 2, 3)
    hecho(reparto, 1, 2, 1)
    a = leer(2, al=FIN_DE_ANIO)
    assert (a.trimestral.fraccion, a.no_programadas) == ("1/3", 3)
    assert a.acumulado.fraccion == "4/9"


def test_the_original_figure_stays_beside_the_modified_one(reparto, leer):
    proyectar(reparto, 0, (2, 2, 0, 1))
    hecho(reparto, 0, 1, 2)
    linea = leer().lineas[0]
    assert (linea.inicial, linea.vigente) == (3, 2)
    assert linea.trimestral.porcentaje == Decimal("100.00")


def test_the_sums_of_a_quarter_a_block_and_the_year(reparto, leer):
    hecho(reparto, 0, 1, 2)
    hecho(reparto, 2, 1, 2)
    a = leer()
    assert (a.trimestral.fraccion, a.trimestral.porcentaje) == ("4/6", Decimal("66.67"))
    assert [e.trimestral.fraccion for e in a.estrategias] == ["2/4", "2/2"]
    assert (a.anual.fraccion, a.anual.etiqueta, a.anual.semaforo) == ("4/18", "En curso", None)
    assert leer(4, al=FIN_DE_ANIO).anual.semaforo == "rojo"


def test_a_running_quarter_has_no_colour(reparto, leer):
    hecho(reparto, 0, 2, 2)
    linea = leer(2).lineas[0]
    assert (linea.trimestral.porcentaje, linea.trimestral.semaforo) == (Decimal("100.00"), None)
    assert linea.trimestral.etiqueta == "En curso"


def test_a_declaration_tells_nothing_done_from_nothing_captured(reparto, leer):
    DeclaracionSinActividad.objects.create(
        trimestre_programa=reparto.tp(1),
        linea=reparto.lineas()[0],
        motivo="Lluvias",
        actor=reparto.usuarios["directora_a"],
        momento=AHORA,
    )
    assert [a.trimestral.etiqueta for a in leer().lineas] == [
        "Sin actividad declarada",
        "Sin captura",
        "Sin captura",
    ]
    assert leer().trimestral.fraccion == "0/6"


def test_thresholds_are_those_of_the_ejercicio(reparto, leer):
    hecho(reparto, 0, 1, 2)
    assert leer().lineas[0].trimestral.semaforo == "rojo"
    Ejercicio.objects.update(umbral_verde=65, umbral_amarillo=30)
    assert leer().lineas[0].trimestral.semaforo == "verde"


def test_a_total_over_different_units_says_so(reparto, leer):
    assert not leer().unidades_mezcladas
    LineaDeAccion.objects.filter(pk=reparto.lineas()[1].pk).update(unidad_de_medida="Taller")
    assert leer().unidades_mezcladas
    Programacion.objects.filter(linea=reparto.lineas()[1]).update(vigente=0)
    assert not leer().unidades_mezcladas


def test_a_linea_added_after_its_quarter_says_so(reparto, leer):
    LineaDeAccion.objects.filter(pk=reparto.lineas()[1].pk).update(agregada_el=date(ANIO, 4, 1))
    assert [a.despues_del_cierre for a in leer(1).lineas] == [False, True, False]
    assert [a.despues_del_cierre for a in leer(2).lineas] == [False, False, False]


def test_one_poa_never_counts_the_acts_of_another(reparto, leer):
    ajena = hecho(reparto, 0, 1, 3)
    Actividad.objects.filter(pk=ajena.pk).update(
        trimestre_programa=reparto.tp(1, "B"), linea=reparto.lineas("B")[0]
    )
    assert leer().trimestral.fraccion == "0/6"
    programas = list(Programa.objects.select_related("ejercicio").order_by("direccion__clave"))
    avances = avance_de_programas(programas, trimestre=1, al=HOY)
    marco = Marco(ANIO, 1, HOY, umbrales_de(reparto.ejercicio))
    assert [a.trimestral.fraccion for a in avances] == ["0/6", "3/6"]
    assert reunir(avances, marco).trimestral.fraccion == "3/12"
