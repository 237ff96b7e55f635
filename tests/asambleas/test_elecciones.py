"""Votes: who wins, ties and their next round, annulling, protesta; who may and when; each guard."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from asambleas.consultas.elecciones import empatados, resultado, tarjetas_de
from asambleas.models import Asistente, Candidatura, Eleccion, Integrante, Organo
from nucleo import disparadores
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from tests.asambleas.mundo_elecciones import NOMBRES, Junta, asamblea_de, junta
from tests.reparto import HOY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def mesa(reparto) -> Junta:
    return junta(reparto)


def en_el_puesto(mesa: Junta, puesto: str = "Presidente") -> list[str]:
    filas = mesa.organo.integrantes.filter(puesto__nombre=puesto, hasta__isnull=True)
    return [i.ciudadano.nombre for i in filas.order_by("lugar")]


@pytest.mark.parametrize(
    ("votos", "lugares", "ganan", "empatan", "disputados"),
    [
        ({1: 5, 2: 3}, 1, (1,), (), 0),
        ({1: 5, 2: 5}, 1, (), (1, 2), 1),
        ({1: 5, 2: 3, 3: 3}, 2, (1,), (2, 3), 1),
        ({1: 5, 2: 5, 3: 5}, 2, (), (1, 2, 3), 2),
        ({1: 5, 2: 5, 3: 4}, 2, (1, 2), (), 0),
        ({1: 1, 2: 0}, 2, (1,), (), 0),
        ({1: 0, 2: 0}, 1, (), (), 0),
        ({2: 4, 1: 9, 3: 7}, 3, (1, 3, 2), (), 0),
    ],
)
def test_who_wins_and_who_ties(votos, lugares, ganan, empatan, disputados):
    hecho = resultado(votos, lugares)
    assert (hecho.ganan, hecho.empatan, hecho.disputados) == (ganan, empatan, disputados)


def test_the_most_voted_takes_the_seat_from_the_day_of_the_assembly(mesa):
    eleccion = mesa.votar({0: 4, 1: 2}, abstenciones=2)
    assert (eleccion.estado, eleccion.presentes, eleccion.emitidos, eleccion.ronda) == ("resuelta", 8, 6, 1)
    electa = mesa.organo.integrantes.get()
    assert (electa.ciudadano.nombre, electa.desde, electa.hasta, electa.acepto_en) == (
        NOMBRES[0],
        HOY,
        None,
        None,
    )
    assert electa.identidad == "ana pen~a"
    assert len(electa.codigo) == 26
    asiento = Asiento.objects.get(accion="eleccion.registrar")
    assert asiento.datos["votos"] == [8, 6, 2]
    assert "Ana" not in str(asiento.datos)


def test_a_tie_seats_nobody_and_goes_to_a_second_round_among_those_tied(mesa):
    primera = mesa.votar({0: 3, 1: 3, 2: 1})
    assert primera.estado == "empate"
    assert en_el_puesto(mesa) == []
    assert [c.asistente for c in empatados(primera)] == mesa.gente[:2]
    with pytest.raises(DatosInvalidos, match="solo entre quienes empataron"):
        mesa.votar({0: 4, 2: 3})
    segunda = mesa.votar({0: 3, 1: 3})
    assert (segunda.ronda, segunda.estado) == (2, "empate")
    tercera = mesa.votar({0: 3, 1: 4})
    assert (tercera.ronda, tercera.estado) == (3, "resuelta")
    assert en_el_puesto(mesa) == [NOMBRES[1]]


def test_a_tie_at_the_cut_keeps_who_won_above_it(mesa):
    primera = mesa.votar({0: 4, 1: 2, 2: 2}, puesto="Vocal")
    assert primera.estado == "empate"
    assert en_el_puesto(mesa, "Vocal") == [NOMBRES[0]]
    mesa.votar({1: 2, 2: 5}, puesto="Vocal")
    assert en_el_puesto(mesa, "Vocal") == [NOMBRES[0], NOMBRES[2]]
    with pytest.raises(Conflicto, match="ya no quedan lugares"):
        mesa.votar({3: 5}, puesto="Vocal")


def test_a_seat_that_nobody_won_is_voted_again(mesa):
    mesa.votar({0: 4}, puesto="Vocal")
    otra = mesa.votar({1: 5}, puesto="Vocal")
    assert otra.ronda == 2
    assert en_el_puesto(mesa, "Vocal") == [NOMBRES[0], NOMBRES[1]]


@pytest.mark.parametrize(
    ("votos", "mas", "campo", "dice"),
    [
        ({0: 7, 1: 2}, {}, "votos", "Suman 9 entre votos y abstenciones, y en la lista hay 8 presentes"),
        ({0: 7}, {"abstenciones": 2}, "votos", "Suman 9"),
        ({0: -1, 1: 3}, {}, "votos", "con números"),
        ({}, {}, "votos", "con números"),
        ({0: 0}, {}, "votos", "Nadie recibió votos"),
        ({0: 3}, {"abstenciones": -1}, "abstenciones", "se abstuvieron"),
        ({0: 3}, {"metodo": "sorteo"}, "metodo", "cómo se votó"),
        ({0: 3}, {"calidad": "jefe"}, "calidad", "no se elige así"),
        ({0: 3}, {"puesto": "Vocal", "calidad": "suplente"}, "calidad", "no se elige así"),
    ],
)
def test_a_vote_that_cannot_be_says_why_and_keeps_nothing(mesa, votos, mas, campo, dice):
    with pytest.raises(DatosInvalidos, match=dice) as error:
        mesa.votar(votos, **mas)
    assert list(error.value.errores) == [campo]
    assert not Eleccion.objects.exists()
    assert not Integrante.objects.exists()


def test_nobody_is_elected_twice_nor_by_another_name_of_the_same(mesa, reparto):
    mesa.votar({0: 4})
    with pytest.raises(DatosInvalidos, match="Ya tiene un puesto: Ana Peña"):
        mesa.votar({0: 4}, puesto="Secretario")
    otra = Junta(reparto, asamblea_de(reparto, mesa.organo, nombres=("  ANA   PEÑA".strip(), "Zoe")))
    with pytest.raises(DatosInvalidos, match="Ya tiene un puesto"):
        otra.votar({0: 2}, puesto="Secretario")


def test_two_of_one_name_are_told_apart_first(reparto):
    mesa = junta(reparto, nombres=("Juan Pérez", "JUAN PEREZ", "Zoe"))
    with pytest.raises(DatosInvalidos, match="se llaman igual"):
        mesa.votar({0: 2, 1: 1})


def test_only_people_of_that_assembly(mesa, reparto):
    mesa.gente = junta(reparto).gente
    with pytest.raises(DatosInvalidos, match="lista de esta asamblea"):
        mesa.votar({0: 2})


def test_the_same_token_is_one_vote(mesa):
    token = uuid4()
    una = mesa.votar({0: 3}, token=token)
    assert mesa.votar({0: 3}, token=token) == una
    assert Eleccion.objects.count() == Integrante.objects.count() == 1
    with pytest.raises(Conflicto):
        mesa.votar({1: 3}, puesto="Secretario", token=token)


def test_annulled_the_seat_is_free_and_was_never_held(mesa):
    eleccion = mesa.votar({0: 4})
    mesa.anular(eleccion)
    quien = Integrante.objects.get()
    assert quien.hasta == quien.desde
    assert en_el_puesto(mesa) == []
    otra = mesa.votar({0: 2, 1: 5})
    assert otra.ronda == 1
    assert en_el_puesto(mesa) == [NOMBRES[1]]
    with pytest.raises(DatosInvalidos):
        mesa.anular(otra, motivo="  ")


def test_annul_the_last_round_first_and_not_after_the_protesta(mesa):
    primera = mesa.votar({0: 3, 1: 3})
    mesa.votar({0: 3, 1: 2})
    with pytest.raises(TransicionInvalida, match="Anule primero"):
        mesa.anular(primera)
    assert [i.acepto_en is not None for i in mesa.protestar()] == [True]
    with pytest.raises(TransicionInvalida, match="protesta"):
        mesa.anular(Eleccion.objects.get(ronda=2))
    mesa.protestar()
    assert Asiento.objects.filter(accion="integrante.protesta").count() == 1


ROLES_QUE_NO = ("personal_b", "directora_b", "planeacion", "tesoreria", "contraloria", "administrador")


@pytest.mark.parametrize("quien", ROLES_QUE_NO)
def test_who_does_not_carry_it_neither_votes_nor_annuls(mesa, quien):
    eleccion = mesa.votar({0: 4})
    with pytest.raises(SinPermiso):
        mesa.votar({1: 4}, puesto="Secretario", quien=quien)
    with pytest.raises(SinPermiso):
        mesa.anular(eleccion, quien=quien)
    assert Eleccion.objects.get().estado == "resuelta"


@pytest.mark.parametrize("quien", ["personal_a", "directora_a"])
def test_who_carries_it_votes_and_annuls(mesa, quien):
    assert mesa.anular(mesa.votar({0: 4}, quien=quien), quien=quien).estado == "anulada"


@pytest.mark.parametrize("estado", ["convocada", "segunda", "cerrada", "sin_quorum", "cancelada"])
def test_only_while_the_assembly_is_held(mesa, estado):
    eleccion = mesa.votar({0: 4})
    mesa.mover(estado)
    with pytest.raises(TransicionInvalida):
        mesa.votar({1: 4}, puesto="Secretario")
    with pytest.raises(TransicionInvalida):
        mesa.anular(eleccion)


@pytest.mark.parametrize("estado", ["concluido", "cancelado"])
def test_not_in_a_closed_organo(mesa, estado):
    Organo.objects.filter(pk=mesa.organo.pk).update(estado=estado, motivo_de_cierre="x")
    with pytest.raises(SinPermiso):
        mesa.votar({0: 4})


def test_a_card_for_each_post_and_way_of_holding_it(mesa, django_assert_num_queries):
    mesa.votar({0: 4})
    organo = Organo.objects.get(pk=mesa.organo.pk)
    with django_assert_num_queries(7):
        tarjetas = tarjetas_de(organo, mesa.asamblea, HOY)
        vistas = [(t.puesto.nombre, t.calidad.value, t.libres, t.estado) for t in tarjetas]
    assert vistas == [
        ("Presidente", "propietario", 0, "resuelta"),
        ("Secretario", "propietario", 1, "pendiente"),
        ("Vocal", "propietario", 2, "pendiente"),
        ("Presidente", "suplente", 1, "pendiente"),
        ("Secretario", "suplente", 1, "pendiente"),
    ]


# ---- the database by itself


def crear_eleccion(mesa: Junta, **mas) -> Eleccion:
    datos = {
        "asamblea": mesa.asamblea,
        "puesto": mesa.puesto(),
        "metodo": "secreto",
        "presentes": 8,
        "emitidos": 8,
        "estado": "resuelta",
        "registrada_por": mesa.reparto.usuarios["personal_a"],
        "registrada_en": mesa.asamblea.inicio_en,
        "token": uuid4(),
    }
    return Eleccion.objects.create(**{**datos, **mas})


def crear_integrante(mesa: Junta, indice: int = 0, **mas) -> Integrante:
    ciudadano = mesa.gente[indice].ciudadano
    datos = {
        "organo": mesa.organo,
        "puesto": mesa.puesto(),
        "ciudadano": ciudadano,
        "identidad": ciudadano.busqueda,
        "desde": HOY,
        "codigo": uuid4().hex,
    }
    return Integrante.objects.create(**{**datos, **mas})


def mas_presentes(m: Junta) -> None:
    crear_eleccion(m, presentes=9)


def mas_votos(m: Junta) -> None:
    e = crear_eleccion(m, emitidos=5)
    Candidatura.objects.create(eleccion=e, asistente=m.gente[0], votos=3)
    Candidatura.objects.create(eleccion=e, asistente=m.gente[1], votos=3)


def de_otra_asamblea(m: Junta) -> None:
    otra = asamblea_de(m.reparto, m.organo)
    Candidatura.objects.create(eleccion=crear_eleccion(m), asistente=otra.asistentes.all()[0], votos=1)


def cambiar_votos(m: Junta) -> None:
    c = Candidatura.objects.create(eleccion=crear_eleccion(m), asistente=m.gente[0], votos=1)
    Candidatura.objects.filter(pk=c.pk).update(votos=2)


def borrar_candidatura(m: Junta) -> None:
    Candidatura.objects.create(eleccion=crear_eleccion(m), asistente=m.gente[0], votos=1).delete()


def cambiar_eleccion(m: Junta) -> None:
    Eleccion.objects.filter(pk=crear_eleccion(m).pk).update(presentes=8)


def borrar_eleccion(m: Junta) -> None:
    crear_eleccion(m).delete()


def revivir_eleccion(m: Junta) -> None:
    Eleccion.objects.filter(pk=crear_eleccion(m, estado="anulada").pk).update(estado="resuelta")


def salir_de_la_lista(m: Junta) -> None:
    crear_eleccion(m)
    m.gente[7].delete()


def pasar_a_otra_lista(m: Junta) -> None:
    otra = asamblea_de(m.reparto, m.organo, nombres=())
    Asistente.objects.filter(pk=m.gente[0].pk).update(asamblea=otra)


def lugar_de_mas(m: Junta) -> None:
    crear_integrante(m, lugar=2)


def suplente_donde_no_hay(m: Junta) -> None:
    crear_integrante(m, puesto=m.puesto("Vocal"), calidad="suplente")


def puesto_de_otro(m: Junta) -> None:
    crear_integrante(m, organo=junta(m.reparto).organo)


def lugar_encimado(m: Junta) -> None:
    crear_integrante(m, 0, hasta=HOY.replace(day=20))
    crear_integrante(m, 1, desde=HOY.replace(day=19))


def persona_en_dos(m: Junta) -> None:
    crear_integrante(m, 0, hasta=HOY.replace(day=20))
    crear_integrante(m, 0, puesto=m.puesto("Secretario"))


def borrar_integrante(m: Junta) -> None:
    crear_integrante(m).delete()


GUARDAS = (
    mas_presentes,
    mas_votos,
    de_otra_asamblea,
    cambiar_votos,
    borrar_candidatura,
    cambiar_eleccion,
    borrar_eleccion,
    revivir_eleccion,
    salir_de_la_lista,
    pasar_a_otra_lista,
    lugar_de_mas,
    suplente_donde_no_hay,
    puesto_de_otro,
    lugar_encimado,
    persona_en_dos,
    borrar_integrante,
)


@pytest.mark.parametrize("violar", GUARDAS, ids=lambda f: f.__name__)
def test_the_database_refuses_it_and_without_the_guards_it_goes_in(mesa, violar):
    with pytest.raises(DatabaseError), transaction.atomic():
        violar(mesa)
    disparadores.quitar(connection)
    try:
        with transaction.atomic():
            violar(mesa)
    finally:
        disparadores.crear(connection)


def test_what_the_guards_let_through(mesa):
    """A period that ends where another starts, a vote annulled, a signature drawn after the vote."""
    crear_integrante(mesa, 0, desde=HOY.replace(day=10), hasta=HOY)
    crear_integrante(mesa, 0, puesto=mesa.puesto("Secretario"))
    crear_integrante(mesa, 1)
    crear_integrante(mesa, 2, desde=HOY, hasta=HOY)
    Eleccion.objects.filter(pk=crear_eleccion(mesa).pk).update(estado="anulada", motivo="x")
    mesa.gente[0].firma_archivo = "x"
    mesa.gente[0].save()
