"""The child process of `validacion`: limits itself, forbids itself the network, and writes the verdict."""

import json
import logging
import resource
import sys
from typing import Any

PROHIBIDO = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "subprocess", "os.exec", "os.fork")


def principal() -> None:
    """Read one JSON line and the PDF from standard input; write {"razones": [...]} as JSON."""
    from nucleo.efirma.validacion import FirmaEsperada

    encargo = json.loads(sys.stdin.buffer.readline())
    resource.setrlimit(resource.RLIMIT_AS, (encargo["memoria"], encargo["memoria"]))
    resource.setrlimit(resource.RLIMIT_CPU, (encargo["segundos"], encargo["segundos"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    from nucleo.efirma.dictamen import dictaminar

    sys.addaudithook(_sin_red)
    esperadas = [FirmaEsperada.de_datos(datos) for datos in encargo["esperadas"]]
    razones = dictaminar(sys.stdin.buffer.read(), esperadas)
    json.dump({"razones": razones}, sys.stdout)


def _sin_red(evento: str, _: tuple[Any, ...]) -> None:
    if evento.startswith(PROHIBIDO):
        raise PermissionError(f"Validation may not use {evento}.")


if __name__ == "__main__":
    principal()
