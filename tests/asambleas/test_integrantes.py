"""Who leaves a post and who comes in; who holds it on a day; what a card says and to whom."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from asambleas import servicios
from asambleas.consultas.integrantes import esta_vigente, integrantes_en
from asambleas.models import Acta, Integrante, Organo
from nucleo.errores import DatosInvalidos, SinPermiso, TransicionInvalida
from nucleo.models import Asiento
from tests.asambleas.mundo_elecciones import NOMBRES, Junta, asamblea_de, junta
from tests.reparto import AHORA, HOY, ZONA

pytestmark = pytest.mark.django_db
AYER, MANANA = HOY - timedelta(days=1), HOY + timedelta(days=1)
EL_DIEZ = datetime(2024, 5, 10, 10, tzinfo=ZONA)


@pytest.fixture
def mesa(reparto) -> Junta:
    """Elected on 10 May, with their protesta: Ana presidente, Bruno her suplente."""
    mesa = junta(reparto, momento=EL_DIEZ)
    mesa.votar({0: 4})
    mesa.votar({1: 4}, calidad="suplente")
    mesa.protestar()
    return mesa


@pytest.fixture
def otra(reparto, mesa) -> Junta:
    """The assembly of sustitución, today."""
    nombres = ("Zoe Sanz", "Ana Peña")
    return Junta(reparto, asamblea_de(reparto, mesa.organo, tipo="sustitucion", nombres=nombres))


def quien_es(mesa: Junta, calidad: str = "propietario") -> Integrante:
    return Integrante.objects.get(organo_id=mesa.organo.pk, calidad=calidad, hasta__isnull=True)


def terminar(mesa: Junta, hasta: date = HOY, motivo: str = "Renunció", quien: str = "") -> Integrante:
    pk = quien_es(mesa).pk
    return servicios.terminar_integrante(integrante_id=pk, hasta=hasta, motivo=motivo, **mesa.como(quien))


def sustituir(mesa: Junta, otra: Junta, quien: str = "", **mas) -> Integrante:
    datos = {"asamblea_id": otra.asamblea.pk, "sale_id": quien_es(mesa).pk, "motivo": "Renunció"}
    if "suplente_id" not in mas:
        datos["asistente_id"] = otra.gente[0].pk
    return servicios.sustituir_integrante(**{**datos, **mas}, **mesa.como(quien))


def nombres_en(mesa: Junta, dia: date) -> list[str]:
    return [i.ciudadano.nombre for i in integrantes_en(mesa.organo, dia)]


def test_periods_are_half_open(mesa):
    terminar(mesa, HOY)
    assert nombres_en(mesa, EL_DIEZ.date() - timedelta(days=1)) == []
    assert nombres_en(mesa, EL_DIEZ.date()) == nombres_en(mesa, AYER) == list(NOMBRES[:2])
    assert nombres_en(mesa, HOY) == [NOMBRES[1]]
    datos = Asiento.objects.get(accion="integrante.terminar").datos
    assert datos["hasta"] == HOY.isoformat()
    assert "Renunció" not in str(datos)


@pytest.mark.parametrize("hasta", [date(2024, 5, 9), HOY + timedelta(days=2)])
def test_a_term_ends_between_its_start_and_tomorrow(mesa, hasta):
    with pytest.raises(DatosInvalidos) as error:
        terminar(mesa, hasta)
    assert list(error.value.errores) == ["hasta"]


def test_a_term_ends_once_and_with_a_reason(mesa):
    with pytest.raises(DatosInvalidos):
        terminar(mesa, motivo=" ")
    pk = quien_es(mesa).pk
    terminar(mesa)
    with pytest.raises(TransicionInvalida, match="Ya dejó el puesto"):
        servicios.terminar_integrante(integrante_id=pk, hasta=HOY, motivo="x", **mesa.como())


def test_somebody_of_the_assembly_comes_in_on_its_day(mesa, otra):
    sale = quien_es(mesa)
    entra = sustituir(mesa, otra)
    sale.refresh_from_db()
    assert (sale.hasta, entra.desde, entra.sustituye_a, entra.acepto_en) == (HOY, HOY, sale, None)
    assert (entra.puesto, entra.calidad, entra.lugar) == (sale.puesto, "propietario", 1)
    assert nombres_en(mesa, AYER) == list(NOMBRES[:2])
    assert nombres_en(mesa, HOY) == ["Zoe Sanz", NOMBRES[1]]


def test_the_suplente_comes_up_and_leaves_their_seat(mesa, otra):
    suplente = quien_es(mesa, "suplente")
    sustituir(mesa, otra, suplente_id=suplente.pk)
    assert nombres_en(mesa, HOY) == [NOMBRES[1]]
    assert quien_es(mesa).calidad == "propietario"
    suplente.refresh_from_db()
    assert suplente.hasta == HOY


def test_who_holds_a_post_does_not_take_another(mesa, otra, reparto):
    mesa.organo.integrantes.filter(calidad="suplente").update(hasta=None)
    nueva = Junta(reparto, asamblea_de(reparto, mesa.organo, tipo="sustitucion", nombres=("BRUNO AVILA",)))
    with pytest.raises(DatosInvalidos, match="ya tiene un puesto"):
        sustituir(mesa, nueva)
    with pytest.raises(DatosInvalidos, match="lista de asistencia"):
        sustituir(mesa, otra, asistente_id=mesa.gente[3].pk)
    assert quien_es(mesa).ciudadano.nombre == NOMBRES[0]


@pytest.mark.parametrize("estado", ["convocada", "segunda", "sin_quorum", "cancelada"])
def test_only_an_assembly_that_was_held_decides_it(mesa, otra, estado):
    otra.mover(estado)
    with pytest.raises(TransicionInvalida):
        sustituir(mesa, otra)


def test_neither_another_kind_of_assembly_nor_after_its_acta(mesa, otra, reparto):
    with pytest.raises(TransicionInvalida, match="convocada para eso"):
        sustituir(mesa, mesa)
    otra.mover("cerrada")
    usuario = reparto.usuarios["personal_a"]
    acta = Acta.objects.create(
        organo=mesa.organo, asamblea=otra.asamblea, tipo="sustitucion", hecha_por=usuario, hecha_en=AHORA
    )
    assert sustituir(mesa, otra).ciudadano.nombre == "Zoe Sanz"
    assert acta.estado == "borrador"


@pytest.mark.parametrize(
    "quien", ["personal_b", "directora_b", "planeacion", "tesoreria", "contraloria", "administrador"]
)
def test_who_does_not_carry_it_changes_nobody(mesa, otra, quien):
    with pytest.raises(SinPermiso):
        terminar(mesa, quien=quien)
    with pytest.raises(SinPermiso):
        sustituir(mesa, otra, quien=quien)
    assert quien_es(mesa).ciudadano.nombre == NOMBRES[0]


def test_what_makes_a_card_be_in_force(mesa):
    electa = quien_es(mesa)
    assert [esta_vigente(electa, d) for d in (date(2024, 5, 9), EL_DIEZ.date(), HOY)] == [False, True, True]
    electa.acepto_en = None
    assert not esta_vigente(electa, HOY)
    Organo.objects.filter(pk=mesa.organo.pk).update(vigente_desde=date(2024, 5, 1), vigente_hasta=HOY)
    electa = quien_es(mesa)
    assert [esta_vigente(electa, d) for d in (AYER, HOY)] == [True, False]
    Organo.objects.update(estado="cancelado", motivo_de_cierre="x", vigente_hasta=None)
    assert not esta_vigente(quien_es(mesa), HOY)


# ---- pages


def test_contacts_are_masked_and_seeing_them_is_recorded(mesa, en_hoy, cliente_de):
    ruta = reverse("integrantes", args=[mesa.organo.pk])
    telefono, calle = "33 1234 5671", "Calle Secreta 1"
    for quien, ve in (("personal_a", True), ("planeacion", False)):
        sin_pedir = cliente_de(quien).get(ruta).content.decode()
        assert telefono not in sin_pedir
        assert calle not in sin_pedir
        assert "•••• 5671" in sin_pedir
        pidiendo = cliente_de(quien).get(ruta + "?contacto=1").content.decode()
        assert (telefono in pidiendo) is (calle in pidiendo) is ve
    assert Asiento.objects.filter(accion="integrantes.ver").count() == 1


def test_the_public_page_tells_the_post_and_never_the_person(mesa, en_hoy, cliente_de):
    electa, anonimo = quien_es(mesa), cliente_de("anonimo")
    pagina = anonimo.get(reverse("integrante_publico", args=[electa.codigo.lower()])).content.decode()
    for dice in ("Vigente", "Presidente", "Comité de Drenaje", "10 de mayo de 2024"):
        assert dice in pagina
    for calla in ("Ana", "Peña", "5671", "Secreta"):
        assert calla not in pagina
    terminar(mesa)
    assert "No está vigente" in anonimo.get(f"/integrantes/{electa.codigo}/").content.decode()
    nada = anonimo.get(f"/integrantes/{'X' * 26}/")
    assert nada.status_code == 200
    assert "No corresponde" in nada.content.decode()
    assert {anonimo.get("/integrantes/ZZZ/").status_code for _ in range(31)} == {200, 429}


def test_the_card_is_a_pdf_of_who_took_the_protesta(mesa, en_hoy, cliente_de):
    electa = quien_es(mesa)
    respuesta = cliente_de("personal_a").get(reverse("credencial", args=[electa.pk]))
    assert respuesta.status_code == 200
    assert respuesta.content.startswith(b"%PDF")
    Integrante.objects.filter(pk=electa.pk).update(acepto_en=None)
    assert cliente_de("personal_a").get(reverse("credencial", args=[electa.pk])).status_code == 409


def test_forms_that_are_wrong_come_back_filled(mesa, otra, en_hoy, cliente_de):
    cliente, pk = cliente_de("personal_a"), quien_es(mesa).pk
    tarde = cliente.post(
        reverse("integrante_terminar", args=[pk]), {"hasta": "2024-12-31", "motivo": "Se fue"}
    )
    assert tarde.status_code == 400
    assert "Elija un día entre" in tarde.content.decode()
    assert "Se fue" in tarde.content.decode()
    ruta = reverse("integrante_sustituir", args=[pk])
    datos = {"asamblea": otra.asamblea.pk, "entra": f"a{otra.gente[0].pk}", "motivo": ""}
    assert cliente.post(ruta, datos).status_code == 400
    assert cliente.post(ruta, {**datos, "motivo": "Renunció"}).status_code == 302
    assert quien_es(mesa).ciudadano.nombre == "Zoe Sanz"
