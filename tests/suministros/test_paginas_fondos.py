"""Tesorería's pages of money: fondos, changes, ceilings, rubros, asked against spent; and who may not."""

import pytest

from suministros import servicios
from suministros.models import (
    Fondo,
    MovimientoDeFondo,
    Rubro,
)
from tests.suministros import muestras as m
from tests.suministros.paginas import dice, enviado, estado, ir, llenar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]


@pytest.fixture
def teo(mundo, cliente_de):
    return cliente_de("tesoreria")


# The money


def test_the_fondos_add_up_and_show_their_year(teo, mundo):
    m.solicitud_en(mundo, "cerrada")
    m.autorizada(mundo)
    pagina = ir(teo, "fondos")
    sumas = pagina.context["sumas"]
    assert sumas["asignado"] == sum(sumas[c] for c in ("comprometido", "ejercido", "disponible")) == 3000_00
    assert (sumas["comprometido"], sumas["ejercido"]) == (400_00, 240_00)
    assert len(pagina.context["meses"]) == 5
    assert [t.ejercido for t in pagina.context["trimestres"]] == [0, 240_00]
    mayo = pagina.context["grafica"].columnas[-1]
    assert (mayo.alto_asignado, mayo.alto_comprometido, mayo.alto_ejercido) == (150, 20, 12)
    texto = dice(pagina)
    assert "<svg" in texto
    assert "style=" not in texto
    solo = ir(teo, "fondos", mas=f"?rubro={mundo.gasolina.rubro_id}")
    assert solo.context["fondos"] == [mundo.gasolina]
    assert ir(teo, "fondos", mas="?anio=1999&direccion=x").status_code == 200


def test_a_direccion_sees_its_fondos_and_no_others(mundo, cliente_de):
    m.abrir_fondos(mundo.reparto, "B")
    suyos = ir(cliente_de("directora_a"), "fondos").context["fondos"]
    assert {f.direccion_id for f in suyos} == {mundo.gasolina.direccion_id}
    assert ir(cliente_de("directora_b"), "fondo", mundo.gasolina.pk).status_code == 404
    assert "Ampliar" not in dice(ir(cliente_de("directora_a"), "fondo", mundo.gasolina.pk))


def test_a_fondo_is_enlarged_reduced_and_passed_with_reason_once_a_form(teo, mundo):
    datos = enviado(
        ir(teo, "fondo_ampliar", mundo.gasolina.pk).context["form"], monto="500", motivo="Acuerdo 7"
    )
    assert ir(teo, "fondo_ampliar", mundo.gasolina.pk, **(datos | {"motivo": ""})).status_code == 400
    for _ in range(2):
        assert ir(teo, "fondo_ampliar", mundo.gasolina.pk, **datos).status_code == 302
    llenar(teo, "fondo_reducir", mundo.gasolina.pk, monto="100.50", motivo="Ajuste")
    llenar(
        teo,
        "fondo_transferir",
        mundo.gasolina.pk,
        a=str(mundo.papeleria.pk),
        monto="99.50",
        motivo="Falta papel",
    )
    assert Fondo.objects.get(pk=mundo.gasolina.pk).asignado == 1300_00
    assert Fondo.objects.get(pk=mundo.papeleria.pk).asignado == 2099_50
    mal = llenar(teo, "fondo_reducir", mundo.gasolina.pk, monto="5,000", motivo="Ajuste")
    assert "quedan $1,300.00" in dice(mal)
    pagina = dice(ir(teo, "fondo", mundo.gasolina.pk))
    assert "Acuerdo 7" in pagina
    assert "data-confirmar" in dice(ir(teo, "fondo_ampliar", mundo.gasolina.pk))


def test_a_ceiling_is_set_and_an_inversion_matched_to_its_rubro(teo, mundo):
    gasolina = Rubro.objects.get(clave="gasolina")
    techo = {
        "direccion": str(mundo.reparto.direcciones["B"].pk),
        "ejercicio": str(mundo.reparto.ejercicio.pk),
        "rubro": str(gasolina.pk),
        "monto": "700.00",
        "motivo": "Mientras",
    }
    assert ir(teo, "fondo_techo", **techo).status_code == 302
    assert Fondo.objects.get(inversion=None).asignado == 700_00
    assert "Techo provisional" in dice(ir(teo, "fondos"))
    inversiones = list(ir(teo, "inversiones_sin_fondo").context["inversiones"])
    assert len(inversiones) == 2
    assert ir(teo, "inversion_abrir", inversiones[0].pk, rubro="").status_code in (200, 400)
    assert ir(teo, "inversion_abrir", inversiones[0].pk, rubro=str(gasolina.pk)).status_code == 302
    assert not Fondo.objects.filter(inversion=None).exists()
    assert ir(teo, "inversion_abrir", inversiones[0].pk).status_code == 404
    assert MovimientoDeFondo.objects.filter(fondo__inversion=inversiones[0]).exists()


def test_the_comparison_adds_what_was_asked_given_and_spent(teo, mundo):
    assert "Todavía no hay solicitudes" in dice(ir(teo, "comparacion_suministros"))
    m.solicitud_en(mundo, "cerrada")
    m.enviada(mundo)
    m.con_vehiculo(mundo)
    sumas = ir(teo, "comparacion_suministros").context["sumas"]
    assert (sumas["pedido"], sumas["autorizado"], sumas["ejercido"]) == (600_00, 300_00, 240_00)
    nada = ir(teo, "comparacion_suministros", mas=f"?rubro={mundo.papeleria.rubro_id}")
    assert nada.context["filas"] == []


def test_a_rubro_is_added_and_changed(teo):
    datos = {"clave": "aceites", "nombre": "Aceites", "uso": "combustible", "partida": "2611", "activo": "on"}
    assert ir(teo, "rubro_nuevo", **datos).status_code == 302
    r = Rubro.objects.get(clave="aceites")
    assert llenar(teo, "rubro_editar", r.pk, nombre="Aceites y lubricantes").status_code == 302
    assert "Aceites y lubricantes" in dice(ir(teo, "rubros"))


def test_only_tesoreria_answers_and_moves(mundo, cliente_de):
    s = m.enviada(mundo)
    for quien in ("personal_a", "directora_a", "planeacion", "contraloria", "administrador"):
        cliente = cliente_de(quien)
        assert ir(cliente, "bandeja").status_code == 403
        assert ir(cliente, "atender_acusar", s.pk, revision="1").status_code == 403
        assert ir(cliente, "fondo_ampliar", mundo.gasolina.pk, monto="1", motivo="Sí").status_code == 403
    assert estado(s) == "enviada"
    assert servicios.acusar_solicitud(solicitud_id=s.pk, **mundo.quien("tesoreria")).estado == "recibida"
