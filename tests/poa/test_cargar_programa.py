"""Loading a sheet from plain data, and completing it without writing over what it has."""

import pytest

from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from poa import servicios
from poa.consultas import lineas_de, tp_de
from poa.models import Inversion, Programa
from poa.servicios.carga import leer_temporalidad
from tests.reparto import EN_ENERO, HOY, Reparto, datos_de_programa


def cargar(reparto: Reparto, quien: str = "planeacion", **cambios) -> Programa:
    datos = {**datos_de_programa("PLAN"), **cambios}
    return servicios.cargar_programa(persona=reparto.persona(quien), ahora=EN_ENERO, datos=datos)


@pytest.mark.parametrize("escrito", ["TRIMESTRAL", "TRIMESTRE", "Trimestral ", "trimestre"])
def test_trimestral_and_trimestre_are_the_same_thing(escrito: str):
    assert leer_temporalidad(escrito) == "trimestral"


def test_nothing_is_no_temporalidad_and_another_word_is_refused():
    assert leer_temporalidad("  ") == ""
    with pytest.raises(DatosInvalidos):
        leer_temporalidad("SEMESTRAL")


@pytest.mark.parametrize(
    ("campo", "valor"),
    [
        ("temporalidad", "SEMESTRAL"),
        ("inversiones", [{"concepto": "Gasolina", "monto": "setenta mil"}]),
        ("periodo", {"desde": "01/01/2024", "hasta": "2024-12-31"}),
    ],
)
def test_what_cannot_be_read_leaves_nothing_behind(reparto: Reparto, campo: str, valor: object):
    datos = datos_de_programa("PLAN")
    datos["bloques"][1][campo] = valor
    with pytest.raises(DatosInvalidos):
        cargar(reparto, bloques=datos["bloques"])
    assert not Programa.objects.filter(direccion__clave="PLAN").exists()


def test_money_is_kept_in_whole_centavos(reparto: Reparto):
    datos = datos_de_programa("PLAN")
    datos["bloques"][0]["inversiones"] = [
        {"concepto": "Gasolina", "monto": "70,000.00"},
        {"concepto": "", "monto": "0.0"},
    ]
    programa = cargar(reparto, bloques=datos["bloques"])
    inversiones = Inversion.objects.filter(estrategia__programa=programa, estrategia__orden=1)
    assert list(inversiones.values_list("concepto", "monto")) == [("Gasolina", 7_000_000), ("", 0)]


def test_a_direccion_has_one_poa_a_year(reparto: Reparto):
    cargar(reparto)
    with pytest.raises(Conflicto):
        cargar(reparto)


@pytest.mark.parametrize("quien", ["personal_a", "directora_b", "tesoreria", "contraloria"])
def test_who_does_not_answer_for_the_direccion_loads_nothing(reparto: Reparto, quien: str):
    with pytest.raises(SinPermiso):
        cargar(reparto, quien)
    assert not Programa.objects.filter(direccion__clave="PLAN").exists()


def test_the_year_must_be_open(reparto: Reparto):
    with pytest.raises(DatosInvalidos):
        cargar(reparto, ejercicio=2030)


COMPLEMENTO = {
    "bloques": [
        {"orden": 2, "metas": "Metas nuevas", "lineas": ["Línea nueva"], "temporalidad": "TRIMESTRE"}
    ],
    "lineas": [{"bloque": 1, "linea": 1, "unidad": "Taller", "programacion": [1, 2, 3, 4]}],
}


def completar(reparto: Reparto, programa: Programa, datos: dict = COMPLEMENTO) -> None:
    servicios.completar_programa(
        persona=reparto.persona("planeacion"),
        ahora=EN_ENERO,
        programa_id=programa.pk,
        datos=datos,
        es_ejemplo=True,
    )


def incompleto(reparto: Reparto) -> Programa:
    bloques = datos_de_programa("PLAN")["bloques"]
    bloques[0]["lineas"] = ["Una línea sin números"]
    bloques[1] = {"numero": 2, "nombre": "Solo el nombre"}
    return cargar(reparto, bloques=bloques)


def test_completing_fills_what_is_empty_and_marks_it(reparto: Reparto):
    programa = incompleto(reparto)
    completar(reparto, programa)
    primera, segunda = lineas_de(programa)
    assert (primera.es_ejemplo, primera.unidad_de_medida) == (False, "Taller")
    numeros = primera.programacion.order_by("trimestre_programa__numero")
    assert list(numeros.values_list("vigente", "es_ejemplo")) == [(n, True) for n in (1, 2, 3, 4)]
    assert (segunda.es_ejemplo, segunda.texto) == (True, "Línea nueva")
    assert [e.es_ejemplo for e in programa.estrategias.order_by("orden")] == [False, True]


def test_completing_never_writes_over(reparto: Reparto):
    programa = incompleto(reparto)
    completar(reparto, programa)
    for parte in ("bloques", "lineas"):
        with pytest.raises(DatosInvalidos):
            completar(reparto, programa, {parte: COMPLEMENTO[parte]})
    assert lineas_de(programa).count() == 2


def test_an_authorised_poa_is_not_completed(reparto: Reparto):
    with pytest.raises(TransicionInvalida):
        completar(reparto, reparto.programa_a)


@pytest.mark.parametrize(("mes", "numero"), [(1, 1), (3, 1), (4, 2), (6, 2), (9, 3), (10, 4), (12, 4)])
def test_the_quarter_comes_from_the_date_of_the_act(reparto: Reparto, mes: int, numero: int):
    assert tp_de(reparto.direcciones["A"].pk, HOY.replace(month=mes)) == reparto.tp(numero, "A")


def test_there_is_no_quarter_without_a_poa(reparto: Reparto):
    assert tp_de(reparto.direcciones["A"].pk, HOY.replace(year=2023)) is None
    assert tp_de(reparto.direcciones["TES"].pk, HOY) is None
