"""The number: every row of the case table, every sentence about it, and the same against an oracle."""

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluacion.consultas.avance import Conteo, dato_en
from evaluacion.consultas.cifras import Cifra, DatoDeLinea, Umbrales, Ventana, calcular

UMBRALES = Umbrales()


def cifra(*lineas: tuple[int, int], terminada: bool = True, umbrales: Umbrales = UMBRALES) -> Cifra:
    """The figure of líneas given as (projected, done)."""
    datos = [DatoDeLinea(p, h, registradas=h) for p, h in lineas]
    return calcular(datos, terminada=terminada, umbrales=umbrales)


# case: línea, over?, printed number, colour, words, numerator/denominator, no programadas, over 100
TABLA = {
    "66.67": (DatoDeLinea(3, 2, 2), True, "66.67", "rojo", "66.67 %", "2/3", 0, False),
    "sobrecumplimiento": (
        DatoDeLinea(3, 4, 4),
        True,
        "133.33",
        "verde",
        "133.33 % · sobrecumplimiento",
        "4/3",
        0,
        True,
    ),
    "sin programación": (DatoDeLinea(), True, None, None, "Sin programación", "0/0", 0, False),
    "sin programación, en curso": (DatoDeLinea(), False, None, None, "Sin programación", "0/0", 0, False),
    "no programadas": (DatoDeLinea(0, 2, 2), True, None, None, "No programadas: 2", "0/0", 2, False),
    "no programadas, en curso": (
        DatoDeLinea(0, 2, 2),
        False,
        None,
        None,
        "No programadas: 2",
        "0/0",
        2,
        False,
    ),
    "en curso": (DatoDeLinea(3, 2, 2), False, "66.67", None, "En curso", "2/3", 0, False),
    "en curso, nada": (DatoDeLinea(3), False, "0.00", None, "En curso", "0/3", 0, False),
    "sin captura": (DatoDeLinea(3), True, "0.00", "rojo", "Sin captura", "0/3", 0, False),
    "sin actividad declarada": (
        DatoDeLinea(3, declarada=True),
        True,
        "0.00",
        "rojo",
        "Sin actividad declarada",
        "0/3",
        0,
        False,
    ),
    "registradas sin validar": (DatoDeLinea(3, 0, 2), True, "0.00", "rojo", "0.00 %", "0/3", 0, False),
    "dejadas fuera y declarada": (
        DatoDeLinea(3, 0, 2, declarada=True),
        True,
        "0.00",
        "rojo",
        "Sin actividad declarada",
        "0/3",
        0,
        False,
    ),
    "completo": (DatoDeLinea(3, 3, 3), True, "100.00", "verde", "100.00 %", "3/3", 0, False),
}


@pytest.mark.parametrize("caso", TABLA)
def test_each_case_of_the_table(caso):
    dato, terminada, numero, color, palabras, fraccion, aparte, sobre = TABLA[caso]
    c = calcular([dato], terminada=terminada, umbrales=UMBRALES)
    assert c.porcentaje == (None if numero is None else Decimal(numero))
    assert (c.semaforo, c.etiqueta, c.fraccion) == (color, palabras, fraccion)
    assert (c.no_programadas, c.sobrecumplimiento) == (aparte, sobre)
    assert c.en_curso == (not terminada and dato.proyectadas > 0)


def test_the_sum_over_the_sum_and_never_a_mean():
    c = cifra((10, 10), (1, 0))
    assert c.porcentaje == Decimal("90.91")
    assert c.porcentaje != Decimal("50.00")
    assert c.fraccion == "10/11"


def test_what_was_not_planned_never_enters_the_division():
    c = cifra((3, 3), (0, 40))
    assert (c.porcentaje, c.fraccion, c.no_programadas) == (Decimal("100.00"), "3/3", 40)


def test_over_fulfilment_is_not_capped_and_counts_as_it_is():
    assert cifra((1, 4), (3, 0)).porcentaje == Decimal("100.00")
    assert cifra((1, 400)).porcentaje == Decimal("40000.00")


