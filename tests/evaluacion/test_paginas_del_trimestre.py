"""What the pages of a quarter say: how many days are left, where it stands, what an explanation asks for."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from evaluacion.consultas.pendientes import justificaciones_de
from evaluacion.models import Justificacion
from evaluacion.templatetags.evaluacion_pasos import paso_actual, pasos_del_trimestre
from nucleo.errores import DatosInvalidos
from nucleo.templatetags.componentes import paso_a_paso
from tests.evaluacion.actos import hecho
from tests.evaluacion.etapas import TRAS_EL_CIERRE, a_las_diez, en_estado
from tests.reparto import ANIO

CIERRA = 15  # of April: the first quarter takes acts until then


@pytest.mark.parametrize(
    ("dia", "dice"),
    [(13, "faltan 2 días"), (14, "falta 1 día"), (CIERRA, "hoy es el último día")],
)
def test_the_days_left_do_not_count_today(reparto, cliente_de, dia, dice):
    with time_machine.travel(a_las_diez(date(ANIO, 4, dia)), tick=False):
        cliente = cliente_de("directora_a")
        texto = cliente.get(reverse("trimestre", args=[reparto.tp(1).pk])).content.decode()
    assert f"Captura abierta hasta el 15 de abril de 2024 ({dice})" in texto


@pytest.mark.parametrize(
    ("estado", "lugar"),
    [
        ("en_captura", "En captura"),
        ("observada", "En captura"),
        ("en_revision", "En revisión"),
        ("firmada_direccion", "Firmada por dirección"),
    ],
)
def test_the_steps_always_have_one_where_it_stands(etapa, estado, lugar):
    """Returned is no place of its own: it is capture again."""
    pasos = paso_a_paso(pasos_del_trimestre(), paso_actual(en_estado(etapa, estado).situacion))["pasos"]
    assert [texto for texto, clase in pasos if clase == "actual"] == [lugar]


@pytest.mark.parametrize(
    ("escrito", "faltan"),
    [
        ({"responsable": "", "fecha_compromiso": None}, {"responsable", "fecha_compromiso"}),
        ({"fecha_compromiso": None}, {"fecha_compromiso"}),
        ({"responsable": ""}, {"responsable"}),
    ],
)
def test_a_corrective_action_has_who_and_when(etapa, escrito, faltan):
    etapa.hoy = TRAS_EL_CIERRE
    with pytest.raises(DatosInvalidos) as error:
        etapa.justificar(**escrito)
    assert set(error.value.errores) == faltan
    assert not justificaciones_de(etapa.situacion.tp.pk)


def test_above_what_was_planned_the_cause_is_enough_and_the_rest_is_called_optional(etapa, cliente_de):
    reparto = etapa.reparto
    hecho(reparto, 0, 1, 9)
    linea = reparto.lineas()[0]
    ruta = reverse("justificar", args=[reparto.tp(1).pk, linea.pk])
    with time_machine.travel(a_las_diez(TRAS_EL_CIERRE), tick=False):
        cliente = cliente_de("directora_a")
        texto = cliente.get(ruta).content.decode()
        malo = cliente.post(ruta, {"causa": "Más demanda", "accion_correctiva": "Pedir otro vehículo"})
        bueno = cliente.post(ruta, {"causa": "Más demanda"})
    assert texto.count("(opcional)") == 3
    assert malo.status_code == 400
    assert "Diga para cuándo es la acción correctiva" in malo.content.decode()
    assert "Pedir otro vehículo" in malo.content.decode()
    assert bueno.status_code == 302
    assert Justificacion.objects.get().causa == "Más demanda"


def test_control_where_all_of_it_is_asked_nothing_is_called_optional(etapa, cliente_de):
    reparto = etapa.reparto
    with time_machine.travel(a_las_diez(TRAS_EL_CIERRE), tick=False):
        ruta = reverse("justificar", args=[reparto.tp(1).pk, reparto.lineas()[0].pk])
        respuesta = cliente_de("directora_a").get(ruta)
        malo = cliente_de("directora_a").post(ruta, {"causa": "Sin vehículo"})
    assert "(opcional)" not in respuesta.content.decode()
    assert "No se guardó" in malo.content.decode()
