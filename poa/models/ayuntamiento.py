"""The municipality, its direcciones, its localidades and who holds which cargo."""

from django.conf import settings
from django.db import models

from nucleo.personas import Cargo
from nucleo.roles import Rol


class Ayuntamiento(models.Model):
    """The one municipality this installation serves."""

    nombre = models.CharField(max_length=150)
    municipio = models.CharField(max_length=100)
    entidad = models.CharField("estado", max_length=60)
    lema = models.CharField("lema del año", max_length=250, blank=True)
    administracion_desde = models.DateField(null=True, blank=True)
    administracion_hasta = models.DateField(null=True, blank=True)
    nombre_del_pmd = models.CharField(max_length=20, default="PMD")
    escudo = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "ayuntamiento"

    def __str__(self) -> str:
        return self.nombre


class Direccion(models.Model):
    """A dirección or jefatura: the unit that has a POA each year."""

    clave = models.CharField(max_length=10, unique=True)
    nombre = models.CharField(max_length=150)
    evaluada_por_contraloria = models.BooleanField(default=False)
    activa = models.BooleanField(default=True)

    class Meta:
        verbose_name = "dirección"
        verbose_name_plural = "direcciones"
        ordering = ["nombre"]

    def __str__(self) -> str:
        return self.nombre

    @property
    def cadena(self) -> str:
        """Name of its audit chain."""
        return f"direccion:{self.clave}"


class Adscripcion(models.Model):
    """A person holds a role and a cargo in a dirección, from a day and until another (open when empty)."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="adscripciones"
    )
    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="adscripciones")
    rol = models.CharField(max_length=15, choices=Rol.choices)
    cargo = models.CharField(max_length=150)
    desde = models.DateField()
    hasta = models.DateField("hasta (día siguiente al último)", null=True, blank=True)
    puede_firmar = models.BooleanField(default=False)
    como_encargado = models.BooleanField("encargado(a) del despacho", default=False)
    oficio = models.CharField("oficio de encargo", max_length=60, blank=True)

    class Meta:
        verbose_name = "adscripción"
        verbose_name_plural = "adscripciones"
        ordering = ["direccion__nombre", "-desde"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hasta__isnull=True) | models.Q(hasta__gt=models.F("desde")),
                name="adscripcion_periodo_valido",
            ),
            models.CheckConstraint(
                condition=models.Q(como_encargado=False) | ~models.Q(oficio=""),
                name="adscripcion_encargo_con_oficio",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.usuario}: {self.cargo}"

    def como_cargo(self) -> Cargo:
        """The same post as a person of a request holds it."""
        return Cargo(
            adscripcion_id=self.pk,
            rol=Rol(self.rol),
            direccion_id=self.direccion_id,
            direccion=self.direccion.nombre,
            cargo=self.cargo,
            puede_firmar=self.puede_firmar,
            como_encargado=self.como_encargado,
            oficio=self.oficio,
        )

    @property
    def cargo_en_papel(self) -> str:
        """The post as it is printed under the name: «Encargado(a): …» for who only stands in."""
        return self.como_cargo().texto


class Localidad(models.Model):
    """A town or neighbourhood of the municipality."""

    nombre = models.CharField(max_length=100, unique=True)
    es_cabecera = models.BooleanField(default=False)
    activa = models.BooleanField(default=True)
    orden = models.CharField(max_length=120, db_index=True, editable=False, default="")

    class Meta:
        verbose_name = "localidad"
        verbose_name_plural = "localidades"
        ordering = ["-es_cabecera", "orden"]

    def __str__(self) -> str:
        return self.nombre
