"""Asking for a change of an authorised POA, and deciding it: which quarters, by whom, with what memory."""

from datetime import date

import pytest
from django.db import transaction

from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from poa.consultas.reprogramacion import trimestres_el, ultimo_dia_de
from poa.estados import PASOS_DE_REPROGRAMACION, EstadoPrograma, EstadoReprogramacion
from poa.models import (
    DiaInhabil,
    Estrategia,
    LineaDeAccion,
    Programa,
    Programacion,
    RenglonDeReprogramacion,
    Reprogramacion,
    TrimestrePrograma,
)
from poa.servicios.reprogramar import EstrategiaNueva, LineaNueva, Pedido
from tests.poa.cambios import celdas, cifras, pedir, resolver
from tests.reparto import ANIO, HOY, ROLES, Reparto

pytestmark = pytest.mark.postgres

NUEVA = LineaNueva("Jornadas de limpieza", "Jornada", "Fotografías", {3: 2})


# Which quarters: the last working day of each.


@pytest.mark.parametrize(
    ("anio", "trimestre", "ultimo"),
    [
        (2024, 1, date(2024, 3, 29)),  # 30 and 31 March are a weekend
        (2024, 2, date(2024, 6, 28)),  # a Friday
        (
            2024,
            3,
            date(2024, 9, 30),
        ),  # a Monday, worked: 1 October 2024 is a holiday, but of the next quarter
        (2024, 4, date(2024, 12, 31)),
        (2022, 4, date(2022, 12, 30)),  # 31 December 2022 is a Saturday
    ],
)
def test_the_last_working_day_of_each_quarter(db, anio, trimestre, ultimo):
    assert ultimo_dia_de(anio, trimestre) == ultimo


def test_a_local_day_off_moves_it_back(db):
    DiaInhabil.objects.create(fecha=date(2024, 6, 28), motivo="Fiesta patronal")
    assert ultimo_dia_de(2024, 2) == date(2024, 6, 27)


def test_a_national_holiday_counts_for_the_deadline_of_planeacion(reparto: Reparto):
    """Five working days after Wednesday 11 September 2024: Monday 16 is a holiday."""
    cual = pedir(reparto, celdas(reparto, {(0, 4): 5}), el=date(2024, 9, 11))
    assert cual.limite_resolucion == date(2024, 9, 19)


@pytest.mark.parametrize(
    ("dia", "numeros"),
    [
        (date(2023, 12, 15), [1, 2, 3, 4]),
        (date(2024, 3, 29), [1, 2, 3, 4]),
        (date(2024, 3, 30), [2, 3, 4]),  # Saturday: the quarter is not over, but its last working day is
        (date(2024, 6, 28), [2, 3, 4]),
        (date(2024, 6, 29), [3, 4]),
        (date(2024, 12, 31), [4]),
        (date(2025, 1, 2), []),
    ],
)
def test_which_quarters_may_be_touched_on_a_day(reparto: Reparto, dia, numeros):
    filas = trimestres_el(reparto.programa_a, dia)
    assert [t.numero for t in filas if t.permiso] == numeros
    assert all("último día hábil fue el" in t.permiso.razon for t in filas if not t.permiso)


def test_on_its_last_working_day_it_is_asked_and_the_next_day_refused(reparto: Reparto):
    with pytest.raises(PeriodoCerrado, match="28 de junio de 2024"):
        pedir(reparto, celdas(reparto, {(0, 2): 9}), el=date(2024, 6, 29))
    assert not Reprogramacion.objects.exists()
    assert pedir(reparto, celdas(reparto, {(0, 2): 9}), el=date(2024, 6, 28)).estado == "solicitada"


def test_a_signed_quarter_is_never_touched_even_before_its_last_day(reparto: Reparto):
    TrimestrePrograma.objects.filter(pk=reparto.tp(3).pk).update(cerrado=True)
    with pytest.raises(PeriodoCerrado, match="cerrado"):
        pedir(reparto, celdas(reparto, {(2, 3): 9}))
    with pytest.raises(PeriodoCerrado, match="cerrado"):
        pedir(reparto, Pedido(lineas=[LineaNueva("A", "B", "C", {3: 1}, reparto.estrategias()[0].pk)]))


def test_when_the_year_is_over_nothing_is_asked(reparto: Reparto):
    with pytest.raises(PeriodoCerrado, match="Ya no queda un trimestre"):
        pedir(reparto, celdas(reparto, {(0, 4): 9}), el=date(2025, 1, 2))


# What is asked.


