"""Generated elections: no state with more votes than present, more people than seats, or one person twice.

Through the service, where each is accepted or refused; and by raw ORM, where the database alone refuses.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asambleas.consultas.elecciones import resultado
from asambleas.models import Candidatura, Eleccion, Integrante, Organo
from nucleo import disparadores
from nucleo.errores import ErrorDeDominio
from tests.asambleas.mundo_elecciones import Junta, junta
from tests.asambleas.test_elecciones import crear_eleccion, crear_integrante
from tests.conftest import COMPLETO

pytestmark = [pytest.mark.django_db]
CUANTAS = 10_000 if COMPLETO else 300
# An example holds some three elections.
EN_UNA = settings(
    max_examples=CUANTAS * 2 // 5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
PUESTOS = (("Presidente", "propietario"), ("Vocal", "propietario"), ("Secretario", "suplente"))
GENTE = st.integers(0, 5)
VOTACION = st.fixed_dictionaries(
    {
        "puesto": st.sampled_from(PUESTOS),
        "votos": st.dictionaries(GENTE, st.integers(0, 4), min_size=1, max_size=4),
        "abstenciones": st.integers(0, 3),
    }
)


@pytest.fixture
def mesa(reparto) -> Junta:
    """Six people, two of them of one name."""
    return junta(
        reparto, nombres=("Ana Peña", "Bruno Ávila", "Carla Ríos", "ANA PENA", "Elsa Mar", "ana peña")
    )


def imposibles(organo: Organo) -> list[str]:
    """What must never be, read from the tables alone and not from what the service believes."""
    hallados = []
    for e in Eleccion.objects.filter(asamblea__organo=organo).annotate(suma=Sum("candidaturas__votos")):
        presentes = e.asamblea.asistentes.count()
        if max(e.emitidos, e.suma or 0) + e.abstenciones > presentes or e.presentes > presentes:
            hallados.append("more votes than present")
    vivos = Integrante.objects.filter(organo=organo).exclude(hasta__lte=F("desde"))
    por_dia = [(i, j) for i in vivos for j in vivos if i.pk < j.pk and _se_tocan(i, j)]
    if any(_lugar(i) == _lugar(j) for i, j in por_dia) or any(
        i.lugar > i.puesto.lugares or (i.calidad == "suplente" and not i.puesto.con_suplente) for i in vivos
    ):
        hallados.append("more people than seats")
    if any(i.identidad == j.identidad for i, j in por_dia):
        hallados.append("one person in two posts")
    return hallados


def _lugar(i: Integrante) -> tuple[int, str, int]:
    return i.puesto_id, i.calidad, i.lugar


def _se_tocan(i: Integrante, j: Integrante) -> bool:
    return (j.hasta is None or i.desde < j.hasta) and (i.hasta is None or j.desde < i.hasta)


class _Deshacer(Exception):
    """Gives the example's rows back."""


def deshaciendo(mesa: Junta, hacer, dato) -> None:
    """Run one example and leave nothing of it."""
    try:
        with transaction.atomic():
            hacer(mesa, dato)
            raise _Deshacer
    except _Deshacer:
        pass


@given(votos=st.dictionaries(st.integers(1, 30), st.integers(0, 9), max_size=12), lugares=st.integers(1, 5))
@settings(max_examples=CUANTAS, deadline=None)
def test_the_result_never_gives_more_seats_than_there_are(votos, lugares):
    r = resultado(votos, lugares)
    assert len(set(r.ganan)) == len(r.ganan)
    assert not set(r.ganan) & set(r.empatan)
    assert len(r.ganan) + r.disputados == min(lugares, sum(n > 0 for n in votos.values()))
    assert not r.disputados or len(r.empatan) > r.disputados
    assert len({votos[q] for q in r.empatan}) <= 1
    fuera = [votos[q] for q in votos if q not in r.ganan]
    assert all(votos[g] > 0 and votos[g] >= max(fuera, default=0) for g in r.ganan)


