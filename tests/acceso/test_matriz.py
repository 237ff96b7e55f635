"""The matrix is run: person × address × method, and nothing is written by looking."""

import copy
import re
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from nucleo.roles import PERMISOS, Alcance, Rol
from tests.acceso.fila import Fila
from tests.acceso.matriz import MATRIZ
from tests.acceso.mundo import Mundo, crear_mundo, mundo_inexistente
from tests.acceso.rutas import rutas
from tests.anchos import COMPLETO
from tests.evaluacion.etapas import Etapa
from tests.reparto import ANONIMO, ROLES
from tests.sesiones import entrar

pytestmark = pytest.mark.usefixtures("en_hoy", "sin_pdf")

ESTADOS = sorted({fila.estado for fila in MATRIZ.values()})
AJENOS = {"Session", "LogEntry", "AccessAttempt", "AccessLog", "AccessFailureLog"}
DENTRO = {"200", "302", "400", "409"}
DEL_PLAN = {r.nombre for r in rutas() if r.vista.__module__.startswith("poa.")}
CELDAS = "celdas de la matriz de acceso que responden otra cosa"
# One place answers 405 for all of them: two stand for the six in CI.
OTROS_METODOS = ["put", "head", *(["options", "patch", "delete", "trace"] if COMPLETO else [])]
FICHA = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+|(hx-headers=\S*X-CSRFToken\S*)')


@pytest.fixture
def cliente(reparto, en_hoy) -> Callable[..., Client]:
    """`cliente("personal_a", csrf=True)`: a new client, with the one session of a person with a password."""
    galletas: dict[str, SimpleCookie] = {}
    for usuario in reparto.usuarios.values():
        usuario.set_password("una-clave-de-prueba")
        usuario.save()

    def nuevo(quien: str, *, csrf: bool = False) -> Client:
        uno = Client(enforce_csrf_checks=csrf)
        if quien in galletas:
            uno.cookies = copy.deepcopy(galletas[quien])
        elif quien != ANONIMO:
            galletas[quien] = copy.deepcopy(entrar(uno, reparto.usuarios[quien]).cookies)
        return uno

    return nuevo


def en_el_estado(estado: str) -> Iterator[tuple[str, Fila]]:
    return ((n, f) for n, f in MATRIZ.items() if f.estado == estado)


