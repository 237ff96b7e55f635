"""Who holds each post of an órgano on a day; periods are half-open, and an empty one was never held."""

from datetime import date

from django.db.models import F, Q, QuerySet

from asambleas.estados import ORGANOS_ABIERTOS
from asambleas.models import Integrante, Organo


def integrantes_en(organo: Organo, dia: date) -> QuerySet[Integrante]:
    """Those in force on that day, in the order of their posts."""
    return _con_lo_suyo(organo).filter(Q(hasta__isnull=True) | Q(hasta__gt=dia), desde__lte=dia)


def ocupantes_desde(organo: Organo, dia: date) -> QuerySet[Integrante]:
    """Those who hold a seat on that day or on any later one: nobody else may take it."""
    return _con_lo_suyo(organo).filter(Q(hasta__isnull=True) | (Q(hasta__gt=dia) & Q(hasta__gt=F("desde"))))


def integrantes_pasados(organo: Organo, dia: date) -> QuerySet[Integrante]:
    """Those whose period was over by that day, the last first; not those who never held it."""
    return (
        _con_lo_suyo(organo).filter(hasta__lte=dia, hasta__gt=F("desde")).order_by("-hasta", "puesto__orden")
    )


def _con_lo_suyo(organo: Organo) -> QuerySet[Integrante]:
    return organo.integrantes.select_related(
        "puesto", "ciudadano__localidad", "sustituye_a__ciudadano"
    ).order_by("puesto__orden", "calidad", "lugar", "desde")


def integrante_con_codigo(codigo: str) -> Integrante | None:
    """The one that a card names, for anybody who reads it; None when there is none."""
    return Integrante.objects.select_related("organo", "puesto").filter(codigo=codigo).first()


def esta_vigente(integrante: Integrante, dia: date) -> bool:
    """Whether what a card says holds on that day: its person took the protesta and is in the post, and the
    órgano stands."""
    organo = integrante.organo
    en_el_cargo = integrante.desde <= dia and (integrante.hasta is None or dia < integrante.hasta)
    en_pie = organo.estado in ORGANOS_ABIERTOS and (
        organo.vigente_hasta is None or dia < organo.vigente_hasta
    )
    return bool(integrante.acepto_en) and en_el_cargo and en_pie
