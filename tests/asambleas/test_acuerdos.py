"""Acuerdos: written with their acta, in the list of whose they are, marked as done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas.acuerdos import acuerdos_pendientes, acuerdos_visibles_para
from asambleas.models import Acuerdo
from asambleas.servicios import DatosDeAcuerdo
from asambleas.servicios import actas as modulo
from nucleo.errores import Conflicto, DatosInvalidos, SinPermiso
from tests.asambleas.mundo_actas import acta_de, congelada, hoja, reunion_de
from tests.reparto import AHORA, HOY, Reparto

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def sin_papel(monkeypatch) -> None:
    monkeypatch.setattr(modulo, "acta_en_pdf", hoja)


@pytest.fixture
def acta(reparto: Reparto):
    return congelada(reparto, reunion_de(reparto))


def _fijar(reparto: Reparto, acta, *acuerdos: DatosDeAcuerdo, **mas: object):
    datos = {"revision": acta.revision, "persona": reparto.persona("personal_a"), "ahora": AHORA, **mas}
    return servicios.fijar_acuerdos(acta_id=acta.pk, acuerdos=acuerdos, **datos)


def _cumplir(reparto: Reparto, acuerdo: Acuerdo, quien: str = "personal_a", **mas: object) -> Acuerdo:
    datos = {"fecha": HOY, "nota": "Se entregó el calendario", **mas}
    return servicios.cumplir_acuerdo(
        acuerdo_id=acuerdo.pk, persona=reparto.persona(quien), ahora=AHORA, **datos
    )


def test_they_are_numbered_in_their_order_and_replaced_whole(reparto: Reparto):
    acta = acta_de(reparto, reunion_de(reparto))
    acta = _fijar(reparto, acta, DatosDeAcuerdo("Segundo", "Alguien"), DatosDeAcuerdo("Primero", "Otra"))
    assert [(a.numero, a.texto) for a in acta.acuerdos.all()] == [(1, "Segundo"), (2, "Primero")]
    with pytest.raises(Conflicto):
        _fijar(reparto, acta, revision=acta.revision - 1)


@pytest.mark.parametrize(
    ("malo", "dice"),
    [(DatosDeAcuerdo("x", "Alguien"), "qué se acordó"), (DatosDeAcuerdo("Algo", ""), "responde")],
)
def test_each_says_what_and_who(reparto: Reparto, malo: DatosDeAcuerdo, dice: str):
    acta = acta_de(reparto, reunion_de(reparto))
    with pytest.raises(DatosInvalidos, match=dice):
        _fijar(reparto, acta, malo)
    assert acta.acuerdos.count() == 2


def test_only_people_of_the_direccion_have_them_in_their_list(reparto: Reparto):
    acta = acta_de(reparto, reunion_de(reparto))
    with pytest.raises(DatosInvalidos, match="no es de la dirección"):
        _fijar(reparto, acta, DatosDeAcuerdo("Algo", "", reparto.usuarios["personal_b"]))
    acta = _fijar(reparto, acta, DatosDeAcuerdo("Algo", "", reparto.usuarios["directora_a"]))
    assert acta.acuerdos.get().responsable == "Ada Muñoz"


def test_it_appears_once_its_acta_is_frozen_and_goes_when_it_is_done(reparto: Reparto):
    reunion = reunion_de(reparto)
    acta = acta_de(reparto, reunion)
    persona = reparto.persona("personal_a")
    assert not acuerdos_pendientes(persona).exists()
    servicios.congelar_acta(acta_id=acta.pk, revision=None, persona=persona, ahora=AHORA)
    (mio,) = acuerdos_pendientes(persona)
    assert mio.texto == "Entregar el calendario de obra."
    hecho = _cumplir(reparto, mio)
    assert (hecho.cumplido_el, hecho.cumplido_por) == (HOY, reparto.usuarios["personal_a"])
    assert not acuerdos_pendientes(persona).exists()
    with pytest.raises(SinPermiso, match="Ya está"):
        _cumplir(reparto, mio)


def test_of_a_cancelled_acta_nothing_is_pending(reparto: Reparto, acta):
    servicios.cancelar_acta(
        acta_id=acta.pk, motivo="Error", persona=reparto.persona("personal_a"), ahora=AHORA
    )
    assert not acuerdos_pendientes(reparto.persona("personal_a")).exists()


@pytest.mark.parametrize("mal", [{"fecha": HOY + timedelta(days=1)}, {"nota": "  "}, {"nota": "x" * 1_001}])
def test_it_is_done_on_a_day_and_somehow(reparto: Reparto, acta, mal: dict):
    with pytest.raises(DatosInvalidos):
        _cumplir(reparto, acta.acuerdos.get(numero=2), **mal)


QUIENES = ("personal_a", "directora_a", "personal_b", "directora_b", "planeacion", "contraloria")


@pytest.mark.parametrize(
    ("numero", "pueden"), [(1, {"personal_a", "directora_a"}), (2, {"personal_a", "directora_a"}),
                           (3, {"directora_a"})]
)  # fmt: skip
def test_who_may_mark_it(reparto: Reparto, numero: int, pueden: set[str]):
    acta = acta_de(reparto, reunion_de(reparto))
    previos = [DatosDeAcuerdo(a.texto, a.responsable, a.usuario, a.fecha) for a in acta.acuerdos.all()]
    acta = _fijar(reparto, acta, *previos, DatosDeAcuerdo("De Ada", "", reparto.usuarios["directora_a"]))
    servicios.congelar_acta(
        acta_id=acta.pk, revision=None, persona=reparto.persona("personal_a"), ahora=AHORA
    )
    pudieron = set()
    for quien in QUIENES:
        acuerdo = acta.acuerdos.get(numero=numero)
        try:
            _cumplir(reparto, acuerdo, quien)
        except SinPermiso:
            continue
        pudieron.add(quien)
        Acuerdo.objects.filter(pk=acuerdo.pk).update(cumplido_el=None)
    assert pudieron == pueden


def test_who_sees_which(reparto: Reparto, acta):
    ven = {q: acuerdos_visibles_para(reparto.persona(q)).count() for q in QUIENES}
    assert {quien for quien, cuantos in ven.items() if cuantos == 2} == {
        "personal_a",
        "directora_a",
        "planeacion",
        "contraloria",
    }
    assert (ven["personal_b"], ven["directora_b"]) == (0, 0)


@pytest.mark.usefixtures("en_hoy")
def test_written_from_the_screen_and_given_back_filled(reparto: Reparto, cliente_de):
    acta, cliente = acta_de(reparto, reunion_de(reparto)), cliente_de("personal_a")
    url = reverse("acta_acuerdos", args=[acta.pk])
    assert "Entregar el calendario" in cliente.get(url).content.decode()
    marco = {"acuerdos-TOTAL_FORMS": 2, "acuerdos-INITIAL_FORMS": 2, "revision": acta.revision}
    malo = {**marco, "acuerdos-0-texto": "Pintar la barda", "acuerdos-1-texto": ""}
    respuesta = cliente.post(url, malo)
    assert respuesta.status_code == 400
    assert "Pintar la barda" in respuesta.content.decode()
    assert "Diga quién responde" in respuesta.content.decode()
    ajeno = {**malo, "acuerdos-0-usuario": reparto.usuarios["personal_b"].pk}
    assert cliente.post(url, ajeno).status_code == 400
    bueno = {**malo, "acuerdos-0-responsable": "Vecinos", "acuerdos-0-fecha": "2024-06-01"}
    assert cliente.post(url, bueno).status_code == 302
    hecho = acta.acuerdos.get()
    assert (hecho.texto, hecho.responsable, hecho.fecha) == ("Pintar la barda", "Vecinos", date(2024, 6, 1))


@pytest.mark.usefixtures("en_hoy")
def test_the_list_and_the_button(reparto: Reparto, acta, cliente_de):
    suyo = acta.acuerdos.get(numero=2)
    lista = reverse("acuerdos")
    for quien, ve in (("personal_a", True), ("directora_a", False), ("personal_b", False)):
        assert ("calendario de obra" in cliente_de(quien).get(lista).content.decode()) is ve, quien
    assert "calendario de obra" in cliente_de("directora_a").get(f"{lista}?de=todos").content.decode()
    url = reverse("acuerdo_cumplir", args=[suyo.pk])
    assert cliente_de("directora_b").get(url).status_code == 404
    vacio = cliente_de("personal_a").post(url, {"fecha": "2024-05-14", "nota": ""})
    assert vacio.status_code == 400
    assert 'value="2024-05-14"' in vacio.content.decode()
    cliente_de("personal_a").post(url, {"fecha": "2024-05-14", "nota": "Se entregó"})
    suyo.refresh_from_db()
    assert (suyo.cumplido_el, suyo.nota) == (date(2024, 5, 14), "Se entregó")
    assert "Se entregó" in cliente_de("personal_a").get(f"{lista}?cual=cumplidos").content.decode()
