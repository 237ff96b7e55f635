"""What people come with: doubts, complaints, advice, denunciations."""

from django.conf import settings
from django.db import models

from asambleas.models import Ciudadano, Paso
from comites.estados import EstadoReporte, Medio, TipoDeReporte
from comites.models.obra import Comite


class Reporte(models.Model):
    """One report with its folio. `clave` is what the citizen follows it with; without `ciudadano` it is
    anonymous. Source: «atendiendo dudas, quejas, asesorías y todo lo concierne al proyecto»."""

    comite = models.ForeignKey(Comite, on_delete=models.PROTECT, related_name="reportes")
    folio = models.CharField(max_length=60, unique=True)
    clave = models.CharField("clave de seguimiento", max_length=16)
    tipo = models.CharField(max_length=10, choices=TipoDeReporte.choices)
    medio = models.CharField(max_length=12, choices=Medio.choices)
    ciudadano = models.ForeignKey(
        Ciudadano, null=True, blank=True, on_delete=models.PROTECT, related_name="reportes"
    )
    descripcion = models.TextField("qué reporta")
    estado = models.CharField(max_length=12, choices=EstadoReporte.choices, default=EstadoReporte.RECIBIDO)
    turnado_a = models.CharField("área a la que se turnó", max_length=150, blank=True)
    turnado_el = models.DateField(null=True, blank=True)
    respuesta = models.TextField(blank=True)
    recibido_el = models.DateField()
    contestado_el = models.DateField(null=True, blank=True)
    cerrado_el = models.DateField(null=True, blank=True)
    recibido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registrado_en = models.DateTimeField()
    paso = models.OneToOneField(Paso, null=True, blank=True, on_delete=models.PROTECT, related_name="reporte")
    token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "reporte"
        ordering = ["-recibido_el", "-id"]
        indexes = [models.Index(fields=["comite", "estado"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(estado="cerrado") | models.Q(cerrado_el__isnull=False),
                name="reporte_cerrado_con_fecha",
            )
        ]

    def __str__(self) -> str:
        return self.folio


class CambioDeReporte(models.Model):
    """One move of a report: from, to, who, when, why."""

    reporte = models.ForeignKey(Reporte, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=12, choices=EstadoReporte.choices, blank=True)
    a = models.CharField(max_length=12, choices=EstadoReporte.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    momento = models.DateTimeField()
    nota = models.TextField(blank=True)

    class Meta:
        verbose_name = "cambio de reporte"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"
