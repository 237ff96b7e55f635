"""Votes and who holds each post."""

from django.conf import settings
from django.db import models

from asambleas.estados import Calidad, EstadoEleccion, Metodo
from asambleas.models.asamblea import Asamblea, Asistente
from asambleas.models.organo import Ciudadano, Organo, Puesto


class Eleccion(models.Model):
    """One vote for a post: `emitidos` are votes for somebody; with the abstentions, never more than present.

    Source: «se asignan a libre voto los representantes de dicho comité».
    """

    asamblea = models.ForeignKey(Asamblea, on_delete=models.PROTECT, related_name="elecciones")
    puesto = models.ForeignKey(Puesto, on_delete=models.PROTECT, related_name="elecciones")
    calidad = models.CharField(max_length=12, choices=Calidad.choices, default=Calidad.PROPIETARIO)
    ronda = models.PositiveSmallIntegerField(default=1)
    metodo = models.CharField(max_length=12, choices=Metodo.choices)
    presentes = models.PositiveIntegerField()
    emitidos = models.PositiveIntegerField()
    abstenciones = models.PositiveIntegerField(default=0)
    estado = models.CharField(max_length=10, choices=EstadoEleccion.choices)
    motivo = models.TextField(blank=True)
    registrada_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registrada_en = models.DateTimeField()
    token = models.UUIDField(unique=True)

    class Meta:
        verbose_name = "elección"
        verbose_name_plural = "elecciones"
        ordering = ["asamblea", "puesto__orden", "calidad", "ronda", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["asamblea", "puesto", "calidad", "ronda"],
                condition=~models.Q(estado="anulada"),
                name="eleccion_una_por_ronda",
            ),
            models.CheckConstraint(
                condition=models.Q(presentes__gte=models.F("emitidos") + models.F("abstenciones")),
                name="eleccion_votos_de_presentes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.puesto}, ronda {self.ronda}"


class Candidatura(models.Model):
    """A candidate and the votes they got; a trigger keeps their sum within what the vote says was cast."""

    eleccion = models.ForeignKey(Eleccion, on_delete=models.PROTECT, related_name="candidaturas")
    asistente = models.ForeignKey(Asistente, on_delete=models.PROTECT, related_name="candidaturas")
    votos = models.PositiveIntegerField()
    gana = models.BooleanField(default=False)

    class Meta:
        verbose_name = "candidatura"
        ordering = ["eleccion", "-votos", "asistente__numero"]
        constraints = [
            models.UniqueConstraint(fields=["eleccion", "asistente"], name="candidatura_unica"),
        ]

    def __str__(self) -> str:
        return f"{self.asistente}: {self.votos}"


class Integrante(models.Model):
    """Somebody who holds a seat of a post, from a day and until another; an empty period (a vote that was
    annulled) was never held. `identidad` is their normalised name: who already holds a post in the órgano
    cannot hold another."""

    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="integrantes")
    puesto = models.ForeignKey(Puesto, on_delete=models.PROTECT, related_name="integrantes")
    calidad = models.CharField(max_length=12, choices=Calidad.choices, default=Calidad.PROPIETARIO)
    lugar = models.PositiveSmallIntegerField(default=1)
    ciudadano = models.ForeignKey(Ciudadano, on_delete=models.PROTECT, related_name="integrantes")
    identidad = models.CharField(max_length=320)
    eleccion = models.ForeignKey(
        Eleccion, null=True, blank=True, on_delete=models.PROTECT, related_name="integrantes"
    )
    desde = models.DateField()
    hasta = models.DateField("hasta (día siguiente al último)", null=True, blank=True)
    motivo_de_fin = models.TextField(blank=True)
    sustituye_a = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sustituido_por"
    )
    acepto_en = models.DateTimeField("aceptó y protestó", null=True, blank=True)
    codigo = models.CharField("código de la credencial", max_length=32, unique=True)

    class Meta:
        verbose_name = "integrante"
        ordering = ["organo", "puesto__orden", "calidad", "lugar", "desde"]
        constraints = [
            models.UniqueConstraint(
                fields=["puesto", "calidad", "lugar"],
                condition=models.Q(hasta__isnull=True),
                name="integrante_uno_por_lugar",
            ),
            models.UniqueConstraint(
                fields=["organo", "identidad"],
                condition=models.Q(hasta__isnull=True),
                name="integrante_un_solo_puesto",
            ),
            models.CheckConstraint(
                condition=models.Q(hasta__isnull=True) | models.Q(hasta__gte=models.F("desde")),
                name="integrante_periodo_valido",
            ),
            models.CheckConstraint(condition=models.Q(lugar__gte=1), name="integrante_lugar_valido"),
        ]

    def __str__(self) -> str:
        return f"{self.puesto}: {self.ciudadano}"
