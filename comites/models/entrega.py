"""What the acta de entrega-recepción says of a work."""

from django.db import models

from actividades.models import ArchivoDeEvidencia
from asambleas.models import Acta
from comites.estados import Condicion
from comites.models.obra import Comite
from nucleo.dinero import CampoDinero


class Entrega(models.Model):
    """How the work is handed over: period, money spent, goals, condition, guarantee."""

    comite = models.OneToOneField(Comite, on_delete=models.PROTECT, related_name="entrega")
    acta = models.OneToOneField(Acta, on_delete=models.PROTECT, related_name="entrega")
    fecha = models.DateField()
    ejecutada_desde = models.DateField()
    ejecutada_hasta = models.DateField()
    monto_ejercido = CampoDinero(default=0)
    metas = models.TextField("descripción y metas alcanzadas")
    condicion = models.CharField("condición", max_length=15, choices=Condicion.choices)
    operacion = models.TextField("operación y mantenimiento", blank=True)
    garantia_hasta = models.DateField("garantía contra vicios ocultos hasta", null=True, blank=True)

    class Meta:
        verbose_name = "entrega-recepción"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ejecutada_hasta__gte=models.F("ejecutada_desde")),
                name="entrega_periodo_en_orden",
            )
        ]

    def __str__(self) -> str:
        return f"Entrega de {self.comite}"


class ObservacionDeEntrega(models.Model):
    """Something to mend, and by when."""

    entrega = models.ForeignKey(Entrega, on_delete=models.CASCADE, related_name="observaciones")
    numero = models.PositiveSmallIntegerField()
    texto = models.TextField()
    plazo = models.DateField()
    atendida_el = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "observación de la entrega"
        ordering = ["entrega", "numero"]
        constraints = [models.UniqueConstraint(fields=["entrega", "numero"], name="observacion_numero_unico")]

    def __str__(self) -> str:
        return self.texto[:60]


class FirmanteDeEntrega(models.Model):
    """Who signs for the municipality, the contractor or Contraloría; the comité signs with its members."""

    entrega = models.ForeignKey(Entrega, on_delete=models.CASCADE, related_name="firmantes")
    orden = models.PositiveSmallIntegerField()
    nombre = models.CharField(max_length=150)
    cargo = models.CharField(max_length=150)

    class Meta:
        verbose_name = "firmante de la entrega"
        ordering = ["entrega", "orden"]

    def __str__(self) -> str:
        return f"{self.nombre}, {self.cargo}"


class FotoDeEntrega(ArchivoDeEvidencia):
    """A photo of the work as it is handed over, for the annex of the acta."""

    entrega = models.ForeignKey(Entrega, on_delete=models.PROTECT, related_name="fotos")

    class Meta:
        verbose_name = "fotografía de la entrega"
        ordering = ["entrega", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["entrega", "orden"], name="foto_de_entrega_orden_unico")
        ]
