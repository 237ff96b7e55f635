"""The calendar: ejercicios, quarters, and the one row per POA and quarter that locks read."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from poa.estados import Cuarto


class Ejercicio(models.Model):
    """A fiscal year with its semáforo thresholds, in whole percentage points."""

    anio = models.PositiveSmallIntegerField(
        "año", unique=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    umbral_verde = models.PositiveSmallIntegerField(default=90)
    umbral_amarillo = models.PositiveSmallIntegerField(default=70)
    umbral_sobrecumplimiento = models.PositiveSmallIntegerField(default=110)

    class Meta:
        verbose_name = "ejercicio"
        ordering = ["-anio"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(umbral_verde__gt=models.F("umbral_amarillo")),
                name="ejercicio_umbrales_en_orden",
            )
        ]

    def __str__(self) -> str:
        return str(self.anio)


class Trimestre(models.Model):
    """Capture opens, capture closes, evaluation is due: set by Planeación (last days inclusive)."""

    ejercicio = models.ForeignKey(Ejercicio, on_delete=models.PROTECT, related_name="trimestres")
    numero = models.PositiveSmallIntegerField(choices=Cuarto.choices)
    captura_abre = models.DateField()
    captura_cierra = models.DateField()
    limite_evaluacion = models.DateField()

    class Meta:
        verbose_name = "trimestre"
        ordering = ["ejercicio", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["ejercicio", "numero"], name="trimestre_unico"),
            models.CheckConstraint(
                condition=models.Q(captura_cierra__gte=models.F("captura_abre"))
                & models.Q(limite_evaluacion__gte=models.F("captura_cierra")),
                name="trimestre_fechas_en_orden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_numero_display()} de {self.ejercicio}"


class TrimestrePrograma(models.Model):
    """The quarter of one POA: the row that services lock and triggers read.

    `cerrado`: nothing the quarter counts may change. `captura_terminada`: the directora ended the
    staff's logging. `solo_lineas`: reopened by a desbloqueo, only for its líneas.
    """

    programa = models.ForeignKey("poa.Programa", on_delete=models.PROTECT, related_name="trimestres")
    numero = models.PositiveSmallIntegerField(choices=Cuarto.choices)
    cerrado = models.BooleanField(default=False)
    captura_terminada = models.BooleanField(default=False)
    solo_lineas = models.BooleanField(default=False)

    class Meta:
        verbose_name = "trimestre del programa"
        ordering = ["programa", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["programa", "numero"], name="trimestre_programa_unico")
        ]

    def __str__(self) -> str:
        return f"{self.programa} · {self.get_numero_display()}"


class LineaDesbloqueada(models.Model):
    """A línea that a desbloqueo opened again in an evaluated quarter."""

    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.CASCADE, related_name="lineas_desbloqueadas"
    )
    linea = models.ForeignKey("poa.LineaDeAccion", on_delete=models.CASCADE)

    class Meta:
        verbose_name = "línea desbloqueada"
        constraints = [
            models.UniqueConstraint(fields=["trimestre_programa", "linea"], name="linea_desbloqueada_unica")
        ]

    def __str__(self) -> str:
        return f"{self.linea_id} en {self.trimestre_programa_id}"


class Prorroga(models.Model):
    """Planeación lets one POA go on logging a quarter until a date (that day included), with a reason."""

    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.PROTECT, related_name="prorrogas"
    )
    hasta = models.DateField()
    motivo = models.TextField()
    autor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "prórroga"
        ordering = ["-momento"]

    def __str__(self) -> str:
        return f"{self.trimestre_programa} hasta {self.hasta}"
