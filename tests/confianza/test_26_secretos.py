"""Rule 26: a password or a private key that somebody sends stays nowhere, whatever fails meanwhile."""

import base64
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from evaluacion.servicios import firma
from nucleo.efirma.ejemplo import Credencial
from tests.sesiones import entrar

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
CONTRASENA = "CANARIO-contrasena-Xq7"
SOLO = "CANARIO-llave-Zt9"


@pytest.fixture
def registro(caplog) -> Iterator[io.StringIO]:
    """Everything that is logged at any level, tracebacks too."""
    salida = io.StringIO()
    manejador = logging.StreamHandler(salida)
    raiz = logging.getLogger()
    nivel = raiz.level
    raiz.addHandler(manejador)
    raiz.setLevel(logging.DEBUG)
    yield salida
    raiz.removeHandler(manejador)
    raiz.setLevel(nivel)


def _volcado() -> bytes:
    """Every cell of every table, sessions and axes' included, with the text of what is encoded in them."""
    from django.contrib.sessions.models import Session

    partes: list[Any] = [s.get_decoded() for s in Session.objects.all()]
    with connection.cursor() as cursor:
        for tabla in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{tabla}"')
            partes += cursor.fetchall()
    filas = (fila if isinstance(fila, tuple) else (fila,) for fila in partes)
    return b"\n".join(_crudo(celda) for fila in filas for celda in fila)


def _crudo(celda: Any) -> bytes:
    if isinstance(celda, memoryview | bytes):
        return bytes(celda)
    return (celda if isinstance(celda, str) else json.dumps(celda, default=str, ensure_ascii=False)).encode()


def formas_de(secreto: bytes) -> list[bytes]:
    """How the secret could look where it was left: as it is, in base64, in hexadecimal."""
    largo = secreto[:48]
    return [largo, base64.b64encode(secreto)[:40], largo.hex().encode(), largo.hex().upper().encode()]


def rastros(secreto: bytes, registro: io.StringIO, carpeta: Path) -> list[str]:
    """Where any form of the secret is."""
    lugares = {"database": _volcado(), "log": registro.getvalue().encode()}
    lugares |= {str(a): a.read_bytes() for a in carpeta.rglob("*") if a.is_file()}
    lugares["mail"] = repr([(m.subject, m.body) for m in mail.outbox]).encode()
    return [lugar for lugar, contenido in lugares.items() if any(f in contenido for f in formas_de(secreto))]


def _entrar_mal(cliente: Client) -> None:
    for intento in range(7):  # past the lock-out
        datos = {"login": "directora_a" if intento % 2 else "nadie", "password": CONTRASENA}
        assert cliente.post("/entrar/", datos).status_code in {200, 429}
    cliente.post("/entrar/", {"login": CONTRASENA, "password": ""})
    cliente.post("/entrar/?next=/", {"password": CONTRASENA})


def _mandar_la_llave(cliente: Client, tp_id: int, credencial: Credencial) -> None:
    """A page gone wrong sends the key and its password along with everything else."""
    llave = base64.b64encode(credencial.key).decode()
    for ruta in ("preparar", "terminar"):
        base = f"/trimestres/{tp_id}/firmar/{ruta}/"
        cliente.post(base, {"cer": llave, "firma": llave, "en_curso": "1", "key": llave, "clave": SOLO})
        cliente.post(base, {"cer": SOLO, "firma": SOLO, "en_curso": SOLO, "password": SOLO})
        cliente.post(
            base,
            {"cer": base64.b64encode(credencial.cer).decode(), "clave": SOLO, "llave": _archivo(credencial)},
        )


def _archivo(credencial: Credencial) -> SimpleUploadedFile:
    return SimpleUploadedFile("firma.key", credencial.key, "application/octet-stream")


@pytest.fixture
def directora(firmado) -> Client:
    cliente = Client(raise_request_exception=False)
    return entrar(cliente, firmado.reparto.usuarios["directora_a"])


def test_a_wrong_password_leaves_no_trace(firmado, registro, archivos_privados):
    _entrar_mal(Client())
    assert rastros(CONTRASENA.encode(), registro, archivos_privados) == []


def test_a_key_sent_by_mistake_leaves_no_trace(firmado, directora, registro, archivos_privados, cifra):
    credencial = firmado.credenciales["directora_a"]
    _mandar_la_llave(directora, firmado.firmado.pk, credencial)
    assert rastros(SOLO.encode(), registro, archivos_privados) == []
    assert rastros(credencial.key, registro, archivos_privados) == []
    assert rastros(credencial.clave.encode(), registro, archivos_privados) == []
    cifra(26, "rastros de contraseñas y llaves tras fallas forzadas", 0, de=3)


def test_an_error_500_leaves_no_trace(firmado, directora, registro, archivos_privados, cifra, monkeypatch):
    def fallar(**datos: Any) -> None:
        raise RuntimeError("forced failure")

    monkeypatch.setattr(firma, "preparar_firma_direccion", fallar)
    monkeypatch.setattr(firma, "preparar_firma_evaluacion", fallar)
    tp, llave = firmado.reparto.tp(3).pk, base64.b64encode(SOLO.encode()).decode()
    datos = {"cer": llave, "clave": SOLO, "password": CONTRASENA}
    respuesta = directora.post(f"/trimestres/{tp}/firmar/preparar/", datos)
    assert respuesta.status_code == 500
    assert SOLO not in respuesta.content.decode()
    assert "forced failure" in registro.getvalue(), "the failure itself is logged"
    for secreto in (SOLO, CONTRASENA):
        assert rastros(secreto.encode(), registro, archivos_privados) == []
    cifra(26, "rastros de contraseñas y llaves tras fallas forzadas", 0, de=2)


def test_the_whole_signature_leaves_no_key(firmado, registro, archivos_privados):
    """Both quarters were signed with these keys: what is kept is the certificate and the signature."""
    for credencial in firmado.credenciales.values():
        assert rastros(credencial.key, registro, archivos_privados) == []
        assert rastros(credencial.clave.encode(), registro, archivos_privados) == []
    assert rastros(firmado.credenciales["directora_a"].cer, registro, archivos_privados) != []


@pytest.mark.parametrize("lugar", ["database", "log", "file", "mail", "base64"])
def test_control_a_planted_secret_is_found(firmado, registro, archivos_privados, lugar):
    plantar = {
        "database": lambda: type(firmado.reparto.programa_a).objects.update(vision=SOLO),
        "log": lambda: logging.getLogger("x").debug(SOLO),
        "file": lambda: (archivos_privados / "x").write_text(SOLO),
        "mail": lambda: mail.send_mail("x", SOLO, "a@b.mx", ["c@d.mx"]),
        "base64": lambda: (archivos_privados / "x").write_bytes(base64.b64encode(SOLO.encode())),
    }
    plantar[lugar]()
    assert len(rastros(SOLO.encode(), registro, archivos_privados)) == 1
