"""Settings of the test runs: those of the project, with all state in a folder that is thrown away."""

import atexit
import os
import shutil
import tempfile


def borrar_al_salir(carpeta: str, creador: int) -> None:
    """Remove the folder at exit of the process that made it, not of one forked from it."""
    atexit.register(lambda: os.getpid() == creador and shutil.rmtree(carpeta, ignore_errors=True))


# A process started by a test finds the folder of that run.
DIRECTORIO = os.environ.get("DIR_DE_PRUEBAS")
if not DIRECTORIO:
    DIRECTORIO = os.environ["DIR_DE_PRUEBAS"] = tempfile.mkdtemp(prefix="poa-pruebas-")
    borrar_al_salir(DIRECTORIO, os.getpid())

os.environ["PRUEBAS"] = "1"
os.environ["DIR_ESTADO"] = DIRECTORIO
# Playwright keeps an event loop in the main thread; Django would refuse its own ORM there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# An operator's .env or shell must not change what the tests see; only the database may be chosen.
for variable in ("ENTORNO", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "URL_PUBLICA", "MEDIA_ROOT"):
    os.environ.pop(variable, None)

from poa.settings import *  # noqa: E402, F403
from poa.settings import DATABASES, ES_SQLITE, STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir(exist_ok=True)
if ES_SQLITE:
    # A file, never memory: the live server answers "table is locked" on a shared in-memory database.
    DATABASES["default"]["TEST"] = {"NAME": f"{DIRECTORIO}/pruebas.sqlite3"}
