"""The acta of what an órgano did, and what was agreed in it."""

from django.conf import settings
from django.db import models

from asambleas.estados import EstadoActa, TipoAsamblea
from asambleas.models.asamblea import Asamblea
from asambleas.models.organo import Organo
from nucleo.models import Documento


class Acta(models.Model):
    """What was captured, told in order; only the marked texts are written by hand."""

    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="actas")
    asamblea = models.ForeignKey(
        Asamblea, null=True, blank=True, on_delete=models.PROTECT, related_name="actas"
    )
    tipo = models.CharField(max_length=15, choices=TipoAsamblea.choices)
    estado = models.CharField(max_length=10, choices=EstadoActa.choices, default=EstadoActa.BORRADOR)
    exposicion = models.TextField("explicación a los asistentes", blank=True)
    desarrollo = models.TextField("desarrollo", blank=True)
    asuntos = models.TextField("asuntos generales", blank=True)
    documento = models.ForeignKey(
        Documento, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    publicada_en = models.DateTimeField("versión pública publicada", null=True, blank=True)
    motivo = models.TextField(blank=True)
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecha_en = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "acta"
        ordering = ["-hecha_en", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["asamblea"], condition=~models.Q(estado="cancelada"), name="acta_una_por_asamblea"
            ),
            models.CheckConstraint(
                condition=models.Q(estado__in=["borrador", "cancelada"]) | models.Q(documento__isnull=False),
                name="acta_congelada_con_documento",
            ),
        ]

    def __str__(self) -> str:
        return f"Acta {self.get_tipo_display().lower()}"


class Acuerdo(models.Model):
    """Something that was agreed, who answers for it and by when; a person of ours has it in their list."""

    acta = models.ForeignKey(Acta, on_delete=models.PROTECT, related_name="acuerdos")
    numero = models.PositiveSmallIntegerField()
    texto = models.TextField()
    responsable = models.CharField("responsable", max_length=150)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="acuerdos"
    )
    fecha = models.DateField("fecha de cumplimiento", null=True, blank=True)
    cumplido_el = models.DateField(null=True, blank=True)
    cumplido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nota = models.TextField("cómo se cumplió", blank=True)

    class Meta:
        verbose_name = "acuerdo"
        ordering = ["acta", "numero"]
        constraints = [models.UniqueConstraint(fields=["acta", "numero"], name="acuerdo_numero_unico")]

    def __str__(self) -> str:
        return f"{self.numero}. {self.texto[:60]}"
