"""Vehicles, what their odometers said, and to whom they were lent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from poa.models import Localidad
from suministros.estados import Combustible, EstadoPrestamo


class Vehiculo(models.Model):
    """An official vehicle. `rendimiento` in hundredths of km per litre; `odometro` in km, never backwards.

    `vuelta` counts its odometers: a new one starts another, with its reason.
    """

    placas = models.CharField(max_length=12, unique=True)
    numero_economico = models.CharField("número económico", max_length=20, unique=True)
    marca = models.CharField(max_length=40)
    modelo = models.CharField(max_length=40)
    anio = models.PositiveSmallIntegerField("año", null=True, blank=True)
    combustible = models.CharField(max_length=10, choices=Combustible.choices, default=Combustible.MAGNA)
    rendimiento = models.PositiveIntegerField("rendimiento esperado", null=True, blank=True)
    odometro = models.PositiveIntegerField("odómetro (km)", default=0)
    vuelta = models.PositiveSmallIntegerField(default=1)
    activo = models.BooleanField(default=True)

    class Meta:
        verbose_name = "vehículo"
        ordering = ["numero_economico"]

    def __str__(self) -> str:
        return f"{self.numero_economico} · {self.marca} {self.modelo} ({self.placas})"


class LecturaDeOdometro(models.Model):
    """What an odometer said on a day: on a later day it never says less, except after it was replaced."""

    vehiculo = models.ForeignKey(Vehiculo, on_delete=models.PROTECT, related_name="lecturas")
    vuelta = models.PositiveSmallIntegerField()
    fecha = models.DateField()
    km = models.PositiveIntegerField()
    motivo = models.TextField("motivo del cambio de odómetro", blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "lectura de odómetro"
        ordering = ["vehiculo", "fecha", "id"]

    def __str__(self) -> str:
        return f"{self.km:,} km"


class PrestamoDeVehiculo(models.Model):
    """A vehicle kept for a request in [desde, hasta); no two live ones of one vehicle overlap."""

    vehiculo = models.ForeignKey(Vehiculo, on_delete=models.PROTECT, related_name="prestamos")
    solicitud = models.ForeignKey("suministros.Solicitud", on_delete=models.PROTECT, related_name="prestamos")
    desde = models.DateTimeField()
    hasta = models.DateTimeField()
    conductor = models.CharField(max_length=150, blank=True)
    estado = models.CharField(max_length=10, choices=EstadoPrestamo.choices, default=EstadoPrestamo.APARTADO)
    km_salida = models.PositiveIntegerField(null=True, blank=True)
    salida_en = models.DateTimeField(null=True, blank=True)
    km_regreso = models.PositiveIntegerField(null=True, blank=True)
    devuelto_en = models.DateTimeField(null=True, blank=True)
    observaciones = models.TextField("cómo se devolvió", blank=True)

    class Meta:
        verbose_name = "préstamo de vehículo"
        ordering = ["desde", "id"]
        indexes = [models.Index(fields=["vehiculo", "desde"])]
        constraints = [
            models.CheckConstraint(condition=Q(hasta__gt=F("desde")), name="prestamo_periodo_en_orden"),
            models.CheckConstraint(
                condition=Q(km_regreso__isnull=True) | Q(km_regreso__gte=F("km_salida")),
                name="prestamo_km_en_orden",
            ),
            models.UniqueConstraint(
                fields=["vehiculo"], condition=Q(estado="en_uso"), name="prestamo_un_lugar_a_la_vez"
            ),
            models.UniqueConstraint(
                fields=["solicitud"],
                condition=Q(estado__in=["apartado", "en_uso"]),
                name="prestamo_uno_vivo_por_solicitud",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vehiculo_id} en {self.solicitud_id}"


class DistanciaPorLocalidad(models.Model):
    """Km of the round trip to a localidad: a suggestion for who asks and who answers."""

    localidad = models.OneToOneField(Localidad, on_delete=models.PROTECT, related_name="distancia")
    km = models.PositiveIntegerField("km de ida y vuelta")

    class Meta:
        verbose_name = "distancia por localidad"
        verbose_name_plural = "distancias por localidad"
        ordering = ["localidad__orden"]

    def __str__(self) -> str:
        return f"{self.km:,} km"