# done, projected, printed, colour: half up where half to even would differ, and both thresholds
@pytest.mark.parametrize(
    ("hechas", "proyectadas", "impreso", "color"),
    [
        (17999, 20000, "90.00", "verde"),  # 89.995
        (17998, 20000, "89.99", "amarillo"),
        (899949, 1000000, "89.99", "amarillo"),
        (13999, 20000, "70.00", "amarillo"),  # 69.995
        (13998, 20000, "69.99", "rojo"),
        (9, 10, "90.00", "verde"),
        (7, 10, "70.00", "amarillo"),
        (1, 800, "0.13", "rojo"),  # 0.125
        (1, 3, "33.33", "rojo"),
        (2, 3, "66.67", "rojo"),
        (1, 1_000_000_000, "0.00", "rojo"),
    ],
)
def test_rounded_once_half_up_and_the_colour_is_of_the_printed_number(hechas, proyectadas, impreso, color):
    c = cifra((proyectadas, hechas))
    assert str(c.porcentaje) == impreso
    assert c.semaforo == color


@pytest.mark.parametrize(
    ("hechas", "pide"), [(100, False), (110, False), (1100, False), (1101, True), (111, True)]
)
def test_a_cause_is_asked_only_above_the_limit(hechas, pide):
    assert cifra((1000 if hechas > 999 else 100, hechas)).pide_causa is pide


def test_thresholds_can_be_changed():
    suaves = Umbrales(verde=60, amarillo=40, sobre=150)
    assert [cifra((10, n), umbrales=suaves).semaforo for n in (6, 5, 4, 3)] == [
        "verde",
        "amarillo",
        "amarillo",
        "rojo",
    ]
    assert not cifra((10, 14), umbrales=suaves).pide_causa
    assert cifra((10, 14)).pide_causa


def test_lineas_are_counted_by_colour_so_that_a_big_one_does_not_bury_them():
    c = cifra((12000, 12000), (4, 0), (10, 8), (0, 5), (0, 0))
    assert c.semaforo == "verde"
    assert c.colores == {"verde": 1, "amarillo": 1, "rojo": 1}
    assert cifra((3, 1), terminada=False).colores == {}


def test_one_linea_without_capture_does_not_name_a_group_that_has_acts():
    con_actos = [DatoDeLinea(3), DatoDeLinea(2, 0, 1)]
    assert calcular(con_actos, terminada=True, umbrales=UMBRALES).etiqueta == "0.00 %"
    mitad = [DatoDeLinea(3, declarada=True), DatoDeLinea(3)]
    assert calcular(mitad, terminada=True, umbrales=UMBRALES).etiqueta == "Sin captura"


def test_planned_or_not_is_judged_over_the_window_that_is_read():
    conteos = {1: Conteo(vigente=3, hechas=0), 2: Conteo(vigente=0, hechas=3, registradas=3)}
    trimestral = dato_en(Ventana.trimestral(2024, 2), conteos)
    acumulado = dato_en(Ventana.acumulada(2024, 2), conteos)
    c = calcular([trimestral], terminada=True, umbrales=UMBRALES)
    assert (c.etiqueta, c.no_programadas) == ("No programadas: 3", 3)
    c = calcular([acumulado], terminada=True, umbrales=UMBRALES)
    assert (c.fraccion, c.porcentaje, c.no_programadas) == ("3/3", Decimal("100.00"), 0)


def test_a_window_is_declared_empty_only_if_each_planned_quarter_was():
    conteos = {1: Conteo(vigente=2, declarada=True), 2: Conteo(vigente=2), 3: Conteo(vigente=0)}
    assert dato_en(Ventana.trimestral(2024, 1), conteos).declarada
    assert not dato_en(Ventana.acumulada(2024, 2), conteos).declarada
    assert not dato_en(Ventana.trimestral(2024, 3), conteos).declarada