def test_asked_it_keeps_before_and_after_and_changes_nothing(reparto: Reparto):
    primera = reparto.lineas()[0]
    cual = pedir(reparto, celdas(reparto, {(0, 2): 5, (0, 4): 0}))
    assert cual.folio == f"REPROG/A/{ANIO}/001"
    assert (cual.solicitada_el, cual.limite_resolucion) == (HOY, date(2024, 5, 22))
    assert cual.propuesta["solicito"] == {"nombre": "Ada Muñoz", "cargo": "Directora"}
    renglones = cual.renglones.values_list("linea_id", "trimestre_programa__numero", "antes", "despues")
    assert list(renglones.order_by("pk")) == [(primera.pk, 2, 2, 5), (primera.pk, 4, 1, 0)]
    assert cifras(primera.pk) == [3, 2, 0, 1]
    assert Asiento.objects.filter(accion="reprogramacion.solicitar").count() == 1


@pytest.mark.parametrize(
    ("pedido", "donde"),
    [
        (lambda r: celdas(r, {}), ""),
        (lambda r: celdas(r, {(0, 3): 10_000}), "c{}-3"),
        (lambda r: celdas(r, {(0, 3): -1}), "c{}-3"),
        (lambda r: celdas(r, {(0, 3): None}), "c{}-3"),
        (lambda r: Pedido(lineas=[NUEVA]), "nueva-0-estrategia"),
        (lambda r: Pedido(lineas=[LineaNueva("", "x", "y", {3: 1}, r.estrategias()[0].pk)]), "nueva-0-texto"),
        (
            lambda r: Pedido(lineas=[LineaNueva("x", "x", "y", {}, r.estrategias()[0].pk)]),
            "nueva-0-cantidades",
        ),
        (lambda r: Pedido(estrategia=EstrategiaNueva("estrategia", 3, "Otra")), "e-nombre"),
        (lambda r: Pedido(lineas=[NUEVA], estrategia=EstrategiaNueva("estrategia", 0, "Otra")), "e-numero"),
    ],
)
def test_what_cannot_be_asked_says_where(reparto: Reparto, pedido, donde):
    with pytest.raises(DatosInvalidos) as error:
        pedir(reparto, pedido(reparto))
    assert list(error.value.errores) == ([donde.format(reparto.lineas()[0].pk)] if donde else [])
    assert not Reprogramacion.objects.exists()


def test_without_a_reason_it_is_not_asked(reparto: Reparto):
    with pytest.raises(DatosInvalidos) as error:
        pedir(reparto, celdas(reparto, {(0, 3): 4}), motivo=" \u200b ")
    assert list(error.value.errores) == ["motivo"]


def test_what_is_of_another_poa_does_not_exist(reparto: Reparto):
    ajena, bloque = reparto.lineas("B")[0], reparto.estrategias("B")[0]
    for pedido, error in (
        (Pedido(celdas={(ajena.pk, 3): 7}), LineaDeAccion.DoesNotExist),
        (Pedido(cancelar_lineas=frozenset({ajena.pk})), LineaDeAccion.DoesNotExist),
        (Pedido(cancelar_estrategias=frozenset({bloque.pk})), Estrategia.DoesNotExist),
        (Pedido(lineas=[LineaNueva("A", "B", "C", {3: 1}, bloque.pk)]), Estrategia.DoesNotExist),
    ):
        with pytest.raises(error):
            pedir(reparto, pedido)
    assert not Reprogramacion.objects.exists()


def test_one_waits_at_a_time(reparto: Reparto):
    primera = pedir(reparto, celdas(reparto, {(0, 3): 4}))
    with pytest.raises(Conflicto, match=primera.folio):
        pedir(reparto, celdas(reparto, {(0, 4): 4}))
    resolver(reparto, primera, autoriza=False)
    assert pedir(reparto, celdas(reparto, {(0, 4): 4})).folio == f"REPROG/A/{ANIO}/002"


def test_what_was_seen_is_no_longer_in_force(reparto: Reparto):
    """Two windows: the second asks over the figures of before."""
    vista = celdas(reparto, {(0, 3): 7})
    resolver(reparto, pedir(reparto, celdas(reparto, {(0, 3): 4})))
    with pytest.raises(Conflicto, match="REPROG/A/2024/001"):
        pedir(reparto, vista)
    assert pedir(reparto, celdas(reparto, {(1, 3): 7})).estado == "solicitada"


# Deciding.


