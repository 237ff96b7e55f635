"""The work, and the comité that follows it."""

from django.db import models

from asambleas.models import Organo
from comites.estados import Modalidad
from nucleo.dinero import CampoDinero
from poa.models import Direccion, Localidad


class TipoDeObra(models.Model):
    """A kind of work: «drenajes, alcantarillado, alumbrado, pavimentación…»; Planeación keeps the list."""

    nombre = models.CharField(max_length=60, unique=True)
    activo = models.BooleanField(default=True)

    class Meta:
        verbose_name = "tipo de obra"
        verbose_name_plural = "tipos de obra"
        ordering = ["nombre"]

    def __str__(self) -> str:
        return self.nombre


class Obra(models.Model):
    """A public work, in whole centavos; the point is given only when it is known."""

    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="obras")
    nombre = models.CharField(max_length=200)
    tipo = models.ForeignKey(TipoDeObra, on_delete=models.PROTECT, related_name="obras")
    descripcion = models.TextField("descripción", blank=True)
    localidad = models.ForeignKey(Localidad, on_delete=models.PROTECT, related_name="obras")
    lugar = models.CharField("calle, colonia o referencia", max_length=200, blank=True)
    latitud = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitud = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    fondo = models.CharField("programa o fondo", max_length=150, blank=True)
    monto = CampoDinero(default=0)
    modalidad = models.CharField(max_length=15, choices=Modalidad.choices, default=Modalidad.CONTRATO)
    contratista = models.CharField(max_length=150, blank=True)
    contrato = models.CharField("número de contrato", max_length=60, blank=True)
    area_responsable = models.CharField("área responsable", max_length=150, blank=True)
    fecha_inicio = models.DateField(null=True, blank=True)
    fecha_termino = models.DateField("término previsto", null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "obra"
        ordering = ["nombre"]
        constraints = [
            models.CheckConstraint(condition=models.Q(monto__gte=0), name="obra_monto_no_negativo"),
            models.CheckConstraint(
                condition=models.Q(fecha_termino__isnull=True)
                | models.Q(fecha_inicio__isnull=True)
                | models.Q(fecha_termino__gte=models.F("fecha_inicio")),
                name="obra_fechas_en_orden",
            ),
            models.CheckConstraint(
                condition=models.Q(latitud__isnull=True, longitud__isnull=True)
                | models.Q(latitud__range=(-90, 90), longitud__range=(-180, 180)),
                name="obra_punto_completo",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre


class Comite(models.Model):
    """An órgano that follows one work, from the first news of it to its entrega-recepción."""

    organo = models.OneToOneField(Organo, on_delete=models.PROTECT, related_name="comite")
    obra = models.OneToOneField(Obra, on_delete=models.PROTECT, related_name="comite")

    class Meta:
        verbose_name = "comité de obra"
        verbose_name_plural = "comités de obra"

    def __str__(self) -> str:
        return str(self.organo)
