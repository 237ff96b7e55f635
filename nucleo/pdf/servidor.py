"""Fork server of the renderer: imports WeasyPrint once, then forks one limited child per document.

Started by `nucleo.pdf.cliente` as `python -m nucleo.pdf.servidor FD`. It is our own and not
multiprocessing's because that one runs the main module (manage.py, gunicorn, pytest) again
in every child, and breaks when it is inherited by a forked worker.
"""

import contextlib
import gc
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import NoReturn

from nucleo.pdf.mensajes import LISTO, PEDIDO

Atender = Callable[[socket.socket, int, int], None]
PASO = 0.25
GRACIA = 1.0


def servir(control: socket.socket) -> None:
    """Forks a child for each connection that arrives; ends when the web process is gone."""
    from nucleo.pdf.hijo import atender

    gc.collect()
    gc.freeze()
    control.send(LISTO)
    plazos: dict[int, float] = {}
    while True:
        listos, _, _ = select.select([control], [], [], PASO if plazos else None)
        if listos:
            datos, descriptores, _, _ = socket.recv_fds(control, PEDIDO.size, 1)
            if not datos:
                break
            segundos, mib = PEDIDO.unpack(datos)
            with socket.socket(fileno=descriptores[0]) as conexion:
                pid = os.fork()
                if pid == 0:
                    control.close()
                    _vivir(atender, conexion, segundos, mib)
            plazos[pid] = time.monotonic() + segundos + GRACIA
        matar_vencidos(plazos)
        _despedir(plazos)
    for pid in plazos:
        os.kill(pid, signal.SIGKILL)


def _vivir(atender: Atender, conexion: socket.socket, segundos: int, mib: int) -> NoReturn:
    try:
        atender(conexion, segundos, mib)
    finally:
        os._exit(0)


def matar_vencidos(plazos: dict[int, float]) -> None:
    """Kills the children that outlived their own alarm by GRACIA seconds."""
    ahora = time.monotonic()
    for pid, plazo in plazos.items():
        if ahora > plazo:
            os.kill(pid, signal.SIGKILL)


def _despedir(plazos: dict[int, float]) -> None:
    with contextlib.suppress(ChildProcessError):
        while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
            plazos.pop(pid, None)


if __name__ == "__main__":
    servir(socket.socket(fileno=int(sys.argv[1])))