def test_authorised_the_figures_in_force_change_and_the_initial_ones_stay(reparto: Reparto):
    revision = Programa.objects.get(pk=reparto.programa_a.pk).revision
    primera, segunda = reparto.lineas()[:2]
    resolver(reparto, pedir(reparto, celdas(reparto, {(0, 2): 5, (0, 4): 0})))
    assert cifras(primera.pk) == [3, 5, 0, 0]
    assert cifras(primera.pk, "inicial") == [3, 2, 0, 1]
    assert cifras(segunda.pk) == [1, 1, 1, 1]
    assert Programa.objects.get(pk=reparto.programa_a.pk).revision == revision + 1
    assert Asiento.objects.filter(accion="reprogramacion.autorizada").count() == 1


def test_refused_nothing_changes_and_the_reason_stays(reparto: Reparto):
    cual = resolver(
        reparto, pedir(reparto, celdas(reparto, {(0, 2): 5})), autoriza=False, motivo="No procede"
    )
    assert (cual.estado, cual.motivo_resolucion, cual.resuelta_por.nombre) == (
        "rechazada",
        "No procede",
        "Paz Ortega",
    )
    assert cifras(reparto.lineas()[0].pk) == [3, 2, 0, 1]


def test_a_new_linea_starts_at_nothing_at_the_end_on_the_day_it_was_asked(reparto: Reparto):
    bloque = reparto.estrategias()[0]
    pedido = Pedido(lineas=[LineaNueva("Jornadas", "Jornada", "Fotos", {2: 1, 4: 3}, bloque.pk)])
    resolver(reparto, pedir(reparto, pedido), el=date(2024, 5, 20))
    nueva = bloque.lineas.get(texto="Jornadas")
    assert (nueva.orden, nueva.agregada_el) == (3, HOY)
    assert cifras(nueva.pk) == [0, 1, 0, 3]
    assert cifras(nueva.pk, "inicial") == [0, 0, 0, 0]


def test_a_new_linea_leaves_a_signed_quarter_as_it_was(reparto: Reparto):
    TrimestrePrograma.objects.filter(pk=reparto.tp(1).pk).update(cerrado=True)
    bloque = reparto.estrategias()[0]
    resolver(reparto, pedir(reparto, Pedido(lineas=[LineaNueva("J", "K", "L", {3: 1}, bloque.pk)])))
    nueva = bloque.lineas.get(texto="J")
    assert list(nueva.programacion.values_list("trimestre_programa__numero", flat=True).order_by("pk")) == [
        2,
        3,
        4,
    ]


def test_a_new_estrategia_comes_with_its_lineas_at_the_end(reparto: Reparto):
    pedido = Pedido(lineas=[NUEVA], estrategia=EstrategiaNueva("actividad", 3, "Ciudad limpia"))
    resolver(reparto, pedir(reparto, pedido))
    nueva = reparto.estrategias()[-1]
    assert (nueva.orden, nueva.rotulo, nueva.agregada_el) == (3, "Actividad: 3", HOY)
    assert [x.texto for x in nueva.lineas.all()] == ["Jornadas de limpieza"]


def test_cancelled_a_linea_keeps_its_row_and_projects_nothing_more(reparto: Reparto):
    segunda = reparto.lineas()[1]
    resolver(reparto, pedir(reparto, Pedido(cancelar_lineas=frozenset({segunda.pk}))), el=date(2024, 5, 20))
    segunda.refresh_from_db()
    assert segunda.cancelada_el == HOY
    assert cifras(segunda.pk) == [1, 0, 0, 0]
    assert cifras(segunda.pk, "inicial") == [1, 1, 1, 1]
    with pytest.raises(Conflicto, match="cancelada"):
        pedir(reparto, celdas(reparto, {(1, 3): 4}))


def test_cancelled_an_estrategia_takes_its_lineas_with_it(reparto: Reparto):
    bloque = reparto.estrategias()[0]
    resolver(reparto, pedir(reparto, Pedido(cancelar_estrategias=frozenset({bloque.pk}))))
    bloque.refresh_from_db()
    assert bloque.cancelada_el == HOY
    assert set(bloque.lineas.values_list("cancelada_el", flat=True)) == {HOY}
    assert [cifras(x.pk) for x in reparto.lineas()] == [[3, 0, 0, 0], [1, 0, 0, 0], [2, 2, 2, 2]]


def test_the_day_it_was_asked_decides_though_the_quarter_ended_meanwhile(reparto: Reparto):
    cual = pedir(reparto, celdas(reparto, {(0, 2): 5}), el=date(2024, 6, 28))
    resolver(reparto, cual, el=date(2024, 7, 3))
    assert cifras(reparto.lineas()[0].pk) == [3, 5, 0, 1]


