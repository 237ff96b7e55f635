"""Assemblies: the quórum at its boundaries, what each state admits and from whom, who was there, its end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from asambleas import servicios
from asambleas.consultas.asambleas import camino_de
from asambleas.consultas.quorum import necesarias_en, primera_fallida, quorum_de
from asambleas.estados import MAX_TEXTO, Llamada
from asambleas.models import Asamblea, Organo
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_convocatorias import (
    DESPUES,
    PRIMERA,
    SEGUNDA,
    como,
    convocada,
    declarar,
    hasta,
    llegan,
)
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db
ACTORES = ("personal_a", "directora_a", "planeacion", "tesoreria", "contraloria", "personal_b", "directora_b")
LLEVAN = {"personal_a", "directora_a"}


@pytest.fixture
def organo(reparto) -> Organo:
    organo = comite_de(reparto).organo
    assert (organo.quorum_primera, organo.quorum_segunda) == (50, 5)
    Organo.objects.filter(pk=organo.pk).update(quorum_segunda=3)
    return Organo.objects.get(pk=organo.pk)


@pytest.mark.parametrize(
    ("convocados", "mas_de", "hacen_falta"),
    [(40, 50, 21), (41, 50, 21), (1, 50, 1), (2, 50, 2), (3, 50, 2), (10, 0, 1), (100, 66, 67), (3, 99, 3)],
)
def test_the_first_call_needs_more_than_its_share(convocados, mas_de, hacen_falta):
    assert necesarias_en(Llamada.PRIMERA, convocados, mas_de, 5) == hacen_falta
    # the same by the words of the rule: it is more than the share, and one less is not
    assert hacen_falta * 100 > convocados * mas_de
    assert (hacen_falta - 1) * 100 <= convocados * mas_de


def test_the_second_call_needs_its_least_number_whatever_was_called():
    assert {necesarias_en(Llamada.SEGUNDA, n, 50, 5) for n in (1, 40, 9_999)} == {5}


@pytest.mark.parametrize(
    ("convocados", "presentes", "estado"),
    [(4, 2, "segunda"), (4, 3, "instalada"), (5, 2, "segunda"), (5, 3, "instalada"), (1, 0, "segunda")],
)
def test_declaring_at_the_first_call(reparto, organo, convocados, presentes, estado):
    asamblea = declarar(reparto, convocada(reparto, organo, presentes, convocados=convocados))
    assert asamblea.estado == estado
    if estado == "instalada":
        dicho = (asamblea.llamada, asamblea.presentes, asamblea.inicio_en, asamblea.presentes_primera)
        assert dicho == ("primera", presentes, PRIMERA, None)
    else:
        dicho = (asamblea.llamada, asamblea.presentes, asamblea.inicio_en, asamblea.presentes_primera)
        assert dicho == ("", None, None, presentes)


@pytest.mark.parametrize(("presentes", "pasa"), [(2, False), (3, True), (4, True)])
def test_declaring_at_the_second_call(reparto, organo, presentes, pasa):
    asamblea = declarar(reparto, convocada(reparto, organo, 1, convocados=40))
    llegan(reparto, asamblea, presentes - 1)
    if pasa:
        hecha = declarar(reparto, asamblea, SEGUNDA)
        assert (hecha.estado, hecha.llamada, hecha.presentes) == ("instalada", "segunda", presentes)
        assert (hecha.presentes_primera, hecha.inicio_en) == (1, SEGUNDA)
        return
    with pytest.raises(TransicionInvalida, match="Hay 2 de 40 convocadas; hacen falta 3 en segunda"):
        declarar(reparto, asamblea, SEGUNDA)
    assert Asamblea.objects.get(pk=asamblea.pk).estado == "segunda"


def test_one_that_begins_at_the_second_hour_is_judged_by_it_at_once(reparto, organo):
    asamblea = convocada(reparto, organo, 2, convocados=40)  # captured before the first call
    with pytest.raises(TransicionInvalida, match="hacen falta 3 en segunda"):
        declarar(reparto, asamblea, SEGUNDA)
    intacta = Asamblea.objects.get(pk=asamblea.pk)
    assert (intacta.estado, intacta.presentes_primera) == ("convocada", None), "nothing was written"
    llegan(reparto, asamblea, 1)
    asamblea.asistentes.filter(numero=3).update(capturado_en=SEGUNDA)
    hecha = declarar(reparto, asamblea, SEGUNDA)
    assert (hecha.estado, hecha.llamada, hecha.presentes) == ("instalada", "segunda", 3)
    assert hecha.presentes_primera == 2, "who came with the second call was not there at the first"


def test_neither_call_is_declared_before_its_hour(reparto, organo):
    asamblea, un_minuto = convocada(reparto, organo, 3, convocados=9), timedelta(minutes=1)
    with pytest.raises(TransicionInvalida, match="antes no se declara"):
        declarar(reparto, asamblea, PRIMERA - 2 * un_minuto)
    with pytest.raises(DatosInvalidos, match="no empieza antes"):
        declarar(reparto, asamblea, PRIMERA - un_minuto)
    assert declarar(reparto, asamblea).estado == "segunda"
    with pytest.raises(TransicionInvalida, match="segunda convocatoria"):
        declarar(reparto, asamblea, SEGUNDA - 2 * un_minuto)
    with pytest.raises(DatosInvalidos, match="no empieza antes"):
        declarar(reparto, asamblea, SEGUNDA - un_minuto)
    assert declarar(reparto, asamblea, SEGUNDA).estado == "instalada"


def test_it_does_not_begin_in_the_future(reparto, organo):
    asamblea = convocada(reparto, organo, 3, convocados=4)
    with pytest.raises(DatosInvalidos, match="todavía no llega"):
        servicios.declarar_quorum(
            asamblea_id=asamblea.pk, inicio_en=DESPUES, **como(reparto, ahora=PRIMERA + timedelta(minutes=1))
        )


def test_the_words_tell_the_numbers(reparto, organo):
    asamblea = convocada(reparto, organo, 2, convocados=40)
    assert quorum_de(asamblea).palabras == "Hay 2 de 40 convocadas; hacen falta 21 en primera convocatoria."
    espera = declarar(reparto, asamblea)
    assert quorum_de(espera).palabras == "Hay 2 de 40 convocadas; hacen falta 3 en segunda convocatoria."
    assert primera_fallida(espera).palabras == (
        "Se contaron 2 de 40 convocadas; hacían falta 21 en primera convocatoria."
    )
    llegan(reparto, asamblea, 1)
    hecha = declarar(reparto, asamblea, SEGUNDA)
    llegan(reparto, asamblea, 4)  # those who come later do not change what was declared
    assert quorum_de(Asamblea.objects.get(pk=hecha.pk)).palabras == (
        "Se contaron 3 de 40 convocadas; hacían falta 3 en segunda convocatoria."
    )


@pytest.mark.parametrize("llega_a", ["convocada", "segunda"])
def test_not_held_keeps_how_many_came_and_why(reparto, organo, llega_a):
    asamblea = hasta(reparto, organo, llega_a, convocados=40)
    llegan(reparto, asamblea, 2)
    pedir = {"asamblea_id": asamblea.pk, **como(reparto, ahora=DESPUES)}
    with pytest.raises(DatosInvalidos):
        servicios.no_celebrar(motivo="", **pedir)
    hecha = servicios.no_celebrar(motivo="Hubo tormenta", **pedir)
    cual = "segunda" if llega_a == "segunda" else "primera"
    assert (hecha.estado, hecha.presentes, hecha.llamada) == ("sin_quorum", 2, cual)
    assert (hecha.motivo, hecha.inicio_en) == ("Hubo tormenta", None)


def test_with_quorum_or_before_its_hour_it_is_not_said_that_it_was_not_held(reparto, organo):
    asamblea = convocada(reparto, organo, 3, convocados=4)
    pedir = {"asamblea_id": asamblea.pk, "motivo": "No"}
    for antes in (AHORA, PRIMERA, SEGUNDA - timedelta(minutes=1)):
        with pytest.raises(TransicionInvalida, match=r"La segunda convocatoria es el .*: espérela"):
            servicios.no_celebrar(**pedir, **como(reparto, ahora=antes))
    with pytest.raises(TransicionInvalida, match="Hay quórum"):
        servicios.no_celebrar(**pedir, **como(reparto, ahora=DESPUES))


def test_it_ends_after_it_began_and_not_in_the_future(reparto, organo):
    asamblea = hasta(reparto, organo, "instalada")
    pedir = {"asamblea_id": asamblea.pk, **como(reparto, ahora=DESPUES)}
    for mal in (PRIMERA - timedelta(minutes=1), DESPUES + timedelta(minutes=1)):
        with pytest.raises(DatosInvalidos) as error:
            servicios.cerrar_asamblea(fin_en=mal, **pedir)
        assert set(error.value.errores) == {"fin_en"}
    with pytest.raises(Conflicto):
        servicios.cerrar_asamblea(fin_en=DESPUES, revision=asamblea.revision - 1, **pedir)
    hecha = servicios.cerrar_asamblea(fin_en=DESPUES, revision=asamblea.revision, **pedir)
    assert (hecha.estado, hecha.fin_en) == ("cerrada", DESPUES)


GENTE = [("Ing. Raúl Mota", "Supervisor de obra", True), ("Lic. Eva Paz", "Delegada", False)]


def test_the_authorities_take_the_place_of_those_before(reparto, organo):
    asamblea = convocada(reparto, organo)
    pedir = {"asamblea_id": asamblea.pk, **como(reparto)}
    servicios.anotar_autoridades(autoridades=GENTE, **pedir)
    servicios.anotar_autoridades(autoridades=[("Noé Gil", "Testigo", False), GENTE[0]], **pedir)
    escritas = list(asamblea.autoridades.values_list("orden", "nombre", "cargo", "es_tecnico"))
    assert escritas == [(1, "Noé Gil", "Testigo", False), (2, "Ing. Raúl Mota", "Supervisor de obra", True)]
    asiento = Asiento.objects.filter(accion="asamblea.autoridades").latest("pk")
    assert (asiento.datos["cuantas"], asiento.datos["tecnicos"]) == (2, 1)
    assert "Noé" not in str(asiento.datos)


def test_a_witness_is_told_apart_and_is_not_technical_staff(reparto, organo):
    asamblea = convocada(reparto, organo)
    pedir = {"asamblea_id": asamblea.pk, **como(reparto)}
    servicios.anotar_autoridades(autoridades=[GENTE[0], ("Noé Gil", "Vecino", False, True)], **pedir)
    assert list(asamblea.autoridades.values_list("es_tecnico", "es_testigo")) == [
        (True, False),
        (False, True),
    ]
    with pytest.raises(DatosInvalidos, match="o es personal técnico, o testigo"):
        servicios.anotar_autoridades(autoridades=[("Noé Gil", "Vecino", True, True)], **pedir)
    with pytest.raises(IntegrityError), transaction.atomic():
        asamblea.autoridades.update(es_tecnico=True)


@pytest.mark.parametrize("mal", [[("Eva", "", False)], [("", "Testigo", False)], [GENTE[0]] * 61])
def test_authorities_without_name_or_post_are_refused_and_the_list_stays(reparto, organo, mal):
    asamblea = convocada(reparto, organo)
    pedir = {"asamblea_id": asamblea.pk, **como(reparto)}
    servicios.anotar_autoridades(autoridades=GENTE, **pedir)
    with pytest.raises(DatosInvalidos) as error:
        servicios.anotar_autoridades(autoridades=mal, **pedir)
    assert set(error.value.errores) == {"autoridades"}
    assert asamblea.autoridades.count() == 2


def test_what_was_explained_is_kept_up_to_its_length(reparto, organo):
    asamblea = convocada(reparto, organo)
    pedir = {"asamblea_id": asamblea.pk, **como(reparto)}
    hecha = servicios.guardar_explicacion(texto="El trazo\ny el plazo", **pedir)
    assert hecha.explicacion == "El trazo\ny el plazo"
    with pytest.raises(DatosInvalidos):
        servicios.guardar_explicacion(texto="x" * (MAX_TEXTO + 1), **pedir)
    with pytest.raises(Conflicto):
        servicios.guardar_explicacion(texto="Otra", revision=asamblea.revision, **pedir)
    assert "trazo" not in str(Asiento.objects.filter(accion="asamblea.explicacion").latest("pk").datos)


# state × action → state it is left in; every other person of the cast, and every other pair, is refused.
TABLA = {
    ("convocada", "declarar"): "segunda",
    ("convocada", "no_celebrar"): "sin_quorum",
    ("segunda", "no_celebrar"): "sin_quorum",
    ("instalada", "cerrar"): "cerrada",
    **{(e, a): e for e in ("convocada", "segunda", "instalada") for a in ("anotar", "explicar")},
}
ESTADOS = ("convocada", "segunda", "instalada", "cerrada", "sin_quorum", "cancelada")
ACTOS = {
    "declarar": (servicios.declarar_quorum, {"inicio_en": SEGUNDA}),
    "no_celebrar": (servicios.no_celebrar, {"motivo": "No llegaron"}),
    "cerrar": (servicios.cerrar_asamblea, {"fin_en": DESPUES}),
    "anotar": (servicios.anotar_autoridades, {"autoridades": GENTE}),
    "explicar": (servicios.guardar_explicacion, {"texto": "El trazo"}),
}


@pytest.mark.parametrize("estado", ESTADOS)
@pytest.mark.parametrize("accion", ACTOS)
def test_every_state_action_and_role(reparto, organo, estado, accion, cifra):
    asamblea = hasta(reparto, organo, estado)
    servicio, datos = ACTOS[accion]
    if (estado, accion) == ("convocada", "declarar"):
        datos = {"inicio_en": PRIMERA}  # at the hour of the second it would be judged by it
    mal = 0
    for quien in ACTORES:
        antes, punto = Asiento.objects.count(), transaction.savepoint()
        try:
            quedo = servicio(asamblea_id=asamblea.pk, **datos, **como(reparto, quien, DESPUES)).estado
        except (SinPermiso, TransicionInvalida):
            quedo = None
            mal += Asiento.objects.count() != antes
        transaction.savepoint_rollback(punto)
        mal += quedo != (TABLA.get((estado, accion)) if quien in LLEVAN else None)
    cifra(
        11,
        "triples estado × acción × rol de una asamblea que no se portan como la tabla",
        mal,
        de=len(ACTORES),
    )
    assert not mal


@pytest.mark.parametrize("estado", ESTADOS)
def test_where_it_stands_is_on_its_way(reparto, organo, estado):
    asamblea = hasta(reparto, organo, estado)
    camino = [valor for valor, _ in camino_de(asamblea)]
    assert estado in camino
    assert ("segunda" in camino) == (asamblea.presentes_primera is not None)


def test_the_database_keeps_an_installed_assembly_with_its_quorum(reparto, organo):
    asamblea = hasta(reparto, organo, "instalada")
    for mala in (
        {"presentes": 0},
        {"inicio_en": None},
        {"llamada": ""},
        {"fin_en": PRIMERA - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Asamblea.objects.filter(pk=asamblea.pk).update(**mala)
