"""The rules of new órganos and the posts of one: who sets them, when, and forms that lose nothing."""

import pytest
from django.urls import reverse

from asambleas import servicios
from asambleas.models import Organo, Regla
from asambleas.procedimientos import PuestoSugerido
from nucleo.errores import DatosInvalidos, SinPermiso, TransicionInvalida
from tests.asambleas.muestras import comite_de
from tests.asambleas.mundo_elecciones import Junta, junta
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db
TODOS = ("personal_a", "directora_a", "personal_b", "directora_b", "planeacion", "tesoreria", "contraloria")


def fijar(mesa: Junta, puestos: list[PuestoSugerido] | None = None, quien: str = "personal_a"):
    nuevos = puestos if puestos is not None else [PuestoSugerido("Tesorero", 2, False)]
    return servicios.fijar_puestos(
        organo_id=mesa.organo.pk, puestos=nuevos, persona=mesa.reparto.persona(quien), ahora=AHORA
    )


@pytest.fixture
def mesa(reparto) -> Junta:
    return junta(reparto)


@pytest.mark.parametrize("quien", TODOS)
def test_who_sets_the_posts_of_one(mesa, quien):
    if quien in ("personal_a", "directora_a", "planeacion"):
        assert [p.nombre for p in fijar(mesa, quien=quien)] == ["Tesorero"]
        return
    with pytest.raises(SinPermiso):
        fijar(mesa, quien=quien)
    assert mesa.organo.puestos.count() == 3


def test_not_after_the_first_vote_nor_in_a_closed_one(mesa):
    mesa.anular(mesa.votar({0: 3}))
    with pytest.raises(TransicionInvalida, match="Ya se votó"):
        fijar(mesa)


@pytest.mark.parametrize("estado", ["concluido", "cancelado"])
def test_not_in_a_closed_one(mesa, estado):
    Organo.objects.filter(pk=mesa.organo.pk).update(estado=estado, motivo_de_cierre="x")
    with pytest.raises(TransicionInvalida):
        fijar(mesa)


@pytest.mark.parametrize(
    "puestos",
    [
        [],
        [PuestoSugerido(" ")],
        [PuestoSugerido("Vocal"), PuestoSugerido("VOCAL ")],
        [PuestoSugerido("Vocal", 0)],
        [PuestoSugerido("Vocal", 51)],
        [PuestoSugerido("V" * 61)],
        [PuestoSugerido(f"Vocal {n}") for n in range(31)],
    ],
)
def test_posts_that_cannot_be(mesa, puestos):
    with pytest.raises(DatosInvalidos) as error:
        fijar(mesa, puestos)
    assert list(error.value.errores) == ["puestos"]
    assert mesa.organo.puestos.count() == 3


# ---- pages

PUESTOS = {
    "renglones": "2",
    "nombre-0": "Presidenta",
    "lugares-0": "1",
    "con_suplente-0": "on",
    "nombre-1": "Vocal",
    "lugares-1": "4",
}
REGLA = {"quorum_primera": "40", "quorum_segunda": "8", "vigencia_meses": "24", **PUESTOS}
RUTA = "/organos/reglas/comite/"


def test_planeacion_sets_the_rules_of_new_ones(mesa, reparto, en_hoy, cliente_de):
    cliente = cliente_de("planeacion")
    assert cliente.post(RUTA, REGLA).status_code == 302
    regla = Regla.objects.get(procedimiento="comite")
    assert (regla.quorum_primera, regla.quorum_segunda, regla.vigencia_meses) == (40, 8, 24)
    nuevo = comite_de(reparto, nombre="Banqueta").organo
    assert [(p.nombre, p.lugares, p.con_suplente) for p in nuevo.puestos.all()] == [
        ("Presidenta", 1, True),
        ("Vocal", 4, False),
    ]
    assert mesa.organo.puestos.count() == 3
    assert "24 meses" in cliente.get(reverse("reglas_de_organos")).content.decode()


def test_looking_at_the_rules_writes_nothing(reparto, en_hoy, cliente_de):
    cliente = cliente_de("planeacion")
    for ruta in (reverse("reglas_de_organos"), RUTA):
        assert "Presidente" in cliente.get(ruta).content.decode()
    assert not Regla.objects.exists()
    assert cliente.get("/organos/reglas/nada/").status_code == 404


def filas(texto: str) -> list[str]:
    """Values of the names of the posts, in the order of the page."""
    trozos = texto.split('name="nombre-')[1:]
    return [t.split('value="')[1].split('"')[0] if "value=" in t.split(">")[0] else "" for t in trozos]


@pytest.mark.parametrize(
    ("orden", "quedan"),
    [
        ("subir-1", ["Vocal", "Presidenta"]),
        ("bajar-0", ["Vocal", "Presidenta"]),
        ("subir-0", ["Presidenta", "Vocal"]),
        ("bajar-1", ["Presidenta", "Vocal"]),
        ("quitar-0", ["Vocal"]),
        ("agregar", ["Presidenta", "Vocal", ""]),
        ("quitar-9", ["Presidenta", "Vocal"]),
        ("cualquier-cosa", ["Presidenta", "Vocal"]),
    ],
)
def test_rows_move_without_losing_what_was_typed(mesa, en_hoy, cliente_de, orden, quedan):
    datos = REGLA | {"quorum_primera": "cuarenta", "orden_de_renglones": orden}
    respuesta = cliente_de("planeacion").post(RUTA, datos)
    texto = respuesta.content.decode()
    assert respuesta.status_code == 200
    assert filas(texto) == quedan
    assert 'value="cuarenta"' in texto
    ruta = reverse("puestos_de_organo", args=[mesa.organo.pk])
    movidos = cliente_de("personal_a").post(ruta, PUESTOS | {"orden_de_renglones": orden})
    assert filas(movidos.content.decode()) == quedan
    assert mesa.organo.puestos.count() == 3


def test_what_is_wrong_comes_back_filled(mesa, en_hoy, cliente_de):
    mal = REGLA | {"quorum_primera": "100", "nombre-1": "presidenta"}
    respuesta = cliente_de("planeacion").post(RUTA, mal)
    assert respuesta.status_code == 400
    assert filas(respuesta.content.decode()) == ["Presidenta", "presidenta"]
    repetido = cliente_de("planeacion").post(RUTA, mal | {"quorum_primera": "40"})
    assert "Dos puestos se llaman igual." in repetido.content.decode()
    assert cliente_de("planeacion").post(RUTA, {"renglones": "0"}).status_code == 400


def test_the_posts_of_one_from_its_page(mesa, en_hoy, cliente_de):
    ruta = reverse("puestos_de_organo", args=[mesa.organo.pk])
    assert cliente_de("personal_a").post(ruta, PUESTOS).status_code == 302
    assert [p.nombre for p in mesa.organo.puestos.all()] == ["Presidenta", "Vocal"]
    assert cliente_de("personal_b").get(ruta).status_code == 404
