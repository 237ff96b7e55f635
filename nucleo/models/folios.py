"""Folio series: one consecutive number each."""

from django.db import models


class Serie(models.Model):
    """Last number given in a series; its row is the lock that keeps it without gaps or repeats."""

    clave = models.CharField(max_length=60, primary_key=True)
    ultimo = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "serie de folios"

    def __str__(self) -> str:
        return f"{self.clave}: {self.ultimo}"
