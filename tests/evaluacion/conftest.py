"""The cast, the keys of whoever signs, and quarters led to each state of their life."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest

from evaluacion.servicios import firma, papel
from nucleo.efirma.ejemplo import Autoridad, Credencial, crear_autoridad
from tests.evaluacion.etapas import Etapa, hoja_minima
from tests.reparto import GENTE, cliente_de, en_hoy, reparto

__all__ = ["cliente_de", "en_hoy", "reparto"]


@pytest.fixture(scope="session")
def autoridad() -> Autoridad:
    return crear_autoridad(desde=datetime(2023, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="session")
def credencial_de(autoridad: Autoridad) -> Callable[[str], Credencial]:
    """`credencial_de("directora_a")`: that person's own e.firma, made once per run."""

    @cache
    def credencial(quien: str) -> Credencial:
        nombre, rfc, curp, *_ = GENTE[quien]
        return autoridad.efirma(nombre=nombre, rfc=rfc, curp=curp, clave="clave-de-prueba")

    return credencial


@pytest.fixture
def etapa(reparto, credencial_de) -> Etapa:
    """The first quarter of A, on a day when it is over and still in capture; PDFs are the real ones."""
    return Etapa(reparto, credencial_de)


@pytest.fixture(scope="session")
def limpiador() -> Callable[[bytes], bytes]:
    return cache(papel.escaneo_limpio)


@pytest.fixture
def escaneo_una_vez(monkeypatch, limpiador) -> None:
    """The child that cleans a scan is started once for the same bytes; those who try it are many."""
    monkeypatch.setattr(papel, "escaneo_limpio", limpiador)


@pytest.fixture
def sin_pdf(monkeypatch) -> None:
    """A blank page with the two boxes in place of each rendered PDF: half a second less per signature."""
    monkeypatch.setattr(firma, "hoja_del_trimestre", hoja_minima)
    monkeypatch.setattr(firma, "hoja_publica", hoja_minima)
