"""What only a real server shows: eight at once never spend the same peso, paper, vehicle or folio."""

import time
from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.db.models import Sum

from nucleo import disparadores
from nucleo.errores import (
    DatosInvalidos,
    ErrorDeDominio,
    SinExistencia,
    SinPresupuesto,
    TransicionInvalida,
)
from poa.models import Inversion, TrimestrePrograma
from suministros import servicios
from suministros.estados import EFECTOS
from suministros.models import Articulo, Fondo, MovimientoDeFondo, PrestamoDeVehiculo, Solicitud
from suministros.servicios import base, fondos, respuestas
from tests.actividades.test_concurrencia import a_la_vez
from tests.suministros import muestras as m

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.solo_postgres]
A_LA_VEZ, IMPORTE = 8, 300_00


def sin_esperar_al_trimestre(monkeypatch) -> None:
    """Without the lock of the quarter, which would make them queue before they reach the money."""
    monkeypatch.setattr(
        base,
        "bloquear_trimestres",
        lambda ids: {
            t.pk: t
            for t in TrimestrePrograma.objects.filter(pk__in=ids).select_related(
                "programa__direccion", "programa__ejercicio"
            )
        },
    )


@pytest.fixture
def por_responder(mundo) -> list[Solicitud]:
    """Eight oficios of one dirección, received."""
    return [m.recibida(mundo, m.datos_de_oficio(mundo, monto=1)) for _ in range(A_LA_VEZ)]


def dar_vale(mundo, s: Solicitud):
    return servicios.asignar_combustible(
        solicitud_id=s.pk, vale=servicios.DatosDeVale(IMPORTE), **mundo.quien("tesoreria")
    )


def responder(mundo, pedidas: list[Solicitud]) -> list:
    return a_la_vez(*(lambda s=s: dar_vale(mundo, s) for s in pedidas))


def comprometido() -> int:
    """What the movements say, whatever the columns do."""
    signos = {t: e[1] for t, e in EFECTOS.items() if e[1]}
    filas = MovimientoDeFondo.objects.order_by().values_list("tipo").annotate(Sum("monto"))
    return sum(signos.get(t, 0) * n for t, n in filas)


@pytest.mark.parametrize("trimestre", ["con el candado del trimestre", "sin él"])
def test_eight_authorisations_never_overdraw(mundo, por_responder, monkeypatch, tamano, cifra, trimestre):
    if trimestre == "sin él":
        sin_esperar_al_trimestre(monkeypatch)
    rondas, sobregiros = tamano(5, 200), 0
    for _ in range(rondas):
        resultados = responder(mundo, por_responder)
        dadas = [r for r in resultados if isinstance(r, Solicitud)]
        assert all(isinstance(r, Solicitud | SinPresupuesto) for r in resultados), resultados
        fondo = mundo.fresco(mundo.gasolina)
        sobregiros += comprometido() > fondo.asignado
        assert (len(dadas), fondo.comprometido, fondo.disponible) == (3, 900_00, 100_00)
        for s in dadas:
            servicios.retirar_respuesta(solicitud_id=s.pk, motivo="Otra ronda", **mundo.quien("tesoreria"))
    cifra(9, f"sobregiros de un fondo entre ocho a la vez, {trimestre}", sobregiros, de=rondas)
    assert not sobregiros


def test_control_without_the_condition_the_fondo_is_overdrawn(mundo, por_responder, monkeypatch):
    """The UPDATE writes what was read before, and the database does not add the movements up."""

    def leer_y_escribir(fondo_id, tipo, monto):
        f = Fondo.objects.get(pk=fondo_id)
        asignado, comprometido, ejercido = (signo * monto for signo in EFECTOS[tipo])
        if f.disponible + asignado - comprometido - ejercido < 0:
            return 0
        return Fondo.objects.filter(pk=fondo_id).update(
            asignado=f.asignado + asignado,
            comprometido=f.comprometido + comprometido,
            ejercido=f.ejercido + ejercido,
        )

    monkeypatch.setattr(fondos, "_aplicar", leer_y_escribir)
    sin_esperar_al_trimestre(monkeypatch)
    disparadores.quitar(connection)
    try:
        for _ in range(20):
            with suppress(OperationalError):
                dadas = [r for r in responder(mundo, por_responder) if isinstance(r, Solicitud)]
            if comprometido() > mundo.fresco(mundo.gasolina).asignado:
                return
            for s in dadas:
                servicios.retirar_respuesta(solicitud_id=s.pk, motivo="Otra", **mundo.quien("tesoreria"))
    finally:
        disparadores.crear(connection)
    pytest.fail("without its condition the fondo was never overdrawn: the test proves nothing")


