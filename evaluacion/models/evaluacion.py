"""The evaluation of a quarter: its state, what the directora explains, what Planeación observes."""

from typing import Any

from django.conf import settings
from django.db import models

from evaluacion.estados import EstadoEvaluacion
from nucleo.models import Documento
from poa.models import LineaDeAccion, TrimestrePrograma

_ESTADO: dict[str, Any] = {"max_length": 20, "choices": EstadoEvaluacion.choices}


class Evaluacion(models.Model):
    """One version of the evaluation of a quarter of a POA; version 2 is born of a desbloqueo."""

    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.PROTECT, related_name="evaluaciones"
    )
    version = models.PositiveSmallIntegerField(default=1)
    vuelta = models.PositiveSmallIntegerField(default=1)
    estado = models.CharField(**_ESTADO, default=EstadoEvaluacion.EN_CAPTURA)
    documento = models.ForeignKey(
        Documento, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "evaluación"
        verbose_name_plural = "evaluaciones"
        ordering = ["trimestre_programa", "version"]
        constraints = [
            models.UniqueConstraint(fields=["trimestre_programa", "version"], name="evaluacion_version_unica")
        ]

    def __str__(self) -> str:
        return f"{self.trimestre_programa} v{self.version}"


class Movimiento(models.Model):
    """One move of the state: from, to, who, when, why."""

    evaluacion = models.ForeignKey(Evaluacion, on_delete=models.PROTECT, related_name="movimientos")
    de = models.CharField(**_ESTADO)
    a = models.CharField(**_ESTADO)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)
    extemporaneo = models.BooleanField(default=False)

    class Meta:
        verbose_name = "movimiento"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"


class DeclaracionSinActividad(models.Model):
    """The directora declares that nothing was done in a línea in the quarter."""

    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.PROTECT, related_name="declaraciones"
    )
    linea = models.ForeignKey(LineaDeAccion, on_delete=models.PROTECT, related_name="+")
    motivo = models.TextField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "declaración de sin actividad"
        constraints = [
            models.UniqueConstraint(fields=["trimestre_programa", "linea"], name="declaracion_unica")
        ]

    def __str__(self) -> str:
        return f"Sin actividad: {self.linea_id}"


class Justificacion(models.Model):
    """Why a línea deviates and what will be done; a cause alone when it went above what was planned."""

    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.PROTECT, related_name="justificaciones"
    )
    linea = models.ForeignKey(LineaDeAccion, on_delete=models.PROTECT, related_name="+")
    causa = models.TextField()
    accion_correctiva = models.TextField(blank=True)
    responsable = models.CharField(max_length=150, blank=True)
    fecha_compromiso = models.DateField(null=True, blank=True)
    extemporanea = models.BooleanField(default=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "justificación"
        verbose_name_plural = "justificaciones"
        constraints = [
            models.UniqueConstraint(fields=["trimestre_programa", "linea"], name="justificacion_unica")
        ]

    def __str__(self) -> str:
        return self.causa[:60]


class Compromiso(models.Model):
    """A corrective action that opens the next quarter, with an owner and a date."""

    programa = models.ForeignKey("poa.Programa", on_delete=models.PROTECT, related_name="compromisos")
    linea = models.ForeignKey(LineaDeAccion, on_delete=models.PROTECT, related_name="+")
    trimestre = models.PositiveSmallIntegerField("trimestre que lo originó")
    accion = models.TextField()
    responsable = models.CharField(max_length=150)
    fecha = models.DateField()
    cumplido_el = models.DateField(null=True, blank=True)
    nota = models.TextField(blank=True)

    class Meta:
        verbose_name = "compromiso"
        ordering = ["fecha", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programa", "linea", "trimestre"], name="compromiso_unico")
        ]

    def __str__(self) -> str:
        return self.accion[:60]


class Observacion(models.Model):
    """What Planeación asks to correct when it returns a quarter."""

    evaluacion = models.ForeignKey(Evaluacion, on_delete=models.PROTECT, related_name="observaciones")
    vuelta = models.PositiveSmallIntegerField()
    linea = models.ForeignKey(
        LineaDeAccion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    texto = models.TextField()
    autor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "observación"
        verbose_name_plural = "observaciones"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return self.texto[:60]


class Desbloqueo(models.Model):
    """An evaluated quarter is opened again for some líneas, until a date, with who asked and why."""

    evaluacion = models.OneToOneField(
        Evaluacion, on_delete=models.PROTECT, related_name="desbloqueo", verbose_name="evaluación nueva"
    )
    solicitado_por = models.CharField(max_length=150)
    motivo = models.TextField()
    hasta = models.DateField()
    lineas = models.ManyToManyField(LineaDeAccion, related_name="+")
    autor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()

    class Meta:
        verbose_name = "desbloqueo"

    def __str__(self) -> str:
        return f"Desbloqueo de {self.evaluacion}"
