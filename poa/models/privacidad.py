"""The aviso de privacidad: each version that was published, kept as it was."""

from django.conf import settings
from django.db import models


class AvisoDePrivacidad(models.Model):
    """One published version: never edited, never deleted (trigger); a change is another version."""

    version = models.PositiveIntegerField("versión", unique=True)
    texto = models.TextField()
    vigente_desde = models.DateField()
    publicado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    publicado_en = models.DateTimeField()

    class Meta:
        verbose_name = "aviso de privacidad"
        verbose_name_plural = "avisos de privacidad"
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"Aviso de privacidad, versión {self.version}"
