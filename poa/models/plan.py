"""The plan: a dirección's POA with the blocks of its sheet and the projected numbers."""

from django.conf import settings
from django.db import models

from nucleo.dinero import CampoDinero
from nucleo.models import Documento
from poa.estados import EstadoPrograma, Temporalidad, TipoBloque, TipoFODA
from poa.models.ayuntamiento import Direccion
from poa.models.calendario import Ejercicio, TrimestrePrograma


class EjePMD(models.Model):
    """An axis of the Plan Municipal de Desarrollo."""

    nombre = models.CharField(max_length=150, unique=True)
    orden = models.PositiveSmallIntegerField(default=0)
    activa = models.BooleanField(default=True)

    class Meta:
        verbose_name = "eje del PMD"
        verbose_name_plural = "ejes del PMD"
        ordering = ["orden", "nombre"]

    def __str__(self) -> str:
        return self.nombre


class Programa(models.Model):
    """The POA of a dirección in an ejercicio, as its sheet has it."""

    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="programas")
    ejercicio = models.ForeignKey(Ejercicio, on_delete=models.PROTECT, related_name="programas")
    estado = models.CharField(max_length=10, choices=EstadoPrograma.choices, default=EstadoPrograma.BORRADOR)
    encabezado = models.CharField("dirección/jefatura en la hoja", max_length=150, blank=True)
    vision = models.TextField("visión a 3 años", blank=True)
    mision = models.TextField("misión", blank=True)
    objetivo = models.TextField("objetivo/FIN", blank=True)
    evaluador = models.CharField("evaluación por parte del Ayuntamiento", max_length=200, blank=True)
    fecha = models.DateField(null=True, blank=True)
    responsable_nombre = models.CharField(max_length=150, blank=True)
    responsable_cargo = models.CharField(max_length=150, blank=True)
    folio = models.CharField(max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=1)
    documento = models.ForeignKey(
        Documento, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    autorizado_en = models.DateTimeField(null=True, blank=True)
    autorizado_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "programa operativo anual"
        verbose_name_plural = "programas operativos anuales"
        ordering = ["-ejercicio__anio", "direccion__nombre"]
        constraints = [
            models.UniqueConstraint(fields=["direccion", "ejercicio"], name="programa_unico"),
        ]

    def __str__(self) -> str:
        return f"POA {self.ejercicio} · {self.direccion}"

    @property
    def en_vigor(self) -> bool:
        """Whether it was authorised: until then it is a proposal, and nobody is measured against it."""
        return self.estado == EstadoPrograma.AUTORIZADO


class CambioDePrograma(models.Model):
    """One move of a POA's state: from, to, who, when, why."""

    programa = models.ForeignKey(Programa, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=10, choices=EstadoPrograma.choices)
    a = models.CharField(max_length=10, choices=EstadoPrograma.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)

    class Meta:
        verbose_name = "cambio de estado del programa"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"


class ElementoFODA(models.Model):
    """One line of a FODA list."""

    programa = models.ForeignKey(Programa, on_delete=models.CASCADE, related_name="foda")
    tipo = models.CharField(max_length=1, choices=TipoFODA.choices)
    orden = models.PositiveSmallIntegerField()
    texto = models.TextField()

    class Meta:
        verbose_name = "elemento FODA"
        ordering = ["programa", "tipo", "orden"]
        constraints = [models.UniqueConstraint(fields=["programa", "tipo", "orden"], name="foda_orden_unico")]

    def __str__(self) -> str:
        return self.texto[:60]


class Estrategia(models.Model):
    """A block of the sheet: «Estrategia 1» or «Actividad: 3». The number is the sheet's, even repeated.

    `es_ejemplo`: all but its name and eje was added by the example and is not in the original sheet.
    """

    programa = models.ForeignKey(Programa, on_delete=models.PROTECT, related_name="estrategias")
    orden = models.PositiveSmallIntegerField()
    tipo = models.CharField(max_length=10, choices=TipoBloque.choices, default=TipoBloque.ESTRATEGIA)
    numero = models.PositiveSmallIntegerField()
    nombre = models.CharField(max_length=250)
    eje = models.ForeignKey(EjePMD, null=True, blank=True, on_delete=models.PROTECT)
    metas = models.TextField(blank=True)
    beneficiados_directos = models.CharField(max_length=250, blank=True)
    beneficiados_indirectos = models.CharField(max_length=250, blank=True)
    periodo_desde = models.DateField(null=True, blank=True)
    periodo_hasta = models.DateField("periodo hasta (último día)", null=True, blank=True)
    temporalidad = models.CharField(max_length=12, choices=Temporalidad.choices, blank=True)
    agregada_el = models.DateField(null=True, blank=True)
    cancelada_el = models.DateField(null=True, blank=True)
    es_ejemplo = models.BooleanField(default=False)

    class Meta:
        verbose_name = "estrategia"
        ordering = ["programa", "orden"]
        constraints = [models.UniqueConstraint(fields=["programa", "orden"], name="estrategia_orden_unico")]

    def __str__(self) -> str:
        return f"{self.titulo}: {self.nombre}"

    @property
    def titulo(self) -> str:
        """«Estrategia 1», «Actividad 3»."""
        return f"{self.get_tipo_display()} {self.numero}"

    @property
    def rotulo(self) -> str:
        """«Estrategia 1:», and «Actividad: 3», as the sheet writes each of them."""
        if self.tipo == TipoBloque.ACTIVIDAD:
            return f"{self.get_tipo_display()}: {self.numero}"
        return f"{self.titulo}:"


class LineaDeAccion(models.Model):
    """A línea de acción: what is projected and counted. Empty `responsables` means everybody's."""

    estrategia = models.ForeignKey(Estrategia, on_delete=models.PROTECT, related_name="lineas")
    orden = models.PositiveSmallIntegerField()
    texto = models.TextField()
    unidad_de_medida = models.CharField(max_length=60, blank=True)
    medio_de_verificacion = models.CharField(max_length=200, blank=True)
    exige_evidencia = models.BooleanField(default=True)
    responsables = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="lineas_a_cargo")
    paso_que_cuenta = models.CharField(max_length=60, blank=True)
    agregada_el = models.DateField(null=True, blank=True)
    cancelada_el = models.DateField(null=True, blank=True)
    es_ejemplo = models.BooleanField(default=False)

    class Meta:
        verbose_name = "línea de acción"
        verbose_name_plural = "líneas de acción"
        ordering = ["estrategia", "orden"]
        constraints = [models.UniqueConstraint(fields=["estrategia", "orden"], name="linea_orden_unico")]

    def __str__(self) -> str:
        return self.texto

    @property
    def lugar(self) -> str:
        """Where the sheet has it: «Estrategia 1, línea 2»."""
        return f"{self.estrategia.titulo}, línea {self.orden}"


