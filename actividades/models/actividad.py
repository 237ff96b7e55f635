"""An act, its evidence and its history."""

from django.conf import settings
from django.db import models

from actividades.estados import MAX_PIE, EstadoActividad, Origen
from poa.models import LineaDeAccion, Localidad, TrimestrePrograma


class Actividad(models.Model):
    """Something that was done on a day; `linea` is empty for an emergent act, which is never planned."""

    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.PROTECT, related_name="actividades"
    )
    linea = models.ForeignKey(
        LineaDeAccion, null=True, blank=True, on_delete=models.PROTECT, related_name="actividades"
    )
    fecha = models.DateField("fecha del acto")
    cantidad = models.PositiveIntegerField(default=1)
    descripcion = models.TextField("qué se hizo")
    mujeres = models.PositiveIntegerField(default=0)
    hombres = models.PositiveIntegerField(default=0)
    localidades = models.ManyToManyField(Localidad, blank=True, related_name="actividades")
    estado = models.CharField(
        max_length=10, choices=EstadoActividad.choices, default=EstadoActividad.REGISTRADA
    )
    origen = models.CharField(max_length=12, choices=Origen.choices, default=Origen.CAPTURA)
    registrada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="actividades_registradas"
    )
    registrada_en = models.DateTimeField()
    validada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    validada_en = models.DateTimeField(null=True, blank=True)
    validacion_propia = models.BooleanField(default=False)
    extemporanea = models.BooleanField(default=False)
    motivo = models.TextField("motivo de la última decisión", blank=True)
    token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=1)
    busqueda = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = "actividad"
        verbose_name_plural = "actividades"
        ordering = ["-fecha", "-id"]
        indexes = [
            models.Index(fields=["trimestre_programa", "linea", "estado"]),
            models.Index(fields=["fecha"]),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(cantidad__gte=1), name="actividad_cantidad_positiva")
        ]

    def __str__(self) -> str:
        return f"{self.fecha}: {self.descripcion[:60]}"

    @property
    def con_asistentes(self) -> bool:
        """Whether anybody was counted: two zeros are an empty form as well as an empty room."""
        return bool(self.mujeres or self.hombres)


class ArchivoDeEvidencia(models.Model):
    """A photo or PDF that shows something, opened and written again by us, named by its hash."""

    orden = models.PositiveSmallIntegerField()
    nombre = models.CharField("nombre con que se subió", max_length=150)
    pie = models.CharField("pie de foto", max_length=MAX_PIE, blank=True, default="")
    tipo = models.CharField(max_length=30)
    archivo = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()
    tomada_en = models.DateTimeField(null=True, blank=True)
    subida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subida_en = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nombre


class Evidencia(ArchivoDeEvidencia):
    """What shows an act."""

    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="evidencias")

    class Meta:
        verbose_name = "evidencia"
        ordering = ["actividad", "orden"]
        constraints = [models.UniqueConstraint(fields=["actividad", "orden"], name="evidencia_orden_unico")]


class CambioDeActividad(models.Model):
    """One change of an act: of state or of what it says; the history stays visible."""

    actividad = models.ForeignKey(Actividad, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=10, choices=EstadoActividad.choices, blank=True)
    a = models.CharField(max_length=10, choices=EstadoActividad.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)
    diferencias = models.JSONField(default=list)

    class Meta:
        verbose_name = "cambio de actividad"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"
