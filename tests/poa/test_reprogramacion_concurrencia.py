"""What only a real server shows: eight requests at once, and two decisions of one request at once."""

import pytest

from nucleo.errores import Conflicto, TransicionInvalida
from poa.models import Reprogramacion
from tests.actividades.test_concurrencia import a_la_vez
from tests.poa.cambios import celdas, cifras, pedir, resolver
from tests.reparto import ANIO

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]


def test_of_eight_requests_at_once_one_waits_and_no_folio_is_burnt(reparto):
    hechas = a_la_vez(*(lambda n=n: pedir(reparto, celdas(reparto, {(0, 3): n + 4})) for n in range(8)))
    assert sorted(type(h).__name__ for h in hechas) == ["Conflicto"] * 7 + ["Reprogramacion"]
    assert all(isinstance(h, Conflicto | Reprogramacion) for h in hechas)
    resolver(reparto, Reprogramacion.objects.get(), autoriza=False)
    assert pedir(reparto, celdas(reparto, {(0, 3): 4})).folio == f"REPROG/A/{ANIO}/002"


def test_of_two_decisions_at_once_one_stands(reparto):
    cual = pedir(reparto, celdas(reparto, {(0, 3): 7}))
    decisiones = [lambda si=si: resolver(reparto, cual, autoriza=si) for si in (True, False) * 4]
    hechas = a_la_vez(*decisiones)
    buenas = [h for h in hechas if isinstance(h, Reprogramacion)]
    assert len(buenas) == 1
    assert sum(isinstance(h, TransicionInvalida) for h in hechas) == 7
    assert cifras(reparto.lineas()[0].pk)[2] == (7 if buenas[0].estado == "autorizada" else 0)
