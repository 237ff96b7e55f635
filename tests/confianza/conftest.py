"""What the trust tests share: an authority with its e.firmas, and the signed quarters."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db.models import QuerySet
from django.test import Client

from nucleo import disparadores
from nucleo.efirma.ejemplo import Autoridad, Credencial, crear_autoridad
from tests.confianza.formularios import Forma, formas_de
from tests.confianza.historia import (
    CLAVE,
    INICIO_DE_LA_AUTORIDAD,
    Firmado,
    confiar_en,
    crear_efirmas,
    crear_firmado,
)
from tests.confianza.mundo_doble import Doble, crear_doble
from tests.reparto import ANONIMO, GENTE, cliente_de, en_hoy, reparto
from tests.sesiones import entrar

__all__ = ["cliente_de", "en_hoy", "reparto"]


@pytest.fixture(scope="session")
def autoridad() -> Autoridad:
    return crear_autoridad(desde=INICIO_DE_LA_AUTORIDAD)


@pytest.fixture(scope="session")
def credenciales(autoridad: Autoridad) -> dict[str, Credencial]:
    return crear_efirmas(autoridad)


@pytest.fixture
def efirmas(autoridad, credenciales, settings, tmp_path) -> dict[str, Credencial]:
    """The e.firmas by person; their authority is trusted by this installation."""
    settings.DIR_RAICES_EFIRMA = tmp_path / "raices"
    confiar_en(autoridad, settings.DIR_RAICES_EFIRMA)
    return credenciales


@pytest.fixture(scope="session")
def molde(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("molde") / "archivos"


@pytest.fixture
def firmado(db, efirmas, molde) -> Firmado:
    """First quarter evaluated (both e.firmas), second signed by the directora."""
    return crear_firmado(efirmas, molde)


@pytest.fixture(scope="session")
def molde_doble(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("doble") / "archivos"


@pytest.fixture
def doble(db, en_hoy, autoridad, molde_doble) -> Doble:
    """Direcciones A and B with the same things; all that B wrote carries a canary."""

    def credencial_de(quien: str) -> Credencial:
        nombre, rfc, curp, *_ = GENTE[quien]
        return autoridad.efirma(nombre=nombre, rfc=rfc, curp=curp, clave=CLAVE)

    return crear_doble(credencial_de, molde_doble)


@pytest.fixture
def cliente_doble(doble: Doble) -> Callable[[str], Client]:
    """A client of somebody of that cast; an error comes as the page people would see."""

    def cliente(quien: str) -> Client:
        nuevo = Client(raise_request_exception=False)
        if quien != ANONIMO:
            entrar(nuevo, doble.reparto.usuarios[quien])
        return nuevo

    return cliente


_formas: dict[str, list[Forma]] = {}


@pytest.fixture
def formas_doble(cliente_doble) -> Callable[[str], list[Forma]]:
    """Every form that somebody of that cast reaches; the walk is made once per run."""

    def de(quien: str) -> list[Forma]:
        if quien not in _formas:
            inicio = "/verificar/" if quien == ANONIMO else "/"
            _formas[quien] = formas_de(cliente_doble(quien), inicio)
        return _formas[quien]

    return de


@pytest.fixture
def sin_disparadores(db) -> Iterator[None]:
    """The guard of the database taken away."""
    disparadores.quitar()
    yield
    disparadores.crear()


@pytest.fixture
def sin_candados_de_fila(monkeypatch) -> None:
    """The guard of the services taken away: nobody waits for anybody's row."""
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self._chain())
