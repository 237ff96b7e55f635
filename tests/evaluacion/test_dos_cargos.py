"""Who holds two cargos loses neither: what waits for a decision, and every dirección one conducts."""

import pytest
from django.urls import reverse

from evaluacion.models import Evaluacion
from nucleo.roles import Rol
from poa import servicios
from poa.models import Programa
from tests.evaluacion.municipio import agregar_direcciones
from tests.evaluacion.test_consultas_fijas import CONSULTAS, pedir
from tests.reparto import AHORA, INICIO, Reparto

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("en_hoy")]


def dar(reparto: Reparto, quien: str, clave: str, rol: Rol) -> None:
    servicios.adscribir(
        persona=servicios.persona_del_sistema(AHORA.date()),
        ahora=AHORA,
        usuario=reparto.usuarios[quien],
        direccion=reparto.direcciones[clave],
        rol=rol,
        cargo="Otro cargo",
        desde=INICIO,
    )


def dejar_que_espere(reparto: Reparto) -> None:
    """A quarter of B that its dirección signed, and B's POA sent again."""
    Evaluacion.objects.create(trimestre_programa=reparto.tp(1, "B"), estado="firmada_direccion")
    Programa.objects.filter(pk=reparto.programa_b.pk).update(estado="enviado")


@pytest.mark.parametrize("quien", ["directora_a", "personal_a"])
def test_who_also_evaluates_is_told_what_waits_and_finds_it(reparto, cliente_de, quien):
    dejar_que_espere(reparto)
    cliente = cliente_de(quien)
    # Control: with one cargo there is neither notice nor page.
    assert reverse("por_decidir") not in cliente.get(reverse("inicio")).content.decode()
    assert cliente.get(reverse("por_decidir")).status_code == 403

    dar(reparto, quien, "PLAN", Rol.PLANEACION)
    inicio = cliente.get(reverse("inicio")).content.decode()
    assert f'<a href="{reverse("por_decidir")}">2 asuntos esperan su decisión</a>' in inicio
    assert "Dirección A" in inicio, "one's own quarter is still there"
    cola = cliente.get(reverse("por_decidir")).content.decode()
    assert reverse("trimestre_revision", args=[reparto.tp(1, "B").pk]) in cola
    assert "POA enviados, por autorizar" in cola
    assert reverse("poa", args=[reparto.programa_b.pk]) in cola
    # A's first quarter is past its deadline: that is told nowhere else.
    assert reverse("trimestre", args=[reparto.tp(1).pk]) in cola


def test_only_what_is_for_oneself_to_decide_is_counted(reparto, cliente_de):
    dejar_que_espere(reparto)
    dar(reparto, "directora_a", "CONT", Rol.CONTRALORIA)
    inicio = cliente_de("directora_a").get(reverse("inicio")).content.decode()
    assert "Nada espera su decisión" in inicio
    assert reverse("por_decidir") in inicio
    reparto.direcciones["B"].evaluada_por_contraloria = True
    reparto.direcciones["B"].save()
    inicio = cliente_de("directora_a").get(reverse("inicio")).content.decode()
    assert "1 asunto espera su decisión" in inicio


def test_a_directora_without_a_poa_who_evaluates_starts_with_what_waits(reparto, cliente_de):
    dar(reparto, "planeacion", "PLAN", Rol.DIRECTORA)
    inicio = cliente_de("planeacion").get(reverse("inicio")).content.decode()
    assert "Lo que espera su decisión" in inicio
    assert "Todavía no hay un POA" not in inicio


def test_who_conducts_two_direcciones_reaches_both(reparto, cliente_de):
    cliente = cliente_de("directora_a")
    assert "También conduce" not in cliente.get(reverse("inicio")).content.decode()
    dar(reparto, "directora_a", "B", Rol.DIRECTORA)
    respuesta = cliente.get(reverse("inicio"))
    de_b = reparto.tp(1, "B")
    assert respuesta.context["s"].tp == reparto.tp(1)
    assert [o.tp for o in respuesta.context["otras"]] == [de_b], "the quarter of B that is late"
    pagina = respuesta.content.decode()
    assert "También conduce" in pagina
    assert (
        f'<a href="{reverse("trimestre", args=[de_b.pk])}">Dirección B, primer trimestre de 2024</a>'
        in pagina
    )


def test_the_page_of_two_cargos_takes_the_same_queries_whatever_waits(reparto, cliente_de):
    dar(reparto, "directora_a", "PLAN", Rol.PLANEACION)
    dar(reparto, "directora_a", "B", Rol.DIRECTORA)
    dejar_que_espere(reparto)
    cliente = cliente_de("directora_a")
    pocas = {ruta: pedir(cliente, reverse(ruta))[0] for ruta in ("inicio", "por_decidir")}
    agregar_direcciones(reparto, 8)
    Programa.objects.exclude(pk=reparto.programa_a.pk).update(estado="enviado")
    inicio, _, pagina = pedir(cliente, reverse("inicio"))
    cola, _, _ = pedir(cliente, reverse("por_decidir"))
    assert "8 asuntos esperan" in pagina
    assert {"inicio": inicio, "por_decidir": cola} == pocas
    assert cola <= CONSULTAS
    assert inicio <= CONSULTAS + 5, "the count of what waits, and nothing per row"
