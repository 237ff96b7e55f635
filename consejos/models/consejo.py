"""A consejo ciudadano, the public call it starts from, and the applications."""

from django.conf import settings
from django.db import models

from asambleas.models import Ciudadano, Organo
from consejos.estados import EstadoLlamado, EstadoPostulacion


class Consejo(models.Model):
    """An órgano of citizens with a term, that goes on holding sessions."""

    organo = models.OneToOneField(Organo, on_delete=models.PROTECT, related_name="consejo")
    objeto = models.TextField("para qué es el consejo")
    deberes = models.TextField("deberes de sus representantes", blank=True)

    class Meta:
        verbose_name = "consejo ciudadano"
        verbose_name_plural = "consejos ciudadanos"

    def __str__(self) -> str:
        return str(self.organo)


class Llamado(models.Model):
    """The convocatoria pública: who may apply, with what, and from when to when (last day inclusive).

    Source: «Se abre convocatoria a los participantes interesados en ser representantes del consejo».
    """

    consejo = models.ForeignKey(Consejo, on_delete=models.PROTECT, related_name="llamados")
    folio = models.CharField(max_length=60, unique=True)
    codigo = models.CharField("código público", max_length=32, unique=True)
    consejerias = models.PositiveSmallIntegerField("consejerías titulares")
    requisitos = models.TextField()
    documentos = models.TextField("documentos que se piden")
    desde = models.DateField()
    hasta = models.DateField("hasta (último día)")
    estado = models.CharField(max_length=10, choices=EstadoLlamado.choices, default=EstadoLlamado.BORRADOR)
    publicado_en = models.DateTimeField(null=True, blank=True)
    motivo = models.TextField(blank=True)
    hecho_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    hecho_en = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "convocatoria pública"
        verbose_name_plural = "convocatorias públicas"
        ordering = ["-desde", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hasta__gte=models.F("desde")), name="llamado_fechas_en_orden"
            ),
            models.CheckConstraint(condition=models.Q(consejerias__gte=1), name="llamado_con_consejerias"),
        ]

    def __str__(self) -> str:
        return self.folio


class Postulacion(models.Model):
    """Somebody who applies; `clave` is what they follow it with."""

    llamado = models.ForeignKey(Llamado, on_delete=models.PROTECT, related_name="postulaciones")
    folio = models.CharField(max_length=60, unique=True)
    clave = models.CharField("clave de seguimiento", max_length=16)
    ciudadano = models.ForeignKey(Ciudadano, on_delete=models.PROTECT, related_name="postulaciones")
    exposicion = models.TextField("por qué quiere participar", blank=True)
    protesta = models.BooleanField("declara que lo dicho es cierto", default=False)
    estado = models.CharField(
        max_length=10, choices=EstadoPostulacion.choices, default=EstadoPostulacion.RECIBIDA
    )
    motivo = models.TextField(blank=True)
    recibida_en = models.DateTimeField()
    recibida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "postulación"
        verbose_name_plural = "postulaciones"
        ordering = ["llamado", "recibida_en", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(estado="rechazada") | ~models.Q(motivo=""),
                name="postulacion_rechazada_con_motivo",
            )
        ]

    def __str__(self) -> str:
        return self.folio


class CambioDePostulacion(models.Model):
    """One move of an application: from, to, who, when, why."""

    postulacion = models.ForeignKey(Postulacion, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=10, choices=EstadoPostulacion.choices, blank=True)
    a = models.CharField(max_length=10, choices=EstadoPostulacion.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)

    class Meta:
        verbose_name = "cambio de postulación"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"


class ArchivoDePostulacion(models.Model):
    """A document that came with an application, opened and written again by us."""

    postulacion = models.ForeignKey(Postulacion, on_delete=models.PROTECT, related_name="archivos")
    orden = models.PositiveSmallIntegerField()
    nombre = models.CharField("nombre con que se subió", max_length=150)
    tipo = models.CharField(max_length=30)
    archivo = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveIntegerField()

    class Meta:
        verbose_name = "archivo de una postulación"
        ordering = ["postulacion", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["postulacion", "orden"], name="archivo_de_postulacion_unico")
        ]

    def __str__(self) -> str:
        return self.nombre
