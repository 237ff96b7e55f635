"""The cast with its keys, and both direcciones with the same objects."""

import pytest

from poa.servicios import firma_plan
from tests.evaluacion.conftest import autoridad, credencial_de, etapa, sin_pdf
from tests.evaluacion.etapas import hoja_minima
from tests.reparto import cliente_de, en_hoy, reparto

__all__ = ["autoridad", "cliente_de", "credencial_de", "en_hoy", "etapa", "reparto", "sin_pdf"]


@pytest.fixture(autouse=True)
def sin_hoja_del_plan(monkeypatch) -> None:
    """A blank page in place of the rendered sheet of the POA, as `sin_pdf` does with that of the quarter."""
    monkeypatch.setattr(firma_plan, "hoja_del_poa", hoja_minima)
