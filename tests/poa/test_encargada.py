"""An encargada is printed as encargada on every paper, never as titular."""

import pytest

from evaluacion.consultas.membrete import membrete_de
from poa import servicios
from poa.consultas import titular_de
from poa.consultas.municipio import responsable_de_la_hoja
from poa.models import Adscripcion, Programa
from tests.poa.edicion_comun import Editor, abrir_otro_anio
from tests.reparto import AHORA, EN_ENERO, Reparto

OFICIO = "PM/015/2024"


@pytest.fixture
def puesto(reparto: Reparto) -> Adscripcion:
    """The cargo of the head of A."""
    titular = titular_de(reparto.direcciones["A"].pk, AHORA.date())
    assert titular is not None
    return titular


@pytest.fixture
def encargada(puesto: Adscripcion) -> Adscripcion:
    """The same, as encargada."""
    puesto.como_encargado, puesto.oficio = True, OFICIO
    puesto.save()
    return puesto


def _impresos(reparto: Reparto) -> set[str]:
    """The post under the name, in a report, in a sheet that is begun and in one that is copied."""
    actor = {"persona": reparto.persona("directora_a"), "ahora": AHORA}
    siguiente = abrir_otro_anio(reparto)
    ultimo = servicios.abrir_ejercicio(persona=reparto.persona("planeacion"), ahora=EN_ENERO, anio=2026)
    empezado = Editor(reparto).empezar(direccion=reparto.direcciones["A"], ejercicio=siguiente)
    copia = servicios.copiar_programa(programa_id=reparto.programa_a.pk, ejercicio=ultimo, **actor)
    membrete = membrete_de(reparto.direcciones["A"].pk, AHORA.date())
    return {empezado.responsable_cargo, copia.responsable_cargo, membrete.cargo}


def test_every_paper_says_encargada_with_the_oficio(reparto: Reparto, encargada: Adscripcion):
    assert _impresos(reparto) == {f"Encargado(a): {encargada.cargo} (oficio {OFICIO})"}
    assert reparto.persona("directora_a").cargos[0].texto == encargada.cargo_en_papel


def test_a_titular_is_printed_as_such(reparto: Reparto, puesto: Adscripcion):
    """Negative control."""
    assert _impresos(reparto) == {puesto.cargo}


def test_a_post_too_long_for_the_sheet_still_says_encargada(encargada: Adscripcion):
    encargada.cargo = "Directora " + "y " * 60
    encargada.save()
    _, cargo = responsable_de_la_hoja(encargada.direccion_id, AHORA.date())
    assert cargo.startswith("Encargado(a): Directora")
    assert "oficio" not in cargo
    assert len(cargo) <= Programa._meta.get_field("responsable_cargo").max_length


def test_without_anybody_it_stays_empty(reparto: Reparto, puesto: Adscripcion):
    puesto.delete()
    assert responsable_de_la_hoja(reparto.direcciones["A"].pk, AHORA.date()) == ("", "")
