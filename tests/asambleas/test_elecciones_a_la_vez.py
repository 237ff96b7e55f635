"""What only a real server shows: several register the vote of one post at once, and one is kept."""

import pytest

from asambleas.models import Eleccion, Integrante
from nucleo.errores import Conflicto
from tests.actividades.test_concurrencia import a_la_vez
from tests.asambleas.mundo_elecciones import junta

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]


def test_two_votes_of_one_post_at_once_seat_one(reparto, tamano):
    for _ in range(tamano(8, 60)):
        mesa = junta(reparto)
        resultados = a_la_vez(*(lambda i=i, m=mesa: m.votar({i: 4}) for i in range(4)))
        assert sum(isinstance(r, Eleccion) for r in resultados) == 1, resultados
        assert sum(isinstance(r, Conflicto) for r in resultados) == 3, resultados
        assert Integrante.objects.filter(organo=mesa.organo).count() == 1


def test_one_person_for_two_posts_at_once_takes_one(reparto, tamano):
    for _ in range(tamano(8, 60)):
        mesa = junta(reparto)
        puestos = ("Presidente", "Secretario", "Vocal")
        a_la_vez(*(lambda p=p, m=mesa: m.votar({0: 4}, puesto=p) for p in puestos))
        assert Integrante.objects.filter(organo=mesa.organo).count() == 1
