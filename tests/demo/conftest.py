"""The example municipality: its plans told once, and put back into each test that asks for them."""

import pytest
from django.utils import timezone

from demo.escenario.municipio import montar_municipio
from demo.escenario.planes import cargar_planes, prorrogar_trimestres
from poa.consultas import con_la_hoja
from poa.models import Programa
from tests.molde import Molde


def contar_los_planes() -> None:
    """What the command does before anybody logs an act: the same functions, in its order."""
    montar_municipio()
    cargar_planes()
    prorrogar_trimestres(timezone.now())


_MOLDE = Molde(contar_los_planes)


@pytest.fixture
def ejemplo(db) -> None:
    """The municipality and its plans, without the acts of the year."""
    _MOLDE.usar()


@pytest.fixture
def original(ejemplo) -> Programa:
    """The POA of the original sheet, with what the example added."""
    return con_la_hoja().get(direccion__clave="PC", ejercicio__anio=2024)
