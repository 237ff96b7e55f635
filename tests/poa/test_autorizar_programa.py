"""Authorising a POA: who, when it is complete, what stays fixed, and the trace it leaves."""

import pytest

from nucleo.errores import DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from poa import servicios
from poa.estados import EstadoPrograma
from poa.models import CambioDePrograma, EjePMD, Programa, Programacion
from tests.reparto import ANIO, EN_ENERO, PROGRAMACION, Reparto, datos_de_programa

ACTOR = {"ahora": EN_ENERO}


@pytest.fixture
def borrador(reparto: Reparto) -> Programa:
    """A complete draft of a third dirección."""
    sistema = servicios.persona_del_sistema(EN_ENERO.date())
    servicios.crear_direccion(persona=sistema, **ACTOR, clave="C", nombre="Dirección C")
    return servicios.cargar_programa(
        persona=reparto.persona("planeacion"), **ACTOR, datos=datos_de_programa("C")
    )


@pytest.fixture
def enviado(borrador: Programa) -> Programa:
    """The same, once its dirección sent it."""
    Programa.objects.filter(pk=borrador.pk).update(estado=EstadoPrograma.ENVIADO)
    borrador.refresh_from_db()
    return borrador


def test_planeacion_authorises_and_the_projected_numbers_are_frozen(reparto: Reparto, enviado: Programa):
    assert not Programacion.objects.filter(
        linea__estrategia__programa=enviado, inicial__isnull=False
    ).exists()
    planeacion = reparto.persona("planeacion")
    servicios.autorizar_programa(persona=planeacion, **ACTOR, programa_id=enviado.pk, motivo="Completo")
    enviado.refresh_from_db()
    assert enviado.estado == EstadoPrograma.AUTORIZADO
    assert enviado.folio == f"POA/C/{ANIO}/001"
    assert (enviado.autorizado_en, enviado.autorizado_por) == (EN_ENERO, planeacion.usuario)
    filas = Programacion.objects.filter(linea__estrategia__programa=enviado).order_by(
        "linea__estrategia__orden", "linea__orden", "trimestre_programa__numero"
    )
    assert list(filas.values_list("inicial", flat=True)) == [n for linea in PROGRAMACION for n in linea]
    assert list(filas.values_list("vigente", flat=True)) == [n for linea in PROGRAMACION for n in linea]


def test_the_change_leaves_its_row_and_its_asiento(reparto: Reparto, enviado: Programa):
    servicios.autorizar_programa(
        persona=reparto.persona("planeacion"), **ACTOR, programa_id=enviado.pk, motivo="Completo"
    )
    cambio = CambioDePrograma.objects.get(programa=enviado)
    assert (cambio.de, cambio.a, cambio.motivo) == ("enviado", "autorizado", "Completo")
    assert cambio.actor == reparto.usuarios["planeacion"]
    asiento = Asiento.objects.get(accion="programa.autorizado", objeto=f"programa:{enviado.pk}")
    assert asiento.cadena == "direccion:C"
    assert asiento.datos["folio"] == f"POA/C/{ANIO}/001"


@pytest.mark.parametrize("quien", ["personal_a", "directora_a", "tesoreria", "contraloria", "administrador"])
def test_nobody_else_authorises(reparto: Reparto, enviado: Programa, quien: str):
    with pytest.raises(SinPermiso):
        servicios.autorizar_programa(persona=reparto.persona(quien), **ACTOR, programa_id=enviado.pk)
    enviado.refresh_from_db()
    assert (enviado.estado, enviado.folio) == (EstadoPrograma.ENVIADO, "")


def test_an_incomplete_sheet_is_not_authorised_and_burns_no_folio(reparto: Reparto, enviado: Programa):
    planeacion = reparto.persona("planeacion")
    Programa.objects.filter(pk=enviado.pk).update(mision="")
    with pytest.raises(DatosInvalidos) as error:
        servicios.autorizar_programa(persona=planeacion, **ACTOR, programa_id=enviado.pk)
    assert error.value.errores == {"mision": "falta la misión"}
    enviado.refresh_from_db()
    assert enviado.estado == EstadoPrograma.ENVIADO
    Programa.objects.filter(pk=enviado.pk).update(mision="Una misión")
    servicios.autorizar_programa(persona=planeacion, **ACTOR, programa_id=enviado.pk)
    enviado.refresh_from_db()
    assert enviado.folio == f"POA/C/{ANIO}/001"


@pytest.mark.parametrize(
    "estado", [EstadoPrograma.AUTORIZADO, EstadoPrograma.OBSERVADO, EstadoPrograma.BORRADOR]
)
def test_only_the_moves_of_the_table_exist(reparto: Reparto, enviado: Programa, estado: str):
    Programa.objects.filter(pk=enviado.pk).update(estado=estado)
    with pytest.raises(TransicionInvalida):
        servicios.autorizar_programa(persona=reparto.persona("planeacion"), **ACTOR, programa_id=enviado.pk)
    assert not CambioDePrograma.objects.filter(programa=enviado).exists()


def test_an_authorised_poa_takes_no_more_programming(reparto: Reparto):
    linea = reparto.lineas("A")[0]
    with pytest.raises(TransicionInvalida):
        servicios.programar_linea(
            persona=reparto.persona("directora_a"), **ACTOR, linea=linea, cantidades=(9, 9, 9, 9)
        )
    assert [p.vigente for p in linea.programacion.order_by("trimestre_programa__numero")] == list(
        PROGRAMACION[0]
    )


def test_a_draft_is_programmed_by_planeacion_but_not_by_another_direccion(
    reparto: Reparto, borrador: Programa
):
    linea = borrador.estrategias.first().lineas.first()
    with pytest.raises(SinPermiso):
        servicios.programar_linea(
            persona=reparto.persona("directora_a"), **ACTOR, linea=linea, cantidades=(9, 9, 9, 9)
        )
    servicios.programar_linea(
        persona=reparto.persona("planeacion"), **ACTOR, linea=linea, cantidades=(5, 0, 0, 1)
    )
    assert [p.vigente for p in linea.programacion.order_by("trimestre_programa__numero")] == [5, 0, 0, 1]


@pytest.mark.parametrize("cantidades", [(1, 2, 3), (1, 2, 3, -1)])
def test_four_numbers_from_zero_up(reparto: Reparto, borrador: Programa, cantidades: tuple):
    linea = borrador.estrategias.first().lineas.first()
    with pytest.raises(DatosInvalidos):
        servicios.programar_linea(
            persona=reparto.persona("planeacion"), **ACTOR, linea=linea, cantidades=cantidades
        )


def test_the_catalogue_of_ejes_is_asked(reparto: Reparto):
    assert EjePMD.objects.count() == 1
    datos = datos_de_programa("PLAN")
    datos["bloques"][0]["eje"] = "Eje que no existe"
    with pytest.raises(DatosInvalidos):
        servicios.cargar_programa(persona=reparto.persona("planeacion"), **ACTOR, datos=datos)
    assert not Programa.objects.filter(direccion__clave="PLAN").exists()
