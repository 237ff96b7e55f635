"""Rule 24: each service that writes leaves exactly its Asientos in its own transaction, or nothing at all."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from nucleo import bitacora
from nucleo.models import Asiento
from tests.confianza import (
    escrituras,
    escrituras_acceso,
    escrituras_actas,
    escrituras_asistencia,
    escrituras_catalogos,
    escrituras_comites,
    escrituras_convocatorias,
    escrituras_elecciones,
    escrituras_plan,
    escrituras_privacidad,
    escrituras_suministros,
)
from tests.confianza.historia import filas_de_todo
from tests.confianza.interrupciones import Corte, contar_escrituras, cortando, muestra, sin_lo_lento
from tests.confianza.tabla import ESCRITURAS

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
# What a service does in two steps leaves its reservation, which is nobody's act: rule 18 looks at those.
EN_DOS_PASOS = {"imprimir", "congelar_para_imprimir", "congelar_acta"}
# Rule 18 cuts these at each of their writes.
SOLO_AL_FINAL = {"terminar_firma_direccion", "terminar_firma_evaluacion", "adjuntar_firma_evaluacion"}
# Each module puts its services in the table.
MODULOS = (
    escrituras,
    escrituras_acceso,
    escrituras_actas,
    escrituras_asistencia,
    escrituras_catalogos,
    escrituras_comites,
    escrituras_convocatorias,
    escrituras_elecciones,
    escrituras_plan,
    escrituras_privacidad,
    escrituras_suministros,
)
# They start with nothing there yet (the municipality), or are the first half of a signature.
POR_OTRO_LADO = {
    "crear_ayuntamiento": "the cast is made by it; a second one is refused",
    "completar_programa": "told in tests/demo, with the original sheet",
    "persona_del_sistema": "makes the user of the commands, once",
    "preparar_firma_direccion": "leaves an attempt, not an act",
    "vista_previa": "draws what would be signed, and keeps nothing",
    "preparar_firma_evaluacion": "leaves an attempt, not an act",
    "contexto_de": "reads what a printed sheet says; writes nothing",
    "abrir_compromisos": "a piece of the dirección's signature: told in tests/evaluacion/test_compromisos.py",
    "preparar_firma_plan": "leaves an attempt, not an act",
    "contar": "a piece of approving a step",
    "anotar_consulta": "is itself the trace of a look",
    "descontar": "a piece of annulling a step",
    "registrar_organo": "a piece of registering a comité or a consejo",
    "abrir_paso_repetido": "a piece of closing a report",
    "sembrar_tipos": "fills a list that is empty when the tables are made; nobody acts",
    "preparar_firma_acta": "leaves an attempt, not an act",
}


def _filas() -> dict[str, list[str]]:
    return filas_de_todo(menos="nucleo_firmaencurso")


def _acciones_de(llamada: Callable[[], Any]) -> list[str]:
    ultimo = Asiento.objects.order_by("-pk").values_list("pk", flat=True)[0]
    llamada()
    return list(Asiento.objects.filter(pk__gt=ultimo).order_by("pk").values_list("accion", flat=True))


@pytest.mark.parametrize("nombre", ESCRITURAS)
def test_each_write_leaves_its_asientos_or_nothing(firmado, nombre, cifra, tamano, monkeypatch):
    escribir, esperadas = ESCRITURAS[nombre]
    llamada = escribir(firmado)
    if nombre in SOLO_AL_FINAL:
        sin_lo_lento(firmado, monkeypatch)
    punto = transaction.savepoint()
    total = contar_escrituras(llamada)
    transaction.savepoint_rollback(punto)
    antes = _filas()
    # Undoing is all that PostgreSQL could do otherwise: at the first write and at the last.
    en_ci = 3 if connection.vendor == "sqlite" else 1
    cortes = [total] if nombre in SOLO_AL_FINAL else muestra(total, tamano(en_ci, 10_000))
    for corte in [] if nombre in EN_DOS_PASOS else cortes:
        with cortando(corte, disco=False), pytest.raises(Corte):
            llamada()
        assert _filas() == antes, f"cut at write {corte} of {total}, something stayed"
    assert _acciones_de(llamada) == esperadas
    cifra(24, "servicios que dejan exactamente sus Asientos, o nada", 1, de=1)
    assert bitacora.revisar_cadena(firmado.documento().cadena) is None


def test_control_a_write_outside_the_transaction_is_seen(firmado):
    """A service that wrote first and left its Asiento apart would be found by the cut."""
    localidad, antes = ESCRITURAS["crear_localidad"][0](firmado), _filas()

    def sin_transaccion() -> None:
        firmado.reparto.usuarios["personal_a"].save()
        type(firmado.reparto.direcciones["A"]).objects.create(clave="X", nombre="X")
        localidad()

    total = contar_escrituras(lambda: None) + 3
    with cortando(total, disco=False), pytest.raises(Corte):
        sin_transaccion()
    assert _filas() != antes


def test_control_an_asiento_needs_a_transaction(firmado, monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError):
        bitacora.asentar(cadena="x", accion="y", actor=firmado.reparto.usuarios["personal_a"], ahora=None)


def _publicas(archivo: Path) -> set[str]:
    """Functions of a services module that take the moment, which only those that write need."""
    arbol = ast.parse(archivo.read_text(encoding="utf-8"))
    return {
        f.name
        for f in arbol.body
        if isinstance(f, ast.FunctionDef)
        and not f.name.startswith("_")
        and "ahora" in {a.arg for a in f.args.kwonlyargs}
    }


# Steps of a service, called inside its transaction.
PASOS = {
    "mover",
    "mover_organo",
    "crear_ciudadano",
    "mover_actividad",
    "guardar_cambio",
    "evaluar",
    "colgar",
    "adjuntar_paso",
    "mover_acta",
    "mover_solicitud",
    "mover_fondo",
    "comprometer",
    "recomprometer",
    "ejercer",
    "liberar",
    "mover_existencia",
    "marcar_momento",
    "anular_momentos",
    "dar_vale",
    "cancelar_vales",
    "leer_odometro",
    "sacar_vehiculo",
}


def test_no_service_is_left_out_of_the_table():
    """A new service has to say here which Asientos it leaves."""
    raiz = Path(settings.BASE_DIR)
    hallados = {n for a in raiz.glob("*/servicios/*.py") for n in _publicas(a)}
    assert hallados - PASOS - set(POR_OTRO_LADO) == set(ESCRITURAS)
