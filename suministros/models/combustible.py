"""The vale de gasolina and the bitácora of the loads. Litres are whole thousandths of a litre."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nucleo.dinero import CampoDinero
from suministros.estados import EstadoVale
from suministros.models.solicitud import Solicitud
from suministros.models.vehiculos import Vehiculo


class Vale(models.Model):
    """Leave to load fuel once, with its folio and the code of its QR; `vigencia` is its last day."""

    folio = models.CharField(max_length=60, unique=True)
    codigo = models.CharField("código de verificación", max_length=32, unique=True)
    solicitud = models.ForeignKey(Solicitud, on_delete=models.PROTECT, related_name="vales")
    vehiculo = models.ForeignKey(
        Vehiculo, null=True, blank=True, on_delete=models.PROTECT, related_name="vales"
    )
    mililitros = models.PositiveIntegerField("litros autorizados", null=True, blank=True)
    importe = CampoDinero()
    vigencia = models.DateField("último día")
    estado = models.CharField(max_length=10, choices=EstadoVale.choices, default=EstadoVale.VIGENTE)
    dado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    dado_en = models.DateTimeField()
    motivo = models.TextField("por qué se canceló", blank=True)

    class Meta:
        verbose_name = "vale de gasolina"
        verbose_name_plural = "vales de gasolina"
        ordering = ["-dado_en", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(importe__gt=0), name="vale_con_importe"),
            models.UniqueConstraint(
                fields=["solicitud"], condition=~Q(estado="cancelado"), name="vale_uno_por_solicitud"
            ),
        ]

    def __str__(self) -> str:
        return self.folio

    @property
    def litros(self) -> Decimal | None:
        """Litres that it allows, or None when only an amount was given."""
        return None if self.mililitros is None else Decimal(self.mililitros) / 1000


class CargaDeCombustible(models.Model):
    """A row of the bitácora: what was loaded with a vale, and the km of its commission."""

    vale = models.OneToOneField(Vale, on_delete=models.PROTECT, related_name="carga")
    vehiculo = models.ForeignKey(Vehiculo, on_delete=models.PROTECT, related_name="cargas")
    fecha = models.DateField()
    conductor = models.CharField(max_length=150)
    comision = models.CharField("comisión", max_length=250)
    km_salida = models.PositiveIntegerField()
    km_regreso = models.PositiveIntegerField()
    mililitros = models.PositiveIntegerField()
    precio = CampoDinero("precio por litro")
    importe = CampoDinero()
    nombre = models.CharField("nombre del ticket o factura", max_length=150, blank=True)
    tipo = models.CharField(max_length=30, blank=True)
    archivo = models.CharField("ticket o factura", max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    registrada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registrada_en = models.DateTimeField()

    class Meta:
        verbose_name = "carga de combustible"
        verbose_name_plural = "cargas de combustible"
        ordering = ["-fecha", "-id"]
        indexes = [models.Index(fields=["vehiculo", "fecha"])]
        constraints = [
            models.CheckConstraint(condition=Q(km_regreso__gte=F("km_salida")), name="carga_km_en_orden"),
            models.CheckConstraint(condition=Q(mililitros__gt=0, importe__gt=0), name="carga_de_algo"),
        ]

    def __str__(self) -> str:
        return f"{self.litros} L el {self.fecha}"

    @property
    def litros(self) -> Decimal:
        """Litres loaded."""
        return Decimal(self.mililitros) / 1000

    @property
    def km(self) -> int:
        """Km of the commission."""
        return self.km_regreso - self.km_salida

    @property
    def rendimiento(self) -> Decimal:
        """Km per litre, with two decimals."""
        return (Decimal(self.km) * 1000 / self.mililitros).quantize(Decimal("0.01"))
