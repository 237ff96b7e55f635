"""The pages of the comités: what each shows, what comes back filled, what the public may not see."""

from uuid import uuid4

import pytest
from django.urls import reverse

from comites import servicios
from comites.models import Comite, Reporte
from tests.comites.muestras import registrado, reporte_de
from tests.reparto import AHORA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
CONTACTO = ("376 123 4567", "Hidalgo 4")


def test_a_wrong_form_comes_back_filled(reparto, cliente_de):
    datos = {"nombre": "Empedrado nuevo", "monto": "mucho", "token": str(uuid4())}
    pagina = cliente_de("personal_a").post(reverse("comite_nuevo"), datos)
    texto = pagina.content.decode()
    assert pagina.status_code == 400
    assert "Empedrado nuevo" in texto
    assert "mucho" in texto
    assert not Comite.objects.exists()


def test_the_board_tells_what_is_missing_and_how_long_a_report_waits(reparto, cliente_de):
    reporte_de(reparto, registrado(reparto, nombre="Drenaje largo"))
    registrado(reparto, "personal_b", "B", nombre="Obra de B")
    texto = cliente_de("personal_a").get(reverse("comites")).content.decode()
    assert "Drenaje largo" in texto
    assert "0 de 6 pasos" in texto
    assert "1 reporte abierto" in texto
    assert "Obra de B" not in texto
    nada = cliente_de("personal_a").get(reverse("comites"), {"q": "zzz"}).content.decode()
    assert "Ningún comité coincide" in nada


@pytest.mark.parametrize(
    ("quien", "ve"), [("personal_a", True), ("contraloria", True), ("planeacion", False)]
)
def test_contact_data_only_for_who_needs_them(reparto, cliente_de, quien, ve):
    reporte = reporte_de(reparto, registrado(reparto))
    texto = cliente_de(quien).get(reverse("reporte", args=[reporte.pk])).content.decode()
    assert all((dato in texto) is ve for dato in CONTACTO)


def test_the_public_sends_a_report_and_follows_it_by_folio_and_clave(reparto, client):
    comite = registrado(reparto, nombre="Banqueta")
    datos = {
        "tipo": "queja",
        "descripcion": "No hay paso",
        "nombre": "Rosa Ibarra",
        "telefono": CONTACTO[0],
        "token": str(uuid4()),
    }
    url = reverse("reportar", args=[comite.organo_id])
    sin_nombre = client.post(url, datos | {"nombre": ""})
    assert sin_nombre.status_code == 400
    assert "No hay paso" in sin_nombre.content.decode()
    gracias = client.post(url, datos).content.decode()
    reporte = Reporte.objects.get()
    assert reporte.folio in gracias
    assert reporte.clave in gracias
    servicios.contestar_reporte(
        reporte_id=reporte.pk,
        respuesta="Se abre mañana",
        persona=reparto.persona("personal_a"),
        ahora=AHORA,
    )
    seguir = reverse("seguimiento")
    halla = client.post(seguir, {"folio": reporte.folio, "clave": reporte.clave.lower()}).content.decode()
    assert "Se abre mañana" in halla
    assert "Rosa" not in halla
    assert CONTACTO[0] not in halla


def test_all_that_is_unknown_gets_the_same_answer(reparto, client):
    reporte = reporte_de(reparto, registrado(reparto))
    seguir = reverse("seguimiento")
    casi = client.post(seguir, {"folio": reporte.folio, "clave": "AAAAAAAA"}).content
    nada = client.post(seguir, {"folio": "REP/X/2024/999", "clave": "AAAAAAAA"}).content

    def sin_lo_escrito(pagina: bytes) -> str:
        texto = pagina.decode().replace(reporte.folio, "F").replace("REP/X/2024/999", "F")
        return "\n".join(r for r in texto.splitlines() if "csrf" not in r)

    assert sin_lo_escrito(casi) == sin_lo_escrito(nada)
    assert "No encontramos" in nada.decode()


def test_past_the_limit_a_report_comes_back_filled_and_is_not_taken(reparto, client):
    url = reverse("reportar", args=[registrado(reparto).organo_id])
    datos = {"tipo": "queja", "descripcion": "La zanja sigue abierta", "anonimo": "on"}
    codigos = [client.post(url, datos | {"token": str(uuid4())}).status_code for _ in range(10)]
    assert codigos == [200] * 10
    de_mas = client.post(url, datos | {"token": str(uuid4())})
    assert de_mas.status_code == 429
    assert "La zanja sigue abierta" in de_mas.content.decode()
    assert Reporte.objects.count() == 10


def test_at_the_counter_nobody_came_by_the_public_page(reparto, cliente_de):
    url = reverse("reporte_nuevo", args=[registrado(reparto).organo_id])
    forma = cliente_de("personal_a").get(url).context["form"]
    assert "portal" not in dict(forma.fields["medio"].choices)
    datos = {
        "tipo": "queja",
        "descripcion": "Algo",
        "anonimo": "on",
        "medio": "portal",
        "token": str(uuid4()),
    }
    assert cliente_de("personal_a").post(url, datos).status_code == 400


def test_the_public_asks_only_so_often(reparto, client):
    codigos = [
        client.post(reverse("seguimiento"), {"folio": "X", "clave": "Y"}).status_code for _ in range(12)
    ]
    assert codigos == [200] * 10 + [429] * 2
