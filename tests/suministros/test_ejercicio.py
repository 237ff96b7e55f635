"""From which year a request is: this one's, or the one that a prórroga keeps open until this one opens."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nucleo.errores import DatosInvalidos
from poa import servicios as del_poa
from suministros import servicios
from tests.suministros import muestras as m

pytestmark = pytest.mark.django_db
ENERO = date(2025, 1, 20)


def pedir(mundo, dia: date = ENERO):
    ahora = timezone.make_aware(timezone.datetime(dia.year, dia.month, dia.day, 9))
    quien = {"persona": mundo.reparto.persona("personal_a", dia), "ahora": ahora}
    datos = m.datos_de_oficio(
        mundo, desde=ahora + timedelta(days=1), hasta=ahora + timedelta(days=1, hours=2)
    )
    return servicios.crear_solicitud(
        direccion=mundo.reparto.direcciones["A"], datos=datos, token=m.uuid4(), **quien
    )


def prorrogar(mundo, hasta: date) -> None:
    """Planeación keeps the fourth quarter of A open."""
    dia = date(2025, 1, 15)
    del_poa.otorgar_prorroga(
        trimestre_programa_id=mundo.reparto.tp(4).pk,
        hasta=hasta,
        motivo="Por las fiestas",
        persona=mundo.reparto.persona("planeacion", dia),
        ahora=mundo.ahora + (dia - mundo.hoy),
    )


def test_a_year_that_nobody_opened_takes_no_request(mundo):
    with pytest.raises(DatosInvalidos, match="aún no abre el ejercicio 2025"):
        pedir(mundo)


def test_a_prorroga_keeps_the_year_before_going(mundo):
    prorrogar(mundo, date(2025, 2, 28))
    s = pedir(mundo)
    assert (s.ejercicio.anio, s.fondo) == (2024, mundo.gasolina)
    with pytest.raises(DatosInvalidos):
        pedir(mundo, date(2025, 3, 1))


def test_once_this_year_is_open_it_is_of_this_year(mundo):
    prorrogar(mundo, date(2025, 2, 28))
    persona = mundo.reparto.persona("planeacion", ENERO)
    del_poa.abrir_ejercicio(anio=2025, persona=persona, ahora=mundo.ahora)
    s = pedir(mundo)
    assert (s.ejercicio.anio, s.fondo) == (2025, None)
