"""The example municipality, loaded by its own command."""

import io

import pytest
from django.core.management import call_command

from poa.consultas import con_la_hoja
from poa.models import Programa


@pytest.fixture
def ejemplo(db) -> None:
    call_command("cargar_demo", stdout=io.StringIO())


@pytest.fixture
def original(ejemplo) -> Programa:
    """The POA of the original sheet, with what the example added."""
    return con_la_hoja().get(direccion__clave="PC", ejercicio__anio=2024)
