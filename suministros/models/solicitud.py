"""A request: the oficio or the requisición, its renglones and its history."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actividades.models import Actividad
from asambleas.models import Organo
from nucleo.dinero import CampoDinero
from nucleo.models import Documento
from poa.models import Direccion, Ejercicio, LineaDeAccion, Localidad
from suministros.estados import EstadoSolicitud, Pide, TipoSolicitud
from suministros.models.fondos import Fondo
from suministros.models.papeleria import Articulo


class Solicitud(models.Model):
    """What a dirección asks of Tesorería. It has its folio from the day it is sent; amounts in centavos.

    `folio_compra` is the oficio with which a requisición without stock asks for the purchase. `recibida_en`
    is Tesorería's acuse. `monto_entregado` is what was handed over (material, or the vale); `monto_ejercido`,
    what was spent.
    """

    direccion = models.ForeignKey(Direccion, on_delete=models.PROTECT, related_name="solicitudes")
    ejercicio = models.ForeignKey(Ejercicio, on_delete=models.PROTECT, related_name="solicitudes")
    tipo = models.CharField(max_length=12, choices=TipoSolicitud.choices)
    pide = models.CharField(max_length=12, choices=Pide.choices, blank=True)
    folio = models.CharField(max_length=60, blank=True)
    folio_compra = models.CharField("oficio de compra", max_length=60, blank=True)
    fondo = models.ForeignKey(
        Fondo, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes"
    )
    linea = models.ForeignKey(
        LineaDeAccion, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes"
    )
    organo = models.ForeignKey(
        Organo, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes"
    )
    actividad = models.ForeignKey(
        Actividad, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes"
    )
    destino = models.ForeignKey(
        Localidad, null=True, blank=True, on_delete=models.PROTECT, related_name="solicitudes"
    )
    lugar = models.CharField("lugar exacto", max_length=200, blank=True)
    desde = models.DateTimeField(null=True, blank=True)
    hasta = models.DateTimeField(null=True, blank=True)
    requerida_el = models.DateField(null=True, blank=True)
    motivo = models.TextField()
    conductor = models.CharField(max_length=150, blank=True)
    pasajeros = models.PositiveSmallIntegerField(default=0)
    km_estimados = models.PositiveIntegerField(null=True, blank=True)
    urgente = models.BooleanField("se dio de palabra y se regulariza", default=False)
    de_palabra = models.CharField("quién lo autorizó de palabra", max_length=150, blank=True)
    monto_pedido = CampoDinero(default=0)
    monto_autorizado = CampoDinero(default=0)
    monto_entregado = CampoDinero(default=0)
    monto_ejercido = CampoDinero(default=0)
    estado = models.CharField(
        max_length=20, choices=EstadoSolicitud.choices, default=EstadoSolicitud.BORRADOR
    )
    respuesta = models.TextField("qué respondió Tesorería", blank=True)
    motivo_de_estado = models.TextField("motivo de la última decisión", blank=True)
    pedida_por = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    creada_en = models.DateTimeField()
    enviada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enviada_en = models.DateTimeField(null=True, blank=True)
    recibida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recibida_en = models.DateTimeField(null=True, blank=True)
    respondida_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    respondida_en = models.DateTimeField(null=True, blank=True)
    documento = models.ForeignKey(
        Documento, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=1)
    busqueda = models.TextField(editable=False, default="")

    class Meta:
        verbose_name = "solicitud de suministro"
        verbose_name_plural = "solicitudes de suministro"
        ordering = ["-creada_en", "-id"]
        indexes = [
            models.Index(fields=["direccion", "estado"]),
            models.Index(fields=["estado", "enviada_en"]),
            models.Index(fields=["fondo", "estado"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["folio"], condition=~Q(folio=""), name="solicitud_folio_unico"),
            models.UniqueConstraint(
                fields=["folio_compra"], condition=~Q(folio_compra=""), name="solicitud_compra_unica"
            ),
            models.CheckConstraint(
                condition=Q(hasta__isnull=True) | Q(hasta__gt=F("desde")), name="solicitud_periodo_en_orden"
            ),
            models.CheckConstraint(
                condition=Q(estado__in=["borrador", "por_autorizar", "devuelta", "cancelada"]) | ~Q(folio=""),
                name="solicitud_enviada_con_folio",
            ),
            models.CheckConstraint(
                condition=Q(tipo="oficio", pide__in=["vehiculo", "combustible"])
                | Q(tipo="requisicion", pide=""),
                name="solicitud_dice_que_pide",
            ),
            models.CheckConstraint(
                condition=Q(monto_entregado__lte=F("monto_autorizado"))
                & Q(monto_ejercido__lte=F("monto_autorizado")),
                name="solicitud_dentro_de_lo_autorizado",
            ),
        ]

    def __str__(self) -> str:
        return self.folio or f"Borrador {self.pk}"

    @property
    def es_oficio(self) -> bool:
        """Whether it asks for a vehicle or fuel."""
        return self.tipo == TipoSolicitud.OFICIO


class Renglon(models.Model):
    """A line of a requisición, of the catalogue or free.

    `precio` of one unit: estimated, then authorised, then what was paid for what is still to be handed over.
    `comprada` is how many arrived of those bought for it.
    """

    solicitud = models.ForeignKey(Solicitud, on_delete=models.PROTECT, related_name="renglones")
    orden = models.PositiveSmallIntegerField()
    articulo = models.ForeignKey(
        Articulo, null=True, blank=True, on_delete=models.PROTECT, related_name="renglones"
    )
    descripcion = models.CharField("descripción", max_length=250)
    unidad = models.CharField(max_length=30)
    cantidad = models.PositiveIntegerField()
    precio = CampoDinero(default=0)
    autorizada = models.PositiveIntegerField(default=0)
    comprada = models.PositiveIntegerField(default=0)
    entregada = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "renglón"
        verbose_name_plural = "renglones"
        ordering = ["solicitud", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["solicitud", "orden"], name="renglon_orden_unico"),
            models.CheckConstraint(condition=Q(cantidad__gte=1), name="renglon_pide_algo"),
            models.CheckConstraint(
                condition=Q(autorizada__lte=F("cantidad")) & Q(entregada__lte=F("autorizada")),
                name="renglon_entrega_lo_autorizado",
            ),
        ]

    def __str__(self) -> str:
        return self.descripcion

    @property
    def falta(self) -> int:
        """Units authorised that were not handed over yet."""
        return self.autorizada - self.entregada

    @property
    def llegadas(self) -> int:
        """Of one outside the catalogue, units that arrived and were not handed over yet."""
        return max(self.comprada - self.entregada, 0)


class CambioDeSolicitud(models.Model):
    """One change of a request: from, to, by which act, who, when, why."""

    solicitud = models.ForeignKey(Solicitud, on_delete=models.PROTECT, related_name="cambios")
    de = models.CharField(max_length=20, choices=EstadoSolicitud.choices, blank=True)
    a = models.CharField(max_length=20, choices=EstadoSolicitud.choices)
    acto = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    momento = models.DateTimeField()
    motivo = models.TextField(blank=True)

    class Meta:
        verbose_name = "cambio de solicitud"
        ordering = ["momento", "id"]

    def __str__(self) -> str:
        return f"{self.de} → {self.a}"
