"""A step of an órgano, its evidence and its history; approved, it is one activity of the POA."""

from django.conf import settings
from django.db import models

from actividades.estados import SinContar
from actividades.models import Actividad, ArchivoDeEvidencia
from asambleas.estados import EstadoPaso
from asambleas.models.organo import Organo


class Paso(models.Model):
    """One step. `numero` tells the times of a repeatable one apart, `vuelta` those after an annulled one.

    The database holds what matters: an activity is of one step alone, and an approved step has its activity
    or a recorded reason why it could not count. Source: «Una vez asignados los representantes…», the seed's
    líneas de acción, each of them a step.
    """

    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="pasos")
    clave = models.CharField(max_length=60)
    orden = models.PositiveSmallIntegerField()
    numero = models.PositiveIntegerField(default=1)
    vuelta = models.PositiveSmallIntegerField(default=1)
    estado = models.CharField(max_length=10, choices=EstadoPaso.choices, default=EstadoPaso.PENDIENTE)
    fecha = models.DateField("fecha del acto", null=True, blank=True)
    descripcion = models.TextField("qué se hizo", blank=True)
    mujeres = models.PositiveIntegerField(default=0)
    hombres = models.PositiveIntegerField(default=0)
    motivo = models.TextField("motivo de la última decisión", blank=True)
    enviado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enviado_en = models.DateTimeField(null=True, blank=True)
    aprobado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aprobado_en = models.DateTimeField(null=True, blank=True)
    actividad = models.OneToOneField(
        Actividad, null=True, blank=True, on_delete=models.PROTECT, related_name="paso"
    )
    sin_contar = models.CharField(max_length=15, choices=SinContar.choices, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "paso"
        ordering = ["organo", "orden", "numero", "vuelta"]
        indexes = [models.Index(fields=["estado", "sin_contar"])]
        constraints = [
            models.UniqueConstraint(fields=["organo", "clave", "numero", "vuelta"], name="paso_unico"),
            models.UniqueConstraint(
                fields=["organo", "clave", "numero"],
                condition=~models.Q(estado="anulado"),
                name="paso_una_vez_en_pie",
            ),
            models.CheckConstraint(
                condition=~models.Q(estado="aprobado")
                | models.Q(actividad__isnull=False, sin_contar="")
                | (models.Q(actividad__isnull=True) & ~models.Q(sin_contar="")),
                name="paso_aprobado_cuenta_o_dice_por_que",
            ),
            models.CheckConstraint(
                condition=models.Q(estado__in=["aprobado", "anulado"]) | models.Q(actividad__isnull=True),
                name="paso_sin_aprobar_no_cuenta",
            ),
            models.CheckConstraint(
                condition=models.Q(estado="pendiente") | models.Q(fecha__isnull=False),
                name="paso_enviado_con_fecha",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clave} de {self.organo_id}"


class EvidenciaDePaso(ArchivoDeEvidencia):
    """A photo or PDF that shows the step; approved, the activity gets its own row of the same file."""

    paso = models.ForeignKey(Paso, on_delete=models.PROTECT, related_name="evidencias")

    class Meta:
        verbose_name = "evidencia de un paso"
        ordering = ["paso", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["paso", "orden"], name="evidencia_de_paso_orden_unico")
        ]


class CambioDePaso(models.Model):
    """One change of a step: from, to, who, when, why."""

    paso = models.ForeignKey(Paso, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=10, choices=EstadoPaso.choices)
    a = models.CharField(max_length=10, choices=EstadoPaso.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)

    class Meta:
        verbose_name = "cambio de paso"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"
