"""Rule 7 for the plan: no editor and no reprogramación reaches a signed quarter; an open one they do."""

from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client

from evaluacion.models import Evaluacion
from nucleo import disparadores
from poa.models import Programa, Programacion, RenglonDeReprogramacion, Reprogramacion, TrimestrePrograma
from tests.confianza.historia import CAPTURA_T1, DESPUES, Firmado, actor, filas_de_todo
from tests.confianza.peticiones_plan import Peticion, peticiones_del_plan
from tests.reparto import PROGRAMACION, ZONA
from tests.sesiones import entrar

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
TRIMESTRES = pytest.mark.parametrize("numero", [1, 2], ids=["evaluado", "firmado"])


@pytest.fixture(autouse=True)
def en_julio():
    with time_machine.travel(datetime(2024, DESPUES.month, DESPUES.day, 12, tzinfo=ZONA), tick=False):
        yield


def _cliente(firmado: Firmado, quien: str) -> Client:
    # No draft has a signed quarter: where one is made by force, what refuses may be the database itself.
    cliente = Client(raise_request_exception=False)
    return entrar(cliente, firmado.reparto.usuarios[quien])


def _pedida(firmado: Firmado, numero: int) -> Reprogramacion:
    """A request for the first línea in that quarter, asked while it could be and still undecided."""
    quien = actor(firmado.reparto, "directora_a", CAPTURA_T1)
    pedida = Reprogramacion.objects.create(
        programa=firmado.reparto.programa_a,
        folio="REPROG/A/2024/900",
        motivo="Sin vehículo",
        propuesta={
            "trimestres": [numero],
            "solicito": {"nombre": "Ada Muñoz", "cargo": "Directora"},
            "cancelar_lineas": [],
            "cancelar_estrategias": [],
            "estrategia": None,
            "lineas": [],
        },
        solicitada_por=quien["persona"].usuario,
        solicitada_el=CAPTURA_T1,
        solicitada_en=quien["ahora"],
        limite_resolucion=DESPUES,
    )
    RenglonDeReprogramacion.objects.create(
        reprogramacion=pedida,
        linea=firmado.reparto.lineas()[0],
        trimestre_programa=firmado.reparto.tp(numero),
        antes=PROGRAMACION[0][numero - 1],
        despues=77,
    )
    return pedida


def _abrir(firmado: Firmado, numero: int) -> None:
    """Open the quarter past the services, with the guards of the database away meanwhile."""
    disparadores.quitar(connection)
    tp = firmado.reparto.tp(numero)
    Evaluacion.objects.filter(trimestre_programa=tp).update(estado="en_revision")
    TrimestrePrograma.objects.filter(pk=tp.pk).update(cerrado=False)
    connection.check_constraints()
    disparadores.crear(connection)


def _autorizar(firmado: Firmado, pedida: Reprogramacion) -> int:
    direccion = f"/reprogramaciones/{pedida.pk}/autorizar/"
    return _cliente(firmado, "planeacion").post(direccion, {"motivo": "Procede"}).status_code


@TRIMESTRES
def test_authorising_a_change_does_not_reach_a_signed_quarter(firmado, numero):
    pedida = _pedida(firmado, numero)
    antes = filas_de_todo(menos="nucleo_usuario")
    assert _autorizar(firmado, pedida) == 409
    assert filas_de_todo(menos="nucleo_usuario") == antes


@TRIMESTRES
def test_control_once_open_the_same_request_changes_the_figure(firmado, numero):
    pedida = _pedida(firmado, numero)
    _abrir(firmado, numero)
    assert _autorizar(firmado, pedida) == 302
    fila = Programacion.objects.get(linea=firmado.reparto.lineas()[0], trimestre_programa__numero=numero)
    assert fila.vigente == 77


def _del_editor(firmado: Firmado, numero: int) -> list[Peticion]:
    """With the versions of now: an earlier request may have moved them."""
    return [p for p in peticiones_del_plan(firmado, numero) if p[0].startswith("poa_editar_")]


@TRIMESTRES
def test_a_draft_by_mistake_does_not_open_the_figures_of_a_signed_quarter(firmado, numero):
    """Even if the POA were a draft again, the quarter's own lock holds."""
    Programa.objects.filter(pk=firmado.reparto.programa_a.pk).update(estado="borrador")
    antes = list(Programacion.objects.order_by("pk").values_list("pk", "vigente"))
    cliente = _cliente(firmado, "directora_a")
    for n in range(len(_del_editor(firmado, numero))):
        _, direccion, datos = _del_editor(firmado, numero)[n]
        cliente.post(direccion, datos)
    assert list(Programacion.objects.order_by("pk").values_list("pk", "vigente")) == antes


def test_control_the_requests_of_the_editor_write_on_a_draft(firmado):
    _abrir(firmado, 2)
    Programa.objects.filter(pk=firmado.reparto.programa_a.pk).update(estado="borrador")
    cliente, callan = _cliente(firmado, "directora_a"), set()
    antes = filas_de_todo(menos="nucleo_usuario")
    for n in range(len(_del_editor(firmado, 2))):
        ruta, direccion, datos = _del_editor(firmado, 2)[n]
        cliente.post(direccion, datos)
        ahora = filas_de_todo(menos="nucleo_usuario")
        if ahora == antes:
            callan.add(ruta)
        antes = ahora
    assert callan == {"poa_editar_borrar"}, "a línea with figures of a signed quarter is not taken out"
