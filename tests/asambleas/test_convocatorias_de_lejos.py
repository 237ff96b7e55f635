"""Notices seen from outside: of an órgano that was called off, and how many queries their pages take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas.convocatorias import aviso_publico, esta_cancelada
from asambleas.documentos.calendario import calendario_de
from asambleas.documentos.cartel import cartel_de
from asambleas.models import Convocatoria, Organo
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_convocatorias import como, convocada, hasta, publicada
from tests.nucleo.pdf.lectura import texto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
TOPE = 15


@pytest.fixture
def organo(reparto) -> Organo:
    return comite_de(reparto).organo


def releida(pk: int) -> Convocatoria:
    return Convocatoria.objects.select_related("organo__direccion", "organo__localidad").get(pk=pk)


def test_when_the_organo_is_called_off_nobody_is_told_to_come(reparto, organo, cliente_de):
    hecha = publicada(reparto, organo)
    pagina, papel = reverse("convocatoria_publicada", args=[hecha.codigo]), cartel_de(releida(hecha.pk))
    assert "se canceló" not in cliente_de("anonimo").get(pagina).content.decode()  # before, it is on
    assert "CANCELADA" not in texto(papel)
    servicios.cancelar_organo(organo_id=organo.pk, motivo="Sin recursos", **como(reparto))
    assert "se canceló" in cliente_de("anonimo").get(pagina).content.decode()
    assert "CANCELADA" in texto(cartel_de(releida(hecha.pk)))
    assert b"STATUS:CANCELLED" in calendario_de(aviso_publico(hecha.codigo), "https://x.example/")


def test_what_was_held_stays_held_when_its_organo_is_called_off(reparto, organo):
    asamblea = hasta(reparto, organo, "cerrada")
    servicios.cancelar_organo(organo_id=organo.pk, motivo="Sin recursos", **como(reparto))
    assert not esta_cancelada(releida(asamblea.convocatoria_id))
    assert aviso_publico(asamblea.convocatoria.codigo).situacion == "Esta asamblea ya se celebró."


def test_control_the_names_that_the_public_page_hides_are_on_the_list(reparto, organo, cliente_de):
    """The same names, looked for in the same way, are found where they belong."""
    asamblea = convocada(reparto, organo, 3)
    lista = cliente_de("personal_a").get(reverse("asistencia", args=[asamblea.pk])).content.decode()
    publica = reverse("convocatoria_publicada", args=[asamblea.convocatoria.codigo])
    a_la_vista = cliente_de("anonimo").get(publica).content.decode()
    nombres = list(asamblea.asistentes.values_list("ciudadano__nombre", flat=True))
    assert len(nombres) == 3
    assert [n for n in nombres if n in lista] == nombres
    assert [n for n in nombres if n in a_la_vista] == []


def consultas(cliente, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as hechas:
        assert cliente.get(url).status_code == 200
    return len(hechas)


def test_its_lists_take_the_same_queries_however_long_they_are(reparto, organo, cliente_de):
    cliente, lista = cliente_de("personal_a"), reverse("convocatorias", args=[organo.pk])
    asamblea = convocada(reparto, organo, 2)
    suya = reverse("asamblea", args=[asamblea.pk])
    cliente.get(lista)
    pocas = consultas(cliente, lista), consultas(cliente, suya)
    for n in range(12):
        convocada(reparto, organo, 1, primera_en=asamblea.convocatoria.primera_en - timedelta(hours=n))
    gente = [(f"Persona {n}", "Testigo", False) for n in range(20)]
    servicios.anotar_autoridades(asamblea_id=asamblea.pk, autoridades=gente, **como(reparto))
    assert (consultas(cliente, lista), consultas(cliente, suya)) == pocas
    assert max(pocas) <= TOPE
