"""Moments on the pages of the assemblies."""

from datetime import datetime

from django import template

from asambleas.consultas import horas

register = template.Library()


@register.filter
def dia_con_nombre(momento: datetime | None) -> str:
    """«lunes 6 de mayo de 2024»."""
    return horas.dia_con_nombre(momento) if momento else ""


@register.filter
def dia_de_la_semana(momento: datetime | None) -> str:
    """«lunes»."""
    return horas.dia_de_la_semana(momento) if momento else ""


@register.filter
def hora(momento: datetime | None) -> str:
    """«18:30 horas»."""
    return horas.hora_corta(momento) if momento else ""


@register.filter
def dia_y_hora(momento: datetime | None) -> str:
    """«lunes 6 de mayo de 2024 a las 18:30 horas»."""
    return horas.dia_y_hora(momento) if momento else ""
