"""The example municipality loaded once per run, and people who come in at the door with their own browser."""

import io
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Page

from tests.recorridos.pasos import Gente


@pytest.fixture(scope="session")
def molde(tmp_path_factory) -> Path:
    """Where each story is kept once told: database and stored files by name; e.firmas."""
    return tmp_path_factory.mktemp("ejemplo")


@pytest.fixture
def historia() -> tuple[str, Callable[[], None]] | None:
    """What a module adds to the example, and its name; overridden there."""
    return None


@pytest.fixture
def ejemplo(transactional_db, live_server, settings, archivos_privados: Path, molde: Path, historia) -> Path:
    """The municipality that `cargar_demo` makes, with its own state; gives the folder of its e.firmas."""
    settings.DIR_ESTADO = molde
    settings.DIR_RAICES_EFIRMA = molde / "efirma" / "raices"
    settings.URL_PUBLICA = live_server.url
    if historia and _restaurar(molde, historia[0], archivos_privados):
        return molde / "efirma"
    if not _restaurar(molde, "ejemplo", archivos_privados):
        call_command("cargar_demo", stdout=io.StringIO())
        _guardar(molde, "ejemplo", archivos_privados)
    if historia:
        nombre, contar = historia
        contar()
        _guardar(molde, nombre, archivos_privados)
    return molde / "efirma"


def _restaurar(molde: Path, nombre: str, archivos: Path) -> bool:
    """Put a story back, if it was told before; only SQLite can."""
    base = molde / f"{nombre}.sqlite3"
    if connection.vendor != "sqlite" or not base.exists():
        return False
    with closing(sqlite3.connect(base)) as guardada:
        guardada.backup(_abierta())
    shutil.copytree(molde / nombre, archivos)
    return True


def _guardar(molde: Path, nombre: str, archivos: Path) -> None:
    if connection.vendor != "sqlite":
        return
    with closing(sqlite3.connect(molde / f"{nombre}.sqlite3")) as guardada:
        _abierta().backup(guardada)
    shutil.copytree(archivos, molde / nombre)


def _abierta() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection


@pytest.fixture
def errores() -> list[str]:
    """What the consoles of all the browsers of a test complained about."""
    return []


@pytest.fixture
def como(browser: Browser, live_server, ejemplo: Path, errores: list[str]) -> Iterator[Callable[..., Page]]:
    """`como("personal.pc", ancho=390)`: a browser of one's own, signed in by the form; None: the public.

    The test fails if any console had an error: a blocked script or style is one of them.
    """
    gente = Gente(browser, live_server.url, errores)
    yield gente.entrar
    gente.salir()
    assert errores == [], f"the browser console had errors: {errores}"


@pytest.fixture
def efirma(ejemplo: Path) -> Callable[[str], tuple[Path, Path]]:
    """`efirma("planeacion")`: the .cer and the .key of a person of the example."""
    return lambda usuario: (ejemplo / f"{usuario}.cer", ejemplo / f"{usuario}.key")
