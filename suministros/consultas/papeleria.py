"""Stock: what there is, and what runs short."""

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from nucleo.texto import normalizar
from suministros.estados import DEL_ALMACEN
from suministros.models import Articulo, MovimientoDeExistencia

_PENDIENTE = Q(renglones__solicitud__estado__in=DEL_ALMACEN)


def articulos_con_pendiente(texto: str = "") -> QuerySet[Articulo]:
    """The catalogue; `.por_entregar` is what was authorised of each and was not handed over yet."""
    falta = F("renglones__autorizada") - F("renglones__entregada")
    articulos = Articulo.objects.annotate(por_entregar=Coalesce(Sum(falta, filter=_PENDIENTE), 0))
    for palabra in normalizar(texto).split():
        articulos = articulos.filter(busqueda__contains=palabra)
    return articulos


def articulos_en_minimo() -> QuerySet[Articulo]:
    """Those of which there is no more than their minimum."""
    return Articulo.objects.filter(activo=True, minimo__gt=0, existencia__lte=F("minimo"))


def movimientos_de_existencia(articulo: Articulo) -> QuerySet[MovimientoDeExistencia]:
    """The movements of an artículo, the newest first."""
    return articulo.movimientos.select_related("solicitud__direccion", "actor").order_by("-momento", "-id")
