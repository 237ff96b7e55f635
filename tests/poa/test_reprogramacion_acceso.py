"""Who gets what at each address of the reprogramaciones: nine people, reading and writing."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from nucleo.reglas import regla_de
from poa.models import Programacion, Reprogramacion
from poa.rutas import reprogramacion as rutas
from poa.servicios.reprogramar import Pedido
from tests.acceso.filas_reprogramacion import FILAS
from tests.poa.cambios import celdas, pedir
from tests.reparto import ROLES, Reparto

pytestmark = pytest.mark.usefixtures("en_hoy")


def codigo(respuesta: HttpResponse) -> str:
    """The status, or L when it sends to sign in."""
    a_entrar = respuesta.status_code == 302 and respuesta["Location"].startswith("/entrar/")
    return "L" if a_entrar else str(respuesta.status_code)


def test_every_route_has_its_row_and_its_rule():
    declaradas = {r.name: regla_de(r.callback, r.name).acciones for r in rutas.urlpatterns}
    assert declaradas == {nombre: (fila[0],) for nombre, fila in FILAS.items()}


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_each_cell_answers_as_declared(reparto: Reparto, cliente_de, metodo):
    cual, mal = pedir(reparto, celdas(reparto, {(0, 3): 5})), []
    nombres = {"programa": reparto.programa_a.pk, "reprogramacion": cual.pk}
    antes = list(Reprogramacion.objects.values()), list(Programacion.objects.values())
    for nombre, (_, args, *codigos) in FILAS.items():
        ruta = reverse(nombre, args=[nombres[a] for a in args])
        for quien, esperado in zip(ROLES, codigos[metodo == "post"].split(), strict=True):
            with transaction.atomic():
                dio = codigo(getattr(cliente_de(quien), metodo)(ruta))
                transaction.set_rollback(True)
            if dio != esperado:
                mal.append((nombre, metodo, quien, esperado, dio))
    assert mal == []
    assert antes == (list(Reprogramacion.objects.values()), list(Programacion.objects.values()))


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_what_is_of_b_answers_to_a_as_what_does_not_exist(reparto: Reparto, cliente_de, metodo):
    linea = reparto.lineas("B")[0].pk
    pedido = Pedido(celdas={(linea, 3): 7})
    ajena = pedir(reparto, pedido, quien="directora_b", programa_id=reparto.programa_b.pk)
    pares = {"programa": (reparto.programa_b.pk, 9_999_999), "reprogramacion": (ajena.pk, 9_999_999)}
    vistos = 0
    for nombre, (_, args, *_codigos) in FILAS.items():
        for quien in ("personal_a", "directora_a", "tesoreria") if args else ():
            cliente = cliente_de(quien)
            real, falso = (getattr(cliente, metodo)(reverse(nombre, args=[pk])) for pk in pares[args[0]])
            assert (real.status_code, len(real.content)) == (falso.status_code, len(falso.content)), (
                nombre,
                quien,
            )
            assert real.status_code in {403, 404, 405}
            assert b"CANARIO-B" not in real.content
            vistos += real.status_code == 404
    assert vistos or metodo == "post"
