"""What was refused is linked to what could not be done, and offered when the quarter is justified."""

from datetime import date

import pytest
from django.urls import reverse

from nucleo.errores import DatosInvalidos, SinPermiso, TransicionInvalida
from suministros import servicios
from suministros.consultas.causas import causas_para, texto_de
from suministros.models import CambioDeSolicitud, Solicitud
from tests.suministros import muestras as m
from tests.suministros.paginas import dice, ir, llenar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
TITULO = "Actividades que no se pudieron hacer por falta de vehículo o material"
FRASE = (
    "No se pudo realizar: Asamblea del comité de la calle Juárez, el 16 de mayo de 2024, en El Árbol. "
    "Tesorería negó el vehículo pedido con el oficio A/001/2024: No hay."
)


def negada(mundo, **mas) -> Solicitud:
    return servicios.negar_solicitud(
        solicitud_id=m.recibida(mundo, m.datos_de_oficio(mundo, pide="vehiculo", monto=0, **mas)).pk,
        motivo="No hay",
        **mundo.quien("tesoreria"),
    )


def vincular(mundo, s, quien="personal_a", linea=None, **mas) -> Solicitud:
    datos = {"linea": linea or mundo.reparto.lineas("A")[0], "no_se_hizo": "La asamblea"} | mas
    return servicios.vincular_causa(solicitud_id=s.pk, **datos, **mundo.quien(quien))


def causas(mundo, linea, desde=date(2024, 4, 1), hasta=date(2024, 7, 1)):
    return causas_para(linea, mundo.reparto.direcciones["A"].pk, desde, hasta)


def test_it_is_linked_and_its_state_money_and_moments_stay(mundo):
    s = negada(mundo)
    antes = Solicitud.objects.filter(pk=s.pk).values("estado", "monto_autorizado", "motivo_de_estado").get()
    momentos = list(s.momentos.values_list("pk", "actividad_id"))
    vincular(mundo, s)
    assert Solicitud.objects.filter(pk=s.pk).values(*antes).get() == antes
    assert list(s.momentos.values_list("pk", "actividad_id")) == momentos
    cambio = CambioDeSolicitud.objects.filter(solicitud=s).latest("pk")
    assert (cambio.de, cambio.a, cambio.acto, cambio.motivo) == (
        "negada",
        "negada",
        "vincular",
        "La asamblea",
    )


def test_each_line_is_offered_its_own_first_and_those_of_no_line(mundo):
    una, otra, _ = mundo.reparto.lineas("A")
    suya, de_nadie, ajena = negada(mundo), negada(mundo), negada(mundo)
    vincular(mundo, suya, linea=una)
    vincular(mundo, ajena, linea=otra)
    assert [(c.solicitud, c.de_la_linea) for c in causas(mundo, una)] == [(suya, True), (de_nadie, False)]
    assert [c.solicitud for c in causas(mundo, otra)] == [ajena, de_nadie]
    assert causas(mundo, una, date(2024, 7, 1), date(2024, 10, 1)) == []
    vincular(mundo, suya, linea=otra, no_se_hizo="Otra cosa")
    assert "Otra cosa" in causas(mundo, otra)[0].texto
    assert suya not in [c.solicitud for c in causas(mundo, una)]


def test_each_is_told_in_a_sentence(mundo):
    s = negada(mundo)
    assert texto_de(s, "Asamblea del comité de la calle Juárez") == FRASE
    cancelada = m.solicitud_en(mundo, "cancelada", "requisicion")
    assert texto_de(cancelada) == (
        f"No se pudo realizar: Actas del trimestre. Se canceló la requisición {cancelada.folio}, con la que "
        "se pedía el material: Ya no hace falta."
    )


def test_only_what_was_sent_and_not_given_and_of_the_own_direccion(mundo):
    borrador = m.borrador(mundo)
    servicios.cancelar_solicitud(solicitud_id=borrador.pk, motivo="No", **mundo.quien("directora_a"))
    with pytest.raises(TransicionInvalida, match="Nunca se envió"):
        vincular(mundo, borrador)
    with pytest.raises(TransicionInvalida):
        vincular(mundo, m.solicitud_en(mundo, "cerrada"))
    s = negada(mundo)
    for quien in ("tesoreria", "personal_b", "contraloria"):
        with pytest.raises(SinPermiso):
            vincular(mundo, s, quien)
    with pytest.raises(DatosInvalidos, match="línea de su dirección"):
        vincular(mundo, s, linea=mundo.reparto.lineas("B")[0])
    with pytest.raises(DatosInvalidos):
        vincular(mundo, s, no_se_hizo=" ")
    s.refresh_from_db()
    assert s.linea is None


def test_from_its_page_to_the_justification(mundo, cliente_de):
    s, linea = negada(mundo), mundo.reparto.lineas("A")[0]
    directora = cliente_de("directora_a")
    justificar = reverse("justificar", args=[mundo.reparto.tp(2).pk, linea.pk])
    ajena = reverse("justificar", args=[mundo.reparto.tp(1).pk, linea.pk])
    assert reverse("solicitud_causa", args=[s.pk]) in dice(ir(directora, "solicitud", s.pk))
    vacia = llenar(directora, "solicitud_causa", s.pk, linea=str(linea.pk), no_se_hizo="")
    assert vacia.status_code == 400
    hecha = llenar(
        directora,
        "solicitud_causa",
        s.pk,
        linea=str(linea.pk),
        no_se_hizo="Asamblea del comité de la calle Juárez",
    )
    assert hecha.status_code == 302
    pagina = dice(directora.get(justificar))
    assert TITULO in pagina
    assert FRASE in pagina
    assert "ligada a esta línea" in pagina
    assert "hidden data-causa=" in pagina, "without JavaScript the button does nothing: it stays hidden"
    assert TITULO not in dice(directora.get(ajena))
    sin_actividad = reverse("sin_actividad", args=[mundo.reparto.tp(2).pk, linea.pk])
    assert FRASE in dice(directora.get(sin_actividad))


def test_what_was_given_offers_no_link(mundo, cliente_de):
    s = m.solicitud_en(mundo, "cerrada")
    assert reverse("solicitud_causa", args=[s.pk]) not in dice(
        ir(cliente_de("directora_a"), "solicitud", s.pk)
    )