class Inversion(models.Model):
    """A concept of spending of a block and its ceiling, in centavos."""

    estrategia = models.ForeignKey(Estrategia, on_delete=models.PROTECT, related_name="inversiones")
    orden = models.PositiveSmallIntegerField()
    concepto = models.CharField(max_length=100, blank=True)
    monto = CampoDinero()

    class Meta:
        verbose_name = "inversión"
        verbose_name_plural = "inversiones"
        ordering = ["estrategia", "orden"]
        constraints = [
            models.CheckConstraint(condition=models.Q(monto__gte=0), name="inversion_no_negativa"),
            models.UniqueConstraint(fields=["estrategia", "orden"], name="inversion_orden_unico"),
        ]

    def __str__(self) -> str:
        return self.concepto or "Inversión"


class Programacion(models.Model):
    """Acts projected for a línea in a quarter: `inicial` is frozen when the POA is authorised,
    `vigente` is what is in force (the modified figure, once there is one)."""

    linea = models.ForeignKey(LineaDeAccion, on_delete=models.PROTECT, related_name="programacion")
    trimestre_programa = models.ForeignKey(
        TrimestrePrograma, on_delete=models.PROTECT, related_name="programacion"
    )
    inicial = models.PositiveIntegerField(null=True, blank=True)
    vigente = models.PositiveIntegerField(default=0)
    es_ejemplo = models.BooleanField(default=False)

    class Meta:
        verbose_name = "programación"
        constraints = [
            models.UniqueConstraint(fields=["linea", "trimestre_programa"], name="programacion_unica")
        ]

    def __str__(self) -> str:
        return f"{self.linea_id} T{self.trimestre_programa_id}: {self.vigente}"
