"""What has to be remembered between preparing a signature and finishing it, as JSON and without secrets."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

VERSION = 1


class EstadoInvalido(ValueError):
    """The stored state is not one that `EstadoDeFirma.a_bytes` wrote."""


@dataclass(frozen=True)
class EstadoDeFirma:
    """DER of certificate, chain and signed attributes; digest and gap (`inicio`, `fin`) of the PDF."""

    pdf_sha256: str
    resumen: bytes
    inicio: int
    fin: int
    certificado: bytes
    cadena: tuple[bytes, ...]
    atributos: bytes

    def a_bytes(self) -> bytes:
        """UTF-8 JSON; the bytes inside go as base64."""
        datos = {
            "version": VERSION,
            "pdf_sha256": self.pdf_sha256,
            "resumen": _texto(self.resumen),
            "inicio": self.inicio,
            "fin": self.fin,
            "certificado": _texto(self.certificado),
            "cadena": [_texto(der) for der in self.cadena],
            "atributos": _texto(self.atributos),
        }
        return json.dumps(datos, sort_keys=True).encode()

    @classmethod
    def de_bytes(cls, crudo: bytes) -> "EstadoDeFirma":
        """The state back; EstadoInvalido if it is not whole or of another version."""
        try:
            datos: dict[str, Any] = json.loads(crudo)
            if datos["version"] != VERSION:
                raise EstadoInvalido(f"State of another version: {datos['version']!r}")
            return cls(
                pdf_sha256=str(datos["pdf_sha256"]),
                resumen=_bytes(datos["resumen"]),
                inicio=int(datos["inicio"]),
                fin=int(datos["fin"]),
                certificado=_bytes(datos["certificado"]),
                cadena=tuple(_bytes(der) for der in datos["cadena"]),
                atributos=_bytes(datos["atributos"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise EstadoInvalido("The state of the signature cannot be read.") from error


def sha256(contenido: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(contenido).hexdigest()


def _texto(crudo: bytes) -> str:
    return base64.b64encode(crudo).decode("ascii")


def _bytes(texto: str) -> bytes:
    return base64.b64decode(texto, validate=True)
