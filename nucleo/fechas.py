"""Dates as people read them, and working days."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


def fecha_larga(fecha: date) -> str:
    """«31 de marzo de 2024»."""
    return f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}"


def momento_largo(momento: datetime) -> str:
    """«31 de marzo de 2024, 14:05:09 (UTC−06:00)», in the zone of the municipality."""
    local = timezone.localtime(momento)
    zona = local.strftime("%z")
    signo = "−" if zona.startswith("-") else "+"
    return f"{fecha_larga(local.date())}, {local:%H:%M:%S} (UTC{signo}{zona[1:3]}:{zona[3:]})"


@lru_cache(maxsize=8)
def _feriados(anio: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("MX", years=anio))


def feriados(anio: int) -> dict[date, str]:
    """National holidays of a year with their names, in order."""
    return dict(sorted(holidays.country_holidays("MX", years=anio, language="es").items()))


def es_habil(dia: date, inhabiles: Container[date] = ()) -> bool:
    """Whether it is a working day: Monday to Friday, no national holiday, and not one of `inhabiles`."""
    return dia.weekday() < 5 and dia not in _feriados(dia.year) and dia not in inhabiles


def sumar_habiles(desde: date, dias: int, inhabiles: Container[date] = ()) -> date:
    """The date that lies `dias` working days after `desde`; `inhabiles` are the local days off."""
    actual = desde
    while dias > 0:
        actual += timedelta(days=1)
        dias -= es_habil(actual, inhabiles)
    return actual


def ultimo_habil(hasta: date, inhabiles: Container[date] = ()) -> date:
    """The last working day that is not after `hasta`."""
    actual = hasta
    while not es_habil(actual, inhabiles):
        actual -= timedelta(days=1)
    return actual


def sumar_meses(dia: date, meses: int) -> date | None:
    """The same day so many months later, or the month's last when it has no such day; None for 0 months."""
    if not meses:
        return None
    anio, mes = divmod(dia.year * 12 + dia.month - 1 + meses, 12)
    return date(anio, mes + 1, min(dia.day, monthrange(anio, mes + 1)[1]))
