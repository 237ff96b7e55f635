"""The calendar of Planeación: the default dates of a year, and prórrogas with their reason."""

from datetime import date, timedelta

import pytest

from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso
from nucleo.models import Asiento
from poa import servicios
from poa.candados import cierre_de_captura, permite_captura
from poa.models import Prorroga, Trimestre, TrimestrePrograma
from tests.reparto import AHORA, HOY, Reparto

HASTA = HOY + timedelta(days=30)


def prorrogar(reparto: Reparto, quien: str = "planeacion", **cambios) -> Prorroga:
    datos = {"hasta": HASTA, "motivo": "Se cayó la red", "trimestre_programa_id": reparto.tp(1).pk}
    return servicios.otorgar_prorroga(persona=reparto.persona(quien), ahora=AHORA, **{**datos, **cambios})


def test_the_default_dates_of_each_quarter(reparto: Reparto):
    fechas = Trimestre.objects.filter(ejercicio=reparto.ejercicio).values_list(
        "numero", "captura_abre", "captura_cierra", "limite_evaluacion"
    )
    assert list(fechas) == [
        (1, date(2024, 1, 1), date(2024, 4, 15), date(2024, 4, 22)),
        (2, date(2024, 4, 1), date(2024, 7, 15), date(2024, 7, 22)),
        (3, date(2024, 7, 1), date(2024, 10, 15), date(2024, 10, 22)),
        (4, date(2024, 10, 1), date(2025, 1, 15), date(2025, 1, 22)),
    ]


def test_a_year_is_opened_once_and_by_planeacion(reparto: Reparto):
    with pytest.raises(Conflicto):
        servicios.abrir_ejercicio(persona=reparto.persona("planeacion"), ahora=AHORA, anio=2024)
    for quien in ("directora_a", "contraloria", "tesoreria"):
        with pytest.raises(SinPermiso):
            servicios.abrir_ejercicio(persona=reparto.persona(quien), ahora=AHORA, anio=2025)
    assert not Trimestre.objects.filter(ejercicio__anio=2025).exists()


def test_a_prorroga_opens_the_capture_of_one_poa_only(reparto: Reparto):
    de_a, de_b = reparto.tp(1, "A"), reparto.tp(1, "B")
    linea = reparto.lineas("A")[0].pk
    assert not permite_captura(de_a, linea_id=linea, hoy=HOY)
    prorrogar(reparto)
    assert cierre_de_captura(de_a) == HASTA
    assert permite_captura(de_a, linea_id=linea, hoy=HASTA)
    assert not permite_captura(de_a, linea_id=linea, hoy=HASTA + timedelta(days=1))
    assert cierre_de_captura(de_b) == date(2024, 4, 15)


def test_a_prorroga_stays_on_record(reparto: Reparto):
    prorroga = prorrogar(reparto)
    assert (prorroga.autor, prorroga.motivo) == (reparto.usuarios["planeacion"], "Se cayó la red")
    asiento = Asiento.objects.get(accion="trimestre.prorroga")
    assert asiento.cadena == "direccion:A"
    assert asiento.datos["hasta"] == HASTA.isoformat()


@pytest.mark.parametrize("quien", ["personal_a", "directora_a", "contraloria", "administrador"])
def test_only_planeacion_gives_a_prorroga(reparto: Reparto, quien: str):
    with pytest.raises(SinPermiso):
        prorrogar(reparto, quien)
    assert not Prorroga.objects.exists()


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"motivo": "  "}, "motivo"),
        ({"hasta": HOY - timedelta(days=1)}, "hasta"),
        ({"hasta": date(2024, 4, 15)}, "hasta"),
    ],
)
def test_a_prorroga_demands_reason_and_a_later_date(reparto: Reparto, cambio: dict, campo: str):
    with pytest.raises(DatosInvalidos) as error:
        prorrogar(reparto, **cambio)
    assert list(error.value.errores) == [campo]
    assert not Prorroga.objects.exists()


def test_a_prorroga_does_not_open_a_quarter_closed_by_signature(reparto: Reparto):
    TrimestrePrograma.objects.filter(pk=reparto.tp(1).pk).update(cerrado=True)
    with pytest.raises(PeriodoCerrado):
        prorrogar(reparto)
    assert not Prorroga.objects.exists()
