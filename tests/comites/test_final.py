"""How a comité ends, and only then; a report that waits again; the clave that opens nothing."""

import pytest
from django.urls import reverse

from asambleas.models import Organo
from asambleas.servicios import DatosDePaso, anular_paso, aprobar_paso, enviar_paso
from comites import servicios
from nucleo.errores import TransicionInvalida
from tests.comites.muestras import datos_de_entrega, registrado, reporte_de
from tests.comites.test_comites import actor
from tests.reparto import HOY

pytestmark = pytest.mark.django_db


def _por_entregar(reparto, monkeypatch):
    """A comité in force whose entrega has its paper."""
    comite = registrado(reparto)
    Organo.objects.filter(pk=comite.organo_id).update(estado="constituido")
    monkeypatch.setattr("asambleas.consultas.demandas.hay_acta", lambda *_: True)
    monkeypatch.setattr("comites.procedimiento.hay_acta", lambda *_: True)
    servicios.guardar_entrega(organo_id=comite.organo_id, datos=datos_de_entrega(), **actor(reparto))
    return comite.organo.pasos.get(clave="comite.entrega")


def _enviar(reparto, paso):
    datos = DatosDePaso(HOY, "Se entregó")
    return enviar_paso(paso_id=paso.pk, datos=datos, **actor(reparto))


def test_it_does_not_end_while_another_step_waits(reparto, monkeypatch):
    """Once it ended nothing more can be sent: those acts would never count."""
    paso = _por_entregar(reparto, monkeypatch)
    with pytest.raises(TransicionInvalida, match="aprobar los demás pasos"):
        _enviar(reparto, paso)
    paso.organo.pasos.exclude(pk=paso.pk).update(estado="aprobado", fecha=HOY, sin_contar="sin_linea")
    assert _enviar(reparto, paso).estado == "enviado"


def test_what_was_annulled_since_it_was_sent_stops_the_approval(reparto, monkeypatch):
    paso = _por_entregar(reparto, monkeypatch)
    otros = paso.organo.pasos.exclude(pk=paso.pk)
    otros.update(estado="aprobado", fecha=HOY, sin_contar="sin_linea")
    _enviar(reparto, paso)
    titular = actor(reparto, "directora_a")
    anular_paso(paso_id=otros.get(clave="comite.firmas").pk, motivo="Faltó una firma", **titular)
    with pytest.raises(TransicionInvalida, match="aprobar las firmas"):
        aprobar_paso(paso_id=paso.pk, **titular)


def test_of_one_that_ended_only_its_end_is_annulled(reparto, monkeypatch):
    paso = _por_entregar(reparto, monkeypatch)
    otros = paso.organo.pasos.exclude(pk=paso.pk)
    otros.update(estado="aprobado", fecha=HOY, sin_contar="sin_linea")
    titular = actor(reparto, "directora_a")
    _enviar(reparto, paso)
    aprobar_paso(paso_id=paso.pk, **titular)
    with pytest.raises(TransicionInvalida, match="anule antes el paso con el que terminó"):
        anular_paso(paso_id=otros.get(clave="comite.firmas").pk, motivo="Error", **titular)
    anular_paso(paso_id=paso.pk, motivo="Error", **titular)
    assert Organo.objects.get(pk=paso.organo_id).estado == "constituido"


def test_passed_on_again_it_waits_again(reparto):
    reporte = reporte_de(reparto, registrado(reparto))
    servicios.contestar_reporte(reporte_id=reporte.pk, respuesta="Ya", **actor(reparto))
    servicios.turnar_reporte(reporte_id=reporte.pk, area="Obras Públicas", **actor(reparto))
    reporte.refresh_from_db()
    assert reporte.contestado_el is None


@pytest.mark.parametrize("clave", ["ñandú", "🙂", "ABCD1234"])
def test_a_wrong_clave_says_the_same_of_any_folio(reparto, client, clave):
    folio = reporte_de(reparto, registrado(reparto)).folio
    dichos = []
    for uno in (folio, "REP/A/2024/999"):
        respuesta = client.post(reverse("seguimiento"), {"folio": uno, "clave": clave})
        assert respuesta.status_code == 200
        dichos.append("No encontramos un reporte" in respuesta.content.decode())
    assert dichos[0] == dichos[1]
