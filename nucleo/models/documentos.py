"""Frozen documents and the signatures they carry."""

from django.conf import settings
from django.db import models

from nucleo.estados import EstadoDocumento, Via


class Documento(models.Model):
    """A paper that does not change any more: its data, its file, their hashes, its version.

    `clase` and `clave` say what it is of ("trimestre", "15"); the core does not look inside.
    `datos` is the canonical JSON of what was counted; `contexto` is what is printed beside it.
    """

    clase = models.CharField(max_length=20)
    clave = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    vuelta = models.PositiveSmallIntegerField(default=1)
    folio = models.CharField(max_length=60, unique=True)
    codigo = models.CharField("código de verificación", max_length=32, unique=True)
    titulo = models.CharField(max_length=200)
    cadena = models.CharField("cadena de bitácora", max_length=60)
    estado = models.CharField(
        max_length=10, choices=EstadoDocumento.choices, default=EstadoDocumento.RESERVADO
    )
    datos = models.TextField(blank=True)
    datos_sha256 = models.CharField(max_length=64, blank=True)
    contexto = models.TextField(blank=True)
    base_archivo = models.CharField(max_length=200, blank=True)
    base_sha256 = models.CharField(max_length=64, blank=True)
    archivo = models.CharField(max_length=200, blank=True)
    archivo_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    publica_archivo = models.CharField(max_length=200, blank=True)
    publica_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    congelado_en = models.DateTimeField(null=True, blank=True)
    sustituido_por = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sustituye_a"
    )
    motivo_de_baja = models.TextField(blank=True)

    class Meta:
        verbose_name = "documento"
        ordering = ["clase", "clave", "version", "vuelta"]
        constraints = [
            models.UniqueConstraint(
                fields=["clase", "clave", "version", "vuelta"], name="documento_version_unica"
            ),
            models.UniqueConstraint(
                fields=["clase", "clave"],
                condition=models.Q(estado=EstadoDocumento.VIGENTE),
                name="documento_un_vigente",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folio} (versión {self.version})"


class Firma(models.Model):
    """One signature on a documento, electronic or on paper. Rows are only ever annulled, never edited."""

    documento = models.ForeignKey(Documento, on_delete=models.PROTECT, related_name="firmas")
    casilla = models.CharField(max_length=30)
    via = models.CharField(max_length=8, choices=Via.choices)
    firmante = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="firmas")
    nombre = models.CharField(max_length=150)
    cargo = models.CharField(max_length=200)
    firmado_en = models.DateTimeField()
    archivo = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    certificado = models.BinaryField(null=True, blank=True)
    certificado_sha256 = models.CharField(max_length=64, blank=True)
    certificado_serie = models.CharField(max_length=50, blank=True)
    certificado_emisor = models.CharField(max_length=250, blank=True)
    cadena_certificados = models.JSONField(default=list)
    raiz_confiable = models.BooleanField(default=False)
    sello = models.TextField("sello digital", blank=True)
    extemporanea = models.BooleanField(default=False)
    anulada_en = models.DateTimeField(null=True, blank=True)
    anulada_motivo = models.TextField(blank=True)

    class Meta:
        verbose_name = "firma"
        ordering = ["firmado_en", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["documento", "casilla"],
                condition=models.Q(anulada_en__isnull=True),
                name="firma_una_por_casilla",
            ),
            models.UniqueConstraint(
                fields=["documento", "firmante"],
                condition=models.Q(anulada_en__isnull=True),
                name="firma_nadie_firma_ambas_casillas",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.casilla} de {self.documento_id}: {self.nombre}"


class FirmaEnCurso(models.Model):
    """A signature that was prepared and not yet finished; it expires and burns no folio."""

    documento = models.ForeignKey(Documento, on_delete=models.CASCADE, related_name="en_curso")
    casilla = models.CharField(max_length=30)
    firmante = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    cargo = models.CharField(max_length=200)
    datos = models.TextField()
    datos_sha256 = models.CharField(max_length=64)
    contexto = models.TextField()
    base_archivo = models.CharField(max_length=200)
    base_sha256 = models.CharField(max_length=64)
    preparado_archivo = models.CharField(max_length=200)
    certificado = models.BinaryField()
    cadena_certificados = models.JSONField(default=list)
    raiz_confiable = models.BooleanField(default=False)
    estado = models.BinaryField()
    momento = models.DateTimeField()
    vence_en = models.DateTimeField()

    class Meta:
        verbose_name = "firma en curso"

    def __str__(self) -> str:
        return f"{self.casilla} de {self.documento_id}, vence {self.vence_en:%H:%M}"
