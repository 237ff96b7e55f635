"""What could not be done for lack of a vehicle or material: offered when the quarter is justified."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from nucleo.fechas import fecha_larga
from poa.models import LineaDeAccion
from suministros.estados import Acto, EstadoSolicitud, Pide
from suministros.models import CambioDeSolicitud, Solicitud

S = EstadoSolicitud
# A page shows these; a quarter with more has its list of requests.
MAXIMO = 20


def causas_de_desviacion(direccion_id: int, desde: date, hasta: date) -> QuerySet[Solicitud]:
    """What was refused, or called off after it was sent, and was for a day in [desde, hasta): offered when
    the directora justifies the quarter. Without a day, that on which it was sent.

    `.no_se_hizo` is what was said of it when it was linked; None when it was not. Source: the seed's first
    weakness, the lack of a vehicle.
    """
    de_esos_dias = Q(desde__date__gte=desde, desde__date__lt=hasta) | Q(
        desde__isnull=True, enviada_en__date__gte=desde, enviada_en__date__lt=hasta
    )
    dicho = CambioDeSolicitud.objects.filter(solicitud=OuterRef("pk"), acto=Acto.VINCULAR).order_by("-id")
    return (
        Solicitud.objects.filter(de_esos_dias, direccion_id=direccion_id, estado__in=[S.NEGADA, S.CANCELADA])
        .exclude(folio="")
        .annotate(no_se_hizo=Subquery(dicho.values("motivo")[:1]))
        .select_related("linea__estrategia", "organo", "actividad", "destino")
        .order_by("desde", "enviada_en", "pk")
    )


@dataclass(frozen=True)
class Causa:
    """A request that was not given, and the sentence that says so."""

    solicitud: Solicitud
    texto: str
    de_la_linea: bool


def causas_para(linea: LineaDeAccion, direccion_id: int, desde: date, hasta: date) -> list[Causa]:
    """Those of the línea in [desde, hasta), and those that nobody linked to any; the linked ones first."""
    negadas = causas_de_desviacion(direccion_id, desde, hasta).filter(Q(linea=linea) | Q(linea__isnull=True))
    causas = [Causa(s, texto_de(s, s.no_se_hizo or ""), s.linea_id == linea.pk) for s in negadas[:MAXIMO]]
    return sorted(causas, key=lambda c: not c.de_la_linea)


def texto_de(s: Solicitud, no_se_hizo: str = "") -> str:
    """«No se pudo realizar: …, el 30 de octubre de 2024, en Huejotitán. Tesorería negó el vehículo…»."""
    hecho = (no_se_hizo or s.motivo).rstrip(".")
    cuando = f", el {fecha_larga(timezone.localdate(s.desde))}" if s.desde else ""
    donde = f", en {s.destino or s.lugar}" if s.destino or s.lugar else ""
    papel = f"el oficio {s.folio}" if s.es_oficio else f"la requisición {s.folio}"
    if s.estado == S.NEGADA:
        como = f"Tesorería negó {_que(s)} con {papel}"
    else:
        como = f"Se canceló {papel}, con {'el' if s.es_oficio else 'la'} que se pedía {_que(s, pedido='')}"
    porque = f": {s.motivo_de_estado.rstrip('.')}" if s.motivo_de_estado else ""
    return f"No se pudo realizar: {hecho}{cuando}{donde}. {como}{porque}."


def _que(s: Solicitud, pedido: str = " pedido") -> str:
    if not s.es_oficio:
        return f"el material{pedido}"
    return f"{'el vehículo' if s.pide == Pide.VEHICULO else 'el combustible'}{pedido}"
