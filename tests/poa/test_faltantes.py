"""What a sheet lacks: each datum by itself is noticed, and only then."""

from collections.abc import Callable

import pytest

from nucleo.errores import DatosInvalidos
from poa import servicios
from poa.consultas import con_la_hoja, faltantes_de
from poa.models import Programa
from tests.reparto import EN_ENERO, Reparto, datos_de_programa


def _bloque(datos: dict) -> dict:
    return datos["bloques"][0]


def _linea(datos: dict) -> dict:
    return datos["bloques"][1]["lineas"][0]


# What is taken away, and where and what the warning says.
QUITAR: dict[str, tuple[Callable[[dict], object], str, str]] = {
    "vision": (lambda d: d.pop("vision"), "Visión", "visión"),
    "mision": (lambda d: d.pop("mision"), "Misión", "misión"),
    "fortalezas": (lambda d: d.pop("fortalezas"), "Fortalezas", "ningún elemento"),
    "debilidades": (lambda d: d.pop("debilidades"), "Debilidades", "ningún elemento"),
    "oportunidades": (lambda d: d.pop("oportunidades"), "Oportunidades", "ningún elemento"),
    "amenazas": (lambda d: d.pop("amenazas"), "Amenazas", "ningún elemento"),
    "objetivo": (lambda d: d.pop("objetivo"), "Objetivo/FIN", "objetivo"),
    "bloques": (lambda d: d["bloques"].clear(), "Estrategias", "ninguna"),
    "evaluador": (lambda d: d.pop("evaluador"), "Evaluación por parte", "quién evalúa"),
    "fecha": (lambda d: d.pop("fecha"), "Fecha", "fecha"),
    "responsable": (lambda d: d["responsable"].pop("nombre"), "Responsable", "nombre"),
    "cargo": (lambda d: d["responsable"].pop("cargo"), "Responsable", "cargo"),
    "eje": (lambda d: _bloque(d).pop("eje"), "Estrategia 1", "falta el eje"),
    "lineas": (lambda d: _bloque(d).pop("lineas"), "Estrategia 1", "líneas de acción"),
    "metas": (lambda d: _bloque(d).pop("metas"), "Estrategia 1", "metas"),
    "inversiones": (lambda d: _bloque(d).pop("inversiones"), "Estrategia 1", "inversión"),
    "directos": (lambda d: _bloque(d)["beneficiados"].pop("directos"), "Estrategia 1", "directos"),
    "indirectos": (lambda d: _bloque(d)["beneficiados"].pop("indirectos"), "Estrategia 1", "indirectos"),
    "periodo": (lambda d: _bloque(d)["periodo"].pop("hasta"), "Estrategia 1", "periodo"),
    "temporalidad": (lambda d: _bloque(d).pop("temporalidad"), "Estrategia 1", "temporalidad"),
    "unidad": (lambda d: _linea(d).pop("unidad"), "Estrategia 2, línea 1", "unidad de medida"),
    "medio": (lambda d: _linea(d).pop("medio"), "Estrategia 2, línea 1", "medio de verificación"),
    "proyectadas": (lambda d: _linea(d).pop("programacion"), "Estrategia 2, línea 1", "proyectadas"),
    "en ceros": (
        lambda d: _linea(d).update(programacion=(0, 0, 0, 0)),
        "Estrategia 2, línea 1",
        "ninguna actividad en el año",
    ),
}


def cargar(reparto: Reparto, datos: dict) -> Programa:
    programa = servicios.cargar_programa(persona=reparto.persona("planeacion"), ahora=EN_ENERO, datos=datos)
    return con_la_hoja().get(pk=programa.pk)


def test_a_complete_sheet_lacks_nothing(reparto: Reparto):
    assert faltantes_de(cargar(reparto, datos_de_programa("PLAN"))) == []


@pytest.mark.parametrize("que", QUITAR)
def test_each_missing_datum_is_the_only_warning_and_stops_the_authorisation(reparto: Reparto, que: str):
    quitar, donde, texto = QUITAR[que]
    datos = datos_de_programa("PLAN")
    quitar(datos)
    programa = cargar(reparto, datos)
    faltan = faltantes_de(programa)
    assert [(f.donde.startswith(donde), texto in f.que) for f in faltan] == [(True, True)]
    Programa.objects.filter(pk=programa.pk).update(estado="enviado")
    with pytest.raises(DatosInvalidos):
        servicios.autorizar_programa(
            persona=reparto.persona("planeacion"), ahora=EN_ENERO, programa_id=programa.pk
        )


def test_a_quarter_with_nothing_projected_is_no_omission(reparto: Reparto):
    datos = datos_de_programa("PLAN")
    _linea(datos)["programacion"] = (0, 0, 0, 1)
    assert faltantes_de(cargar(reparto, datos)) == []


def test_an_empty_sheet_loads_as_it_is(reparto: Reparto):
    programa = cargar(reparto, {"clave": "PLAN", "ejercicio": 2024})
    assert programa.estado == "borrador"
    assert programa.trimestres.count() == 4
    assert len(faltantes_de(programa)) == 12


def test_the_warnings_are_read_without_a_query_each(reparto: Reparto, django_assert_num_queries):
    programa = cargar(reparto, datos_de_programa("PLAN"))
    with django_assert_num_queries(0):
        faltantes_de(programa)
