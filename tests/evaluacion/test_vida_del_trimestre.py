"""Every state × action × person of a quarter is in a table, and behaves as the table says."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection, transaction

from evaluacion import permisos
from evaluacion.consultas.estado import Situacion
from evaluacion.estados import CERRADOS, PASOS, EstadoEvaluacion
from evaluacion.models import (
    Compromiso,
    DeclaracionSinActividad,
    Desbloqueo,
    Evaluacion,
    Justificacion,
    Movimiento,
    Observacion,
)
from nucleo.errores import SinPermiso, TransicionInvalida
from nucleo.models import Asiento, Documento, Firma
from poa.models import Prorroga, TrimestrePrograma
from tests.anchos import COMPLETO
from tests.evaluacion.etapas import DIRECTORA, EN_CAPTURA, PLANEACION, Etapa, a_las_diez, en_estado
from tests.reparto import ROLES

pytestmark = pytest.mark.usefixtures("sin_pdf", "escaneo_una_vez")

D, P = {DIRECTORA}, {PLANEACION}
CAPTURA, REVISION = "en_captura", "en_revision"
POR_CALENDARIO, SIN_TERMINAR = "en_revision/por calendario", "en_captura/sin terminar"
ESTADOS = [*EstadoEvaluacion.values, POR_CALENDARIO, SIN_TERMINAR]
PERSONAS = [r for r in ROLES if r != "anonimo"]

# action → state → who may; what is not written may nobody.
TABLA: dict[str, dict[str, set[str]]] = {
    "terminar": {CAPTURA: D, "observada": D},
    "reabrir": {REVISION: D},
    "declarar": {CAPTURA: D, "observada": D, REVISION: D, POR_CALENDARIO: D},
    "retirar": {CAPTURA: D, "observada": D, REVISION: D, POR_CALENDARIO: D},
    "justificar": {CAPTURA: D, "observada": D, REVISION: D, POR_CALENDARIO: D},
    "firmar_direccion": {REVISION: D, POR_CALENDARIO: D},
    "imprimir": {REVISION: D, POR_CALENDARIO: D},
    "cancelar_impresion": {"impresa": D},
    "adjuntar_direccion": {"impresa": D},
    "observar": {"firmada_direccion": P},
    "firmar_evaluacion": {"firmada_direccion": P},
    "adjuntar_evaluacion": {"firmada_direccion": P},
    "prorrogar": {CAPTURA: P, SIN_TERMINAR: P, "observada": P, REVISION: P, POR_CALENDARIO: P},
    "desbloquear": {"evaluada": P},
}
# action → the state it leaves; what is not written leaves it where it was.
DESTINO = {
    "terminar": REVISION,
    "reabrir": CAPTURA,
    "firmar_direccion": "firmada_direccion",
    "imprimir": "impresa",
    "cancelar_impresion": REVISION,
    "adjuntar_direccion": "firmada_direccion",
    "observar": "observada",
    "firmar_evaluacion": "evaluada",
    "adjuntar_evaluacion": "evaluada",
    "desbloquear": CAPTURA,
}
PREDICADOS: dict[str, Callable[[Any, Situacion], Any]] = {
    "terminar": permisos.puede_terminar_captura,
    "reabrir": permisos.puede_reabrir_captura,
    "declarar": permisos.puede_explicar,
    "retirar": permisos.puede_explicar,
    "justificar": permisos.puede_explicar,
    "firmar_direccion": permisos.puede_imprimir,
    "imprimir": permisos.puede_imprimir,
    "cancelar_impresion": permisos.puede_resolver_impresa,
    "adjuntar_direccion": permisos.puede_resolver_impresa,
    "observar": permisos.puede_evaluar,
    "firmar_evaluacion": permisos.puede_firmar_evaluacion,
    "adjuntar_evaluacion": permisos.puede_firmar_evaluacion,
    "prorrogar": permisos.puede_prorrogar,
    "desbloquear": permisos.puede_desbloquear,
}
ESCRITOS = (
    Asiento,
    Compromiso,
    DeclaracionSinActividad,
    Desbloqueo,
    Documento,
    Evaluacion,
    Firma,
    Justificacion,
    Movimiento,
    Observacion,
    Prorroga,
    TrimestrePrograma,
)


def filas() -> list[Any]:
    """Every row that an action of the quarter may write."""
    return [list(modelo.objects.order_by("pk").values()) for modelo in ESCRITOS]


def destino(accion: str, estado: str) -> str:
    """The state after the action."""
    antes = estado.partition("/")[0]
    if accion == "prorrogar":
        return "observada" if antes == "observada" else CAPTURA
    return DESTINO.get(accion, antes)


def test_the_table_covers_every_state_and_action():
    assert set(TABLA) == set(PREDICADOS)
    assert {e for fila in TABLA.values() for e in fila} <= set(ESTADOS)
    assert all(callable(getattr(Etapa, accion)) for accion in TABLA)


@pytest.mark.parametrize("estado", ESTADOS)
def test_the_verdicts_are_those_of_the_table_and_each_no_says_why(etapa, estado):
    situacion = en_estado(etapa, estado).situacion
    assert situacion.estado == estado.partition("/")[0]
    for accion, predicado in PREDICADOS.items():
        for quien in PERSONAS:
            veredicto = predicado(etapa.reparto.persona(quien, etapa.hoy), situacion)
            esperado = quien in TABLA[accion].get(estado, set())
            assert bool(veredicto) == esperado, (estado, accion, quien)
            assert esperado or len(veredicto.razon) > 15, (estado, accion, quien)


def personas(lugar: int, pueden: set[str]) -> list[str]:
    """Who tries an action. No database refuses anybody: in CI, PostgreSQL sees one of those who may not."""
    if COMPLETO or connection.vendor == "sqlite":
        return PERSONAS
    ajenos = [quien for quien in PERSONAS if quien not in pueden]
    return [*sorted(pueden), ajenos[lugar % len(ajenos)]]


@pytest.mark.postgres
@pytest.mark.parametrize("estado", ESTADOS)
def test_the_services_do_what_the_table_allows_and_nothing_else(etapa, estado):
    en_estado(etapa, estado)
    antes = filas()
    for lugar, (accion, por_estado) in enumerate(TABLA.items()):
        pueden = por_estado.get(estado, set())
        for quien in personas(lugar, pueden):
            with transaction.atomic():
                if quien in pueden:
                    comprobar_hecho(etapa, accion, estado, quien)
                else:
                    comprobar_negado(etapa, accion, quien, antes)
                transaction.set_rollback(True)


def comprobar_negado(etapa: Etapa, accion: str, quien: str, antes: list[Any]) -> None:
    """It is refused, with its reason, and no row changed."""
    with pytest.raises(SinPermiso) as negado:
        etapa.hacer(accion, quien)
    assert len(negado.value.mensaje) > 15
    assert filas() == antes, (accion, quien)


def comprobar_hecho(etapa: Etapa, accion: str, estado: str, quien: str) -> None:
    """It is done: the state that follows, its lock, its trace and its Movimiento."""
    asientos, movimientos = Asiento.objects.count(), Movimiento.objects.count()
    previo = etapa.situacion.estado
    etapa.hacer(accion, quien)
    situacion = etapa.situacion
    assert situacion.estado == destino(accion, estado), (accion, estado)
    assert Asiento.objects.count() > asientos, (accion, estado)
    tp = TrimestrePrograma.objects.get(pk=etapa.tp_id)
    assert tp.cerrado == (situacion.estado in CERRADOS)
    assert tp.captura_terminada == (situacion.evaluacion.estado not in {CAPTURA, "observada"})
    if situacion.estado != previo and accion != "desbloquear" and situacion.evaluacion.estado != CAPTURA:
        comprobar_movimiento(etapa, quien, situacion.estado, movimientos)


def comprobar_movimiento(etapa: Etapa, quien: str, a: str, habia: int) -> None:
    """From, to, who, when; each row goes on from the one before it."""
    assert Movimiento.objects.count() > habia
    filas_de = list(Movimiento.objects.filter(evaluacion=etapa.evaluacion).order_by("id"))
    for anterior, siguiente in pairwise(filas_de):
        assert anterior.a == siguiente.de
    ultimo = filas_de[-1]
    assert (ultimo.a, ultimo.actor.username) == (a, quien)
    assert ultimo.momento == a_las_diez(etapa.hoy)
    assert ultimo.de in {e for e, destinos in PASOS.items() if a in destinos}


@pytest.mark.parametrize("de", EstadoEvaluacion.values)
@pytest.mark.parametrize("a", EstadoEvaluacion.values)
def test_the_only_writer_of_a_state_follows_the_table_of_moves(etapa, de, a):
    from evaluacion.servicios.maquina import mover, tomar

    Evaluacion.objects.create(trimestre_programa_id=etapa.tp_id, estado=de)
    persona = etapa.reparto.persona(DIRECTORA, EN_CAPTURA)
    situacion = tomar(etapa.tp_id, persona)
    if a in PASOS[de]:
        mover(situacion, EstadoEvaluacion(a), persona=persona, ahora=a_las_diez(EN_CAPTURA))
        assert Evaluacion.objects.get().estado == a
        assert list(Movimiento.objects.values_list("de", "a")) == [(de, a)]
    else:
        with pytest.raises(TransicionInvalida):
            mover(situacion, EstadoEvaluacion(a), persona=persona, ahora=a_las_diez(EN_CAPTURA))
        assert Evaluacion.objects.get().estado == de
        assert not Movimiento.objects.exists()


def test_nobody_else_writes_a_state():
    """The attribute is assigned in one module, and no update() or create() of ours sets it elsewhere."""
    import re
    from pathlib import Path

    import evaluacion

    carpeta = Path(evaluacion.__file__).parent
    escribe = re.compile(r"evaluacion\.estado\s*=[^=]|evaluacion\.estado,|Evaluacion\.objects[^\n]*update\(")
    culpables = {str(f.relative_to(carpeta)) for f in carpeta.rglob("*.py") if escribe.search(f.read_text())}
    culpables = {c for c in culpables if re.search(r"\.estado\s*=[^=]|update\(", (carpeta / c).read_text())}
    assert "servicios/maquina.py" in culpables
    assert {c for c in culpables if c.startswith(("servicios", "views"))} == {"servicios/maquina.py"}


@pytest.mark.parametrize("estado", ["en_revision", "firmada_direccion"])
def test_who_lost_the_faculty_to_sign_does_not_sign(etapa, estado):
    from poa.models import Adscripcion

    en_estado(etapa, estado)
    Adscripcion.objects.update(puede_firmar=False)
    pasos = {"en_revision": (etapa.firmar_direccion, etapa.imprimir)}.get(
        estado, (etapa.firmar_evaluacion, etapa.adjuntar_evaluacion)
    )
    for paso in pasos:
        with pytest.raises(SinPermiso, match="facultad de firma"):
            paso()
