"""Rule 6: while one edits and another signs, what was signed is what the rows say."""

import itertools
import random
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from actividades import permisos as permisos_de_actos
from actividades import servicios as actos
from actividades.lectura_csv import COLUMNAS, Renglon
from actividades.models import Actividad
from evaluacion.consultas.estado import situacion_de
from evaluacion.consultas.instantanea import instantanea
from evaluacion.models import Evaluacion
from evaluacion.servicios import firma, papel, revision
from nucleo import disparadores
from nucleo.bitacora import canonico
from nucleo.firmas import Contenido
from poa.models import TrimestrePrograma
from tests.confianza.hilos import a_la_vez, errores_en
from tests.confianza.historia import REVISION_T1, actor, dejar_por_firmar, preparar_y_sellar
from tests.reparto import Reparto

pytestmark = [pytest.mark.solo_postgres, pytest.mark.django_db(transaction=True)]
Edicion = Callable[[Reparto, date], Any]


@pytest.fixture
def listo(reparto: Reparto) -> TrimestrePrograma:
    """A quarter that can be signed."""
    return dejar_por_firmar(reparto, 1)


@pytest.fixture
def sin_dibujar(monkeypatch) -> None:
    """The snapshot is the real one; its PDF is not drawn."""

    def contenido(situacion, contexto) -> Contenido:
        return Contenido(canonico(instantanea(situacion)), contexto.como_json(), b"%PDF-1.7 prueba")

    monkeypatch.setattr(papel, "contenido_nuevo", contenido)


def _validadas(reparto: Reparto) -> list[Actividad]:
    filas = Actividad.objects.filter(trimestre_programa=reparto.tp(1), estado="validada", linea__isnull=False)
    return list(filas.order_by("-pk"))


def importar(reparto: Reparto, dia: date) -> None:
    valores = dict.fromkeys(COLUMNAS, "") | {
        "direccion": "A",
        "ejercicio": "2024",
        "estrategia": "1",
        "linea": "1",
        "fecha": "2024-02-06",
        "cantidad": "3",
        "descripcion": "Importada",
        "validada": "si",
    }
    quien = actor(reparto, "planeacion", dia)
    actos.importar_actividades(
        renglones=[Renglon(2, valores)], lote=uuid4(), archivo_sha256="0" * 64, **quien
    )


def anular(reparto: Reparto, dia: date) -> None:
    acto = _validadas(reparto)[0]
    actos.anular_actividad(actividad=acto, motivo="Repetida", **actor(reparto, "directora_a", dia))


def devolver_y_excluir(reparto: Reparto, dia: date) -> None:
    acto, quien = _validadas(reparto)[0], actor(reparto, "directora_a", dia)
    actos.devolver_actividad(actividad=acto, motivo="Falta la lista", **quien)
    actos.excluir_actividad(actividad=acto, motivo="No hubo lista", **quien)


def por_fuera(reparto: Reparto, dia: date) -> None:
    """Past the services: nothing but the trigger stands in the way."""
    Actividad.objects.filter(pk=_validadas(reparto)[0].pk).update(cantidad=random.randint(1, 9))


# More are imported than taken away, so that there is always something to take.
EDICIONES: tuple[Edicion, ...] = (importar, anular, importar, por_fuera, importar, devolver_y_excluir)


def difiere(reparto: Reparto, dia: date) -> bool | None:
    """Whether the frozen snapshot is not what the rows say; None when nothing was signed."""
    situacion = situacion_de(reparto.tp(1).pk, hoy=dia)
    documento = situacion.evaluacion and situacion.evaluacion.documento
    if not situacion.tp.cerrado or not documento:
        return None
    return documento.datos != canonico(instantanea(situacion))


def imprimir(reparto: Reparto, dia: date) -> Evaluacion:
    return papel.imprimir(tp_id=reparto.tp(1).pk, **actor(reparto, "directora_a", dia))


def test_rounds_on_the_paper_path(reparto, listo, sin_dibujar, cifra, tamano):
    cuenta = {None: 0, False: 0, True: 0}
    editadas = 0
    for ronda, editar in zip(range(tamano(30, 200)), itertools.cycle(EDICIONES)):
        pausa = random.Random(ronda).random() * 0.08

        def editar_luego(editar=editar, pausa=pausa):
            time.sleep(pausa)
            editar(reparto, REVISION_T1)

        firmada, editada = a_la_vez([lambda: imprimir(reparto, REVISION_T1), editar_luego])
        editadas += editada is None
        cuenta[difiere(reparto, REVISION_T1)] += 1
        if not isinstance(firmada, Exception):
            quien = actor(reparto, "directora_a", REVISION_T1)
            papel.cancelar_impresion(tp_id=listo.pk, motivo="Otra vuelta", **quien)
    cifra(
        6,
        "rondas de editar y firmar a la vez cuyo total difiere de las filas",
        cuenta[True],
        de=tamano(30, 200),
    )
    assert cuenta[True] == 0
    assert cuenta[False] > 3, "the signature never won: nothing was proved"
    assert editadas > 3, "the edition never won: nothing was proved"


