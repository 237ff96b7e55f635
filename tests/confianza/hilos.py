"""Runs things at the same moment, each on its own connection."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections

PACIENCIA = 60


def a_la_vez(tareas: Sequence[Callable[[], Any]]) -> list[Any]:
    """Result (or exception) of each task, all started at the same barrier."""
    salida = threading.Barrier(len(tareas))
    resultados: list[Any] = [None] * len(tareas)

    def correr(lugar: int) -> None:
        try:
            salida.wait(PACIENCIA)
            resultados[lugar] = tareas[lugar]()
        except Exception as error:
            resultados[lugar] = error
        finally:
            connections.close_all()

    hilos = [threading.Thread(target=correr, args=(n,)) for n in range(len(tareas))]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(PACIENCIA)
        assert not hilo.is_alive(), "a task waits for ever"
    return resultados


def errores_en(resultados: Sequence[Any]) -> list[Exception]:
    return [r for r in resultados if isinstance(r, Exception)]
