"""The audit chain: one row per act, each bound to the one before by its hash."""

from django.conf import settings
from django.db import models


class CabezaDeCadena(models.Model):
    """Last link of a chain; its row is the lock that orders the writers."""

    cadena = models.CharField(max_length=60, primary_key=True)
    numero = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "cabeza de bitácora"

    def __str__(self) -> str:
        return f"{self.cadena} #{self.numero}"


class Asiento(models.Model):
    """One recorded act: who, what, on what, when. Never changed, never deleted (trigger)."""

    cadena = models.CharField(max_length=60)
    numero = models.PositiveBigIntegerField()
    momento = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asientos")
    accion = models.CharField(max_length=60)
    objeto = models.CharField(max_length=80, blank=True)
    datos = models.JSONField(default=dict)
    hash_previo = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "asiento"
        ordering = ["-momento", "-id"]
        constraints = [models.UniqueConstraint(fields=["cadena", "numero"], name="asiento_numero_unico")]
        indexes = [models.Index(fields=["objeto"])]

    def __str__(self) -> str:
        return f"{self.cadena} #{self.numero} {self.accion}"
