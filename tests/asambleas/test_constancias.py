"""The day and figures of a step come from the act on record; nobody types them again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas import constancias
from asambleas.consultas.demandas import firmaron
from asambleas.models import Asamblea, Asistente, Ciudadano, Organo, Paso
from comites import servicios as de_comites
from comites.consultas.tablero import esperas_de
from nucleo.errores import DatosInvalidos
from poa.models import LineaDeAccion
from tests.actividades.muestras import foto, subido
from tests.asambleas.muestras import comite_de, enviado, mapear, paso_de
from tests.asambleas.mundo_elecciones import asamblea_de
from tests.comites.muestras import datos_de_entrega, registrado, reporte_de
from tests.reparto import AHORA, HOY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
ASAMBLEA, FIRMAS = "comite.asamblea", "comite.firmas"
DIA = date(2024, 4, 20)


def actor(reparto, quien="personal_a"):
    return {"persona": reparto.persona(quien), "ahora": AHORA}


@pytest.fixture
def organo(reparto, monkeypatch) -> Organo:
    """A comité whose assembly of 20 April, over, had two women, one man and one who preferred not to say."""
    hecho = comite_de(reparto).organo
    hace = AHORA - (HOY - DIA)
    asamblea = asamblea_de(reparto, hecho, momento=hace, nombres=("Ana", "Eva", "Luis", "Noé"))
    Asamblea.objects.filter(pk=asamblea.pk).update(estado="cerrada", fin_en=hace + timedelta(hours=1))
    for asistente, sexo in zip(Asistente.objects.order_by("numero"), "MMHN", strict=True):
        Ciudadano.objects.filter(pk=asistente.ciudadano_id).update(sexo=sexo)
    monkeypatch.setattr("asambleas.servicios.pasos.demandas_de", lambda paso: [])
    monkeypatch.setattr("asambleas.views.pasos.demandas_de", lambda paso: [])
    return hecho


def test_the_assembly_tells_its_day_and_who_came(reparto, organo):
    paso = enviado(reparto, organo, ASAMBLEA, fecha=date(2024, 1, 2))  # typed otherwise, by any road
    assert (paso.fecha, paso.mujeres, paso.hombres) == (DIA, 2, 1)


def test_without_its_assembly_nothing_is_told(reparto, organo):
    Asamblea.objects.update(estado="instalada")
    assert constancias.de_la_asamblea(organo) is None
    assert constancias.de_las_firmas(organo) is None


def test_the_signatures_are_of_that_day_or_later(reparto, organo):
    with pytest.raises(DatosInvalidos) as error:
        enviado(reparto, organo, FIRMAS, fecha=DIA - timedelta(days=1))
    assert "20 de abril de 2024" in error.value.errores["fecha"]
    paso = enviado(reparto, organo, FIRMAS, fecha=DIA + timedelta(days=3))
    assert (paso.fecha, paso.mujeres, paso.hombres) == (DIA + timedelta(days=3), 2, 1)


@pytest.mark.parametrize("como", ["nadie", "lista", "pantalla", "una falta", "sin gente"])
def test_an_efirma_alone_does_not_gather_the_signatures(organo, como):
    """What the titular signs with e.firma is not signed by the neighbours."""
    asistentes = Asistente.objects.filter(asamblea__organo=organo)
    if como == "lista":
        Asamblea.objects.update(lista_archivo="escaneos/x.pdf")
    if como in {"pantalla", "una falta"}:
        asistentes.update(firma_archivo="firmas/x.png")
    if como == "una falta":
        Asistente.objects.filter(pk=asistentes.first().pk).update(firma_archivo="")
    if como == "sin gente":
        asistentes.delete()
    assert firmaron(organo) == (como in {"lista", "pantalla"})


def test_the_page_shows_them_and_does_not_ask(reparto, organo, cliente_de):
    cliente, paso = cliente_de("personal_a"), paso_de(organo, ASAMBLEA)
    url = reverse("paso", args=[paso.pk])
    pagina = cliente.get(url)
    assert {"fecha", "mujeres", "hombres"}.isdisjoint(pagina.context["forma"].fields)
    dicho = " ".join(pagina.content.decode().split())
    assert "20 de abril de 2024" in dicho
    assert "2 mujeres y 1 hombre " in dicho
    datos = {
        "descripcion": "Se explicó",
        "mujeres": "600",
        "fecha": "2024-01-02",
        "revision": paso.revision,
        "token": "6e0f3a52-7d3c-4c1e-9d55-0a8b8f3d6c11",
        "evidencias": subido("acto.jpg", foto()),
    }
    assert cliente.post(url, datos).status_code == 302
    paso.refresh_from_db()
    assert (paso.fecha, paso.mujeres, paso.hombres) == (DIA, 2, 1)


def test_the_entrega_is_of_the_day_of_its_acta(reparto, monkeypatch):
    comite = registrado(reparto)
    monkeypatch.setattr("asambleas.servicios.pasos.demandas_de", lambda paso: [])
    Organo.objects.filter(pk=comite.organo_id).update(estado="constituido")
    de_comites.guardar_entrega(organo_id=comite.organo_id, datos=datos_de_entrega(), **actor(reparto))
    paso = paso_de(comite.organo, "comite.entrega")
    datos = servicios.DatosDePaso(HOY, "Se entregó", 4, 5)
    hecho = servicios.enviar_paso(paso_id=paso.pk, datos=datos, **actor(reparto))
    assert (hecho.fecha, hecho.mujeres, hecho.hombres) == (date(2024, 5, 10), 4, 5)


def _concluido(reparto):
    """A comité whose work was handed over, and a report that comes afterwards, answered."""
    comite = registrado(reparto)
    comite.organo.pasos.update(estado="aprobado", fecha=HOY, sin_contar="sin_linea")
    Organo.objects.filter(pk=comite.organo_id).update(estado="concluido")
    reporte = reporte_de(reparto, comite)
    de_comites.contestar_reporte(reporte_id=reporte.pk, respuesta="Se reparó", **actor(reparto))
    return comite, de_comites.cerrar_reporte(reporte_id=reporte.pk, **actor(reparto))


def test_a_report_attended_after_the_end_counts_too_and_its_folio_is_its_evidence(reparto):
    mapear(reparto, ("comite.conocimiento", "comite.convocatoria", "comite.reporte"))
    LineaDeAccion.objects.update(exige_evidencia=True)
    _, reporte = _concluido(reparto)
    assert reporte.paso.estado == "enviado"
    hecho = servicios.aprobar_paso(paso_id=reporte.paso_id, **actor(reparto, "directora_a"))
    assert hecho.actividad.linea.paso_que_cuenta == "comite.reporte"
    servicios.anular_paso(paso_id=hecho.pk, motivo="Se contó mal", **actor(reparto, "directora_a"))
    otra = Paso.objects.get(organo=hecho.organo, clave="comite.reporte", estado="pendiente")
    assert otra.vuelta == 2


def test_of_a_cancelled_work_a_report_is_closed_and_makes_no_step(reparto):
    comite = registrado(reparto)
    reporte = reporte_de(reparto, comite)
    de_comites.contestar_reporte(reporte_id=reporte.pk, respuesta="No se hará", **actor(reparto))
    Organo.objects.filter(pk=comite.organo_id).update(estado="cancelado", motivo_de_cierre="Sin recursos")
    cerrado = de_comites.cerrar_reporte(reporte_id=reporte.pk, **actor(reparto))
    assert cerrado.paso is None
    assert [e.abierto for e in esperas_de([cerrado], HOY)] == [0]


def test_what_was_returned_is_told_on_the_first_page_and_in_the_list(reparto, cliente_de):
    paso = enviado(reparto, comite_de(reparto).organo, "comite.conocimiento")
    titular = cliente_de("directora_a")
    devuelto = titular.post(
        reverse("paso_devolver", args=[paso.pk]), {"motivo": "Falta la foto"}, follow=True
    )
    assert devuelto.redirect_chain == [(reverse("pasos"), 302)]
    personal = cliente_de("personal_a")
    assert "1 paso devuelto" in personal.get(reverse("inicio"), follow=True).content.decode()
    lista = personal.get(reverse("pasos")).content.decode()
    assert "Devueltos para corregir" in lista
    assert "Falta la foto" in lista
    assert (
        "paso devuelto" not in cliente_de("personal_b").get(reverse("inicio"), follow=True).content.decode()
    )


def test_what_keeps_it_from_being_approved_is_told_on_its_page(reparto, cliente_de):
    mapear(reparto)
    LineaDeAccion.objects.update(exige_evidencia=False)
    paso = enviado(reparto, comite_de(reparto).organo, "comite.conocimiento")
    LineaDeAccion.objects.update(exige_evidencia=True)
    pagina = cliente_de("directora_a").post(reverse("paso_aprobar", args=[paso.pk]), follow=True)
    assert pagina.redirect_chain == [(reverse("paso", args=[paso.pk]), 302)]
    assert "No se aprobó. La línea de acción exige evidencia" in pagina.content.decode()
    paso.refresh_from_db()
    assert paso.estado == "enviado"
