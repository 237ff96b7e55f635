"""The pages of the consejos: what comes back filled, what the public may not see, how much they ask."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consejos.models import Postulacion
from tests.consejos.muestras import consejo_de, llamado_de, postulacion_de

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
CONTACTO = ("376 123 4567", "rosa@example.org")


def test_a_citizen_applies_from_the_public_page_and_follows_it(reparto, client, archivos_privados):
    llamado = llamado_de(reparto, consejo_de(reparto))
    url = reverse("convocatoria_publica", args=[llamado.codigo])
    datos = {"nombre": "Rosa Ibarra", "telefono": CONTACTO[0], "exposicion": "Ayudar", "token": str(uuid4())}
    falta = client.post(url, datos)
    assert falta.status_code == 400
    assert "Rosa Ibarra" in falta.content.decode()
    sin_papeles = client.post(url, datos | {"protesta": "on"})
    assert sin_papeles.status_code == 400
    assert "La convocatoria pide documentos" in sin_papeles.content.decode()
    gracias = client.post(url, datos | {"protesta": "on", "despues": "on"}).content.decode()
    hecha = Postulacion.objects.get()
    assert hecha.folio in gracias
    assert hecha.clave in gracias
    sigue = client.post(reverse("seguir_postulacion"), {"folio": hecha.folio, "clave": hecha.clave})
    texto = sigue.content.decode()
    assert "recibida" in texto.lower()
    assert "Rosa" not in texto
    assert CONTACTO[0] not in texto


def test_past_the_limit_the_form_comes_back_filled_and_nothing_is_taken(reparto, client, archivos_privados):
    llamado = llamado_de(reparto, consejo_de(reparto))
    url = reverse("convocatoria_publica", args=[llamado.codigo])
    datos = {"nombre": "Rosa Ibarra", "exposicion": "Ayudar mucho"}
    codigos = [client.post(url, datos | {"token": str(uuid4())}).status_code for _ in range(10)]
    assert codigos == [400] * 10
    bien = datos | {"token": str(uuid4()), "protesta": "on", "despues": "on"}
    de_mas = client.post(url, bien)
    assert de_mas.status_code == 429
    assert "Ayudar mucho" in de_mas.content.decode()
    assert "espere un minuto" in de_mas.content.decode()
    assert not Postulacion.objects.exists()


def test_a_draft_does_not_exist_for_the_public(reparto, client):
    llamado = llamado_de(reparto, consejo_de(reparto), publicado=False)
    desconocido = client.get(reverse("convocatoria_publica", args=["X" * 26]))
    propio = client.get(reverse("convocatoria_publica", args=[llamado.codigo]))
    assert (propio.status_code, propio.content) == (404, desconocido.content)


@pytest.mark.parametrize(
    ("quien", "ve"), [("personal_a", True), ("contraloria", True), ("planeacion", False)]
)
def test_contact_data_only_for_who_needs_them(reparto, cliente_de, quien, ve):
    postulacion = postulacion_de(llamado_de(reparto, consejo_de(reparto)))
    texto = cliente_de(quien).get(reverse("postulacion", args=[postulacion.pk])).content.decode()
    assert all((dato in texto) is ve for dato in CONTACTO)


def test_a_refusal_without_its_reason_comes_back(reparto, cliente_de):
    postulacion = postulacion_de(llamado_de(reparto, consejo_de(reparto)))
    url = reverse("postulacion", args=[postulacion.pk])
    vacia = cliente_de("personal_a").post(url, {"a": "rechazada", "motivo": ""})
    assert vacia.status_code == 400
    cliente_de("personal_a").post(url, {"a": "rechazada", "motivo": "Es servidor público"})
    postulacion.refresh_from_db()
    assert (postulacion.estado, postulacion.motivo) == ("rechazada", "Es servidor público")


def test_the_board_asks_the_same_at_three_and_at_many(reparto, cliente_de, tamano):
    cliente = cliente_de("personal_a")

    def preguntas() -> int:
        with CaptureQueriesContext(connection) as hechas:
            cliente.get(reverse("consejos"))
        return len(hechas)

    for n in range(3):
        postulacion_de(llamado_de(reparto, consejo_de(reparto, nombre=f"Consejo {n}")))
    preguntas()  # what every request reads is remembered for some seconds
    pocos = preguntas()
    for n in range(tamano(20, 297)):
        postulacion_de(llamado_de(reparto, consejo_de(reparto, nombre=f"Otro {n}")))
    assert preguntas() <= pocos <= 15