def por_el_servicio(mesa: Junta, votaciones: list[dict]) -> None:
    """Votes, annulled now and then; each is taken whole or refused whole."""
    for n, v in enumerate(votaciones):
        puesto, calidad = v["puesto"]
        antes = Integrante.objects.count()
        try:
            with transaction.atomic():
                hecha = mesa.votar(v["votos"], puesto=puesto, calidad=calidad, abstenciones=v["abstenciones"])
                if n % 3 == 2:
                    mesa.anular(hecha)
        except ErrorDeDominio:
            assert Integrante.objects.count() == antes
        assert imposibles(mesa.organo) == []


@pytest.mark.postgres
def test_generated_elections_through_the_service(mesa, cifra):
    vistas = {"votaciones": 0}

    @EN_UNA
    @given(st.lists(VOTACION, min_size=1, max_size=5))
    def probar(votaciones):
        vistas["votaciones"] += len(votaciones)
        deshaciendo(mesa, por_el_servicio, votaciones)

    probar()
    cifra(9, "votaciones generadas que dejan un estado imposible", 0, de=vistas["votaciones"])
    assert vistas["votaciones"] >= CUANTAS


CRUDO = st.fixed_dictionaries(
    {
        "votos": st.dictionaries(GENTE, st.integers(0, 5), min_size=1, max_size=4),
        "emitidos": st.integers(0, 8),
        "presentes": st.integers(0, 8),
        "abstenciones": st.integers(0, 3),
        "asientos": st.lists(
            st.tuples(
                st.sampled_from(PUESTOS), st.integers(1, 3), GENTE, st.integers(1, 9), st.integers(0, 4)
            ),
            max_size=4,
        ),
    }
)


def crudo(mesa: Junta, dato: dict) -> None:
    """Rows written straight to the tables; each write that the database refuses is simply not there."""
    _intentar(lambda: _votacion_cruda(mesa, dato))
    for (puesto, calidad), lugar, quien, dia, dias in dato["asientos"]:
        desde = mesa.asamblea.inicio_en.date().replace(day=dia)
        periodo = {"desde": desde, "hasta": desde.replace(day=dia + dias) if dias else None}
        sitio = {"puesto": mesa.puesto(puesto), "calidad": calidad, "lugar": lugar}
        _intentar(lambda s=sitio, p=periodo, q=quien: crear_integrante(mesa, q, **s, **p))


def _intentar(escribir) -> None:
    try:
        with transaction.atomic():
            escribir()
    except DatabaseError:
        return


def _votacion_cruda(mesa: Junta, dato: dict) -> None:
    numeros = {k: dato[k] for k in ("emitidos", "presentes", "abstenciones")}
    eleccion = crear_eleccion(mesa, token=uuid4(), **numeros)
    for i, n in dato["votos"].items():
        _intentar(
            lambda i=i, n=n: Candidatura.objects.create(eleccion=eleccion, asistente=mesa.gente[i], votos=n)
        )


@pytest.mark.postgres
def test_generated_rows_against_the_guards_of_the_database(mesa):
    def probar_uno(mesa, dato):
        crudo(mesa, dato)
        assert imposibles(mesa.organo) == []

    EN_UNA(given(CRUDO)(lambda dato: deshaciendo(mesa, probar_uno, dato)))()


@pytest.fixture
def sin_guardas() -> Iterator[None]:
    disparadores.quitar(connection)
    yield
    disparadores.crear(connection)


def test_control_without_the_guards_the_violations_go_in(mesa, sin_guardas):
    """The same rows, with the triggers dropped: the check sees each of the three."""
    vistos = set()

    def probar_uno(mesa, dato):
        crudo(mesa, dato)
        vistos.update(imposibles(mesa.organo))

    normal = settings(EN_UNA, max_examples=100)
    normal(given(CRUDO)(lambda dato: deshaciendo(mesa, probar_uno, dato)))()
    assert vistos == {"more votes than present", "more people than seats", "one person in two posts"}
