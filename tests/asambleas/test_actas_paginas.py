"""The pages of the actas: what anybody reads once it is published, and what each person sees and sends."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas.actas import actas_publicas, folio_en_direccion
from asambleas.models import Acta
from nucleo.almacen import leer
from nucleo.models import Asiento
from nucleo.verificacion import verificar_codigo
from tests.asambleas.mundo_actas import CANARIOS, congelada
from tests.asambleas.test_actas import A, adjuntar, reunion, sin_papel

__all__ = ["reunion", "sin_papel"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


# ---- read by anybody ----


@pytest.mark.usefixtures("sin_papel", "en_hoy")
def test_what_was_published_is_read_without_a_session(reparto, reunion, cliente_de):
    acta = adjuntar(reparto, congelada(reparto, reunion))
    url = reverse("actas_publicas", args=[folio_en_direccion(reunion.organo)])
    nadie = cliente_de("anonimo")
    assert nadie.get(url).status_code == 404
    assert nadie.get(url).content == nadie.get(reverse("actas_publicas", args=["COM-A-2024-999"])).content
    servicios.publicar_acta(acta_id=acta.pk, persona=reparto.persona("directora_a"), **A)
    texto = nadie.get(url).content.decode()
    assert acta.documento.folio in texto
    assert not [c for c in CANARIOS if c in texto]
    bajada = reverse("version_publica", args=[verificar_codigo(acta.documento.codigo).codigo])
    assert bajada in texto
    assert nadie.get(bajada).content == leer(Acta.objects.get().documento.publica_archivo)
    assert actas_publicas("nada") is None


@pytest.mark.usefixtures("sin_papel", "en_hoy")
def test_asking_too_often_is_stopped(reparto, reunion, cliente_de):
    cache.clear()
    url, nadie = reverse("actas_publicas", args=["nada"]), cliente_de("anonimo")
    codigos = [nadie.get(url).status_code for _ in range(31)]
    assert codigos[:30] == [404] * 30
    assert codigos[30] == 429


# ---- screens ----


@pytest.mark.usefixtures("sin_papel", "en_hoy")
def test_the_page_shows_no_contact_and_the_pdf_leaves_its_trace(reparto, reunion, cliente_de):
    acta = congelada(reparto, reunion)
    pagina = cliente_de("personal_a").get(reverse("acta", args=[acta.pk])).content.decode()
    assert "Irma Canal Ríos" in pagina
    assert not [c for c in CANARIOS if c in pagina and not c.startswith(("Irma", "Juan", "Lidia", "Omar"))
                and c != "33 1111 0004"]  # fmt: skip
    url = reverse("acta_pdf", args=[acta.pk])
    for quien, codigo in (
        ("personal_a", 200),
        ("contraloria", 200),
        ("planeacion", 403),
        ("personal_b", 404),
    ):
        antes = Asiento.objects.filter(accion="acta.ver").count()
        assert cliente_de(quien).get(url).status_code == codigo
        assert Asiento.objects.filter(accion="acta.ver").count() - antes == (codigo == 200)


@pytest.mark.usefixtures("sin_papel", "en_hoy")
def test_begun_written_and_frozen_from_the_screen(reparto, reunion, cliente_de):
    cliente = cliente_de("personal_a")
    lista = reverse("actas", args=[reunion.organo.pk])
    assert "todavía no tienen acta" in cliente.get(lista).content.decode()
    cliente.post(reverse("acta_levantar", args=[reunion.organo.pk]), {"asamblea": reunion.asamblea.pk})
    acta = Acta.objects.get()
    url = reverse("acta", args=[acta.pk])
    largo = cliente.post(
        url, {"exposicion": "x" * 4_001, "desarrollo": "Mi texto", "revision": acta.revision}
    )
    assert largo.status_code == 400
    assert "Mi texto" in largo.content.decode()
    cliente.post(url, {"exposicion": "Se dijo", "desarrollo": "", "asuntos": "", "revision": acta.revision})
    congelar = reverse("acta_congelar", args=[acta.pk])
    assert "ya no cambian" in cliente.get(congelar).content.decode()
    vieja = cliente.post(congelar, {"revision": acta.revision})
    assert vieja.status_code == 400
    assert Acta.objects.get().estado == "borrador"
    cliente.post(congelar, {"revision": acta.revision + 1})
    acta.refresh_from_db()
    assert (acta.estado, acta.exposicion) == ("congelada", "Se dijo")
    assert "por firmar" in cliente.get(lista).content.decode().lower()


@pytest.mark.usefixtures("sin_papel", "en_hoy")
def test_another_direccions_acta_does_not_exist(reparto, reunion, cliente_de):
    acta, cliente = congelada(reparto, reunion), cliente_de("directora_b")
    for ruta in ("acta", "acta_acuerdos", "acta_congelar", "acta_cancelar", "acta_reabrir", "acta_publica"):
        assert cliente.get(reverse(ruta, args=[acta.pk])).status_code == 404, ruta
    assert cliente.post(reverse("acta_publicar", args=[acta.pk])).status_code == 404
