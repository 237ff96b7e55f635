"""Stock of stationery: artículos and every movement of what there is of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.dinero import CampoDinero
from suministros.estados import TipoExistencia


class Articulo(models.Model):
    """An artículo of the catalogue; `existencia` is the sum of its movements, never below zero."""

    clave = models.CharField(max_length=20, unique=True)
    nombre = models.CharField(max_length=150)
    unidad = models.CharField(max_length=30)
    minimo = models.PositiveIntegerField("mínimo", default=0)
    existencia = models.PositiveIntegerField(default=0)
    precio = CampoDinero("precio de referencia", default=0)
    activo = models.BooleanField(default=True)
    busqueda = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = "artículo"
        ordering = ["busqueda", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(existencia__gte=0), name="articulo_existencia_no_negativa")
        ]

    def __str__(self) -> str:
        return f"{self.nombre} ({self.unidad})"


class MovimientoDeExistencia(models.Model):
    """One entry (above zero), exit (below) or adjustment (either, with reason); never changed nor deleted."""

    articulo = models.ForeignKey(Articulo, on_delete=models.PROTECT, related_name="movimientos")
    tipo = models.CharField(max_length=10, choices=TipoExistencia.choices)
    cantidad = models.IntegerField()
    fecha = models.DateField()
    solicitud = models.ForeignKey(
        "suministros.Solicitud", null=True, blank=True, on_delete=models.PROTECT, related_name="existencias"
    )
    motivo = models.TextField(blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField()
    token = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "movimiento de existencia"
        ordering = ["momento", "id"]
        indexes = [models.Index(fields=["articulo", "fecha"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(tipo="entrada", cantidad__gt=0)
                | Q(tipo="salida", cantidad__lt=0)
                | (Q(tipo="ajuste") & ~Q(cantidad=0) & ~Q(motivo="")),
                name="existencia_con_su_signo",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cantidad:+,}"
