"""Working days of this municipality: the national holidays of the library and the local days off."""

from datetime import date

from nucleo import fechas
from poa.models import DiaInhabil


def inhabiles_locales() -> frozenset[date]:
    """The local days off that Planeación added."""
    return frozenset(DiaInhabil.objects.values_list("fecha", flat=True))


def es_dia_habil(dia: date) -> bool:
    """Monday to Friday, neither a national holiday nor a local day off."""
    return fechas.es_habil(dia, inhabiles_locales())


def sumar_dias_habiles(desde: date, dias: int) -> date:
    """The date that lies `dias` working days after `desde`."""
    return fechas.sumar_habiles(desde, dias, inhabiles_locales())


def ultimo_dia_habil(hasta: date) -> date:
    """The last working day that is not after `hasta`."""
    return fechas.ultimo_habil(hasta, inhabiles_locales())