def test_the_database_alone_stops_it_too(mundo, por_responder, monkeypatch):
    """With the service's condition gone, the sum of the movements still holds."""
    monkeypatch.setattr(
        fondos,
        "_aplicar",
        lambda fondo_id, tipo, monto: Fondo.objects.filter(pk=fondo_id).update(
            comprometido=Fondo.objects.get(pk=fondo_id).comprometido + monto
        ),
    )
    sin_esperar_al_trimestre(monkeypatch)
    responder(mundo, por_responder)
    fondo = mundo.fresco(mundo.gasolina)
    assert fondo.comprometido == comprometido() <= fondo.asignado


def test_eight_assignments_of_one_vehicle_lend_it_once(mundo, por_responder, monkeypatch, tamano):
    sin_esperar_al_trimestre(monkeypatch)
    for _ in range(tamano(3, 50)):
        resultados = a_la_vez(
            *(
                lambda s=s: servicios.asignar_vehiculo(
                    solicitud_id=s.pk, vehiculo=mundo.vehiculo, **mundo.quien("tesoreria")
                )
                for s in por_responder
            )
        )
        dadas = [r for r in resultados if isinstance(r, Solicitud)]
        assert all(isinstance(r, Solicitud | DatosInvalidos) for r in resultados), resultados
        assert len(dadas) == PrestamoDeVehiculo.objects.filter(estado="apartado").count() == 1
        servicios.retirar_respuesta(solicitud_id=dadas[0].pk, motivo="Otra ronda", **mundo.quien("tesoreria"))


def test_eight_deliveries_never_take_more_than_there_is(mundo):
    pedidas = [m.autorizada(mundo, m.datos_de_requisicion(mundo, hojas(mundo))) for _ in range(A_LA_VEZ)]
    resultados = a_la_vez(*(lambda s=s: m.entregar(mundo, s) for s in pedidas))
    negadas = [r for r in resultados if isinstance(r, SinExistencia)]
    assert all(not isinstance(r, Exception) or r in negadas for r in resultados), resultados
    assert (len(negadas), Articulo.objects.get(pk=mundo.hojas.pk).existencia) == (2, 2)


def hojas(mundo) -> servicios.DatosDeRenglon:
    """Three packets that cost next to nothing: 20 are enough for six."""
    mundo.hojas.precio = 1
    return servicios.DatosDeRenglon(3, mundo.hojas)


def test_eight_sent_at_once_have_consecutive_folios(mundo, monkeypatch):
    sin_esperar_al_trimestre(monkeypatch)
    hechas = [m.borrador(mundo, m.datos_de_oficio(mundo, monto=1)) for _ in range(A_LA_VEZ)]
    quien = mundo.quien("directora_a")
    resultados = a_la_vez(
        *(lambda s=s: servicios.enviar_solicitud(solicitud_id=s.pk, **quien) for s in hechas)
    )
    assert sorted(r.folio for r in resultados) == [f"A/{n:03d}/2024" for n in range(1, A_LA_VEZ + 1)]


def test_eight_acuses_of_one_oficio_count_one(mundo):
    from actividades.models import Actividad

    s = m.enviada(mundo)
    quien = mundo.quien("tesoreria")
    resultados = a_la_vez(
        *(lambda: servicios.acusar_solicitud(solicitud_id=s.pk, **quien) for _ in range(A_LA_VEZ))
    )
    assert sum(isinstance(r, Solicitud) for r in resultados) == 1
    assert all(isinstance(r, Solicitud | ErrorDeDominio) for r in resultados)
    assert Actividad.objects.count() == 1


