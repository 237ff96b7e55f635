"""Links that let a person set their password once, given by hand where there is no e-mail."""

from django.conf import settings
from django.db import models


class EnlaceDeUnUso(models.Model):
    """Only the hash of its token is kept; it works once, for one person, until it expires."""

    usuario = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enlaces")
    huella = models.CharField(max_length=64, unique=True)
    emitido_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    emitido_en = models.DateTimeField()
    vence_en = models.DateTimeField()
    usado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "enlace de un uso"

    def __str__(self) -> str:
        return f"{self.usuario}, vence {self.vence_en:%Y-%m-%d %H:%M}"
