"""Rule 21: at the edge of a quarter the municipality's own day decides, wherever the server stands."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from actividades.models import Actividad, CambioDeActividad
from tests.reparto import ANIO, ZONA, Reparto
from tests.sesiones import entrar

pytestmark = pytest.mark.django_db
ZONAS = ("UTC", "Asia/Tokyo", "America/Los_Angeles")
FINES = [date(ANIO, 3, 31), date(ANIO, 6, 30), date(ANIO, 9, 30), date(ANIO, 12, 31)]


def _instantes() -> list[datetime]:
    """Of each last day: when it is the next one in UTC, its last second, and the first of the next."""
    lista = []
    for fin in FINES:
        medianoche = datetime(fin.year, fin.month, fin.day, tzinfo=ZONA) + timedelta(days=1)
        lista += [medianoche - timedelta(hours=5), medianoche - timedelta(seconds=1), medianoche]
    return lista


@pytest.fixture(params=ZONAS)
def zona_del_servidor(request) -> Iterator[str]:
    antes = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if antes is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = antes
    time.tzset()


def _registrar(cliente: Client, linea: int, fecha: date) -> str:
    datos = {"linea": linea, "fecha": fecha.isoformat(), "cantidad": 1, "descripcion": "x", "token": uuid4()}
    return cliente.post("/actividades/nueva/", datos).content.decode()


def bien(reparto: Reparto, instante: datetime) -> bool:
    """Today is taken in its own quarter (or that year has no POA yet), and tomorrow is refused."""
    hoy = instante.astimezone(ZONA).date()
    with time_machine.travel(instante, tick=False):
        cliente = entrar(Client(), reparto.usuarios["personal_a"])
        Actividad.objects.all()._raw_delete("default")
        linea = reparto.lineas()[0].pk
        de_hoy = _registrar(cliente, linea, hoy)
        acto = Actividad.objects.select_related("trimestre_programa").first()
        manana = _registrar(cliente, linea, hoy + timedelta(days=1))
    en_su_trimestre = acto is not None and acto.trimestre_programa.numero == (hoy.month + 2) // 3
    sin_poa = hoy.year > ANIO and acto is None and "posterior a hoy" not in de_hoy
    return (en_su_trimestre or sin_poa) and "posterior a hoy" in manana


def _sin_historia(reparto: Reparto) -> None:
    CambioDeActividad.objects.all()._raw_delete("default")


def test_the_edge_of_each_quarter(reparto, zona_del_servidor, sin_disparadores, cifra):
    bienes = []
    for instante in _instantes():
        bienes.append(bien(reparto, instante))
        _sin_historia(reparto)
    cifra(21, "instantes en la orilla de un trimestre que cuentan donde deben", sum(bienes), de=len(bienes))
    assert all(bienes), dict(zip(_instantes(), bienes, strict=True))
    assert len(bienes) == 12


def test_control_a_clock_in_utc_is_wrong_at_the_edge(reparto, sin_disparadores, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: datetime.now(UTC).date())
    fallan = 0
    for instante in _instantes():
        fallan += not bien(reparto, instante)
        _sin_historia(reparto)
    assert fallan >= 4
