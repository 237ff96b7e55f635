"""Three comités or three hundred, with three attendees or forty: the board and the lists ask the same."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asambleas.models import Asamblea, Asistente, Ciudadano
from comites.models import Comite
from tests.asambleas.mundo_elecciones import asamblea_de
from tests.comites.muestras import registrado, reporte_de
from tests.reparto import AHORA, Reparto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
MAXIMO = 15
LISTAS = ("comites", "pasos", "acuerdos", "obras")
DE_UN_ORGANO = ("comite", "reportes", "integrantes", "elecciones", "convocatorias", "actas")
DE_UNA_ASAMBLEA = ("asamblea", "asistencia", "asistencia_completa")


def _con_gente(reparto: Reparto, comite: Comite, cuantos: int) -> Asamblea:
    """An assembly of the comité with so many on its list, and a report."""
    asamblea = asamblea_de(reparto, comite.organo, nombres=())
    usuario = reparto.usuarios["personal_a"]
    gente = Ciudadano.objects.bulk_create(
        Ciudadano(
            direccion=comite.organo.direccion,
            nombre=f"Vecina {n}",
            busqueda=f"vecina {n}",
            telefono=f"376 000 {n:04d}",
            domicilio=f"Hidalgo {n}",
            creado_en=AHORA,
        )
        for n in range(cuantos)
    )
    comun = {"capturado_en": AHORA, "registrado_por": usuario, "registrado_en": AHORA}
    Asistente.objects.bulk_create(
        Asistente(asamblea=asamblea, ciudadano=uno, numero=n, token=uuid4(), **comun)
        for n, uno in enumerate(gente, 1)
    )
    reporte_de(reparto, comite)
    return asamblea


def _preguntas(cliente: Client, asamblea: Asamblea) -> dict[str, int]:
    """Queries of each list, once what every request reads is remembered."""
    rutas = {nombre: reverse(nombre) for nombre in LISTAS}
    rutas |= {nombre: reverse(nombre, args=[asamblea.organo_id]) for nombre in DE_UN_ORGANO}
    rutas |= {nombre: reverse(nombre, args=[asamblea.pk]) for nombre in DE_UNA_ASAMBLEA}
    hechas = {}
    for nombre, ruta in rutas.items():
        cliente.get(ruta)
        with CaptureQueriesContext(connection) as consultas:
            assert cliente.get(ruta).status_code == 200, ruta
        hechas[nombre] = len(consultas)
    return hechas


def test_the_board_and_the_lists_ask_the_same(reparto, cliente_de, tamano, monkeypatch):
    monkeypatch.setattr("nucleo.limites.POR_MINUTO", 10_000)
    cliente = cliente_de("personal_a")
    for n in range(3):
        chica = _con_gente(reparto, registrado(reparto, nombre=f"Obra {n}"), 3)
    pocas = _preguntas(cliente, chica)
    for n in range(tamano(27, 297)):
        grande = _con_gente(reparto, registrado(reparto, nombre=f"Otra {n}"), 40)
    muchas = _preguntas(cliente, grande)
    assert {n: c for n, c in muchas.items() if c > MAXIMO} == {}
    assert {n: (pocas[n], c) for n, c in muchas.items() if c > pocas[n]} == {}