def test_rounds_with_the_efirma(reparto, listo, efirmas, cifra, tamano):
    cuenta = {None: 0, False: 0, True: 0}
    for ronda, editar in zip(range(tamano(3, 24)), itertools.cycle((importar, por_fuera, anular))):
        dia = REVISION_T1 + timedelta(days=ronda)
        quien = actor(reparto, "directora_a", dia)
        listas = preparar_y_sellar(firma.preparar_firma_direccion, listo.pk, efirmas["directora_a"], quien)
        espera = random.Random(ronda).random() * 1.2

        def editar_luego(editar=editar, espera=espera, dia=dia):
            time.sleep(espera)
            editar(reparto, dia)

        firmada, _ = a_la_vez([lambda listas=listas: firma.terminar_firma_direccion(**listas), editar_luego])
        cuenta[difiere(reparto, dia)] += 1
        if not isinstance(firmada, Exception):
            evaluadora = actor(reparto, "planeacion", dia)
            revision.observar(tp_id=listo.pk, observacion="Otra vuelta", hasta=dia, **evaluadora)
    cifra(6, "rondas con e.firma cuyo total difiere de las filas", cuenta[True], de=tamano(3, 24))
    assert cuenta[True] == 0
    assert cuenta[False] + cuenta[None] == tamano(3, 24)


@pytest.fixture
def editor_que_se_detiene(monkeypatch) -> tuple[threading.Event, threading.Event]:
    """The editor stops between checking the lock and writing, until the signer is done (or a second)."""
    reviso, firmo = threading.Event(), threading.Event()
    exigir = permisos_de_actos.exigir

    def exigir_y_esperar(*args: Any) -> None:
        exigir(*args)
        reviso.set()
        firmo.wait(1)

    monkeypatch.setattr(permisos_de_actos, "exigir", exigir_y_esperar)
    return reviso, firmo


def _a_destiempo(reparto: Reparto, eventos: tuple[threading.Event, threading.Event]) -> list[Any]:
    reviso, firmo = eventos

    def firmar() -> Any:
        assert reviso.wait(10)
        try:
            return imprimir(reparto, REVISION_T1)
        finally:
            firmo.set()

    return a_la_vez([firmar, lambda: anular(reparto, REVISION_T1)])


@pytest.mark.parametrize("sin", ["nothing", "the row lock", "the triggers"])
def test_each_guard_alone_is_enough(request, reparto, listo, sin_dibujar, editor_que_se_detiene, sin):
    if sin == "the row lock":
        request.getfixturevalue("sin_candados_de_fila")
    if sin == "the triggers":
        disparadores.quitar()
    _a_destiempo(reparto, editor_que_se_detiene)
    assert difiere(reparto, REVISION_T1) is not True


def test_control_without_both_what_was_signed_differs(
    reparto, listo, sin_dibujar, editor_que_se_detiene, sin_candados_de_fila
):
    disparadores.quitar()
    resultados = _a_destiempo(reparto, editor_que_se_detiene)
    assert errores_en(resultados) == []
    assert difiere(reparto, REVISION_T1) is True


def test_raw_sql_waits_for_the_signature_under_way(reparto, listo):
    """The trigger reads the quarter's row FOR SHARE: it does not pass beside a signer who holds it."""
    orden: list[str] = []
    tomado = threading.Event()

    def cerrar() -> None:
        with transaction.atomic():
            TrimestrePrograma.objects.select_for_update().get(pk=listo.pk)
            tomado.set()
            time.sleep(0.5)
            TrimestrePrograma.objects.filter(pk=listo.pk).update(cerrado=True)
            orden.append("signed")

    def escribir() -> None:
        assert tomado.wait(10)
        try:
            por_fuera(reparto, REVISION_T1)
        finally:
            orden.append("written")

    resultados = a_la_vez([cerrar, escribir])
    assert orden == ["signed", "written"]
    assert len(errores_en(resultados)) == 1
