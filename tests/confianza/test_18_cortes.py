"""Rule 18: signing cut at each of its writes leaves the quarter open or wholly signed, and is done again."""

import shutil
from collections.abc import Callable
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, transaction

from evaluacion.models import Evaluacion
from evaluacion.servicios import firma, papel
from nucleo import disparadores
from nucleo.almacen import leer, sha256
from nucleo.bitacora import revisar_cadena
from nucleo.verificacion import Veredicto, verificar_archivo
from poa.models import TrimestrePrograma
from tests.actividades.muestras import pdf
from tests.confianza.escrituras import _explicado
from tests.confianza.historia import Firmado, preparar_y_sellar
from tests.confianza.interrupciones import Corte, cortando, sin_lo_lento
from tests.confianza.tabla import ESCRITURAS, como

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
ENTEROS = {
    ("en_revision", None, 0, False),
    ("en_revision", "reservado", 0, False),
    ("impresa", "impreso", 0, True),
    ("firmada_direccion", "pendiente", 1, True),
    ("evaluada", "vigente", 2, True),
}
ERRORES = {"disk full": Corte(28, "No space left"), "database gone": OperationalError("gone")}
Paso = Callable[[Firmado], tuple[int, Callable[[], Any]]]


def como_quedo(tp_id: int) -> tuple[str, str | None, int, bool]:
    """(state, its document's, signatures in force, locked) of the quarter, read anew."""
    evaluacion = Evaluacion.objects.select_related("documento").get(trimestre_programa_id=tp_id)
    documento = evaluacion.documento
    cuantas = documento.firmas.filter(anulada_en__isnull=True).count() if documento else 0
    cerrado = TrimestrePrograma.objects.get(pk=tp_id).cerrado
    if documento and documento.estado != "reservado":
        for nombre, huella in (
            (documento.base_archivo, documento.base_sha256),
            (documento.archivo, documento.archivo_sha256),
        ):
            assert not nombre or sha256(leer(nombre)) == huella, "a row names a file that is not whole"
    return evaluacion.estado, documento and documento.estado, cuantas, cerrado


def preparar_la_primera(f: Firmado) -> tuple[int, Callable[[], Any]]:
    quien = _explicado(f)
    tp_id = quien.pop("tp_id")
    suya = f.credenciales["directora_a"]
    return tp_id, lambda: preparar_y_sellar(firma.preparar_firma_direccion, tp_id, suya, quien)


def terminar_la_primera(f: Firmado) -> tuple[int, Callable[[], Any]]:
    return f.reparto.tp(3).pk, ESCRITURAS["terminar_firma_direccion"][0](f)


def preparar_la_segunda(f: Firmado) -> tuple[int, Callable[[], Any]]:
    suya, quien = f.credenciales["planeacion"], como(f, "planeacion")
    tp_id = f.firmado.pk
    return tp_id, lambda: preparar_y_sellar(firma.preparar_firma_evaluacion, tp_id, suya, quien)


def terminar_la_segunda(f: Firmado) -> tuple[int, Callable[[], Any]]:
    return f.firmado.pk, ESCRITURAS["terminar_firma_evaluacion"][0](f)


def imprimir(f: Firmado) -> tuple[int, Callable[[], Any]]:
    return f.reparto.tp(3).pk, ESCRITURAS["imprimir"][0](f)


def adjuntar_la_primera(f: Firmado) -> tuple[int, Callable[[], Any]]:
    escaneo, (tp_id, hacer) = pdf(), imprimir(f)
    hacer()
    quien = como(f, "directora_a")
    return tp_id, lambda: papel.adjuntar_firma_direccion(tp_id=tp_id, escaneo=escaneo, **quien)


def adjuntar_la_segunda(f: Firmado) -> tuple[int, Callable[[], Any]]:
    escaneo, quien, tp_id = pdf(), como(f, "planeacion"), f.firmado.pk
    return tp_id, lambda: papel.adjuntar_firma_evaluacion(tp_id=tp_id, escaneo=escaneo, **quien)


PASOS: list[Paso] = [
    preparar_la_primera,
    terminar_la_primera,
    preparar_la_segunda,
    terminar_la_segunda,
    imprimir,
    adjuntar_la_primera,
    adjuntar_la_segunda,
]


def barrer(tp_id: int, hacer: Callable[[], Any], error: Exception, salto: int = 1) -> tuple[int, set[Any]]:
    """Cut at every write until it is done without being cut; how many cuts, and how the quarter stood."""
    respaldo = settings.MEDIA_ROOT.with_name("respaldo")
    shutil.copytree(settings.MEDIA_ROOT, respaldo, dirs_exist_ok=True)
    cortes, quedaron, punto = 0, set(), 1
    while True:
        shutil.rmtree(settings.MEDIA_ROOT)
        shutil.copytree(respaldo, settings.MEDIA_ROOT)
        try:
            with cortando(punto, error=error):
                hacer()
        except type(error):
            transaction.set_rollback(False)  # what Django marks in a test's own transaction
            cortes += 1
            quedaron.add(como_quedo(tp_id))
            punto += salto
        else:
            return cortes, quedaron | {como_quedo(tp_id)}


@pytest.mark.parametrize("error", ERRORES)
@pytest.mark.parametrize("paso", PASOS)
def test_a_cut_leaves_no_half_signed_quarter(firmado, monkeypatch, cifra, tamano, paso, error):
    tp_id, hacer = paso(firmado)
    inicial = como_quedo(tp_id)
    sin_lo_lento(firmado, monkeypatch)
    salto = 1 if error == "disk full" else tamano(4, 1)
    cortes, quedaron = barrer(tp_id, hacer, ERRORES[error], salto)
    final = como_quedo(tp_id)
    cifra(
        18,
        "trimestres a medio firmar tras un corte del disco o de la base",
        len(quedaron - ENTEROS),
        de=cortes,
    )
    assert quedaron <= ENTEROS
    assert quedaron <= {inicial, (inicial[0], "reservado", 0, False), final}, (
        "before or after, nothing between"
    )
    assert cortes >= 2
    assert revisar_cadena(firmado.documento().cadena) is None


def test_after_the_cuts_the_real_thing_is_done(firmado):
    tp_id, hacer = terminar_la_primera(firmado)
    for punto in (2, 9):
        with cortando(punto), pytest.raises(Corte):
            hacer()
    hacer()
    assert como_quedo(tp_id) == ("firmada_direccion", "pendiente", 1, True)
    documento = Evaluacion.objects.get(trimestre_programa_id=tp_id).documento
    assert verificar_archivo(leer(documento.archivo)).veredicto == Veredicto.PENDIENTE


def test_control_without_the_transaction_the_quarter_is_left_half_signed(firmado, monkeypatch):
    tp_id, hacer = terminar_la_primera(firmado)
    sin_lo_lento(firmado, monkeypatch)
    monkeypatch.setattr(firma, "transaction", SimpleNamespace(atomic=nullcontext))
    disparadores.quitar()
    halladas = set()
    for punto in range(1, 60):
        punto_de_regreso = transaction.savepoint()
        try:
            with cortando(punto):
                hacer()
        except Corte:
            transaction.set_rollback(False)
            halladas.add(como_quedo(tp_id))
            transaction.savepoint_rollback(punto_de_regreso)
        else:
            break
    assert halladas - ENTEROS, "without it nothing would protect from a half-signed quarter"
    disparadores.crear()
