"""The list: who sees what, what each filter means, its totals, and a constant number of queries."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actividades.consultas import Filtros, listar, totales
from actividades.models import Actividad
from poa.models import Localidad, Prorroga
from tests.actividades.muestras import EN_T1, EN_T2
from tests.reparto import AHORA, CANARIO, HOY, Reparto

pytestmark = pytest.mark.django_db


@pytest.fixture
def varias(reparto: Reparto, registrar, en_estado, listo) -> dict[str, Actividad]:
    """Acts of A in two quarters and states, and one of B full of canaries."""
    for clave in "AB":
        Prorroga.objects.create(
            trimestre_programa=reparto.tp(1, clave),
            hasta=HOY,
            motivo="Luz",
            autor=reparto.usuarios["planeacion"],
            momento=AHORA,
        )
    una, dos, tres = reparto.lineas()
    arbol = Localidad.objects.get(nombre="El Árbol")
    return {
        "t1": en_estado("validada", linea=una, fecha=EN_T1, cantidad=3, localidades=[arbol]),
        "t2": en_estado("registrada", linea=dos, cantidad=5, descripcion="Convocó a la Peña"),
        "devuelta": en_estado("devuelta", linea=tres, cantidad=7),
        "emergente": registrar(linea=None, cantidad=11, quien="directora_a"),
        "b": registrar(
            clave="B",
            quien="personal_b",
            descripcion=f"{CANARIO}acto",
            archivos=[listo("navy")],
            localidades=[arbol],
        ),
    }


@pytest.fixture
def claves(reparto, varias) -> Callable[..., set[str]]:
    """`claves(q="arbol")`: which of those acts the person sees with those filters."""

    def ver(quien: str = "directora_a", **consulta: Any) -> set[str]:
        por_pk = {a.pk: clave for clave, a in varias.items()}
        filtros = Filtros.leer({k: str(v) for k, v in consulta.items()})
        return {por_pk[a.pk] for a in listar(reparto.persona(quien), filtros)}

    return ver


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("quien", "ve"),
    [
        ("personal_a", {"t1", "t2", "devuelta", "emergente"}),
        ("directora_a", {"t1", "t2", "devuelta", "emergente"}),
        ("personal_b", {"b"}),
        ("planeacion", {"t1", "t2", "devuelta", "emergente", "b"}),
        ("contraloria", {"t1", "t2", "devuelta", "emergente", "b"}),
        ("tesoreria", set()),
        ("administrador", set()),
    ],
)
def test_cada_quien_ve_lo_suyo(claves, quien, ve):
    assert claves(quien) == ve


@pytest.mark.postgres
def test_cada_filtro_quiere_decir_lo_que_dice(reparto, claves):
    a, b = reparto.direcciones["A"].pk, reparto.direcciones["B"].pk
    una, _, tres = reparto.lineas()
    for consulta, ve in (
        ({"trimestre": 1}, {"t1"}),
        ({"trimestre": 2}, {"t2", "devuelta", "emergente"}),
        ({"hasta": 2}, {"t1", "t2", "devuelta", "emergente"}),
        ({"hasta": 1}, {"t1"}),
        ({"ejercicio": 2024}, {"t1", "t2", "devuelta", "emergente"}),
        ({"ejercicio": 2023}, set()),
        ({"linea": una.pk}, {"t1"}),
        ({"estrategia": tres.estrategia_id}, {"devuelta"}),
        ({"estado": "validada"}, {"t1"}),
        ({"estado": "pendientes"}, {"t2", "devuelta", "emergente"}),
        ({"emergentes": 1}, {"emergente"}),
        ({"importadas": 1}, set()),
        ({"mias": 1}, {"emergente"}),
        ({"direccion": a}, {"t1", "t2", "devuelta", "emergente"}),
        ({"direccion": b}, set()),
        ({"linea": reparto.lineas("B")[0].pk}, set()),
        ({"q": "PEÑA convoco"}, {"t2"}),
        ({"q": "pena"}, set()),
        ({"q": "árbol"}, {"t1"}),
        ({"q": "línea 3"}, {"devuelta"}),
        ({"q": "%"}, set()),
        ({"trimestre": "x", "linea": "9" * 30, "direccion": "-1"}, {"t1", "t2", "devuelta", "emergente"}),
    ):
        assert claves(**consulta) == ve, consulta


@pytest.mark.postgres
def test_los_totales_son_de_toda_la_lista(reparto, varias):
    suma = totales(listar(reparto.persona("directora_a"), Filtros()))
    assert (suma.actividades, suma.cantidad, suma.cantidad_validada) == (4, 26, 3)


def test_el_total_no_se_repite_por_sus_evidencias(reparto, registrar, listo):
    registrar(cantidad=5, archivos=[listo("red"), listo("blue"), listo("green")])
    assert totales(listar(reparto.persona("directora_a"), Filtros())).cantidad == 5


def test_la_pagina_muestra_los_totales_y_las_casillas(en_hoy, cliente_de, varias):
    texto = cliente_de("directora_a").get(reverse("actividades")).content.decode()
    datos = re.sub(r"\s*([<>])\s*", r"\1", texto)
    assert "<dt>Suma de cantidades</dt><dd>26</dd>" in datos
    assert "<dt>Cantidad validada</dt><dd>3</dd>" in datos
    elegibles = {varias["t2"], varias["emergente"]}
    assert set(re.findall(r'name="actividad"\s+value="(\d+)-\d+"', texto)) == {str(a.pk) for a in elegibles}
    assert 'name="actividad"' not in cliente_de("personal_a").get(reverse("actividades")).content.decode()


@pytest.mark.parametrize("quien", ["personal_a", "directora_a"])
def test_ningun_canario_de_b_en_las_paginas_de_a(en_hoy, cliente_de, reparto, varias, quien):
    cliente = cliente_de(quien)
    b = varias["b"]
    consultas = ["", "?q=canario", f"?direccion={reparto.direcciones['B'].pk}", f"?linea={b.linea_id}"]
    paginas = [reverse("actividades") + c for c in consultas]
    paginas += [reverse("actividad", args=[a.pk]) for c, a in varias.items() if c != "b"]
    paginas += [reverse("actividad_nueva"), reverse("actividad_editar", args=[varias["t2"].pk])]
    for ruta in paginas:
        respuesta = cliente.get(ruta)
        assert respuesta.status_code == 200, ruta
        assert CANARIO not in respuesta.content.decode(), ruta
    for nombre in ("actividad", "actividad_editar", "actividad_anular"):
        assert cliente.get(reverse(nombre, args=[b.pk])).status_code == 404
    # Control: they are there for whom they belong to.
    assert CANARIO in cliente_de("personal_b").get(reverse("actividades")).content.decode()


@pytest.mark.parametrize("quien", ["directora_a", "planeacion"])
def test_la_misma_cantidad_de_consultas_con_1_3_o_30_filas(
    en_hoy, cliente_de, registrar, listo, quien, reparto
):
    cliente, cuentas, hechas = cliente_de(quien), [], 0
    localidades = list(Localidad.objects.all())
    cliente.get(reverse("actividades"))  # what a node remembers for some seconds is read once
    for cuantas in (1, 3, 25):
        while hechas < cuantas:
            registrar(archivos=[listo()], localidades=localidades, linea=reparto.lineas()[hechas % 3])
            hechas += 1
        with CaptureQueriesContext(
            connection,
        ) as capturadas:
            assert cliente.get(reverse("actividades")).status_code == 200
        cuentas.append(len(capturadas))
    assert len(set(cuentas)) == 1, cuentas
    assert cuentas[0] <= 20


def test_veinticinco_por_pagina_y_los_filtros_siguen(en_hoy, cliente_de, registrar):
    for _ in range(26):
        registrar(linea=None)
    pagina = (
        cliente_de("directora_a").get(reverse("actividades") + "?emergentes=on&trimestre=2").content.decode()
    )
    assert pagina.count('class="pendientes__texto"') == 25
    assert "emergentes=on&amp;trimestre=2&amp;pagina=2" in pagina


def test_lo_vacio_dice_que_hacer(en_hoy, cliente_de):
    url = reverse("actividades")
    assert "Registrar la primera" in cliente_de("personal_a").get(url).content.decode()
    assert "Ver todas" in cliente_de("personal_a").get(url + "?q=nada").content.decode()
    texto = cliente_de("contraloria").get(url).content.decode()
    assert "Todavía no hay actividades" in texto
    assert f'href="{reverse("actividad_nueva")}' not in texto


def test_las_fechas_se_ordenan_de_la_mas_nueva(reparto, registrar):
    for dia in (3, 9, 1):
        registrar(fecha=date(2024, 5, dia))
    assert [a.fecha.day for a in listar(reparto.persona("directora_a"), Filtros())] == [9, 3, 1]
    assert EN_T2.day == 3
