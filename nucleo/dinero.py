"""Money in whole centavos: a decimal column is a float underneath on SQLite."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

_MONTO = re.compile(r"^\$?\s*(\d{1,3}(?:,\d{3})*|\d+)(?:\.(\d{1,2}))?$")


class CampoDinero(models.BigIntegerField):
    """A non-negative amount in centavos."""

    default_validators = [MinValueValidator(0)]


def leer_monto(texto: str) -> int:
    """«70,000.00» → 7000000 centavos. Raises ValidationError when it is not an amount."""
    hallado = _MONTO.match(texto.strip())
    if not hallado:
        raise ValidationError("Escriba el monto como 70,000.00")
    enteros, decimales = hallado.group(1).replace(",", ""), (hallado.group(2) or "").ljust(2, "0")
    return int(enteros) * 100 + int(decimales)


def escribir_monto(centavos: int) -> str:
    """7000000 centavos → «$70,000.00»."""
    return f"${Decimal(centavos) / 100:,.2f}"
