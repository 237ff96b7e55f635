"""What only a real server shows: the same submit at once, two edits at once, acts that cross."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from actividades import servicios
from actividades.models import Actividad
from actividades.servicios import mover, registrar
from nucleo.errores import Conflicto
from nucleo.models import Asiento
from poa.models import Prorroga, TrimestrePrograma
from tests.actividades.muestras import EN_T1, EN_T2
from tests.reparto import AHORA, HOY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]


def a_la_vez(*tareas: Callable[[], Any]) -> list[Any]:
    """Run them in threads with their own connection; an exception is returned in the place of its result."""

    def correr(tarea: Callable[[], Any]) -> Any:
        try:
            return tarea()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tareas)) as hilos:
        return list(hilos.map(correr, tareas))


@pytest.fixture
def con_t1(reparto) -> None:
    """The first quarter of A takes acts as well."""
    Prorroga.objects.create(
        trimestre_programa=reparto.tp(1),
        hasta=HOY,
        motivo="Luz",
        autor=reparto.usuarios["planeacion"],
        momento=AHORA,
    )


def test_ocho_envios_a_la_vez_del_mismo_formulario(reparto, datos_de, con_t1, tamano):
    """Also when they disagree on the date, and so wait behind different locks."""
    fechas = [EN_T1, EN_T2] * 4
    for ronda in range(1, tamano(10, 50) + 1):
        token, asientos = uuid4(), Asiento.objects.count()
        resultados = a_la_vez(
            *(
                lambda fecha=fecha: (
                    servicios.registrar_actividad(
                        direccion_id=reparto.direcciones["A"].pk,
                        datos=datos_de(fecha=fecha),
                        token=token,  # noqa: B023
                        persona=reparto.persona("personal_a"),
                        ahora=AHORA,
                    ).pk
                )
                for fecha in fechas
            )
        )
        # Those that say the same as the one kept get it; those with the other date are told of the conflict.
        hechas = [r for r in resultados if isinstance(r, int)]
        assert (len(set(hechas)), len(hechas)) == (1, 4), resultados
        assert all(isinstance(r, int | Conflicto) for r in resultados), resultados
        assert Actividad.objects.count() == ronda
        assert Asiento.objects.count() == asientos + 1


@contextmanager
def sin_turno(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The services without their locks."""
    with monkeypatch.context() as parche:
        parche.setattr(
            mover,
            "bloquear_trimestres",
            lambda ids: {
                pk: TrimestrePrograma.objects.select_related(
                    "programa__direccion", "programa__ejercicio"
                ).get(pk=pk)
                for pk in ids
            },
        )
        parche.setattr(QuerySet, "select_for_update", lambda self, **_: self)
        yield


def _dos_correcciones(reparto, datos_de, registrar_, monkeypatch) -> list[Any]:
    """Both read the same version before either writes, if nothing makes the second wait."""
    actividad, cita = registrar_(), threading.Barrier(2)
    original = registrar.escribir

    def escribir_juntas(*args: Any) -> None:
        with suppress(threading.BrokenBarrierError):
            cita.wait(timeout=0.3)
        original(*args)

    with monkeypatch.context() as parche:
        parche.setattr(registrar, "escribir", escribir_juntas)
        return a_la_vez(
            *(
                lambda texto=texto: servicios.corregir_actividad(
                    actividad=Actividad.objects.select_related("trimestre_programa__programa").get(
                        pk=actividad.pk
                    ),
                    datos=datos_de(descripcion=texto),
                    revision=1,
                    persona=reparto.persona("personal_a"),
                    ahora=AHORA,
                )
                for texto in ("La una", "La otra")
            )
        )


def test_de_dos_correcciones_a_la_vez_gana_una(reparto, datos_de, registrar, monkeypatch, tamano):
    for _ in range(tamano(5, 50)):
        resultados = _dos_correcciones(reparto, datos_de, registrar, monkeypatch)
        assert sorted(type(r).__name__ for r in resultados) == ["Actividad", "Conflicto"], resultados


def test_sin_los_turnos_si_se_pierde_una_correccion(reparto, datos_de, registrar, monkeypatch):
    with sin_turno(monkeypatch):
        resultados = _dos_correcciones(reparto, datos_de, registrar, monkeypatch)
    assert [type(r) for r in resultados] == [Actividad, Actividad], (
        "the race must happen when the lock is off"
    )
    assert not any(isinstance(r, Conflicto) for r in resultados)


def test_dos_actos_que_se_cruzan_de_trimestre_no_se_traban(reparto, datos_de, registrar, con_t1, tamano):
    for _ in range(tamano(5, 50)):
        de_1, de_2 = registrar(fecha=EN_T1), registrar(fecha=EN_T2)
        resultados = a_la_vez(
            *(
                lambda a=a, fecha=fecha: servicios.corregir_actividad(
                    actividad=a,
                    datos=datos_de(fecha=fecha),
                    revision=1,
                    persona=reparto.persona("personal_a"),
                    ahora=AHORA,
                )
                for a, fecha in ((de_1, EN_T2), (de_2, EN_T1))
            )
        )
        assert [type(r) for r in resultados] == [Actividad, Actividad], resultados
        de_1.refresh_from_db()
        de_2.refresh_from_db()
        assert (de_1.trimestre_programa, de_2.trimestre_programa) == (reparto.tp(2), reparto.tp(1))


def test_validar_y_corregir_a_la_vez_nunca_valida_lo_que_no_se_vio(reparto, datos_de, registrar, tamano):
    for _ in range(tamano(10, 50)):
        actividad = registrar(linea=None)
        validacion, correccion = a_la_vez(
            lambda a=actividad: servicios.validar_actividades(
                actividades=[a],
                revisiones={a.pk: 1},
                persona=reparto.persona("directora_a"),
                ahora=AHORA,
            ),
            lambda a=actividad: servicios.corregir_actividad(
                actividad=a,
                datos=datos_de(linea=None, descripcion="Otra cosa"),
                revision=1,
                persona=reparto.persona("personal_a"),
                ahora=AHORA,
            ),
        )
        actividad.refresh_from_db()
        if actividad.estado == "validada":
            assert actividad.descripcion == "Reunión de vecinos"
            assert isinstance(correccion, Exception)
        else:
            assert actividad.descripcion == "Otra cosa"
            assert isinstance(validacion.rechazadas[0].error, Conflicto)
