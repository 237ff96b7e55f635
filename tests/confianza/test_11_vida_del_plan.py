"""Rule 11: every state of a POA × action × person does what the table says, and nothing else."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from nucleo.errores import ErrorDeDominio
from poa import servicios
from poa.consultas.partes import version_de_hoja
from poa.estados import PASOS_DE_PROGRAMA, EstadoPrograma, EstadoReprogramacion
from poa.models import Programa, Reprogramacion
from poa.servicios import edicion, firma_plan, reprogramar
from poa.servicios import resolver_reprogramacion as resolver
from poa.servicios.reprogramar import Pedido
from tests.evaluacion.etapas import escaneo, hoja_minima
from tests.poa.cambios import celdas, pedir
from tests.reparto import AHORA, ANONIMO, EN_ENERO, ROLES, Reparto

pytestmark = [pytest.mark.postgres, pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
GENTE = [quien for quien in ROLES if quien != ANONIMO]
QUE = "ternas de estado × acción × persona del plan que hacen otra cosa que su tabla"
D, P = frozenset({"directora_a"}), frozenset({"planeacion"})
NADIE: frozenset[str] = frozenset()

# action: who may, by state; the states are borrador, enviado, observado, autorizado.
DEL_PROGRAMA: dict[str, tuple[frozenset[str], ...]] = {
    "editar": (D, NADIE, D, NADIE),
    "enviar": (D, NADIE, D, NADIE),
    "observar": (NADIE, P, NADIE, NADIE),
    "autorizar": (NADIE, P, NADIE, NADIE),
    "imprimir": (NADIE, NADIE, NADIE, D),
    "adjuntar": (NADIE, NADIE, NADIE, D),
    "reprogramar": (NADIE, NADIE, NADIE, D),
    "copiar": (D, D, D, D),
    "programar": (D | P, NADIE, D | P, NADIE),
}
# The states are solicitada, autorizada, rechazada.
DE_LA_REPROGRAMACION: dict[str, tuple[frozenset[str], ...]] = {
    "resolver_si": (P, NADIE, NADIE),
    "resolver_no": (P, NADIE, NADIE),
    "emitir": (NADIE, P, P),
}


class Acciones:
    """Every action anybody can try on the POA of A."""

    def __init__(self, reparto: Reparto, ejercicio: Any) -> None:
        self.reparto, self.ejercicio = reparto, ejercicio
        self.pk = reparto.programa_a.pk

    def _de(self, quien: str) -> dict[str, Any]:
        return {"persona": self.reparto.persona(quien), "ahora": AHORA, "programa_id": self.pk}

    def editar(self, quien: str) -> Any:
        programa = Programa.objects.get(pk=self.pk)
        version = version_de_hoja(programa, "objetivo")
        return edicion.editar_hoja(
            **self._de(quien), parte="objetivo", datos={"objetivo": "Otro"}, version=version
        )

    def enviar(self, quien: str) -> Any:
        return servicios.enviar_programa(**self._de(quien))

    def observar(self, quien: str) -> Any:
        return servicios.observar_programa(**self._de(quien), texto="Falta")

    def autorizar(self, quien: str) -> Any:
        return servicios.autorizar_programa(**self._de(quien))

    def imprimir(self, quien: str) -> Any:
        return firma_plan.congelar_para_imprimir(**self._de(quien))

    def adjuntar(self, quien: str) -> Any:
        if Programa.objects.get(pk=self.pk).estado == EstadoPrograma.AUTORIZADO:
            firma_plan.congelar_para_imprimir(**self._de("directora_a"))
        return firma_plan.adjuntar_firma_plan(**self._de(quien), escaneo=escaneo())

    def reprogramar(self, quien: str) -> Any:
        pedido = celdas(self.reparto, {(0, 3): 9})
        return reprogramar.solicitar_reprogramacion(**self._de(quien), motivo="Lluvias", pedido=pedido)

    def copiar(self, quien: str) -> Any:
        return servicios.copiar_programa(**self._de(quien), ejercicio=self.ejercicio)

    def programar(self, quien: str) -> Any:
        quien_ = {k: v for k, v in self._de(quien).items() if k != "programa_id"}
        return servicios.programar_linea(**quien_, linea=self.reparto.lineas()[0], cantidades=(1, 1, 1, 1))

    def _resolver(self, quien: str, servicio: Callable[..., Any], **mas: Any) -> Any:
        cual = Reprogramacion.objects.get().pk
        return servicio(persona=self.reparto.persona(quien), ahora=AHORA, reprogramacion_id=cual, **mas)

    def resolver_si(self, quien: str) -> Any:
        return self._resolver(quien, resolver.autorizar_reprogramacion, motivo="Procede")

    def resolver_no(self, quien: str) -> Any:
        return self._resolver(quien, resolver.rechazar_reprogramacion, motivo="No procede")

    def emitir(self, quien: str) -> Any:
        return self._resolver(quien, resolver.emitir_dictamen)


@pytest.fixture
def acciones(reparto, monkeypatch) -> Acciones:
    monkeypatch.setattr(firma_plan, "hoja_del_poa", hoja_minima)
    planeacion = {"persona": reparto.persona("planeacion"), "ahora": EN_ENERO}
    return Acciones(reparto, servicios.abrir_ejercicio(**planeacion, anio=2025))


def logra(accion: Callable[[str], Any], quien: str) -> bool:
    """Whether it is done; a rule of ours says no, anything else is an error. It is undone."""
    punto = transaction.savepoint()
    try:
        with transaction.atomic():
            accion(quien)
    except (ErrorDeDominio, ObjectDoesNotExist):  # what is not one's own does not exist
        return False
    finally:
        transaction.savepoint_rollback(punto)
    return True


def distintas(acciones: Acciones, tabla: dict[str, tuple[frozenset[str], ...]], lugar: int) -> list[str]:
    """Triples of that state that do another thing than the table."""
    malas = []
    for (nombre, estados), quien in product(tabla.items(), GENTE):
        if logra(getattr(acciones, nombre), quien) != (quien in estados[lugar]):
            malas.append(f"{nombre} {quien}")
    return malas


@pytest.mark.parametrize("estado", EstadoPrograma.values)
def test_each_triple_of_a_poa(acciones, sin_disparadores, cifra, estado):
    Programa.objects.filter(pk=acciones.pk).update(estado=estado)
    malas = distintas(acciones, DEL_PROGRAMA, EstadoPrograma.values.index(estado))
    cifra(11, QUE, len(malas), de=len(DEL_PROGRAMA) * len(GENTE))
    assert malas == []


@pytest.mark.parametrize("estado", EstadoReprogramacion.values)
def test_each_triple_of_a_reprogramacion(acciones, monkeypatch, cifra, estado):
    monkeypatch.setattr(resolver, "dictamen", hoja_minima, raising=False)
    reparto = acciones.reparto
    pedir(reparto, Pedido(celdas={(reparto.lineas()[0].pk, 3): 7}, base={(reparto.lineas()[0].pk, 3): 0}))
    if estado != EstadoReprogramacion.SOLICITADA:
        (acciones.resolver_si if estado == EstadoReprogramacion.AUTORIZADA else acciones.resolver_no)(
            "planeacion"
        )
    malas = distintas(acciones, DE_LA_REPROGRAMACION, EstadoReprogramacion.values.index(estado))
    cifra(11, QUE, len(malas), de=len(DE_LA_REPROGRAMACION) * len(GENTE))
    assert malas == []


def test_control_a_rule_taken_away_is_seen(acciones, sin_disparadores, monkeypatch):
    """An authorised POA that can be sent again: the table and the code no longer say the same."""
    monkeypatch.setitem(PASOS_DE_PROGRAMA, "autorizado", frozenset({"enviado"}))
    Programa.objects.filter(pk=acciones.pk).update(estado="autorizado")
    assert distintas(acciones, {"enviar": DEL_PROGRAMA["enviar"]}, 3) != []
