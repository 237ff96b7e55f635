"""The pages of a vote: registered, refused and filled, a row more, annulled, the protesta."""

from uuid import uuid4

import pytest
from django.urls import reverse

from asambleas.models import Eleccion
from tests.asambleas.mundo_elecciones import NOMBRES, Junta
from tests.asambleas.test_elecciones import en_el_puesto, mesa

__all__ = ["mesa"]
pytestmark = pytest.mark.django_db


def forma(mesa: Junta, votos: dict[int, int], **mas) -> dict:
    filas = list(votos.items())
    datos = {
        "metodo": "mano_alzada",
        "abstenciones": "0",
        "token": str(uuid4()),
        "renglones": str(len(filas)),
    }
    for n, (i, cuantos) in enumerate(filas):
        quien = mesa.gente[i]
        datos |= {f"quien-{n}": f"{quien.numero}. {quien.ciudadano.nombre}", f"votos-{n}": str(cuantos)}
    return datos | mas


def ruta(mesa: Junta, puesto: str = "Presidente", calidad: str = "propietario") -> str:
    return reverse("eleccion_nueva", args=[mesa.asamblea.pk, mesa.puesto(puesto).pk, calidad])


def test_the_page_registers_a_vote_and_explains_a_tie(mesa, en_hoy, cliente_de):
    cliente = cliente_de("personal_a")
    respuesta = cliente.post(ruta(mesa), forma(mesa, {0: 3, 1: 3}))
    assert respuesta.status_code == 302, respuesta.content.decode()
    pagina = cliente.get(reverse("elecciones", args=[mesa.organo.pk])).content.decode()
    assert "Empate entre Ana Peña y Bruno Ávila con 3 votos: haga la segunda vuelta." in pagina
    segunda = cliente.get(ruta(mesa)).content.decode()
    assert "1. Ana Peña" in segunda
    assert "2. Bruno Ávila" in segunda
    assert "3. Carla Ríos" not in segunda
    assert cliente.post(ruta(mesa), forma(mesa, {0: 3, 1: 4})).status_code == 302
    assert en_el_puesto(mesa) == [NOMBRES[1]]


def test_what_is_wrong_comes_back_filled(mesa, en_hoy, cliente_de):
    cliente = cliente_de("personal_a")
    respuesta = cliente.post(ruta(mesa), forma(mesa, {0: 7, 1: 7}, abstenciones="1"))
    texto = respuesta.content.decode()
    assert respuesta.status_code == 400
    assert "Suman 15 entre votos y abstenciones" in texto
    assert 'value="1. Ana Peña"' in texto
    assert texto.count('value="7"') == 2
    desconocida = forma(mesa, {0: 2}) | {"quien-0": "Nadie Conocido"}
    respuesta = cliente.post(ruta(mesa), desconocida)
    texto = respuesta.content.decode()
    assert respuesta.status_code == 400
    assert 'value="Nadie Conocido"' in texto
    assert "no está en la lista" in texto
    assert not Eleccion.objects.exists()


def test_another_row_keeps_what_was_typed(mesa, en_hoy, cliente_de):
    respuesta = cliente_de("personal_a").post(ruta(mesa), forma(mesa, {0: 7}) | {"agregar": "1"})
    texto = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert 'value="1. Ana Peña"' in texto
    assert 'name="quien-1"' in texto


def test_annul_and_protesta_from_the_page(mesa, en_hoy, cliente_de):
    cliente = cliente_de("directora_a")
    eleccion = mesa.votar({0: 4})
    anular = reverse("eleccion_anular", args=[eleccion.pk])
    assert cliente.post(anular, {"motivo": ""}).status_code == 400
    assert cliente.post(anular, {"motivo": "Se contó mal"}).status_code == 302
    mesa.votar({1: 4})
    cliente.post(reverse("tomar_protesta", args=[mesa.organo.pk]))
    assert mesa.organo.integrantes.get(hasta__isnull=True).acepto_en is not None
