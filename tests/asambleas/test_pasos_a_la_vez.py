"""What only a real server shows: eight people approve one step at once, and it counts one."""

from contextlib import suppress

import pytest
from django.db import OperationalError

from actividades.models import Actividad
from asambleas import servicios
from asambleas.models import Paso
from asambleas.servicios import pasos
from nucleo.errores import ErrorDeDominio
from poa.models import LineaDeAccion, TrimestrePrograma
from tests.actividades.test_concurrencia import a_la_vez
from tests.asambleas.muestras import comite_de, enviado, mapear
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]
A_LA_VEZ = 8


@pytest.fixture
def con_plan(reparto):
    mapear(reparto)
    LineaDeAccion.objects.update(exige_evidencia=False)
    return reparto


def aprobar_a_la_vez(reparto, paso: Paso) -> list:
    return a_la_vez(
        *(
            lambda: servicios.aprobar_paso(
                paso_id=paso.pk, persona=reparto.persona("directora_a"), ahora=AHORA, revision=paso.revision
            )
            for _ in range(A_LA_VEZ)
        )
    )


def test_eight_approvals_of_one_step_count_one(con_plan, tamano, cifra):
    rondas, de_mas = tamano(10, 200), 0
    for ronda in range(1, rondas + 1):
        paso = enviado(con_plan, comite_de(con_plan, nombre=f"Obra {ronda}").organo, "comite.conocimiento")
        resultados = aprobar_a_la_vez(con_plan, paso)
        assert all(isinstance(r, Paso | ErrorDeDominio) for r in resultados), resultados
        assert sum(isinstance(r, Paso) for r in resultados) >= 1
        de_mas += Actividad.objects.count() != ronda
    cifra(8, "pasos que ocho aprueban a la vez y no cuentan uno", de_mas, de=rondas)
    assert not de_mas


def test_control_without_the_lock_a_step_counts_more_than_once(con_plan, monkeypatch):
    """Take the locks away: the same eight leave several activities, in some round."""

    def sin_candado(paso_id):
        paso = Paso.objects.select_related("organo__direccion", "organo__localidad").get(pk=paso_id)
        return paso, paso.organo, TrimestrePrograma.objects.get(programa=con_plan.programa_a, numero=2)

    monkeypatch.setattr(pasos, "_tomar", sin_candado)
    for ronda in range(20):
        paso = enviado(con_plan, comite_de(con_plan, nombre=f"Obra {ronda}").organo, "comite.conocimiento")
        with suppress(OperationalError):
            aprobar_a_la_vez(con_plan, paso)
        if Actividad.objects.count() > ronda + 1:
            return
    pytest.fail("without locks the race never counted twice: the test proves nothing")
