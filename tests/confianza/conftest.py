"""What the trust tests share: an authority with its e.firmas, and the signed quarters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import QuerySet

from nucleo import disparadores
from nucleo.efirma.ejemplo import Autoridad, Credencial, crear_autoridad
from tests.confianza.historia import (
    INICIO_DE_LA_AUTORIDAD,
    Firmado,
    confiar_en,
    crear_efirmas,
    crear_firmado,
)
from tests.reparto import cliente_de, en_hoy, reparto

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
