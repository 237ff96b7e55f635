"""Two POAs of different years and one reprogramación: every figure right for each, before and after."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from evaluacion.consultas.avance import AvanceDePrograma, avance_de_programa
from evaluacion.consultas.instantanea import instantanea
from nucleo.errores import PeriodoCerrado
from poa import servicios
from poa.models import Programa
from poa.servicios.reprogramar import LineaNueva, Pedido
from tests.evaluacion.actos import hecho
from tests.evaluacion.etapas import Etapa
from tests.poa.cambios import a_las_diez, celdas, cifras, pedir, resolver
from tests.reparto import ANIO, HOY, Reparto, datos_de_programa

pytestmark = pytest.mark.postgres
FIN_DE_T2 = date(ANIO, 7, 1)
FIN_DE_ANIO = date(ANIO + 1, 1, 2)


def leer(programa: Programa, trimestre: int, al: date) -> AvanceDePrograma:
    fresco = Programa.objects.select_related("ejercicio", "direccion").get(pk=programa.pk)
    return avance_de_programa(fresco, trimestre=trimestre, al=al)


def foto(programa: Programa, al: date) -> list[dict]:
    """Every figure of every report of a POA, on a day."""
    filas = []
    for n in (1, 2, 3, 4):
        avance = leer(programa, n, al)
        for grupo in (avance, *avance.estrategias, *avance.lineas):
            filas.append({v: getattr(grupo, v).como_json() for v in ("trimestral", "acumulado", "anual")})
        filas.append(
            {"inicial": [a.inicial for a in avance.lineas], "vigente": [a.vigente for a in avance.lineas]}
        )
    return filas


@pytest.fixture
def del_siguiente(reparto: Reparto) -> Programa:
    """The POA of A for the next year, the same sheet, authorised."""
    dia = date(ANIO, 5, 2)
    planeacion = {"persona": reparto.persona("planeacion", dia), "ahora": a_las_diez(dia)}
    directora = {"persona": reparto.persona("directora_a", dia), "ahora": a_las_diez(dia)}
    servicios.abrir_ejercicio(**planeacion, anio=ANIO + 1)
    programa = servicios.cargar_programa(**planeacion, datos=datos_de_programa("A") | {"ejercicio": ANIO + 1})
    servicios.enviar_programa(**directora, programa_id=programa.pk)
    return servicios.autorizar_programa(**planeacion, programa_id=programa.pk)


@pytest.fixture
def cambiado(reparto: Reparto) -> Pedido:
    """In the second quarter: the first línea down to 1, the second cancelled, one more of 2."""
    primera, segunda, _ = reparto.lineas()
    return Pedido(
        celdas={(primera.pk, 2): 1},
        cancelar_lineas=frozenset({segunda.pk}),
        lineas=[LineaNueva("Jornadas", "Jornada", "Fotos", {2: 2, 3: 1}, reparto.estrategias()[1].pk)],
    )


def test_the_figures_of_the_year_before_and_after(reparto: Reparto, cambiado: Pedido):
    hecho(reparto, 0, 1, 3)
    hecho(reparto, 0, 2, 1)
    hecho(reparto, 1, 2, 1)
    antes = leer(reparto.programa_a, 2, FIN_DE_T2)
    assert (antes.trimestral.fraccion, antes.acumulado.fraccion, antes.anual.proyectadas) == (
        "2/5",
        "5/11",
        18,
    )
    cual = pedir(reparto, cambiado)
    assert leer(reparto.programa_a, 2, FIN_DE_T2).trimestral.fraccion == "2/5"
    resolver(reparto, cual)
    despues = leer(reparto.programa_a, 2, FIN_DE_T2)
    # T2: línea 1 1/1, línea 2 nothing projected (its act is no programada), línea 3 0/2, the new one 0/2.
    assert (despues.trimestral.fraccion, despues.no_programadas) == ("1/5", 1)
    assert despues.trimestral.cumplimiento == Decimal("20.00")
    # Until June: 4/4 + 1/1 + 0/4 + 0/2; the cancelled línea keeps its first quarter, where its act counts.
    assert despues.acumulado.fraccion == "5/11"
    assert despues.anual.proyectadas == 5 + 1 + 8 + 3
    assert [(a.inicial, a.vigente) for a in despues.lineas] == [(2, 1), (1, 0), (2, 2), (0, 2)]
    assert [a.trimestral.etiqueta for a in despues.lineas] == [
        "100.00 %",
        "No programadas: 1",
        "Sin captura",
        "Sin captura",
    ]


def test_the_quarter_that_was_over_reads_the_same(reparto: Reparto, cambiado: Pedido):
    hecho(reparto, 0, 1, 2)
    antes = leer(reparto.programa_a, 1, HOY)
    resolver(reparto, pedir(reparto, cambiado))
    despues = leer(reparto.programa_a, 1, HOY)
    assert despues.trimestral == antes.trimestral
    assert [a.despues_del_cierre for a in despues.lineas] == [False, False, False, True]
    assert despues.lineas[3].trimestral.etiqueta == "Sin programación"
    assert [a.cancelada for a in despues.lineas] == [False] * 4
    assert [a.cancelada for a in leer(reparto.programa_a, 2, HOY).lineas] == [False, True, False, False]


def test_neither_another_year_nor_another_direccion_moves(
    reparto: Reparto, del_siguiente: Programa, cambiado: Pedido
):
    hecho(reparto, 0, 2, 2)
    quietos = (del_siguiente, reparto.programa_b)
    antes = [foto(p, FIN_DE_ANIO) for p in quietos]
    movido = foto(reparto.programa_a, FIN_DE_ANIO)
    resolver(reparto, pedir(reparto, cambiado))
    assert [foto(p, FIN_DE_ANIO) for p in quietos] == antes
    assert foto(reparto.programa_a, FIN_DE_ANIO) != movido


def test_the_newer_year_is_reprogrammed_and_the_older_does_not_move(
    reparto: Reparto, del_siguiente: Programa
):
    linea = del_siguiente.estrategias.first().lineas.first()
    antes = foto(reparto.programa_a, FIN_DE_ANIO)
    pedido = Pedido(celdas={(linea.pk, 1): 9})
    cual = pedir(reparto, pedido, programa_id=del_siguiente.pk)
    assert cual.folio == f"REPROG/A/{ANIO + 1}/001"
    resolver(reparto, cual)
    assert cifras(linea.pk) == [9, 2, 0, 1]
    assert foto(reparto.programa_a, FIN_DE_ANIO) == antes
    assert leer(del_siguiente, 1, date(ANIO + 1, 4, 1)).trimestral.proyectadas == 12


def test_a_quarter_that_was_really_signed_refuses_and_keeps_its_paper(etapa: Etapa):
    """Asked on the last working day; the quarter is signed before Planeación decides."""
    reparto = etapa.reparto
    cual = pedir(reparto, celdas(reparto, {(0, 1): 9, (0, 2): 9}), el=date(ANIO, 3, 29))
    etapa.completar().en_papel()
    datos = etapa.evaluacion.documento.datos
    with pytest.raises(PeriodoCerrado, match="primer trimestre se firmó"):
        resolver(reparto, cual, el=date(ANIO, 4, 11))
    assert cifras(reparto.lineas()[0].pk) == [3, 2, 0, 1]
    resolver(reparto, cual, el=date(ANIO, 4, 11), autoriza=False)
    resolver(
        reparto, pedir(reparto, celdas(reparto, {(0, 2): 9}), el=date(ANIO, 4, 11)), el=date(ANIO, 4, 11)
    )
    assert cifras(reparto.lineas()[0].pk) == [3, 9, 0, 1]
    assert etapa.evaluacion.documento.datos == datos


def test_what_is_frozen_says_initial_modified_and_cancelled(etapa: Etapa, cambiado: Pedido):
    reparto = etapa.reparto
    resolver(reparto, pedir(reparto, cambiado))
    etapa.trimestre, etapa.hoy = 2, FIN_DE_T2
    datos = json.loads(json.dumps(instantanea(etapa.situacion)))
    lineas = [x for e in datos["estrategias"] for x in e["lineas"]]
    assert [(x["inicial"], x["modificado"]) for x in lineas] == [(2, 1), (1, 0), (2, 2), (0, 2)]
    assert [x["cancelada_el"] for x in lineas] == [None, HOY.isoformat(), None, None]


def test_the_page_of_the_quarter_shows_it(reparto: Reparto, cambiado: Pedido, cliente_de, en_hoy):
    resolver(reparto, pedir(reparto, cambiado))
    uno, dos = (
        cliente_de("directora_a").get(reverse("trimestre", args=[reparto.tp(n).pk])).content.decode()
        for n in (1, 2)
    )
    assert "rogramada después del cierre" in uno
    assert "Cancelada" not in uno
    assert "Cancelada" in dos
    assert "el 15 de mayo de 2024" in dos