def test_eight_sends_of_one_form_make_one_request(mundo, cifra, tamano):
    suya = {"datos": m.datos_de_oficio(mundo), **mundo.quien("personal_a")}
    for _ in range(tamano(3, 40)):
        token = uuid4()
        crear = lambda token=token: servicios.crear_solicitud(  # noqa: E731
            direccion=mundo.reparto.direcciones["A"], token=token, **suya
        )
        resultados = a_la_vez(*[crear] * A_LA_VEZ)
        assert {r.pk for r in resultados} == {Solicitud.objects.get(token=token).pk}
    cifra(8, "solicitudes de más por un formulario enviado ocho veces a la vez", 0, de=tamano(3, 40))


def test_eight_sends_of_one_enlargement_move_once(mundo, cifra):
    token, quien = uuid4(), mundo.quien("tesoreria")
    datos = {"fondo_id": mundo.gasolina.pk, "monto": 100_00, "motivo": "Cabildo", "token": token}
    resultados = a_la_vez(*[lambda: servicios.ampliar_fondo(**datos, **quien)] * A_LA_VEZ)
    assert len({r.pk for r in resultados}) == 1
    assert mundo.fresco(mundo.gasolina).asignado == 1_100_00
    cifra(8, "ampliaciones de más por un formulario enviado ocho veces a la vez", 0, de=A_LA_VEZ)


def test_eight_openings_of_one_inversion_open_it_once(mundo):
    de_b = Inversion.objects.filter(estrategia__programa=mundo.reparto.programa_b).earliest("pk")
    datos = {"inversion": de_b, "rubro": mundo.gasolina.rubro, **mundo.quien("tesoreria")}
    resultados = a_la_vez(*[lambda: servicios.abrir_fondo(**datos)] * A_LA_VEZ)
    assert sum(isinstance(r, Fondo) for r in resultados) == 1
    assert all(isinstance(r, Fondo | TransicionInvalida) for r in resultados), resultados
    assert Fondo.objects.filter(inversion=de_b).count() == 1


def _cancelar_y_ampliar(mundo) -> list:
    """Half free what was committed and half enlarge the fondo, in a quarter that nobody locks."""
    quien, directora = mundo.quien("tesoreria"), mundo.quien("directora_a")
    pedidas = [m.con_combustible(mundo, 1_00, monto=1) for _ in range(A_LA_VEZ // 2)]
    ampliar = lambda: servicios.ampliar_fondo(  # noqa: E731
        fondo_id=mundo.gasolina.pk, monto=1_00, motivo="Cabildo", token=uuid4(), **quien
    )
    cancelar = [
        lambda s=s: servicios.cancelar_solicitud(solicitud_id=s.pk, motivo="Ya no", **directora)
        for s in pedidas
    ]
    return a_la_vez(*cancelar, *[ampliar] * (A_LA_VEZ // 2))


def test_whoever_frees_money_and_whoever_gives_it_never_wait_for_each_other(
    mundo, monkeypatch, tamano, cifra
):
    sin_esperar_al_trimestre(monkeypatch)
    rondas = tamano(5, 100)
    trabados = [r for _ in range(rondas) for r in _cancelar_y_ampliar(mundo) if isinstance(r, Exception)]
    cifra(9, "operaciones trabadas entre cancelar y ampliar un fondo", len(trabados), de=rondas * A_LA_VEZ)
    assert trabados == []


def test_control_with_the_chain_before_the_fondo_they_do(mundo, monkeypatch):
    sin_esperar_al_trimestre(monkeypatch)
    deshacer = respuestas.liberar

    def asentar_antes(solicitud, **quien):
        base.dejar_asiento("vale.cancelar", solicitud, solicitud, quien["persona"], quien["ahora"])
        time.sleep(0.2)
        return deshacer(solicitud, **quien)

    monkeypatch.setattr(respuestas, "liberar", asentar_antes)
    for _ in range(10):
        if any(isinstance(r, OperationalError) for r in _cancelar_y_ampliar(mundo)):
            return
    pytest.fail("in the other order nobody waited for anybody: the test proves nothing")