def de_turno(lugar: int, quienes: tuple[str, ...], cuantos: int) -> tuple[str, ...]:
    """Everybody at full size; in CI `cuantos` of them a page, turn by turn along the matrix."""
    return quienes if COMPLETO else quienes[lugar % (len(quienes) // cuantos) :: len(quienes) // cuantos]


def codigo(respuesta: HttpResponse) -> str:
    """The status, or L when it sends to sign in."""
    a_entrar = respuesta.status_code == 302 and respuesta["Location"].startswith("/entrar/")
    return "L" if a_entrar else str(respuesta.status_code)


def huella() -> dict[str, list[Any]]:
    """Every row but sessions and what looking leaves behind: the auditor's pages, personal data shown."""
    todo = {}
    for modelo in apps.get_models():
        if modelo.__name__ in AJENOS:
            continue
        filas = modelo._base_manager.order_by("pk")
        if modelo.__name__ == "Asiento":
            filas = filas.exclude(accion__startswith="consultar.").exclude(accion__endswith=".ver")
        if modelo.__name__ == "CabezaDeCadena":
            filas = filas.exclude(cadena__startswith="consultas")
        todo[modelo.__name__] = list(filas.values_list())
    return todo


@pytest.mark.parametrize("estado", ESTADOS)
def test_each_cell_answers_as_declared_and_looking_writes_nothing(etapa, cliente, cifra, estado):
    mundo = crear_mundo(etapa, estado)
    clientes = {quien: cliente(quien) for quien in ROLES}
    antes, mal = huella(), []
    for nombre, fila in en_el_estado(estado):
        ruta = reverse(nombre, args=mundo.argumentos(fila.args))
        cache.clear()  # how often the public may ask is not what is looked at
        for quien, esperado in fila.codigos("get").items():
            if (dio := codigo(clientes[quien].get(ruta))) != esperado:
                mal.append((nombre, "get", quien, esperado, dio))
    cifra(2, CELDAS, len(mal), de=len(ROLES) * len(list(en_el_estado(estado))))
    assert mal == []
    assert huella() == antes


@pytest.mark.parametrize("estado", ESTADOS)
def test_each_cell_writes_only_for_whom_it_is_declared(etapa, cliente, cifra, estado):
    mundo, mal = crear_mundo(etapa, estado), []
    for quien in ROLES:
        cliente(quien)  # in before anything is undone: what is undone below is the request alone
    antes = huella()
    for nombre, fila in en_el_estado(estado):
        ruta = reverse(nombre, args=mundo.argumentos(fila.args))
        for quien, esperado in fila.codigos("post").items():
            with transaction.atomic():
                uno = cliente(quien)
                previas = filas_tocadas()
                dio = codigo(uno.post(ruta))
                if dio != esperado:
                    mal.append((nombre, "post", quien, esperado, dio))
                quieto = previas is not None and filas_tocadas() == previas
                negado = dio not in DENTRO and nombre != "account_logout"
                if negado and not quieto and huella() != antes:
                    mal.append((nombre, "post", quien, "no row changed", dio))
                transaction.set_rollback(True)
    cifra(2, CELDAS, len(mal), de=len(ROLES) * len(list(en_el_estado(estado))))
    assert mal == []


def filas_tocadas() -> int | None:
    """How many rows this connection has written so far; None where the database does not say (PostgreSQL).

    When it has not moved, nothing was written and the tables need not be read again.
    """
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT total_changes()")
        return cursor.fetchone()[0]


def test_the_count_of_touched_rows_does_move(etapa, cliente):
    """Negative control of the short cut above: one changed row, by any road, is seen."""
    previas = filas_tocadas()
    assert previas is None or previas == filas_tocadas()
    cuantas = apps.get_model("poa", "Programa").objects.update(objetivo="Otro")
    assert cuantas
    assert previas is None or filas_tocadas() == previas + cuantas


@pytest.mark.parametrize("metodo", OTROS_METODOS)
@pytest.mark.parametrize("estado", ESTADOS)
def test_no_other_method_writes_or_opens_what_is_closed(etapa, cliente, estado, metodo):
    mundo, mal = crear_mundo(etapa, estado), []
    clientes = {quien: cliente(quien) for quien in ROLES}
    antes = huella()
    for lugar, (nombre, fila) in enumerate(en_el_estado(estado)):
        ruta = reverse(nombre, args=mundo.argumentos(fila.args))
        por_metodo, publica = (fila.codigos("get"), fila.codigos("post")), fila.regla.publica
        for quien in de_turno(lugar, ROLES, 3):
            dio = codigo(getattr(clientes[quien], metodo)(ruta))
            cerrado = not publica and not {c[quien] for c in por_metodo} & (DENTRO | {"301", "405"})
            # A view that names its methods answers 405 to the rest; one that forgot would show its page.
            servido = nombre in DEL_PLAN and metodo in {"put", "patch", "delete"} and dio in DENTRO
            if dio.startswith("5") or servido or (cerrado and dio in DENTRO):
                mal.append((nombre, metodo, quien, dio))
    assert mal == []
    assert huella() == antes


@pytest.mark.parametrize("metodo", ["get", "post"])
@pytest.mark.parametrize("estado", ESTADOS)
def test_what_is_another_direccions_answers_as_what_does_not_exist(etapa, cliente, estado, metodo):
    ajeno = crear_mundo(Etapa(etapa.reparto, etapa.credencial_de, clave="B"), estado)
    ninguno, vistos = mundo_inexistente(), 0
    for nombre, fila in en_el_estado(estado):
        if not fila.args or fila.regla.publica or fila.comun:
            continue
        for quien in ("personal_a", "directora_a", "tesoreria"):
            if quien == "tesoreria" and de_todas(fila):
                continue
            uno = cliente(quien)
            real, falso = (
                getattr(uno, metodo)(reverse(nombre, args=m.argumentos(fila.args))) for m in (ajeno, ninguno)
            )
            assert real.status_code in {403, 404, 405}, (nombre, quien)
            assert comparable(real, ajeno) == comparable(falso, ninguno), (nombre, quien)
            vistos += real.status_code == 404
    assert vistos or len(list(en_el_estado(estado))) < 3, "nothing of B was asked for"


def de_todas(fila: Fila) -> bool:
    """Whether the address is of what Tesorería sees of every dirección: nothing there is another's to it."""
    return any(PERMISOS[Rol.TESORERIA].get(a) == Alcance.TODAS for a in fila.regla.acciones)


def comparable(respuesta: HttpResponse, mundo: Mundo) -> tuple[int, bytes, dict[str, str]]:
    """Status, bytes (but for the form token, new each time) and headers."""
    cabezas = {k: v for k, v in respuesta.items() if k not in {"Date"}}
    return respuesta.status_code, FICHA.sub(b"", respuesta.content), cabezas


@pytest.mark.parametrize("nombre", ["justificar", "sin_actividad", "compromiso"])
def test_a_foreign_part_of_ones_own_quarter_does_not_exist_either(etapa, cliente, nombre):
    propio = crear_mundo(etapa, "en_revision/por calendario")
    ajeno = crear_mundo(Etapa(etapa.reparto, etapa.credencial_de, clave="B"), "en_revision/por calendario")
    parte = MATRIZ[nombre].args[1]
    uno = cliente("directora_a")
    for metodo in ("get", "post"):
        real, falso = (
            getattr(uno, metodo)(reverse(nombre, args=[propio.tp, getattr(m, parte)]))
            for m in (ajeno, mundo_inexistente())
        )
        assert real.status_code == 404
        assert comparable(real, ajeno)[:2] == comparable(falso, propio)[:2]


@pytest.mark.parametrize("estado", ESTADOS)
def test_every_unsafe_method_asks_for_the_token(etapa, cliente, estado):
    mundo, pedidos = crear_mundo(etapa, estado), 0
    # The question comes before anybody is looked at: in CI each page is asked by one person.
    quienes = ROLES if COMPLETO else (ANONIMO, "directora_a", "administrador")
    clientes = {quien: cliente(quien, csrf=True) for quien in quienes}
    antes = huella()
    for lugar, (nombre, fila) in enumerate(en_el_estado(estado)):
        ruta = reverse(nombre, args=mundo.argumentos(fila.args))
        for quien in de_turno(lugar, quienes, 1):
            for metodo in ("post", "put", "patch", "delete"):
                respuesta = getattr(clientes[quien], metodo)(ruta)
                assert respuesta.status_code == 403, (nombre, quien, metodo)
                assert "403_csrf.html" in [t.name for t in respuesta.templates], (nombre, quien, metodo)
                pedidos += 1
    assert huella() == antes
    assert pedidos == 4 * (len(ROLES) if COMPLETO else 1) * len(list(en_el_estado(estado)))


def test_with_the_token_the_same_request_gets_in(etapa, cliente):
    """Negative control of the above."""
    mundo = crear_mundo(etapa, "observada")
    uno = cliente("directora_a", csrf=True)
    pagina = uno.get(reverse("trimestre", args=[mundo.tp])).content.decode()
    ficha = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', pagina)
    assert ficha, "the page carries a form with its token"
    ruta = reverse("captura_terminar", args=[mundo.tp])
    assert codigo(uno.post(ruta, {"csrfmiddlewaretoken": ficha[1]})) == "302"
    assert etapa.evaluacion.estado == "en_revision"


def test_a_role_that_ended_ends_at_the_very_next_request(etapa, cliente):
    mundo = crear_mundo(etapa, "observada")
    uno = cliente("directora_a")
    ruta = reverse("trimestre", args=[mundo.tp])
    assert uno.get(ruta).status_code == 200
    suyas = apps.get_model("poa", "Adscripcion").objects.filter(usuario__username="directora_a")
    suyas.update(hasta="2024-05-15")
    assert uno.get(ruta).status_code == 403
    assert uno.post(reverse("captura_terminar", args=[mundo.tp])).status_code == 403
