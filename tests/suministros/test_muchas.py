"""Ten requests or ten thousand: the inbox, the money, the calendar and the lists ask the same."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suministros import servicios
from suministros.consultas import bandeja_de_tesoreria, prestamos_entre, saldo_al
from suministros.models import (
    CambioDeSolicitud,
    CargaDeCombustible,
    EntregaDeSuministro,
    Fondo,
    Momento,
    MovimientoDeFondo,
    PrestamoDeVehiculo,
    Renglon,
    Solicitud,
    Vale,
    Vehiculo,
)
from tests.suministros import muestras as m

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
MAXIMO = 15
# Half of the first ten: an oficio and a requisición that wait for each side, and what ended.
CASOS = (
    *(("enviada", "oficio"), ("recibida", "requisicion"), ("con_vehiculo", "oficio"), ("cerrada", "oficio")),
    *(("entregada_parcial", "requisicion"), ("por_autorizar", "oficio")),
)
DE_TESORERIA = (
    *("bandeja", "suministros", "calendario_vehiculos", "almacen", "fondos", "comparacion_suministros"),
    *("vehiculos", "lo_que_queda", "bitacora_de_combustible"),
)
DE_A = ("suministros", "lo_que_queda", "bitacora_de_combustible", "calendario_vehiculos")


def copia(fila: Model, **mas) -> Model:
    """The same row, unsaved, with another key and what is said."""
    campos = {c.attname: getattr(fila, c.attname) for c in fila._meta.concrete_fields if not c.generated}
    return type(fila)(**campos | {"id": None, **mas})


def _copias(originales: list[Solicitud], cuantas: int, desde: int) -> list[Solicitud]:
    return Solicitud.objects.bulk_create(
        copia(
            (s := originales[n % len(originales)]),
            token=uuid4(),
            folio=s.folio and f"A/X{desde + n:05d}/2024",
            desde=s.desde and s.desde + timedelta(minutes=n),
            hasta=s.hasta and s.hasta + timedelta(minutes=n),
        )
        for n in range(cuantas)
    )


def _hijas(
    modelo: type[Model], originales: list[Solicitud], nuevas: list[Solicitud], **cada
) -> Iterator[Model]:
    """What hangs from each original, copied under each of its copies; `cada` says what is unique of a row."""
    suyas = {s.pk: list(modelo._base_manager.filter(solicitud=s)) for s in originales}
    for n, nueva in enumerate(nuevas):
        for fila in suyas[originales[n % len(originales)].pk]:
            mas = {campo: valor(n, nueva) for campo, valor in cada.items()}
            yield copia(fila, solicitud_id=nueva.pk, **mas)


def multiplicar(mundo, cuantas: int, desde: int = 0) -> None:
    """So many more requests, with their money, loans, vales, loads, deliveries, moments and history."""
    originales = list(Solicitud.objects.order_by("pk")[: len(CASOS)])
    nuevas = _copias(originales, cuantas, desde)
    flota = Vehiculo.objects.bulk_create(
        copia(mundo.otro, placas=f"X{desde}-{n}", numero_economico=f"X{desde}-{n}") for n in range(12)
    )
    unicas = {
        PrestamoDeVehiculo: {
            "vehiculo_id": lambda n, s: flota[n % 12].pk,
            "desde": lambda n, s: m.DESDE + timedelta(minutes=n),
            "hasta": lambda n, s: m.DESDE + timedelta(minutes=n + 1),
        },
        Vale: {"folio": lambda n, s: f"A/VALE/X{s.pk:05d}/2024", "codigo": lambda n, s: f"X{s.pk:08d}"},
        MovimientoDeFondo: {"token": lambda n, s: None},
        Momento: {
            "actividad_id": lambda n, s: None,
            "sin_contar": lambda n, s: "sin_linea",
            "anulado_en": lambda n, s: None,
        },
        EntregaDeSuministro: {},
        Renglon: {},
        CambioDeSolicitud: {},
    }
    for modelo, cada in unicas.items():
        modelo._base_manager.bulk_create(_hijas(modelo, originales, nuevas, **cada))
    _cargar_los_vales(nuevas)
    _cuadrar(mundo)


def _cargar_los_vales(nuevas: list[Solicitud]) -> None:
    carga = CargaDeCombustible.objects.first()
    usados = Vale.objects.filter(solicitud__in=[s.pk for s in nuevas if s.estado == "cerrada"][:5_000])
    CargaDeCombustible.objects.bulk_create(copia(carga, vale_id=v.pk) for v in usados)


def _cuadrar(mundo) -> None:
    """The columns of each fondo, as its movements say."""
    for fondo in (mundo.gasolina, mundo.papeleria):
        s = saldo_al(fondo, mundo.hoy)
        Fondo.objects.filter(pk=fondo.pk).update(
            asignado=s.asignado, comprometido=s.comprometido, ejercido=s.ejercido
        )


def preguntas(cliente: Client, rutas: dict[str, str]) -> dict[str, int]:
    """Queries of each page, once what every request reads is remembered."""
    hechas = {}
    for nombre, ruta in rutas.items():
        cliente.get(ruta)
        with CaptureQueriesContext(connection) as consultas:
            assert cliente.get(ruta).status_code == 200, ruta
        hechas[nombre] = len(consultas)
    return hechas


def test_ten_or_ten_thousand_ask_the_same(mundo, cliente_de, tamano, cifra, monkeypatch):
    monkeypatch.setattr("nucleo.limites.POR_MINUTO", 10_000)
    for fondo in (mundo.gasolina, mundo.papeleria):
        servicios.ampliar_fondo(
            fondo_id=fondo.pk, monto=50_000_000_00, motivo="Prueba", token=uuid4(), **mundo.quien("tesoreria")
        )
    hechas = [m.solicitud_en(mundo, *caso) for caso in CASOS]
    multiplicar(mundo, 4)
    quienes = {
        quien: (cliente_de(quien), {f"{quien}: {r}": reverse(r) for r in rutas})
        for quien, rutas in (("tesoreria", DE_TESORERIA), ("personal_a", DE_A), ("directora_a", DE_A))
    }
    quienes["tesoreria"][1]["la solicitud"] = reverse("atender_solicitud", args=[hechas[0].pk])
    quienes["tesoreria"][1]["el fondo"] = reverse("fondo", args=[mundo.gasolina.pk])
    quienes["personal_a"][1]["su solicitud"] = reverse("solicitud", args=[hechas[0].pk])
    diez = {n: c for cliente, rutas in quienes.values() for n, c in preguntas(cliente, rutas).items()}
    multiplicar(mundo, tamano(300, 10_000) - 10, desde=10)
    muchas = {n: c for cliente, rutas in quienes.values() for n, c in preguntas(cliente, rutas).items()}
    cifra(9, "páginas de suministros con más consultas a diez mil solicitudes", 0, de=len(muchas))
    assert Solicitud.objects.count() == tamano(300, 10_000)
    # They are on those pages, and not only in the table.
    assert bandeja_de_tesoreria(mundo.reparto.persona("tesoreria")).count() > tamano(100, 4_000)
    assert prestamos_entre(m.DESDE, m.DESDE + timedelta(days=2)).count() > tamano(40, 400)
    assert {n: c for n, c in muchas.items() if c > MAXIMO} == {}
    assert {n: (diez[n], c) for n, c in muchas.items() if c > diez[n]} == {}
