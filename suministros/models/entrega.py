"""What was handed over, and the receipt of who received it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from nucleo.dinero import CampoDinero
from suministros.models.solicitud import Renglon, Solicitud


class EntregaDeSuministro(models.Model):
    """One delivery of a request: material, the vehicle's keys or the vale. Received, it says whether as
    ordered.

    `firma` is the signature drawn on the screen, `escaneo` the paper signed by hand: names in the private
    store.
    """

    solicitud = models.ForeignKey(Solicitud, on_delete=models.PROTECT, related_name="entregas")
    numero = models.PositiveSmallIntegerField()
    entregada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entregada_en = models.DateTimeField()
    importe = CampoDinero(default=0)
    recibida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recibe = models.CharField("nombre de quien recibe", max_length=150, blank=True)
    recibida_en = models.DateTimeField(null=True, blank=True)
    conforme = models.BooleanField("se recibió lo que dice", default=True)
    diferencias = models.TextField(blank=True)
    firma = models.CharField(max_length=200, blank=True)
    firma_sha256 = models.CharField(max_length=64, blank=True)
    escaneo = models.CharField(max_length=200, blank=True)
    escaneo_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "entrega de suministro"
        verbose_name_plural = "entregas de suministro"
        ordering = ["solicitud", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "numero"], name="entrega_numero_unico"),
            models.CheckConstraint(
                condition=Q(conforme=True) | ~Q(diferencias=""), name="entrega_dice_su_diferencia"
            ),
            models.CheckConstraint(
                condition=Q(recibida_en__isnull=True, recibida_por__isnull=True)
                | (Q(recibida_en__isnull=False, recibida_por__isnull=False) & ~Q(recibe="")),
                name="entrega_recibida_por_alguien",
            ),
        ]

    def __str__(self) -> str:
        return f"Entrega {self.numero} de {self.solicitud_id}"


class RenglonDeEntrega(models.Model):
    """How many of a renglón were handed over."""

    entrega = models.ForeignKey(EntregaDeSuministro, on_delete=models.PROTECT, related_name="renglones")
    renglon = models.ForeignKey(Renglon, on_delete=models.PROTECT, related_name="entregas")
    cantidad = models.PositiveIntegerField()

    class Meta:
        verbose_name = "renglón de una entrega"
        verbose_name_plural = "renglones de una entrega"
        ordering = ["entrega", "renglon__orden"]
        constraints = [
            models.UniqueConstraint(fields=["entrega", "renglon"], name="renglon_una_vez_por_entrega"),
            models.CheckConstraint(condition=Q(cantidad__gte=1), name="renglon_entrega_algo"),
        ]

    def __str__(self) -> str:
        return f"{self.cantidad} de {self.renglon_id}"
