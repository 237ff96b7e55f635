"""Rule 17: random codes hit nothing, what is unknown is all alike, and who asks too much is told to wait."""

import re
from datetime import timedelta

import pytest
import time_machine

from nucleo import limites
from nucleo.folios import codigo_legible, codigo_nuevo
from nucleo.models import Documento
from nucleo.verificacion import DESCONOCIDO, Veredicto, verificar_codigo
from tests.reparto import AHORA

pytestmark = pytest.mark.django_db


def test_no_random_code_hits(firmado, cifra, tamano):
    cuantos = tamano(2_000, 100_000)
    aciertos = sum(verificar_codigo(codigo_nuevo()) is not DESCONOCIDO for _ in range(cuantos))
    cifra(17, "códigos al azar que aciertan", aciertos, de=cuantos)
    assert aciertos == 0


def test_control_the_real_codes_are_found(firmado):
    documento = firmado.documento()
    for codigo in (documento.codigo, codigo_legible(documento.codigo), f" {documento.codigo.lower()} "):
        assert verificar_codigo(codigo).veredicto == Veredicto.VIGENTE


def test_near_a_real_code_there_is_nothing(firmado):
    real = firmado.documento().codigo
    for n in range(len(real)):
        otro = real[:n] + ("A" if real[n] != "A" else "B") + real[n + 1 :]
        assert verificar_codigo(otro) is DESCONOCIDO
    assert verificar_codigo(real[:-1]) is verificar_codigo(real + "A") is DESCONOCIDO


def test_a_code_holds_128_random_bits():
    codigos = {codigo_nuevo() for _ in range(5_000)}
    assert len(codigos) == 5_000
    assert all(re.fullmatch(r"[A-Z2-7]{26}", c) for c in codigos)


def _pagina(client, codigo: str, direccion: str) -> tuple[int, bytes]:
    respuesta = client.get(f"/v/{codigo}/", REMOTE_ADDR=direccion)
    cuerpo = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", respuesta.content)
    for como in (codigo, codigo_legible(codigo)):
        cuerpo = cuerpo.replace(como.encode(), b"")
    return respuesta.status_code, cuerpo


def test_all_that_is_unknown_answers_alike(firmado, client):
    """A code that never was, one too short, one too long, and one whose document is only reserved."""
    reservado = Documento.objects.create(
        clase="prueba", clave="1", version=1, folio="P/1", codigo=codigo_nuevo(), titulo="P", cadena="p"
    )
    codigos = [codigo_nuevo(), codigo_nuevo(), reservado.codigo, "ABC", "A" * 60]
    respuestas = {_pagina(client, c, f"10.0.0.{n}") for n, c in enumerate(codigos)}
    assert len(respuestas) == 1
    assert _pagina(client, firmado.documento().codigo, "10.0.0.99") not in respuestas


@time_machine.travel(AHORA, tick=False)
def test_who_asks_too_much_waits_and_nobody_else_does(firmado, client):
    codigos = [client.get(f"/v/{codigo_nuevo()}/", REMOTE_ADDR="10.1.1.1") for _ in range(31)]
    assert [r.status_code for r in codigos] == [200] * limites.POR_MINUTO + [429]
    texto = codigos[-1].content.decode()
    assert "Espere un minuto" in texto
    assert 'lang="es' in texto
    assert client.get(f"/v/{codigo_nuevo()}/", REMOTE_ADDR="10.1.1.2").status_code == 200
    assert client.get(f"/v/{codigo_nuevo()}/publica/", REMOTE_ADDR="10.1.1.1").status_code == 429
    assert client.post("/verificar/", {"codigo": "A" * 26}, REMOTE_ADDR="10.1.1.1").status_code == 429


def test_who_asks_now_and_then_is_never_made_to_wait(firmado, client):
    """Each minute counts by itself, however long one goes on asking."""
    for n in range(limites.POR_MINUTO + 5):
        with time_machine.travel(AHORA + timedelta(seconds=40 * n), tick=False):
            assert client.get(f"/v/{codigo_nuevo()}/").status_code == 200, n


def test_control_without_the_limit_it_goes_on(firmado, client, monkeypatch):
    monkeypatch.setitem(limites.contar_intento.__kwdefaults__, "por_minuto", 10_000)
    codigos = {client.get(f"/v/{codigo_nuevo()}/", REMOTE_ADDR="10.1.1.1").status_code for _ in range(40)}
    assert codigos == {200}
