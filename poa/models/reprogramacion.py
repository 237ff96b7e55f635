"""A change of the authorised plan: what was asked, when, what came of it; the memory stays."""

from django.conf import settings
from django.db import models

from nucleo.models import Documento
from poa.estados import EstadoReprogramacion
from poa.models.calendario import TrimestrePrograma
from poa.models.plan import LineaDeAccion, Programa


class Reprogramacion(models.Model):
    """Asked by the directora with a reason; the day it was asked decides which quarters it may touch.

    `propuesta` holds what numbers alone cannot: blocks and líneas to add or cancel, as data.
    """

    programa = models.ForeignKey(Programa, on_delete=models.PROTECT, related_name="reprogramaciones")
    folio = models.CharField(max_length=60, unique=True)
    estado = models.CharField(
        max_length=12, choices=EstadoReprogramacion.choices, default=EstadoReprogramacion.SOLICITADA
    )
    motivo = models.TextField()
    propuesta = models.JSONField(default=dict)
    solicitada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reprogramaciones_solicitadas"
    )
    solicitada_el = models.DateField()
    solicitada_en = models.DateTimeField()
    limite_resolucion = models.DateField()
    resuelta_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resuelta_en = models.DateTimeField(null=True, blank=True)
    motivo_resolucion = models.TextField(blank=True)
    documento = models.ForeignKey(
        Documento, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "reprogramación"
        verbose_name_plural = "reprogramaciones"
        ordering = ["-solicitada_en"]
        constraints = [
            models.UniqueConstraint(
                fields=["programa"],
                condition=models.Q(estado="solicitada"),
                name="reprogramacion_una_pendiente",
            )
        ]

    def __str__(self) -> str:
        return self.folio


class RenglonDeReprogramacion(models.Model):
    """One number that changes: a línea, a quarter, from, to."""

    reprogramacion = models.ForeignKey(Reprogramacion, on_delete=models.CASCADE, related_name="renglones")
    linea = models.ForeignKey(LineaDeAccion, on_delete=models.PROTECT, related_name="+")
    trimestre_programa = models.ForeignKey(TrimestrePrograma, on_delete=models.PROTECT, related_name="+")
    antes = models.PositiveIntegerField()
    despues = models.PositiveIntegerField()

    class Meta:
        verbose_name = "renglón de reprogramación"
        constraints = [
            models.UniqueConstraint(
                fields=["reprogramacion", "linea", "trimestre_programa"], name="renglon_unico"
            )
        ]

    def __str__(self) -> str:
        return f"{self.linea_id}: {self.antes} → {self.despues}"


class ObservacionDePrograma(models.Model):
    """What Planeación asks to correct when it returns a POA that was sent."""

    programa = models.ForeignKey(Programa, on_delete=models.PROTECT, related_name="observaciones")
    texto = models.TextField()
    autor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "observación del programa"
        ordering = ["-momento", "-id"]

    def __str__(self) -> str:
        return self.texto[:60]


class DiaInhabil(models.Model):
    """A local day off, besides the national ones that the library knows."""

    fecha = models.DateField(unique=True)
    motivo = models.CharField(max_length=150)

    class Meta:
        verbose_name = "día inhábil"
        verbose_name_plural = "días inhábiles"
        ordering = ["fecha"]

    def __str__(self) -> str:
        return f"{self.fecha}: {self.motivo}"
