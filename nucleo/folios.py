"""Consecutive folios and verification codes."""

import base64
import secrets

from django.db import transaction

from nucleo.models import Serie

# Without those that are read one for another: 0 O, 1 I L, 5 S, 2 Z, 8 B, U V.
_LETRAS = "ACDEFGHJKMNPQRTWXY34679"


def siguiente_numero(serie: str) -> int:
    """Next number of a series, from 1, without gaps or repeats.

    Inside the caller's transaction: if that rolls back, the number was never given.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("siguiente_numero() needs the transaction of what it numbers")
    Serie.objects.get_or_create(clave=serie)
    fila = Serie.objects.select_for_update().get(clave=serie)
    fila.ultimo += 1
    fila.save(update_fields=["ultimo"])
    return fila.ultimo


def codigo_nuevo() -> str:
    """A verification code of 128 random bits in 26 letters and digits that read well aloud."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def codigo_normalizado(texto: str) -> str:
    """What somebody typed, as it is stored: upper case, without spaces or hyphens."""
    return "".join(c for c in texto.upper() if c.isalnum())[:40]


def codigo_legible(codigo: str) -> str:
    """The code in groups of five, to be read and typed."""
    return "-".join(codigo[i : i + 5] for i in range(0, len(codigo), 5))


def clave_corta() -> str:
    """Eight letters and digits with which a citizen follows what they sent; asked for beside its folio."""
    return "".join(secrets.choice(_LETRAS) for _ in range(8))
