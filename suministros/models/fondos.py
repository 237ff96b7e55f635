"""Money: what each dirección may spend on a rubro, and every movement of it, in whole centavos."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nucleo.dinero import CampoDinero
from poa.models import Direccion, Ejercicio, Inversion
from suministros.estados import TipoMovimiento, Uso


def disponible_de(asignado: Any, comprometido: Any, ejercido: Any) -> Any:
    """What is left: of centavos, or of the columns that hold them. Nobody else subtracts."""
    return asignado - comprometido - ejercido


class Rubro(models.Model):
    """A kind of spending: gasolina, papelería, or another of the municipality's."""

    clave = models.CharField(max_length=20, unique=True)
    nombre = models.CharField(max_length=100)
    uso = models.CharField(max_length=12, choices=Uso.choices)
    partida = models.CharField("partida del clasificador", max_length=10, blank=True)
    activo = models.BooleanField(default=True)

    class Meta:
        verbose_name = "rubro de gasto"
        verbose_name_plural = "rubros de gasto"
        ordering = ["nombre"]

    def __str__(self) -> str:
        return self.nombre


class Fondo(models.Model):
    """The money of a dirección for a rubro in a year: an Inversion of its POA, or, before the POA is
    authorised, a provisional ceiling that Tesorería sets (without `inversion`), which later becomes the
    Inversion's.

    Its columns are the sums of its movements: the database refuses any other figure. `disponible` is computed
    by the database, and nowhere else.
    """

    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="fondos")
    ejercicio = models.ForeignKey(Ejercicio, on_delete=models.PROTECT, related_name="fondos")
    rubro = models.ForeignKey(Rubro, on_delete=models.PROTECT, related_name="fondos")
    inversion = models.OneToOneField(
        Inversion, null=True, blank=True, on_delete=models.PROTECT, related_name="fondo"
    )
    asignado = CampoDinero(default=0)
    comprometido = CampoDinero(default=0)
    ejercido = CampoDinero(default=0)
    disponible = models.GeneratedField(
        expression=disponible_de(F("asignado"), F("comprometido"), F("ejercido")),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "fondo"
        ordering = ["direccion__nombre", "-ejercicio__anio", "rubro__nombre", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["direccion", "ejercicio", "rubro"],
                condition=Q(inversion__isnull=True),
                name="fondo_un_provisional",
            ),
            models.CheckConstraint(
                condition=Q(asignado__gte=0, comprometido__gte=0, ejercido__gte=0),
                name="fondo_sin_negativos",
            ),
            models.CheckConstraint(
                condition=Q(asignado__gte=F("comprometido") + F("ejercido")), name="fondo_sin_sobregiro"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rubro} de {self.direccion}, {self.ejercicio}"

    @property
    def provisional(self) -> bool:
        """Whether it stands on Tesorería's word alone, until the POA is authorised."""
        return self.inversion_id is None


class MovimientoDeFondo(models.Model):
    """One movement of money; never changed nor deleted. `monto` in centavos, always above zero."""

    fondo = models.ForeignKey(Fondo, on_delete=models.PROTECT, related_name="movimientos")
    tipo = models.CharField(max_length=15, choices=TipoMovimiento.choices)
    monto = CampoDinero()
    fecha = models.DateField()
    solicitud = models.ForeignKey(
        "suministros.Solicitud", null=True, blank=True, on_delete=models.PROTECT, related_name="movimientos"
    )
    motivo = models.TextField(blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField()
    token = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = "movimiento de un fondo"
        ordering = ["momento", "id"]
        indexes = [models.Index(fields=["fondo", "fecha"])]
        constraints = [models.CheckConstraint(condition=Q(monto__gt=0), name="movimiento_con_monto")]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} {self.monto}"
