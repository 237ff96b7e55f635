"""Vehicles: which are free, who has them, and what an odometer may say."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from poa.models import Localidad
from suministros.estados import MAX_KM_DE_VIAJE, PRESTAMOS_VIVOS, EstadoPrestamo
from suministros.models import (
    CargaDeCombustible,
    DistanciaPorLocalidad,
    LecturaDeOdometro,
    PrestamoDeVehiculo,
    Vehiculo,
)


def prestamos_entre(desde: datetime, hasta: datetime) -> QuerySet[PrestamoDeVehiculo]:
    """Live slots and those that were used that touch [desde, hasta): the calendar, in one query."""
    return (
        PrestamoDeVehiculo.objects.filter(desde__lt=hasta, hasta__gt=desde)
        .exclude(estado=EstadoPrestamo.CANCELADO)
        .select_related("vehiculo", "solicitud__direccion", "solicitud__destino")
        .order_by("vehiculo__numero_economico", "desde")
    )


def _ocupados(desde: datetime, hasta: datetime) -> QuerySet[PrestamoDeVehiculo]:
    return PrestamoDeVehiculo.objects.filter(
        desde__lt=hasta, hasta__gt=desde, estado__in=PRESTAMOS_VIVOS, vehiculo=OuterRef("pk")
    )


def vehiculos_con_ocupacion(desde: datetime, hasta: datetime) -> QuerySet[Vehiculo]:
    """Vehicles in service, the free ones of that slot first; `.ocupado` says which are not."""
    return (
        Vehiculo.objects.filter(activo=True)
        .annotate(ocupado=Exists(_ocupados(desde, hasta)))
        .order_by("ocupado", "numero_economico")
    )


def vehiculos_libres(desde: datetime, hasta: datetime) -> QuerySet[Vehiculo]:
    """Vehicles in service that nobody has in that slot."""
    return Vehiculo.objects.filter(~Exists(_ocupados(desde, hasta)), activo=True)


def sin_regresar(ahora: datetime) -> QuerySet[PrestamoDeVehiculo]:
    """Loans whose hour of return has passed and whose vehicle is still out."""
    tarde = PrestamoDeVehiculo.objects.filter(estado=EstadoPrestamo.EN_USO, hasta__lte=ahora)
    return tarde.select_related("solicitud__direccion")


def quien_lo_tiene(vehiculo_id: int, desde: datetime, hasta: datetime) -> PrestamoDeVehiculo | None:
    """The live loan that touches that slot, or None."""
    return (
        PrestamoDeVehiculo.objects.filter(
            vehiculo_id=vehiculo_id, desde__lt=hasta, hasta__gt=desde, estado__in=PRESTAMOS_VIVOS
        )
        .order_by("desde")
        .first()
    )


def vuelta_de(vehiculo: Vehiculo, fecha: date, km: int) -> int:
    """Of which of its odometers a reading of that day is: a load may be logged after it was replaced.

    On the very day of the change it is of the one whose figure is nearest from below.
    """
    lecturas = LecturaDeOdometro.objects.filter(vehiculo=vehiculo)
    cambios = lecturas.filter(vuelta__gt=1, fecha__lte=fecha).exclude(motivo="")
    inicios = list(cambios.values_list("vuelta", "fecha", "km"))
    corria = max((vuelta for vuelta, dia, _ in inicios if dia < fecha), default=1)
    marcaban = {vuelta: marca for vuelta, dia, marca in inicios if dia == fecha}
    if not marcaban:
        return corria
    suyas = lecturas.filter(vuelta=corria)
    ultima = suyas.filter(fecha__lt=fecha).order_by("-km").first() or suyas.order_by("km").first()
    marcaban[corria] = ultima.km if ultima else 0
    posibles = [(marca, vuelta) for vuelta, marca in marcaban.items() if marca <= km]
    return max(posibles)[1] if posibles else max(marcaban)


def falla_de_odometro(vehiculo: Vehiculo, vuelta: int, fecha: date, km: int) -> str:
    """Why that reading cannot be of that day, or nothing: less than before, or more than later."""
    lecturas = LecturaDeOdometro.objects.filter(vehiculo=vehiculo, vuelta=vuelta)
    inicio = lecturas.filter(fecha=fecha, km__gt=km).exclude(motivo="").first()
    if inicio:
        return f"Ese día empezó a contar en {inicio.km:,} km: esta lectura no puede ser menor."
    antes = lecturas.filter(fecha__lt=fecha, km__gt=km).order_by("-km").first()
    if antes:
        return f"El odómetro no retrocede: antes de ese día ya marcaba {antes.km:,} km."
    despues = lecturas.filter(fecha__gt=fecha, km__lt=km).order_by("km").first()
    if despues:
        return f"Después de ese día el odómetro marcaba {despues.km:,} km: esta lectura no puede ser mayor."
    return ""


def falla_de_viaje(km_salida: int, km_regreso: int) -> str:
    """Why a trip cannot be so long, or nothing: a figure too many, and no later reading would be taken."""
    if km_regreso - km_salida <= MAX_KM_DE_VIAJE:
        return ""
    return f"Serían {km_regreso - km_salida:,} km en una salida: revise los dos kilometrajes."


@dataclass(frozen=True)
class Sugerencia:
    """What a trip may take: km of the round trip, thousandths of a litre, centavos; None where unknown."""

    km: int | None
    mililitros: int | None = None
    importe: int | None = None

    @property
    def litros(self) -> str:
        """To the tenth of a litre: «4.5»; nothing where unknown."""
        return "" if self.mililitros is None else f"{round(self.mililitros / 1000, 1):g}"


@dataclass(frozen=True)
class Viaje:
    """A trip: km of the round trip, and centavos a litre at the last load; None where unknown."""

    km: int | None
    precio: int | None = None

    def con(self, vehiculo: Vehiculo | None) -> Sugerencia:
        """What it takes with a vehicle, by what that one should give; asks nothing of the database."""
        if self.km is None or vehiculo is None or not vehiculo.rendimiento:
            return Sugerencia(self.km)
        litros = Decimal(self.km) * 100 / vehiculo.rendimiento
        importe = None if self.precio is None else int(litros * self.precio) + 1
        return Sugerencia(self.km, int(litros * 1000) + 1, importe)


def viaje_a(destino: Localidad | None) -> Viaje:
    """From the table of distances and the last load: two queries, with however many vehicles it is made."""
    distancia = DistanciaPorLocalidad.objects.filter(localidad=destino).first() if destino else None
    ultimas = CargaDeCombustible.objects.order_by("-fecha", "-id")
    return Viaje(distancia.km if distancia else None, ultimas.values_list("precio", flat=True).first())


def sugerencia_de_combustible(destino: Localidad | None, vehiculo: Vehiculo | None = None) -> Sugerencia:
    """What it takes to go there and back with one vehicle."""
    return viaje_a(destino).con(vehiculo)
