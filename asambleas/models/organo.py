"""The órgano, the people it knows, the rules it was born with."""

from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from asambleas.estados import Edad, EstadoOrgano, Sexo
from poa.models import AvisoDePrivacidad, Direccion, Localidad


class Regla(models.Model):
    """What Planeación sets for a procedimiento; a new órgano takes a copy of it."""

    procedimiento = models.CharField(max_length=20, unique=True)
    quorum_primera = models.PositiveSmallIntegerField(
        "quórum en primera convocatoria (más de este porcentaje de lo convocado)",
        validators=[MaxValueValidator(99)],
    )
    quorum_segunda = models.PositiveSmallIntegerField(
        "mínimo de personas en segunda convocatoria", validators=[MinValueValidator(1)]
    )
    vigencia_meses = models.PositiveSmallIntegerField("duración en meses (0: lo que dure su encargo)")

    class Meta:
        verbose_name = "regla de los órganos"
        constraints = [
            models.CheckConstraint(condition=models.Q(quorum_primera__lte=99), name="regla_quorum_posible"),
            models.CheckConstraint(
                condition=models.Q(quorum_segunda__gte=1), name="regla_segunda_con_alguien"
            ),
        ]

    def __str__(self) -> str:
        return self.procedimiento


class PuestoBase(models.Model):
    """A post to elect: how many people hold it, and whether each has a suplente."""

    orden = models.PositiveSmallIntegerField()
    nombre = models.CharField(max_length=60)
    lugares = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    con_suplente = models.BooleanField(default=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nombre


class PuestoDeRegla(PuestoBase):
    """A post that every new órgano of a procedimiento starts with."""

    regla = models.ForeignKey(Regla, on_delete=models.CASCADE, related_name="puestos")

    class Meta:
        verbose_name = "puesto de la regla"
        ordering = ["regla", "orden"]
        constraints = [models.UniqueConstraint(fields=["regla", "nombre"], name="puesto_de_regla_unico")]


class Organo(models.Model):
    """A comité or a consejo: whose it is, which procedimiento it follows, and since when it stands."""

    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="organos")
    procedimiento = models.CharField(max_length=20)
    folio = models.CharField(max_length=60, unique=True)
    nombre = models.CharField(max_length=200)
    busqueda = models.TextField(editable=False, default="")
    localidad = models.ForeignKey(
        Localidad, null=True, blank=True, on_delete=models.PROTECT, related_name="organos"
    )
    estado = models.CharField(
        max_length=15, choices=EstadoOrgano.choices, default=EstadoOrgano.EN_INTEGRACION
    )
    quorum_primera = models.PositiveSmallIntegerField()
    quorum_segunda = models.PositiveSmallIntegerField()
    vigencia_meses = models.PositiveSmallIntegerField(default=0)
    vigente_desde = models.DateField(null=True, blank=True)
    vigente_hasta = models.DateField("vigente hasta (día siguiente al último)", null=True, blank=True)
    motivo_de_cierre = models.TextField(blank=True)
    registrado_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registrado_en = models.DateTimeField()
    token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "órgano"
        ordering = ["-registrado_en", "-id"]
        indexes = [models.Index(fields=["direccion", "procedimiento", "estado"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(vigente_hasta__isnull=True)
                | models.Q(vigente_hasta__gt=models.F("vigente_desde")),
                name="organo_vigencia_en_orden",
            ),
            models.CheckConstraint(
                condition=~models.Q(estado="cancelado") | ~models.Q(motivo_de_cierre=""),
                name="organo_cancelado_con_motivo",
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def ultimo_dia(self) -> date | None:
        """The last day of its term; None without term."""
        return self.vigente_hasta - timedelta(days=1) if self.vigente_hasta else None


class CambioDeOrgano(models.Model):
    """One move of an órgano's state."""

    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=15, choices=EstadoOrgano.choices, blank=True)
    a = models.CharField(max_length=15, choices=EstadoOrgano.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)

    class Meta:
        verbose_name = "cambio de órgano"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"


class Puesto(PuestoBase):
    """A post of one órgano."""

    organo = models.ForeignKey(Organo, on_delete=models.PROTECT, related_name="puestos")

    class Meta:
        verbose_name = "puesto"
        ordering = ["organo", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["organo", "nombre"], name="puesto_unico"),
            models.CheckConstraint(condition=models.Q(lugares__gte=1), name="puesto_con_lugares"),
        ]


class Ciudadano(models.Model):
    """The personal data of somebody who attends, is elected, applies or reports: all of them live here alone.

    `aviso` is the version of the aviso de privacidad that was shown before they were taken.
    """

    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="ciudadanos")
    nombre = models.CharField(max_length=150)
    busqueda = models.CharField(max_length=320, editable=False, db_index=True)
    domicilio = models.CharField("calle o colonia", max_length=150, blank=True)
    localidad = models.ForeignKey(
        Localidad, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    telefono = models.CharField("teléfono", max_length=20, blank=True)
    correo = models.EmailField(blank=True)
    sexo = models.CharField(max_length=1, choices=Sexo.choices, default=Sexo.NO_DICE)
    edad = models.CharField(max_length=5, choices=Edad.choices, default=Edad.NO_DICE)
    aviso = models.ForeignKey(
        AvisoDePrivacidad, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    creado_en = models.DateTimeField()
    anonimizado_en = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "persona de la ciudadanía"
        verbose_name_plural = "personas de la ciudadanía"
        ordering = ["busqueda", "id"]

    def __str__(self) -> str:
        return self.nombre
