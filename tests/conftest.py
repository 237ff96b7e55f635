"""What every test gets: a private media folder, guards that let it clean up, a browser, its database."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import TransactionTestCase

from tests.cifras import cifra, pytest_terminal_summary

__all__ = ["cifra", "pytest_terminal_summary"]

COMPLETO = os.environ.get("COMPLETO") == "1"
ARGUMENTOS_DE_CHROMIUM = ["--no-sandbox", "--disable-quic", "--disable-background-networking"]

hypothesis.settings.register_profile("normal", deadline=None, derandomize=True, max_examples=50)
hypothesis.settings.register_profile("completo", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("completo" if COMPLETO else "normal")


def queda_fuera(marcas: set[str], vendor: str, completo: bool) -> bool:
    """Say whether a test with these marks is left out of a pass on this database.

    `largo` waits for `completo`. SQLite runs all but `solo_postgres`. PostgreSQL runs what is marked
    `postgres` or `solo_postgres`, and with `completo` everything.
    """
    if "largo" in marcas and not completo:
        return True
    if vendor == "sqlite":
        return "solo_postgres" in marcas
    return not completo and not marcas & {"postgres", "solo_postgres"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect, visibly counted, what does not belong to this pass."""
    vendor = "sqlite" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "postgresql"
    fuera = [i for i in items if queda_fuera({m.name for m in i.iter_markers()}, vendor, COMPLETO)]
    if fuera:
        config.hook.pytest_deselected(items=fuera)
        quedan = set(items) - set(fuera)
        items[:] = [i for i in items if i in quedan]
    items.sort(key=lambda item: turno_de(item.nodeid, item.get_closest_marker("navegador")))


def turno_de(nodeid: str, navegador: object) -> int:
    """What takes long goes first: were it last, the other worker would stand idle until it ends.

    The walks are few and long tests, then comes whatever drives a browser, then the rest as collected.
    """
    if nodeid.startswith("tests/recorridos/"):
        return 0
    return 1 if navegador else 2


_vaciar = TransactionTestCase._fixture_teardown


def _vaciar_sin_candados(self: TransactionTestCase) -> None:
    """Flush with the guards off (they refuse DELETE and TRUNCATE), and put them back whatever happens."""
    from nucleo import disparadores

    conexiones = [connections[alias] for alias in self._databases_names(include_mirrors=False)]
    for conexion in conexiones:
        disparadores.quitar(conexion)
    try:
        _vaciar(self)
    finally:
        for conexion in conexiones:
            disparadores.crear(conexion)


def pytest_configure(config: pytest.Config) -> None:
    TransactionTestCase._fixture_teardown = _vaciar_sin_candados
    # xdist would hand out first the modules with most tests, and leave for the end the longest ones.
    config.option.loadscopereorder = False


@pytest.fixture(scope="session")
def tamano() -> Callable[[int, int], int]:
    """Pick the size of a sweep: `tamano(ci, completo)` gives the first, or the second under COMPLETO=1."""
    return lambda ci, completo: completo if COMPLETO else ci


@pytest.fixture(autouse=True)
def memoria_limpia() -> None:
    """What a node remembers for some seconds is not carried from one test to the next."""
    caches["memoria"].clear()


@pytest.fixture(autouse=True)
def archivos_privados(tmp_path: Path, settings) -> Path:
    """Give each test its own empty media folder."""
    settings.MEDIA_ROOT = tmp_path / "archivos"
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Use Debian's chromium; Playwright's own download is never needed."""
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": ARGUMENTOS_DE_CHROMIUM,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "es-MX", "timezone_id": "America/Mexico_City"}


@pytest.fixture
def consola(page) -> list[str]:
    """Console errors and uncaught exceptions of `page`, in order; a CSP violation is one of them."""
    mensajes: list[str] = []
    page.on("console", lambda m: mensajes.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: mensajes.append(str(error)))
    return mensajes


@pytest.fixture
def pagina(page, live_server, consola: list[str]) -> Iterator:
    """Give a page bound to the live server; the test fails if its console had an error."""
    ir = page.goto
    page.goto = lambda ruta, **mas: ir(live_server.url + ruta if ruta.startswith("/") else ruta, **mas)
    yield page
    assert consola == [], f"the browser console had errors: {consola}"


@pytest.fixture
def entrar_como(pagina, live_server) -> Callable:
    """Sign a user in without the form: `entrar_como(usuario)` puts the session cookie in the browser."""

    def entrar(usuario) -> None:
        from django.test import Client

        from tests.sesiones import entrar as con_sesion

        cliente = con_sesion(Client(), usuario)
        galleta = cliente.cookies[settings.SESSION_COOKIE_NAME]
        pagina.context.add_cookies(
            [{"name": galleta.key, "value": galleta.value, "url": live_server.url, "httpOnly": True}]
        )

    return entrar
