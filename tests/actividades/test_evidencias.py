"""Putting evidence on an act, and the checked view that serves it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from actividades import servicios
from actividades.models import Actividad
from nucleo.errores import DatosInvalidos
from nucleo.models import Asiento
from tests.actividades.muestras import foto, pdf, sin_csrf, subido
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db
COLORES = "red green blue teal navy olive gray black white pink gold".split()


@pytest.mark.postgres
def test_agregar_y_quitar_dejan_su_rastro(reparto, registrar, listo):
    actividad, quien = registrar(), {"persona": reparto.persona("personal_a"), "ahora": AHORA}
    asientos = Asiento.objects.count()
    (evidencia,) = servicios.agregar_evidencia(actividad=actividad, archivos=[listo()], **quien)
    servicios.quitar_evidencia(evidencia=evidencia, **quien)
    assert [c.diferencias for c in actividad.cambios.all()[1:]] == [
        [{"campo": "evidencia", "antes": "", "despues": "teal.jpg"}],
        [{"campo": "evidencia", "antes": "teal.jpg", "despues": ""}],
    ]
    nuevos = Asiento.objects.order_by("id")[asientos:]
    assert [(a.accion, a.datos["evidencias"]) for a in nuevos] == [
        ("evidencia.agregar", [evidencia.sha256]),
        ("evidencia.quitar", [evidencia.sha256]),
    ]


@pytest.mark.postgres
def test_subir_dos_veces_lo_mismo_es_una(reparto, registrar, listo):
    actividad, quien = registrar(), {"persona": reparto.persona("personal_a"), "ahora": AHORA}
    servicios.agregar_evidencia(actividad=actividad, archivos=[listo(), listo()], **quien)
    asientos = Asiento.objects.count()
    assert servicios.agregar_evidencia(actividad=actividad, archivos=[listo()], **quien) == []
    assert (actividad.evidencias.count(), Asiento.objects.count()) == (1, asientos)


@pytest.mark.postgres
def test_diez_archivos_por_actividad(reparto, registrar, listo):
    actividad = registrar(archivos=[listo(c) for c in COLORES[:10]])
    with pytest.raises(DatosInvalidos, match="a lo más 10"):
        servicios.agregar_evidencia(
            actividad=actividad,
            archivos=[listo(COLORES[10])],
            persona=reparto.persona("personal_a"),
            ahora=AHORA,
        )
    assert actividad.evidencias.count() == 10
    with pytest.raises(DatosInvalidos, match="a lo más 10"):
        registrar(archivos=[listo(c) for c in COLORES])
    assert Actividad.objects.count() == 1


@pytest.fixture
def con_evidencias(registrar, reparto) -> Actividad:
    """An act with a photo and a PDF."""
    from actividades.archivos import preparar

    return registrar(
        archivos=[preparar(subido("mi foto.png.jpg", foto())), preparar(subido("acta.pdf", pdf()))]
    )


def test_la_foto_se_muestra_y_el_pdf_se_descarga(en_hoy, cliente_de, con_evidencias):
    cliente = cliente_de("personal_a")
    una, otra = con_evidencias.evidencias.all()
    respuesta = cliente.get(reverse("evidencia", args=[una.pk]))
    assert respuesta["Content-Type"] == "image/jpeg"
    assert respuesta["Content-Disposition"] == 'inline; filename="mi foto.png.jpg"'
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    assert respuesta["Cache-Control"] == "private, no-cache"
    assert respuesta.content[:3] == b"\xff\xd8\xff"
    respuesta = cliente.get(reverse("evidencia", args=[otra.pk]))
    assert respuesta["Content-Type"] == "application/pdf"
    assert respuesta["Content-Disposition"].startswith("attachment")


def test_la_miniatura_es_chica_y_solo_de_fotos(en_hoy, cliente_de, registrar):
    from actividades.archivos import preparar

    actividad = registrar(archivos=[preparar(subido("a.jpg", foto())), preparar(subido("a.pdf", pdf()))])
    cliente = cliente_de("directora_a")
    una, otra = (reverse("evidencia", args=[e.pk]) for e in actividad.evidencias.all())
    assert cliente.get(una + "?miniatura=1")["ETag"] != cliente.get(una)["ETag"]
    assert cliente.get(otra + "?miniatura=1")["Content-Type"] == "application/pdf"


def test_lo_que_ya_se_tiene_se_pregunta_cada_vez(en_hoy, cliente_de, con_evidencias):
    cliente, url = cliente_de("personal_a"), reverse("evidencia", args=[con_evidencias.evidencias.first().pk])
    etag = cliente.get(url)["ETag"]
    assert cliente.get(url, headers={"If-None-Match": etag}).status_code == 304
    # Who no longer works there gets nothing, not even «it has not changed».
    cliente.get(url).wsgi_request.user.adscripciones.all().delete()
    assert cliente.get(url, headers={"If-None-Match": etag}).status_code == 403


@pytest.mark.parametrize(
    ("quien", "codigo"),
    [
        ("personal_a", 200),
        ("directora_a", 200),
        ("planeacion", 200),
        ("contraloria", 200),
        ("personal_b", 404),
        ("directora_b", 404),
        ("tesoreria", 403),
        ("administrador", 403),
        ("anonimo", 302),
    ],
)
def test_quien_ve_la_evidencia(en_hoy, cliente_de, con_evidencias, quien, codigo):
    cliente = cliente_de(quien)
    respuesta = cliente.get(reverse("evidencia", args=[con_evidencias.evidencias.first().pk]))
    assert respuesta.status_code == codigo
    if codigo == 404:
        inexistente = cliente.get(reverse("evidencia", args=[999_999]))
        assert sin_csrf(respuesta) == sin_csrf(inexistente)


def test_un_archivo_que_falta_en_el_almacen_es_404(en_hoy, cliente_de, con_evidencias):
    evidencia = con_evidencias.evidencias.first()
    default_storage.delete(evidencia.archivo)
    assert cliente_de("personal_a").get(reverse("evidencia", args=[evidencia.pk])).status_code == 404


def test_subir_desde_la_pagina_de_la_actividad(en_hoy, cliente_de, registrar):
    actividad, cliente = registrar(), cliente_de("personal_a")
    url = reverse("evidencia_agregar", args=[actividad.pk])
    pagina = cliente.post(url, {"evidencias": [subido("a.jpg", foto()), subido("b.pdf", pdf())]}, follow=True)
    assert "Se agregó la evidencia." in pagina.content.decode()
    assert [e.nombre for e in actividad.evidencias.all()] == ["a.jpg", "b.pdf"]
    pagina = cliente.post(
        url, {"evidencias": subido("IMG.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 20)}, follow=True
    )
    assert "es una foto HEIC" in pagina.content.decode()
    assert actividad.evidencias.count() == 2


def test_quitar_desde_la_pagina(en_hoy, cliente_de, con_evidencias):
    evidencia = con_evidencias.evidencias.first()
    assert cliente_de("personal_b").post(reverse("evidencia_quitar", args=[evidencia.pk])).status_code == 404
    assert con_evidencias.evidencias.count() == 2
    cliente_de("personal_a").post(reverse("evidencia_quitar", args=[evidencia.pk]))
    assert con_evidencias.evidencias.count() == 1
