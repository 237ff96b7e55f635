"""A throw-away authority, its people, and documents signed by them, made once for all these tests."""

import pytest

from nucleo.efirma.ejemplo import Autoridad, Credencial, crear_autoridad
from tests.nucleo.efirma.armado import (
    DIRECTORA,
    INICIO,
    PLANEACION,
    Documento,
    documento_base,
    firmar_ambas,
    firmar_direccion,
)


@pytest.fixture(scope="session")
def autoridad() -> Autoridad:
    return crear_autoridad(desde=INICIO)


@pytest.fixture(scope="session")
def directora(autoridad: Autoridad) -> Credencial:
    return autoridad.efirma(**DIRECTORA)


@pytest.fixture(scope="session")
def planeacion(autoridad: Autoridad) -> Credencial:
    return autoridad.efirma(**PLANEACION)


@pytest.fixture(scope="session")
def base() -> bytes:
    """PDF/A-3a of WeasyPrint with both empty signature fields."""
    return documento_base()


@pytest.fixture(scope="session")
def con_una(base: bytes, directora: Credencial, autoridad: Autoridad) -> Documento:
    """The same, certified by the director."""
    return firmar_direccion(base, directora, autoridad)


@pytest.fixture(scope="session")
def con_dos(con_una: Documento, planeacion: Credencial, autoridad: Autoridad) -> Documento:
    """The same, with Planeación's approval."""
    return firmar_ambas(con_una, planeacion, autoridad)
