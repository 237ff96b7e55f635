"""Rule 10: folios are consecutive per series, no gap, no repeat, under eight writers, some of whom fail."""

import random

import pytest
from django.db import IntegrityError, transaction

from nucleo import firmas
from nucleo.folios import siguiente_numero
from nucleo.models import Documento, Serie
from tests.confianza.hilos import a_la_vez, errores_en

pytestmark = [pytest.mark.solo_postgres, pytest.mark.django_db(transaction=True)]
ESCRITORES = 8


class _SeArrepiente(Exception):
    pass


def _reservar(escritor: int, n: int, serie: str, falla: bool) -> None:
    with transaction.atomic():
        firmas.reservar(
            clase="prueba",
            clave=f"{serie}-{escritor}-{n}",
            version=1,
            vuelta=1,
            serie=serie,
            prefijo=serie,
            titulo="Prueba",
            cadena="prueba",
        )
        if falla:
            raise _SeArrepiente


def _escritor(escritor: int, veces: int):
    azar = random.Random(escritor)

    def escribir() -> int:
        hechos = 0
        for n in range(veces):
            falla = azar.random() < 0.3
            try:
                _reservar(escritor, n, azar.choice(["EVAL/A/2024", "EVAL/B/2024", "EVAL/A/2025"]), falla)
                hechos += 1
            except _SeArrepiente:
                continue
        return hechos

    return escribir


def test_folios_are_consecutive_under_eight_writers(cifra, tamano):
    resultados = a_la_vez([_escritor(e, tamano(25, 250)) for e in range(ESCRITORES)])
    assert errores_en(resultados) == []
    assert Documento.objects.count() == sum(resultados) > ESCRITORES
    for serie in Serie.objects.all():
        folios = Documento.objects.filter(folio__startswith=f"{serie.clave}/").values_list("folio", flat=True)
        numeros = sorted(int(f.rsplit("/", 1)[1]) for f in folios)
        assert numeros == list(range(1, serie.ultimo + 1)), "no gap, no repeat"
    cifra(10, "folios con salto o repetidos bajo ocho escritores", 0, de=sum(resultados))


def test_control_without_the_row_lock_a_folio_repeats(sin_candados_de_fila):
    def numerar() -> list[int]:
        dados = []
        for _ in range(25):
            with transaction.atomic():
                dados.append(siguiente_numero("CONTROL"))
        return dados

    with transaction.atomic():
        siguiente_numero("CONTROL")
    resultados = a_la_vez([numerar] * ESCRITORES)
    dados = [n for r in resultados if isinstance(r, list) for n in r]
    assert len(dados) > len(set(dados)) or any(isinstance(r, IntegrityError) for r in resultados)


def test_a_number_needs_the_transaction_of_what_it_numbers():
    with pytest.raises(RuntimeError):
        siguiente_numero("FUERA")
    assert not Serie.objects.filter(clave="FUERA").exists()