def test_a_quarter_signed_meanwhile_refuses_and_says_what_to_do(reparto: Reparto):
    cual = pedir(reparto, celdas(reparto, {(0, 2): 5, (0, 3): 1}), el=date(2024, 6, 28))
    TrimestrePrograma.objects.filter(pk=reparto.tp(2).pk).update(cerrado=True)
    with pytest.raises(PeriodoCerrado, match="segundo trimestre se firmó"):
        resolver(reparto, cual, el=date(2024, 7, 3))
    cual.refresh_from_db()
    assert cual.estado == "solicitada"
    assert cifras(reparto.lineas()[0].pk) == [3, 2, 0, 1]
    assert resolver(reparto, cual, el=date(2024, 7, 3), autoriza=False).estado == "rechazada"


def test_a_figure_that_moved_meanwhile_is_a_conflict(reparto: Reparto):
    cual = pedir(reparto, celdas(reparto, {(0, 3): 5}))
    Programacion.objects.filter(linea=reparto.lineas()[0], trimestre_programa=reparto.tp(3)).update(vigente=8)
    with pytest.raises(Conflicto, match="ya no es lo que"):
        resolver(reparto, cual)
    assert cifras(reparto.lineas()[0].pk)[2] == 8


def test_a_decision_takes_a_reason(reparto: Reparto):
    cual = pedir(reparto, celdas(reparto, {(0, 3): 5}))
    for autoriza in (True, False):
        with pytest.raises(DatosInvalidos):
            resolver(reparto, cual, autoriza=autoriza, motivo="  ")


def test_who_asked_does_not_decide(reparto: Reparto):
    cual = pedir(reparto, celdas(reparto, {(0, 3): 5}))
    Reprogramacion.objects.update(solicitada_por=reparto.usuarios["planeacion"])
    with pytest.raises(SinPermiso, match="Usted la pidió"):
        resolver(reparto, cual)


# Every role × state × action.

QUIENES = [quien for quien in ROLES if quien != "anonimo"]
ACCIONES = ("pedir", "autorizar", "rechazar")


def _hacer(reparto: Reparto, accion: str, quien: str, cual: Reprogramacion | None) -> None:
    if accion == "pedir":
        pedir(reparto, Pedido(celdas={(reparto.lineas()[2].pk, 4): 7}), quien=quien)
    else:
        resolver(reparto, cual, quien=quien, autoriza=accion == "autorizar")


@pytest.mark.parametrize("estado", [None, *EstadoReprogramacion.values])
def test_each_role_state_and_action_does_as_the_table_says(reparto: Reparto, estado):
    """`None`: nothing was asked yet. The table: who may, and from which state."""
    cual = None
    if estado:
        cual = pedir(reparto, celdas(reparto, {(0, 3): 5}))
        if estado != "solicitada":
            resolver(reparto, cual, autoriza=estado == "autorizada")
    for accion in ACCIONES:
        if accion != "pedir" and cual is None:
            continue
        for quien in QUIENES:
            if quien != {"pedir": "directora_a"}.get(accion, "planeacion"):
                esperado: type[Exception] | None = SinPermiso
            elif accion == "pedir":
                esperado = Conflicto if estado == "solicitada" else None
            else:
                esperado = None if PASOS_DE_REPROGRAMACION[estado] else TransicionInvalida
            _comprobar(reparto, accion, quien, cual, esperado)


def _comprobar(reparto, accion, quien, cual, esperado) -> None:
    with transaction.atomic():
        if esperado is None:
            antes = Asiento.objects.count()
            _hacer(reparto, accion, quien, cual)
            assert Asiento.objects.count() > antes, (accion, quien)
        else:
            filas = list(Reprogramacion.objects.values()), list(Programacion.objects.values())
            with pytest.raises(esperado):
                _hacer(reparto, accion, quien, cual)
            assert filas == (list(Reprogramacion.objects.values()), list(Programacion.objects.values()))
        transaction.set_rollback(True)


@pytest.mark.parametrize("estado", ["borrador", "enviado", "observado"])
def test_what_is_not_authorised_is_edited_not_reprogrammed(reparto: Reparto, estado):
    Programa.objects.filter(pk=reparto.programa_a.pk).update(estado=EstadoPrograma(estado))
    with pytest.raises(TransicionInvalida):
        pedir(reparto, celdas(reparto, {(0, 3): 5}))
    assert not RenglonDeReprogramacion.objects.exists()
