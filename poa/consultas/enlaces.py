"""The link that a person opens to set their password: which one it is, and whether it still works."""

import hashlib
from datetime import datetime

from nucleo.models import EnlaceDeUnUso


def huella_de_enlace(token: str) -> str:
    """What is kept of a token: its SHA-256, so that a copy of the database opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def enlace_vigente(token: str, ahora: datetime) -> EnlaceDeUnUso | None:
    """The link of a token, while it was not used, has not expired, and its person may sign in."""
    return (
        EnlaceDeUnUso.objects.select_related("usuario")
        .filter(
            huella=huella_de_enlace(token),
            usado_en__isnull=True,
            vence_en__gt=ahora,
            usuario__is_active=True,
        )
        .first()
    )
