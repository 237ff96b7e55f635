"""Rule 25 for the ciudadanía: telephone, address and e-mail, read by who carries the órgano alone."""

import re

import pytest

from nucleo.models import Asiento
from tests.confianza.arana import Arana
from tests.confianza.mundo_doble import CIUDADANO
from tests.reparto import ANONIMO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
AL_FINAL = pytest.mark.largo  # rule 3 walks as somebody of the other dirección in CI
NO_LOS_LLEVAN = ("planeacion", "tesoreria", pytest.param("personal_b", marks=AL_FINAL), ANONIMO)
INICIOS = ("/comites/", "/consejos/", "/obras/", "/consejos-ciudadanos/", "/acuerdos/")
DE_OTROS = re.compile(
    r"^/(actividades|poas|trimestres|catalogos|reprogramaciones|informe|evidencias|ayuda|v)/"
)


def _con_datos(cliente, doble, *, todo: bool) -> tuple[list[str], int]:
    """Pages and files of órganos that show personal data of anybody, and how many were looked at."""
    a = doble.a.organos
    directas = [f"/{una}s/{a[una]}/" for una in ("organo", "reporte")]
    directas += [f"/postulaciones/{a['postulacion']}/", f"/organos/{a['organo']}/integrantes/?contacto=1"]
    vistos = Arana(cliente, 3 if todo else 1, None if todo else DE_OTROS).recorrer(
        *reversed(directas), *INICIOS
    )
    assert [v.ruta for v in vistos if v.codigo >= 500] == []
    return [v.ruta for v in vistos if CIUDADANO.search(v.texto)], len(vistos)


@pytest.mark.parametrize("quien", NO_LOS_LLEVAN)
def test_who_does_not_carry_it_never_reads_them(doble, cliente_doble, cifra, tamano, quien):
    vistas, cuantas = _con_datos(cliente_doble(quien), doble, todo=bool(tamano(0, 1)))
    if quien == "personal_b":  # reads those of its own dirección
        de_a = set(_con_datos(cliente_doble("personal_a"), doble, todo=False)[0])
        vistas = [ruta for ruta in vistas if ruta in de_a]
    cifra(25, "páginas con datos de la ciudadanía para quien no los lleva", len(vistas), de=cuantas)
    assert vistas == []
    assert cuantas > 5


@pytest.mark.parametrize("quien", ["personal_a", pytest.param("contraloria", marks=AL_FINAL)])
def test_control_who_may_reads_them_and_it_stays_on_record(doble, cliente_doble, quien):
    antes = Asiento.objects.filter(accion__endswith=".ver").count()
    vistas, _ = _con_datos(cliente_doble(quien), doble, todo=False)
    assert len(vistas) >= 4, vistas
    assert any(ruta.endswith(".pdf") for ruta in vistas), vistas
    assert Asiento.objects.filter(accion__endswith=".ver").count() > antes
