"""The notice of an assembly, the assembly itself, and who was there."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models

from asambleas.estados import EstadoAsamblea, EstadoConvocatoria, Llamada, TipoAsamblea
from asambleas.models.organo import Ciudadano, Organo

if TYPE_CHECKING:
    from asambleas.models.acta import Acta


class Convocatoria(models.Model):
    """The notice: when (first and second call), where, what about, and how many people it calls."""

    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="convocatorias")
    tipo = models.CharField(max_length=15, choices=TipoAsamblea.choices)
    folio = models.CharField(max_length=60, unique=True)
    codigo = models.CharField("código público", max_length=32, unique=True)
    primera_en = models.DateTimeField("primera convocatoria")
    segunda_en = models.DateTimeField("segunda convocatoria")
    lugar = models.CharField(max_length=200)
    medio = models.CharField("cómo se da a conocer", max_length=200)
    orden_del_dia = models.TextField("orden del día")
    convocados = models.PositiveIntegerField("personas convocadas")
    estado = models.CharField(
        max_length=10, choices=EstadoConvocatoria.choices, default=EstadoConvocatoria.BORRADOR
    )
    publicada_en = models.DateTimeField(null=True, blank=True)
    motivo = models.TextField(blank=True)
    hecha_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecha_en = models.DateTimeField()
    token = models.UUIDField(unique=True, default=uuid4)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "convocatoria"
        ordering = ["-primera_en", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(segunda_en__gt=models.F("primera_en")), name="convocatoria_en_orden"
            ),
            models.CheckConstraint(condition=models.Q(convocados__gte=1), name="convocatoria_a_alguien"),
        ]

    def __str__(self) -> str:
        return self.folio


class Asamblea(models.Model):
    """What a published notice calls to; `presentes_primera` is who had come when the first call failed."""

    convocatoria = models.OneToOneField(Convocatoria, on_delete=models.PROTECT, related_name="asamblea")
    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="asambleas")
    tipo = models.CharField(max_length=15, choices=TipoAsamblea.choices)
    estado = models.CharField(max_length=12, choices=EstadoAsamblea.choices, default=EstadoAsamblea.CONVOCADA)
    llamada = models.CharField(max_length=8, choices=Llamada.choices, blank=True)
    presentes_primera = models.PositiveIntegerField(null=True, blank=True)
    presentes = models.PositiveIntegerField("presentes al declarar el quórum", null=True, blank=True)
    inicio_en = models.DateTimeField(null=True, blank=True)
    fin_en = models.DateTimeField(null=True, blank=True)
    explicacion = models.TextField("qué se explicó", blank=True)
    lista_archivo = models.CharField("lista firmada, escaneada", max_length=200, blank=True)
    lista_sha256 = models.CharField(max_length=64, blank=True)
    motivo = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "asamblea"
        ordering = ["-convocatoria__primera_en", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fin_en__isnull=True) | models.Q(fin_en__gte=models.F("inicio_en")),
                name="asamblea_fin_tras_inicio",
            ),
            models.CheckConstraint(
                condition=~models.Q(estado__in=["instalada", "cerrada"])
                | (models.Q(inicio_en__isnull=False, presentes__gte=1) & ~models.Q(llamada="")),
                name="asamblea_instalada_con_quorum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} {self.convocatoria_id}"

    @property
    def acta(self) -> "Acta | None":
        """The acta that stands; those that were cancelled stay in `actas`."""
        return self.actas.exclude(estado="cancelada").first()


class Autoridad(models.Model):
    """A public servant, technician or witness who was there; a witness is a citizen, not named in public."""

    asamblea = models.ForeignKey(Asamblea, on_delete=models.PROTECT, related_name="autoridades")
    orden = models.PositiveSmallIntegerField()
    nombre = models.CharField(max_length=150)
    cargo = models.CharField("cargo o calidad", max_length=150)
    es_tecnico = models.BooleanField("personal técnico", default=False)
    es_testigo = models.BooleanField("testigo de la ciudadanía", default=False)

    class Meta:
        verbose_name = "autoridad presente"
        ordering = ["asamblea", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["asamblea", "orden"], name="autoridad_orden_unico"),
            models.CheckConstraint(
                condition=~models.Q(es_tecnico=True, es_testigo=True), name="autoridad_tecnica_o_testigo"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nombre}, {self.cargo}"


class Asistente(models.Model):
    """Somebody who attended. `token` is the tablet's: what is sent twice is one row."""

    asamblea = models.ForeignKey(Asamblea, on_delete=models.PROTECT, related_name="asistentes")
    ciudadano = models.ForeignKey(Ciudadano, on_delete=models.PROTECT, related_name="asistencias")
    numero = models.PositiveSmallIntegerField()
    firma_archivo = models.CharField("firma dibujada", max_length=200, blank=True)
    firma_sha256 = models.CharField(max_length=64, blank=True)
    capturado_en = models.DateTimeField("momento en la tableta")
    registrado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()
    token = models.UUIDField(unique=True)

    class Meta:
        verbose_name = "asistente"
        ordering = ["asamblea", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["asamblea", "numero"], name="asistente_numero_unico"),
            models.UniqueConstraint(fields=["asamblea", "ciudadano"], name="asistente_una_vez"),
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.ciudadano}"
