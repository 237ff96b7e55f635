"""A consejo lasts its term: over, it is not shown as in force, and the titular says that it ended."""

from datetime import date

import pytest
from django.urls import reverse

from asambleas import servicios
from asambleas.models import Integrante, Organo
from nucleo.errores import DatosInvalidos, SinPermiso, TransicionInvalida
from tests.asambleas.muestras import comite_de
from tests.consejos.muestras import consejo_de
from tests.reparto import AHORA, HOY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
DESDE = date(2021, 5, 1)


def actor(reparto, quien="directora_a"):
    return {"persona": reparto.persona(quien), "ahora": AHORA}


@pytest.fixture
def consejo(reparto):
    """In force until 1 May 2024, fifteen days ago, with one who accepted and one who did not yet."""
    hecho = consejo_de(reparto)
    Organo.objects.filter(pk=hecho.organo_id).update(
        estado="constituido", vigente_desde=DESDE, vigente_hasta=date(2024, 5, 1)
    )
    puesto = hecho.organo.puestos.order_by("orden").first()
    for n, (nombre, acepto) in enumerate((("Rosa Ibarra", AHORA), ("Noé Gil", None)), 1):
        ciudadano = hecho.organo.direccion.ciudadanos.create(
            nombre=nombre, busqueda=nombre.lower(), creado_en=AHORA
        )
        Integrante.objects.create(
            organo=hecho.organo,
            puesto=puesto,
            ciudadano=ciudadano,
            lugar=1,
            calidad="propietario" if n == 1 else "suplente",
            identidad=nombre.lower(),
            desde=DESDE,
            acepto_en=acepto,
            codigo=f"CODIGO{n}",
        )
    return hecho


def _con_plazo(consejo) -> None:
    Organo.objects.filter(pk=consejo.organo_id).update(vigente_hasta=date(2025, 5, 1))


def _terminar(reparto, consejo, quien="directora_a", motivo="Concluyó su periodo"):
    return servicios.terminar_organo(organo_id=consejo.organo_id, motivo=motivo, **actor(reparto, quien))


def test_the_public_is_told_which_stand_and_which_are_over(client, consejo):
    lista, suya = reverse("consejos_publico"), reverse("consejo_publicado", args=[consejo.organo_id])
    assert [c.pk for c in client.get(lista).context["terminados"]] == [consejo.pk]
    assert list(client.get(lista).context["consejos"]) == []
    dicho = client.get(suya).content.decode()
    assert "Terminó su periodo" in dicho
    assert "hasta el 30 de abril de 2024" in dicho, "its last day, not the one after"
    assert "Rosa Ibarra" not in dicho
    _con_plazo(consejo)
    assert [c.pk for c in client.get(lista).context["consejos"]] == [consejo.pk]
    dicho = client.get(suya).content.decode()
    assert "En funciones desde" in dicho
    assert "Rosa Ibarra" in dicho
    assert "Noé Gil" not in dicho, "who did not take the protesta is not in the post yet"


def test_the_titular_ends_it_and_the_members_leave_on_its_last_day(reparto, consejo):
    hecho = _terminar(reparto, consejo)
    assert (hecho.estado, hecho.motivo_de_cierre) == ("concluido", "Concluyó su periodo")
    assert set(Integrante.objects.values_list("hasta", flat=True)) == {date(2024, 5, 1)}
    assert hecho.cambios.latest("pk").actor == reparto.usuarios["directora_a"]
    with pytest.raises(TransicionInvalida):
        _terminar(reparto, consejo)


def test_before_its_day_they_leave_from_tomorrow(reparto, consejo):
    _con_plazo(consejo)
    _terminar(reparto, consejo, motivo="Renunciaron todos")
    assert set(Integrante.objects.values_list("hasta", flat=True)) == {date(2024, 5, 16)}
    assert date(2024, 5, 15) == HOY


def test_one_never_constituted_is_cancelled(reparto):
    assert _terminar(reparto, consejo_de(reparto)).estado == "cancelado"


def test_who_may_and_a_comite_ends_by_its_last_step(reparto, consejo):
    for quien in ("personal_a", "planeacion", "contraloria", "tesoreria", "directora_b"):
        with pytest.raises(SinPermiso):
            _terminar(reparto, consejo, quien)
    with pytest.raises(DatosInvalidos):
        _terminar(reparto, consejo, motivo=" ")
    with pytest.raises(TransicionInvalida, match="último paso"):
        _terminar(reparto, comite_de(reparto))
    assert Organo.objects.get(pk=consejo.organo_id).estado == "constituido"


def test_its_page_offers_it_to_the_titular_alone(cliente_de, consejo):
    pagina, terminar = (reverse(n, args=[consejo.organo_id]) for n in ("consejo", "consejo_terminar"))
    assert terminar not in cliente_de("personal_a").get(pagina).content.decode()
    titular = cliente_de("directora_a")
    assert terminar in titular.get(pagina).content.decode()
    assert titular.post(terminar, {"motivo": ""}).status_code == 400
    assert titular.post(terminar, {"motivo": "Concluyó"}).status_code == 302
    assert Organo.objects.get(pk=consejo.organo_id).estado == "concluido"
    assert titular.get(terminar).status_code == 403
