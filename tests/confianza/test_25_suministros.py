"""Rule 25 for the supplies: who drives, who received and their signatures, and who may read them."""

import pytest
from django.urls import reverse

from nucleo import disparadores
from nucleo.models import Asiento
from suministros.models import CargaDeCombustible, EntregaDeSuministro, Solicitud, Vehiculo
from suministros.servicios import Recibo, asignar_vehiculo, recibir_suministro
from tests.confianza.arana import Arana, mirar
from tests.reparto import AHORA, ANONIMO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
NOMBRE = "CANCHOFER-7q"
NO_LOS_LEEN = ("administrador", "personal_b", ANONIMO)
LOS_LEEN = ("personal_a", "tesoreria", "contraloria")
PAPELES = ("entrega_firma", "entrega_recibo", "carga_ticket")


@pytest.fixture
def con_nombres(doble):
    """Somebody drives, received and loads in all that A asked for; a vehicle of it is on the calendar."""
    quien = {q: {"persona": doble.reparto.persona(q), "ahora": AHORA} for q in ("personal_a", "tesoreria")}
    o = doble.a.organos
    asignar_vehiculo(
        solicitud_id=o["por_responder"],
        vehiculo=Vehiculo.objects.get(pk=o["vehiculo"]),
        conductor=NOMBRE,
        **quien["tesoreria"],
    )
    recibir_suministro(solicitud_id=o["con_vale"], recibo=Recibo(NOMBRE), **quien["personal_a"])
    disparadores.quitar()
    de_a = {"solicitud__direccion": doble.direccion_a}
    Solicitud.objects.filter(direccion=doble.direccion_a).update(conductor=NOMBRE)
    EntregaDeSuministro.objects.filter(**de_a).exclude(recibe="").update(recibe=NOMBRE)
    CargaDeCombustible.objects.filter(vale__solicitud__direccion=doble.direccion_a).update(conductor=NOMBRE)
    disparadores.crear()
    return doble


def _vistos(cliente, doble) -> tuple[list[str], int]:
    """Pages and files of the supplies where the name shows, and how many were looked at."""
    o = doble.a.organos
    directas = [reverse("solicitud", args=[o[c]]) for c in ("pedido", "con_vale", "por_responder")]
    directas += [reverse("solicitud_pdf", args=[o["pedido"]]), reverse("vale_pdf", args=[o["vale"]])]
    directas += [
        reverse(r)
        for r in ("suministros", "calendario_vehiculos", "bitacora_de_combustible", "vehiculos", "bandeja")
    ]
    directas.append(f"{reverse('calendario_vehiculos')}?dia=2024-05-17")
    directas.append(f"/suministros/?q={NOMBRE}")
    vistos = [mirar(cliente, ruta) for ruta in directas]
    assert [v.ruta for v in vistos if v.codigo >= 500] == []
    # The search box repeats what one typed, and so does the way to the page of access.
    leidos = {v.ruta: v.texto.replace(f'value="{NOMBRE}"', "") for v in vistos if v.codigo == 200}
    return [ruta for ruta, texto in leidos.items() if NOMBRE in texto], len(vistos)


@pytest.mark.parametrize("quien", NO_LOS_LEEN)
def test_who_neither_asks_nor_answers_never_reads_them(con_nombres, cliente_doble, cifra, quien):
    vistas, cuantas = _vistos(cliente_doble(quien), con_nombres)
    cifra(25, "páginas con quien conduce o recibe, para quien no lo lleva", len(vistas), de=cuantas)
    assert vistas == []


@pytest.mark.parametrize("quien", LOS_LEEN)
def test_control_who_asks_answers_or_audits_reads_them(con_nombres, cliente_doble, quien):
    assert len(_vistos(cliente_doble(quien), con_nombres)[0]) >= 5


@pytest.mark.parametrize("quien", NO_LOS_LEEN)
def test_signatures_and_tickets_do_not_leave(con_nombres, cliente_doble, cifra, quien):
    o, cliente = con_nombres.a.organos, cliente_doble(quien)
    rutas = [reverse(r, args=[o["carga" if r == "carga_ticket" else "recibo"]]) for r in PAPELES]
    abiertas = [r for r in rutas if cliente.get(r).status_code == 200]
    cifra(25, "firmas, recibos y tickets abiertos por quien no los lleva", len(abiertas), de=len(rutas))
    assert abiertas == []
    assert [cliente_doble("personal_a").get(r).status_code for r in rutas] == [200, 200, 200]


def test_the_public_page_of_a_vale_names_nobody(con_nombres, cliente_doble, cifra):
    """It says whether it is good; neither who drives, nor where to, nor what for."""
    ruta = reverse("vale_publico", args=[con_nombres.a.organos["codigo_de_vale"]])
    Solicitud.objects.update(motivo=NOMBRE, lugar=NOMBRE, respuesta=NOMBRE)
    vistos = Arana(cliente_doble(ANONIMO), 1).recorrer(ruta)
    assert vistos[0].codigo == 200
    assert "VALE" in vistos[0].texto
    gente = [u.nombre for u in con_nombres.reparto.usuarios.values()]
    malas = [v.ruta for v in vistos[:1] if NOMBRE in v.texto or any(n in v.texto for n in gente)]
    cifra(25, "nombres en la página pública de un vale", len(malas), de=1)
    assert malas == []


def test_the_chain_of_asientos_names_nobody(con_nombres, cifra):
    """What was assigned and received with that name left its Asientos, without it."""
    de_hoy = Asiento.objects.filter(accion__startswith="solicitud.")
    assert de_hoy.filter(accion="solicitud.asignar_vehiculo").exists()
    malos = [a.pk for a in de_hoy if NOMBRE in str(a.datos)]
    cifra(25, "asientos de suministros con el nombre de alguien", len(malos), de=de_hoy.count())
    assert malos == []
