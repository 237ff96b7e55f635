"""The page of a step: what comes first, and where it would count before anybody approves it."""

from datetime import date

import pytest
from django.urls import reverse

from actividades.archivos import preparar
from poa.models import LineaDeAccion
from tests.actividades.muestras import foto, subido
from tests.asambleas.muestras import comite_de, enviado, mapear, paso_de

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
FORMA = "data-captura"


def _pagina(cliente, paso) -> str:
    return cliente.get(reverse("paso", args=[paso.pk])).content.decode()


def test_what_is_missing_comes_before_the_form(reparto, cliente_de):
    organo, cliente = comite_de(reparto).organo, cliente_de("personal_a")
    listo, espera = paso_de(organo, "comite.conocimiento"), paso_de(organo, "comite.asamblea")
    assert FORMA in _pagina(cliente, listo)
    pagina = _pagina(cliente, espera)
    assert "Antes hay que" in pagina
    assert "aquí podrá registrar el paso" in pagina
    assert FORMA not in pagina


def test_sent_anyway_it_is_refused_and_nothing_typed_is_lost(reparto, cliente_de):
    organo, cliente = comite_de(reparto).organo, cliente_de("personal_a")
    paso = paso_de(organo, "comite.asamblea")
    datos = {
        "fecha": "2024-05-10",
        "descripcion": "Se hizo en la plaza",
        "revision": paso.revision,
        "token": "6e0f3a52-7d3c-4c1e-9d55-0a8b8f3d6c11",
    }
    respuesta = cliente.post(reverse("paso", args=[paso.pk]), datos)
    assert respuesta.status_code == 400
    dicho = respuesta.content.decode()
    assert "Se hizo en la plaza" in dicho
    assert "Antes falta: celebrar y cerrar la asamblea" in dicho
    paso.refresh_from_db()
    assert paso.estado == "pendiente"


def test_who_approves_is_told_where_it_will_count(reparto, cliente_de):
    mapear(reparto)
    organo = comite_de(reparto).organo
    paso = enviado(reparto, organo, "comite.conocimiento", archivos=[preparar(subido("paso.jpg", foto()))])
    cliente = cliente_de("directora_a")
    pagina = _pagina(cliente, paso)
    assert "Al aprobarse contará como una actividad" in pagina
    assert reparto.lineas("A")[0].texto[:30] in pagina
    cliente.post(reverse("paso_aprobar", args=[paso.pk]), {"revision": paso.revision})
    paso.refresh_from_db()
    assert paso.actividad.linea_id == reparto.lineas("A")[0].pk
    assert "Al aprobarse" not in _pagina(cliente, paso)


@pytest.mark.parametrize(
    ("mapa", "fecha", "razon"),
    [
        (False, date(2024, 5, 6), "inguna línea de acción del POA"),
        (True, date(2023, 12, 1), "no tiene un POA de ese año"),
    ],
)
def test_or_why_it_will_not(reparto, cliente_de, mapa, fecha, razon):
    if mapa:
        mapear(reparto)
    LineaDeAccion.objects.update(exige_evidencia=False)
    organo = comite_de(reparto).organo
    paso = enviado(reparto, organo, "comite.conocimiento")
    type(paso).objects.filter(pk=paso.pk).update(fecha=fecha)
    pagina = _pagina(cliente_de("directora_a"), paso)
    assert "Al aprobarse no contará" in pagina
    assert razon in pagina