@pytest.mark.parametrize(
    ("ventana", "ultimo_dia"),
    [
        (Ventana.trimestral(2024, 1), date(2024, 3, 31)),
        (Ventana.trimestral(2024, 4), date(2024, 12, 31)),
        (Ventana.acumulada(2024, 2), date(2024, 6, 30)),
        (Ventana.anual(2024), date(2024, 12, 31)),
    ],
)
def test_a_window_is_over_on_the_day_after_its_last(ventana, ultimo_dia):
    assert not ventana.terminada(ultimo_dia)
    assert ventana.terminada(date.fromordinal(ultimo_dia.toordinal() + 1))


def test_no_float_is_ever_used():
    c = cifra((3, 1))
    assert isinstance(c.porcentaje, Decimal)
    assert c.como_json()["cumplimiento"] == "33.33"


LINEA = st.builds(
    DatoDeLinea,
    proyectadas=st.integers(0, 25) | st.integers(0, 2_000_000_000),
    hechas=st.integers(0, 25) | st.integers(0, 2_000_000_000),
    registradas=st.integers(0, 3),
    declarada=st.booleans(),
)


def centesimas(numerador: int, denominador: int) -> int:
    """Hundredths of a percentage point, half up, by whole numbers alone."""
    return math.floor(Fraction(numerador * 10_000, denominador) + Fraction(1, 2))


def color_por_centesimas(valor: int, umbrales: Umbrales) -> str:
    if valor >= umbrales.verde * 100:
        return "verde"
    return "amarillo" if valor >= umbrales.amarillo * 100 else "rojo"


@given(
    datos=st.lists(LINEA, max_size=14),
    terminada=st.booleans(),
    umbrales=st.builds(
        Umbrales, verde=st.integers(71, 100), amarillo=st.integers(1, 70), sobre=st.integers(100, 200)
    ),
)
def test_against_an_oracle_of_whole_fractions(datos, terminada, umbrales):
    c = calcular(datos, terminada=terminada, umbrales=umbrales)
    planeadas = [d for d in datos if d.proyectadas]
    assert c.no_programadas == sum(d.hechas for d in datos if not d.proyectadas)
    if not planeadas:
        assert (c.porcentaje, c.semaforo, c.colores) == (None, None, {})
        return
    p, h = sum(d.proyectadas for d in planeadas), sum(d.hechas for d in planeadas)
    esperado = centesimas(h, p)
    assert (c.realizadas, c.proyectadas) == (h, p)
    assert c.porcentaje == Decimal(esperado) / 100
    assert str(c.porcentaje) == f"{esperado // 100}.{esperado % 100:02d}"
    assert c.semaforo == (color_por_centesimas(esperado, umbrales) if terminada else None)
    assert c.sobrecumplimiento == (esperado > 10_000)
    assert c.pide_causa == (esperado > umbrales.sobre * 100)
    if terminada:
        colores = [color_por_centesimas(centesimas(d.hechas, d.proyectadas), umbrales) for d in planeadas]
        assert c.colores == {k: colores.count(k) for k in ("verde", "amarillo", "rojo")}


@given(datos=st.lists(LINEA, max_size=10), terminada=st.booleans())
def test_the_order_of_the_lineas_changes_nothing(datos, terminada):
    ida = calcular(datos, terminada=terminada, umbrales=UMBRALES)
    assert ida == calcular(datos[::-1], terminada=terminada, umbrales=UMBRALES)


CONTEO = st.builds(Conteo, vigente=st.integers(0, 9), hechas=st.integers(0, 9))


@given(conteos=st.fixed_dictionaries(dict.fromkeys((1, 2, 3, 4), CONTEO)), n=st.integers(1, 4))
def test_the_whole_year_is_the_sum_of_its_quarters(conteos, n):
    anual = dato_en(Ventana.anual(2024), conteos)
    assert anual.proyectadas == sum(c.vigente for c in conteos.values())
    assert anual.hechas == sum(c.hechas for c in conteos.values())
    hasta_n = sum(conteos[k].hechas for k in range(1, n + 1))
    assert dato_en(Ventana.acumulada(2024, n), conteos).hechas == hasta_n
