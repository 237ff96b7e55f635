"""First pages stay cheap: how many queries and how much HTML, whatever the number of rows."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from poa.models import Localidad, TrimestrePrograma
from tests.evaluacion.municipio import agregar_actos, agregar_direcciones, agregar_lineas
from tests.reparto import Reparto

CONSULTAS = 12
# An auditor's look leaves its trace: a handful of writes, always the same, that are no reading.
DE_LA_BITACORA = re.compile(r"SAVEPOINT|nucleo_asiento|nucleo_cabezadecadena")
BYTES = 60 * 1024
TEXTO_LARGO = "Convocar a los vecinos de la zona de la obra a la reunión informativa, con lista de asistencia"

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("en_hoy")]


def pedir(cliente: Client, ruta: str) -> tuple[int, int, str]:
    """Ask twice (the first warms what is read once per process); queries, bytes, HTML of the second."""
    cliente.get(ruta)
    with CaptureQueriesContext(connection) as consultas:
        respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200
    leidas = [c for c in consultas if not DE_LA_BITACORA.search(c["sql"])]
    return len(leidas), len(respuesta.content), respuesta.content.decode()


@pytest.fixture
def tablero(reparto) -> Callable[[], str]:
    return lambda: reverse("trimestre", args=[reparto.tp(1).pk])


@pytest.mark.parametrize("quien", ["directora_a", "planeacion", "contraloria", "personal_a"])
def test_the_dashboard_takes_the_same_queries_whatever_it_holds(
    en_hoy, reparto, cliente_de, tablero, tamano, quien
):
    cliente = cliente_de(quien)
    agregar_lineas(reparto, 13)
    agregar_actos(reparto, 100)
    pocas, _, _ = pedir(cliente, tablero())
    agregar_lineas_hasta_60(reparto)
    agregar_actos(reparto, tamano(2_000, 9_900))
    muchas, _, pagina = pedir(cliente, tablero())
    assert "Línea 46" in pagina, "the added líneas must be on the page"
    assert muchas == pocas
    assert muchas <= CONSULTAS


def agregar_lineas_hasta_60(reparto: Reparto) -> None:
    """Forty-seven more, in their own order numbers."""
    from poa.models import Estrategia, LineaDeAccion, Programacion

    bloque = Estrategia.objects.create(
        programa=reparto.programa_a, orden=9, numero=9, nombre="Bloque 9", eje=reparto.estrategias()[0].eje
    )
    nuevas = LineaDeAccion.objects.bulk_create(
        LineaDeAccion(estrategia=bloque, orden=n, texto=f"Línea {n}", unidad_de_medida="Taller")
        for n in range(47)
    )
    Programacion.objects.bulk_create(
        Programacion(linea=linea, trimestre_programa=tp, inicial=1, vigente=1)
        for linea in nuevas
        for tp in TrimestrePrograma.objects.filter(programa=reparto.programa_a)
    )


@pytest.mark.parametrize("quien", ["directora_a", "personal_a"])
def test_the_first_page_takes_the_same_queries_whatever_it_holds(en_hoy, reparto, cliente_de, tamano, quien):
    cliente = cliente_de(quien)
    agregar_lineas(reparto, 13)
    agregar_actos(reparto, 100)
    pocas, _, _ = pedir(cliente, reverse("inicio"))
    agregar_lineas_hasta_60(reparto)
    agregar_actos(reparto, tamano(2_000, 9_900))
    muchas, _, _ = pedir(cliente, reverse("inicio"))
    assert muchas == pocas
    assert muchas <= CONSULTAS


@pytest.mark.parametrize("quien", ["planeacion", "contraloria"])
@pytest.mark.parametrize("ruta", ["municipio", "inicio", "trimestres"])
def test_the_views_of_all_direcciones_take_the_same_queries(en_hoy, reparto, cliente_de, quien, ruta):
    cliente = cliente_de(quien)
    agregar_direcciones(reparto, 3)
    pocas, _, _ = pedir(cliente, reverse(ruta))
    agregar_direcciones(reparto, 12)
    muchas, _, pagina = pedir(cliente, reverse(ruta))
    assert "Dirección 11" in pagina
    assert muchas == pocas
    assert muchas <= CONSULTAS


@pytest.mark.parametrize("lineas", [13, 60])
@pytest.mark.parametrize("quien", ["directora_a", "personal_a"])
def test_the_entry_page_is_light(en_hoy, reparto, cliente_de, quien, lineas):
    cliente = cliente_de(quien)
    agregar_lineas(reparto, lineas, texto=TEXTO_LARGO)
    agregar_actos(reparto, 100)
    _, cuantos, _ = pedir(cliente, reverse("inicio"))
    assert cuantos <= BYTES, f"{cuantos / 1024:.1f} KB"


def test_the_log_form_is_light_and_takes_the_same_queries_whatever_it_offers(en_hoy, reparto, cliente_de):
    cliente = cliente_de("personal_a")
    agregar_lineas(reparto, 13, texto=TEXTO_LARGO)
    pocas, _, _ = pedir(cliente, reverse("actividad_nueva"))
    agregar_lineas(reparto, 60, texto=TEXTO_LARGO)
    Localidad.objects.bulk_create(
        Localidad(nombre=f"San Cristóbal Zapotitlán {n}", orden=f"san {n:02}") for n in range(60)
    )
    muchas, cuantos, pagina = pedir(cliente, reverse("actividad_nueva"))
    assert "Zapotitlán 59" in pagina
    assert cuantos <= BYTES, f"{cuantos / 1024:.1f} KB"
    assert muchas == pocas


def test_the_dashboard_grows_by_its_lineas_alone(en_hoy, reparto, cliente_de, tamano):
    """Each línea is a row and a bar, under 2 KB; the acts behind them weigh nothing."""
    cliente = cliente_de("directora_a")
    agregar_lineas(reparto, 13, texto=TEXTO_LARGO)
    agregar_actos(reparto, 100)
    _, con_13, _ = pedir(cliente, reverse("inicio"))
    agregar_actos(reparto, tamano(1_000, 9_900))
    _, con_mas_actos, _ = pedir(cliente, reverse("inicio"))
    assert con_mas_actos - con_13 < 2048
    agregar_lineas_hasta_60(reparto)
    _, con_60, _ = pedir(cliente, reverse("inicio"))
    assert (con_60 - con_mas_actos) / 47 <= 2048


def test_a_query_per_row_would_be_found(en_hoy, reparto, cliente_de, tablero, monkeypatch):
    """Negative control: with one query more per línea the count is no longer the same."""
    from evaluacion.consultas import avance

    propia = avance.AvanceDeLinea.despues_del_cierre.fget

    def con_una_consulta_mas(self):
        TrimestrePrograma.objects.exists()
        return propia(self)

    cliente = cliente_de("directora_a")
    pocas, _, _ = pedir(cliente, tablero())
    monkeypatch.setattr(avance.AvanceDeLinea, "despues_del_cierre", property(con_una_consulta_mas))
    assert pedir(cliente, tablero())[0] >= pocas + 3


@pytest.mark.parametrize("anio", ["²", "٣", "9" * 30, "-1", "2024'", "%00"])
@pytest.mark.parametrize("ruta", ["municipio", "trimestres"])
def test_a_year_that_is_no_year_is_no_error(en_hoy, reparto, cliente_de, ruta, anio):
    respuesta = cliente_de("planeacion").get(reverse(ruta), {"ejercicio": anio})
    assert respuesta.status_code in {200, 404}
