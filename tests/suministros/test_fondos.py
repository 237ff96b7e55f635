"""The money: its ceiling, its movements, what was left each day; and what the database refuses by itself."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from nucleo import disparadores
from nucleo.errores import DatosInvalidos, SinPermiso, SinPresupuesto, TransicionInvalida
from poa.models import Inversion, Programa
from suministros import consultas, servicios
from suministros.consultas.fondos import Saldo
from suministros.models import Fondo, MovimientoDeFondo, Rubro, Solicitud
from tests.suministros import muestras as m

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def columnas(fondo: Fondo) -> tuple[int, int, int]:
    f = Fondo.objects.get(pk=fondo.pk)
    assert f.disponible == f.asignado - f.comprometido - f.ejercido
    return f.asignado, f.comprometido, f.ejercido


def cambiar(mundo, servicio, monto: int, **mas):
    return servicio(
        **{"fondo_id": mundo.gasolina.pk, "motivo": "Acuerdo de cabildo", "token": uuid4()} | mas,
        monto=monto,
        **mundo.quien("tesoreria"),
    )


def test_an_enlargement_and_a_reduction(mundo):
    cambiar(mundo, servicios.ampliar_fondo, 500_00)
    assert columnas(mundo.gasolina) == (1500_00, 0, 0)
    cambiar(mundo, servicios.reducir_fondo, 1500_00)
    assert columnas(mundo.gasolina) == (0, 0, 0)
    with pytest.raises(SinPresupuesto, match=r"quedan \$0.00"):
        cambiar(mundo, servicios.reducir_fondo, 1)


@pytest.mark.parametrize(("monto", "motivo"), [(0, "Sí"), (-5, "Sí"), (100, " ")])
def test_no_amount_or_no_reason_is_refused(mundo, monto, motivo):
    with pytest.raises(DatosInvalidos):
        cambiar(mundo, servicios.ampliar_fondo, monto, motivo=motivo)


def transferir(mundo, monto: int, **mas):
    datos = {
        "de_id": mundo.papeleria.pk,
        "a_id": mundo.gasolina.pk,
        "motivo": "Falta gasolina",
        "token": uuid4(),
    }
    return servicios.transferir(**datos | mas, monto=monto, **mundo.quien("tesoreria"))


def test_twice_the_same_form_moves_once(mundo):
    uno, otro = uuid4(), uuid4()
    for _ in range(2):
        cambiar(mundo, servicios.ampliar_fondo, 500_00, token=uno)
        transferir(mundo, 100_00, token=otro)
    assert columnas(mundo.gasolina) == (1600_00, 0, 0)
    assert columnas(mundo.papeleria) == (1900_00, 0, 0)


def test_a_transfer_moves_only_what_is_free(mundo):
    m.autorizada(mundo)  # 400.00 of 2,000.00 committed
    with pytest.raises(SinPresupuesto, match=r"quedan \$1,600.00"):
        transferir(mundo, 1600_01)
    assert columnas(mundo.gasolina) == (1000_00, 0, 0)
    transferir(mundo, 1600_00)
    assert columnas(mundo.papeleria) == (400_00, 400_00, 0)
    assert columnas(mundo.gasolina) == (2600_00, 0, 0)


def test_a_transfer_stays_within_the_direccion(mundo):
    ajeno, _ = m.abrir_fondos(mundo.reparto, "B")
    for a in (ajeno.pk, mundo.papeleria.pk):
        with pytest.raises(DatosInvalidos):
            transferir(mundo, 1_00, a_id=a)


def test_only_tesoreria_moves_money(mundo):
    for nombre in ("directora_a", "planeacion", "contraloria", "administrador"):
        with pytest.raises(SinPermiso):
            servicios.ampliar_fondo(
                fondo_id=mundo.gasolina.pk, monto=1, motivo="Sí", token=uuid4(), **mundo.quien(nombre)
            )


def techo(reparto, monto: int) -> Fondo:
    return servicios.fijar_techo(
        direccion=reparto.direcciones["A"],
        ejercicio=reparto.ejercicio,
        rubro=Rubro.objects.get(clave="gasolina"),
        monto=monto,
        motivo="Mientras se autoriza el POA",
        persona=reparto.persona("tesoreria"),
        ahora=m.AHORA,
    )


def abrir(reparto) -> Fondo:
    return servicios.abrir_fondo(
        inversion=Inversion.objects.filter(estrategia__programa=reparto.programa_a).first(),
        rubro=Rubro.objects.get(clave="gasolina"),
        persona=reparto.persona("tesoreria"),
        ahora=m.AHORA,
    )


def test_a_provisional_ceiling_becomes_the_inversion_with_its_commitments(reparto):
    Programa.objects.filter(pk=reparto.programa_a.pk).update(estado="enviado")
    with pytest.raises(TransicionInvalida, match="aún no se autoriza"):
        abrir(reparto)
    provisional = techo(reparto, 400_00)
    assert techo(reparto, 300_00) == provisional
    servicios.fondos.mover_fondo(
        fondo_id=provisional.pk,
        tipo="compromiso",
        monto=250_00,
        persona=reparto.persona("tesoreria"),
        ahora=m.AHORA,
    )
    with pytest.raises(SinPresupuesto):
        techo(reparto, 249_99)
    Programa.objects.filter(pk=reparto.programa_a.pk).update(estado="autorizado")
    fondo = abrir(reparto)
    assert fondo == provisional
    assert not fondo.provisional
    assert columnas(fondo) == (1000_00, 250_00, 0)
    for otra_vez in (lambda: abrir(reparto), lambda: techo(reparto, 1)):
        with pytest.raises(TransicionInvalida):
            otra_vez()


def test_how_it_stood_each_month_and_quarter(mundo):
    marzo, mayo = date(2024, 3, 10), date(2024, 5, 15)
    quien = mundo.reparto.persona("tesoreria", marzo)
    servicios.ampliar_fondo(
        fondo_id=mundo.papeleria.pk, monto=1_00, motivo="Sí", token=uuid4(), persona=quien, ahora=m.AHORA
    )
    m.autorizada(mundo)
    assert consultas.saldo_al(mundo.papeleria, marzo) == Saldo(1_00, 0, 0)
    assert consultas.saldo_al(mundo.papeleria, mayo) == Saldo(2001_00, 400_00, 0)
    meses = consultas.por_mes(Fondo.objects.filter(pk=mundo.papeleria.pk))
    assert [x.al_cierre.disponible for x in meses] == [0, 0, 1_00, 1_00] + [1601_00] * 8
    trimestres = consultas.por_trimestre(meses)
    assert [(t.numero, t.comprometido) for t in trimestres] == [(1, 0), (2, 400_00), (3, 0), (4, 0)]
    assert [t.al_cierre.disponible for t in trimestres] == [1_00, 1601_00, 1601_00, 1601_00]


def test_asked_against_spent(mundo):
    m.solicitud_en(mundo, "cerrada")
    m.solicitud_en(mundo, "cancelada")
    m.enviada(mundo)
    (fila,) = consultas.pedido_contra_ejercido(Solicitud.objects.all())
    assert (fila.solicitudes, fila.pedido, fila.autorizado, fila.entregado, fila.ejercido) == (
        2,
        600_00,
        300_00,
        300_00,
        240_00,
    )
    assert consultas.pedido_sin_responder(mundo.gasolina.pk) == 300_00


def test_the_suggested_fondo_is_that_of_the_block_of_the_linea(mundo):
    a = mundo.reparto.direcciones["A"].pk
    ejercicio = mundo.reparto.ejercicio.pk
    assert consultas.fondo_sugerido(a, ejercicio, "oficio") == mundo.gasolina
    assert consultas.fondo_sugerido(a, ejercicio, "requisicion") == mundo.papeleria
    assert consultas.fondo_sugerido(a, ejercicio, "oficio", mundo.reparto.lineas()[2]) == mundo.gasolina
    assert list(consultas.inversiones_sin_fondo(2024)) == list(
        Inversion.objects.filter(estrategia__programa=mundo.reparto.programa_b).order_by("pk")
    )


# The database by itself.


def intentar(escribir) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        escribir()


def test_the_database_refuses_columns_that_are_not_the_sum_of_the_movements(mundo):
    fondo = Fondo.objects.filter(pk=mundo.gasolina.pk)
    for cambio in ({"asignado": 5000_00}, {"comprometido": 1}, {"ejercido": 1}):
        intentar(lambda cambio=cambio: fondo.update(**cambio))
    intentar(lambda: fondo.delete())
    intentar(lambda: Fondo.objects.create(**lugar(mundo), asignado=1))
    assert columnas(mundo.gasolina) == (1000_00, 0, 0)


def lugar(mundo) -> dict:
    return {
        "direccion": mundo.reparto.direcciones["B"],
        "ejercicio": mundo.reparto.ejercicio,
        "rubro": mundo.gasolina.rubro,
    }


def test_a_movement_is_never_changed_nor_deleted(mundo):
    movimientos = MovimientoDeFondo.objects.filter(fondo=mundo.gasolina)
    intentar(lambda: movimientos.update(monto=1))
    intentar(lambda: movimientos.delete())


def test_control_without_the_guards_each_of_them_goes_in_but_an_overdraw(mundo):
    """The triggers are dropped: only the CheckConstraint still stands."""
    fondo = Fondo.objects.filter(pk=mundo.gasolina.pk)
    connection.check_constraints()
    disparadores.quitar(connection)
    try:
        assert fondo.update(comprometido=1) == 1
        assert MovimientoDeFondo.objects.filter(fondo=mundo.gasolina).update(monto=1) == 1
        for cambio in ({"comprometido": 1000_01}, {"ejercido": -1}, {"asignado": 0}):
            with pytest.raises(IntegrityError), transaction.atomic():
                fondo.update(**cambio)
    finally:
        connection.check_constraints()
        disparadores.crear(connection)
