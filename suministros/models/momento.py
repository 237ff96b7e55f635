"""A moment of a request that counts: it is one activity of the POA, or says why it is not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from actividades.estados import SinContar
from actividades.models import Actividad
from suministros.models.solicitud import Solicitud


class Momento(models.Model):
    """One of the four moments of the flow; it stands once a request. Annulled, its activity is too.

    Source: the four líneas of the seed's «Actividad: 3»: the oficio, Tesorería's answer, the requisición and
    the reception.
    """

    solicitud = models.ForeignKey(Solicitud, on_delete=models.PROTECT, related_name="momentos")
    clave = models.CharField(max_length=60)
    fecha = models.DateField()
    hecho_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecho_en = models.DateTimeField()
    actividad = models.OneToOneField(
        Actividad, null=True, blank=True, on_delete=models.PROTECT, related_name="momento"
    )
    sin_contar = models.CharField(max_length=15, choices=SinContar.choices, blank=True, default="")
    anulado_en = models.DateTimeField(null=True, blank=True)
    motivo = models.TextField("por qué se anuló", blank=True)

    class Meta:
        verbose_name = "momento de una solicitud"
        verbose_name_plural = "momentos de las solicitudes"
        ordering = ["solicitud", "hecho_en", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["solicitud", "clave"],
                condition=Q(anulado_en__isnull=True),
                name="momento_una_vez_en_pie",
            ),
            models.CheckConstraint(
                condition=Q(actividad__isnull=False, sin_contar="")
                | (Q(actividad__isnull=True) & ~Q(sin_contar="")),
                name="momento_cuenta_o_dice_por_que",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clave} de {self.solicitud_id}"
