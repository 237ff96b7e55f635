"""Moments as a notice tells them, in the zone of the municipality."""

from datetime import datetime

from django.utils import timezone

from nucleo.fechas import fecha_larga

DIAS = "lunes martes miércoles jueves viernes sábado domingo".split()


def dia_con_nombre(momento: datetime) -> str:
    """«lunes 6 de mayo de 2024»."""
    return f"{dia_de_la_semana(momento)} {fecha_larga(timezone.localtime(momento).date())}"


def dia_de_la_semana(momento: datetime) -> str:
    """«lunes»."""
    return DIAS[timezone.localtime(momento).weekday()]


def hora_corta(momento: datetime) -> str:
    """«18:30 horas»."""
    return f"{timezone.localtime(momento):%H:%M} horas"


def dia_y_hora(momento: datetime) -> str:
    """«lunes 6 de mayo de 2024 a las 18:30 horas»."""
    return f"{dia_con_nombre(momento)} a las {hora_corta(momento)}"
