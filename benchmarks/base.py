"""A throw-away installation for the benchmarks, and how a time is taken."""

import atexit
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parent.parent


def montar() -> None:
    """An empty SQLite with the guards on, in a temporary folder; to be called before anything of ours."""
    carpeta = Path(tempfile.mkdtemp(prefix="poa-medidas-"))
    creador = os.getpid()
    atexit.register(lambda: os.getpid() == creador and shutil.rmtree(carpeta, ignore_errors=True))
    (carpeta / "estaticos").mkdir()
    for variable in ("DATABASE_URL", "ENTORNO", "MEDIA_ROOT", "URL_PUBLICA", "SECRET_KEY", "DEBUG"):
        os.environ.pop(variable, None)
    os.environ |= {"DIR_ESTADO": str(carpeta), "PRUEBAS": "1", "DJANGO_SETTINGS_MODULE": "poa.settings"}
    sys.path.insert(0, str(RAIZ))
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def milisegundos(accion: Callable[[], Any], veces: int = 5) -> float:
    """Median of several runs, after one that is not counted."""
    accion()
    tiempos = []
    for _ in range(veces):
        inicio = time.perf_counter()
        accion()
        tiempos.append((time.perf_counter() - inicio) * 1000)
    return statistics.median(tiempos)


def tabla(encabezado: Sequence[str], filas: Sequence[Sequence[Any]]) -> None:
    """Print rows as Markdown."""
    lineas = [encabezado, ["---"] * len(encabezado), *([str(c) for c in fila] for fila in filas)]
    sys.stdout.write("".join("| " + " | ".join(linea) + " |\n" for linea in lineas))


def concluir(fallas: Sequence[str]) -> None:
    """End with 1 and the reasons when a limit was passed."""
    for falla in fallas:
        sys.stderr.write(f"FAILED: {falla}\n")
    sys.exit(1 if fallas else 0)
