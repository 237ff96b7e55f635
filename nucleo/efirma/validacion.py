"""Validates strictly the signatures of a PDF in a child process with limits of time and memory."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[2]
BYTES_MAXIMOS = 50 * 1024 * 1024
MEMORIA_MAXIMA = 1024 * 1024 * 1024


@dataclass(frozen=True)
class FirmaEsperada:
    """One stored signature: field, certificate (hexadecimal SHA-256 of its DER), moment (aware) and chain.

    `cadena` is what was embedded when it was signed (DER, issuer first, root last). Empty when the issuer
    was not among the trusted roots: the certificate itself, known by its hash, is then the only anchor.
    """

    casilla: str
    certificado_sha256: str
    momento: datetime
    cadena: Sequence[bytes] = ()

    def a_datos(self) -> dict[str, Any]:
        """For the child process, as JSON takes it."""
        return {
            "casilla": self.casilla,
            "certificado_sha256": self.certificado_sha256,
            "momento": self.momento.isoformat(),
            "cadena": [base64.b64encode(der).decode("ascii") for der in self.cadena],
        }

    @classmethod
    def de_datos(cls, datos: dict[str, Any]) -> "FirmaEsperada":
        """The inverse of `a_datos`."""
        return cls(
            casilla=datos["casilla"],
            certificado_sha256=datos["certificado_sha256"],
            momento=datetime.fromisoformat(datos["momento"]),
            cadena=tuple(base64.b64decode(der) for der in datos["cadena"]),
        )


@dataclass(frozen=True)
class Dictamen:
    """Whether the file is valid and, in Spanish, every reason why it is not."""

    valido: bool
    razones: tuple[str, ...]


def validar_pdf(pdf: bytes, esperadas: Sequence[FirmaEsperada], *, limite_segundos: float = 20) -> Dictamen:
    """Verdict on the signatures of `pdf`, in the order in which `esperadas` were made; never raises.

    Valid only if exactly those fields are signed, each by its certificate at its moment, nothing was added
    after, between or around them, and every check of pyHanko passes as of then with the stored chain. It
    does not know *which* document it is: whoever calls compares the SHA-256 of the file with the stored one.
    """
    if not esperadas:
        return _negado("No se espera ninguna firma: no hay nada que validar.")
    if len(pdf) > BYTES_MAXIMOS:
        return _negado("El archivo es demasiado grande.")
    encargo = {
        "esperadas": [una.a_datos() for una in esperadas],
        "segundos": int(limite_segundos) + 1,
        "memoria": MEMORIA_MAXIMA,
    }
    try:
        hijo = subprocess.run(
            [sys.executable, "-B", "-m", "nucleo.efirma.hijo"],
            input=json.dumps(encargo).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=limite_segundos,
            cwd=RAIZ,
            env=_entorno(),
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _negado("La validación tardó más de lo permitido y se detuvo.")
    except OSError:
        return _negado("No se pudo iniciar la validación.")
    return _leer(hijo.stdout) if hijo.returncode == 0 else _negado("La validación se detuvo por un error.")


def _leer(salida: bytes) -> Dictamen:
    try:
        razones = tuple(str(razon) for razon in json.loads(salida)["razones"])
    except (ValueError, KeyError, TypeError):
        return _negado("La validación no dio un resultado legible.")
    return Dictamen(valido=not razones, razones=razones)


def _negado(razon: str) -> Dictamen:
    return Dictamen(valido=False, razones=(razon,))


def _entorno() -> dict[str, str]:
    """Only what Python needs: the child never sees the settings or the secrets of the parent."""
    return {
        nombre: os.environ[nombre] for nombre in ("PATH", "LD_LIBRARY_PATH", "LANG") if nombre in os.environ
    }
