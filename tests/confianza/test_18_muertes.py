"""Rule 18: the process that signs is killed with -9 at each of its writes; no quarter is left half signed."""

import os
import re
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from evaluacion.models import Evaluacion
from nucleo import disparadores
from nucleo.bitacora import revisar_cadena
from tests.confianza import interrupciones
from tests.confianza.historia import Firmado
from tests.confianza.interrupciones import cortando, sin_lo_lento
from tests.confianza.test_18_cortes import ENTEROS, PASOS, como_quedo, terminar_la_primera
from tests.conftest import COMPLETO

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Muerte(interrupciones.Contador):
    """At that write the process kills itself: before it, or right after it was done."""

    def contar(self) -> None:
        self.cuenta += 1
        if self.cuenta == self.corta_en:
            os.kill(os.getpid(), signal.SIGKILL)


def en_un_hijo(hacer: Callable[[], Any], punto: int) -> int:
    """Do it in a process of its own, which dies at that write: the signal, 0 if it got to the end, or -1."""
    connections.close_all()  # a connection must not be shared with the child
    hijo = os.fork()
    if not hijo:
        codigo = 1
        try:
            with pytest.MonkeyPatch.context() as parche:
                parche.setattr(interrupciones, "Contador", Muerte)
                if COMPLETO:  # also before each reading
                    parche.setattr(interrupciones, "_ESCRIBE", re.compile(""))
                with cortando(punto):
                    hacer()
            codigo = 0
        finally:
            os._exit(codigo)
    _, estado = os.waitpid(hijo, 0)
    return os.WTERMSIG(estado) if os.WIFSIGNALED(estado) else -os.WEXITSTATUS(estado)


def matar(tp_id: int, hacer: Callable[[], Any], salto: int) -> tuple[int, set[Any], int]:
    """Kill it at every `salto`-th write until it is not; how many deaths, what each left, how it ended."""
    muertes, quedaron, punto = 0, set(), 1
    while (fin := en_un_hijo(hacer, punto)) == signal.SIGKILL:
        muertes += 1
        quedaron.add(como_quedo(tp_id))
        punto += salto
    return muertes, quedaron, fin


@pytest.mark.parametrize("paso", PASOS)
def test_a_death_leaves_no_half_signed_quarter(firmado: Firmado, monkeypatch, cifra, tamano, paso):
    tp_id, hacer = paso(firmado)
    inicial = como_quedo(tp_id)
    sin_lo_lento(firmado, monkeypatch)
    muertes, quedaron, fin = matar(tp_id, hacer, tamano(6, 1))
    final = como_quedo(tp_id)
    medias = quedaron - {inicial, (inicial[0], "reservado", 0, False), final}
    cifra(18, "trimestres a medio firmar tras kill -9", len(medias), de=muertes)
    assert medias == set()
    assert quedaron <= ENTEROS
    assert muertes >= 1
    assert (fin, final in ENTEROS) == (0, True), "the retry, in a new process, was done"
    assert revisar_cadena(firmado.documento().cadena) is None


def test_control_a_state_written_outside_the_transaction_is_seen(firmado, monkeypatch):
    tp_id, hacer = terminar_la_primera(firmado)
    sin_lo_lento(firmado, monkeypatch)
    disparadores.quitar()

    def a_medias() -> None:
        Evaluacion.objects.filter(trimestre_programa_id=tp_id).update(estado="firmada_direccion")
        hacer()

    _, quedaron, _ = matar(tp_id, a_medias, 1)
    assert quedaron - ENTEROS
