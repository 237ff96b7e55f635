"""The board of comités by step, and each one's reports with how long they wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404

from asambleas.consultas import organos_visibles_para
from asambleas.consultas.fichas import Ficha, con_pasos, fichas_de
from asambleas.estados import EstadoOrgano
from asambleas.models import Organo
from comites.estados import ABIERTOS
from comites.models import Comite, Reporte
from comites.procedimiento import CLAVE
from nucleo.personas import Persona
from nucleo.texto import entero, normalizar


def organos_de_comites(persona: Persona) -> QuerySet[Organo]:
    """Those that the person sees."""
    return organos_visibles_para(persona).filter(procedimiento=CLAVE)


def comite_visible(persona: Persona, organo_id: int) -> Comite:
    """One of them, by its órgano. Raises Http404."""
    comite = (
        Comite.objects.filter(organo__in=organos_de_comites(persona), organo_id=organo_id)
        .select_related("organo__direccion", "organo__localidad", "obra__tipo", "obra__localidad")
        .first()
    )
    if comite is None:
        raise Http404
    return comite


@dataclass(frozen=True)
class Filtro:
    """What the board is asked for; empty texts ask for nothing."""

    buscar: str = ""
    estado: str = ""
    tipo: str = ""
    localidad: str = ""
    direccion: str = ""

    @property
    def hay(self) -> bool:
        return any((self.buscar, self.estado, self.tipo, self.localidad, self.direccion))


def tablero_de_comites(persona: Persona, filtro: Filtro) -> QuerySet[Organo]:
    """The órganos of the board, with their open reports, and those without an answer and since when."""
    organos = organos_de_comites(persona)
    if filtro.buscar:
        texto = Q(busqueda__contains=normalizar(filtro.buscar)) | Q(folio__icontains=filtro.buscar)
        organos = organos.filter(texto)
    if filtro.estado in EstadoOrgano.values:
        organos = organos.filter(estado=filtro.estado)
    for campo, valor in (
        ("comite__obra__tipo_id", filtro.tipo),
        ("localidad_id", filtro.localidad),
        ("direccion_id", filtro.direccion),
    ):
        if (numero := entero(valor)) is not None:
            organos = organos.filter(**{campo: numero})
    abierto = Q(comite__reportes__estado__in=ABIERTOS)
    esperando = abierto & Q(comite__reportes__contestado_el__isnull=True)
    return con_pasos(
        organos.select_related("comite__obra__tipo").annotate(
            abiertos=Count("comite__reportes", filter=abierto),
            esperando=Count("comite__reportes", filter=esperando),
            mas_viejo=Min("comite__reportes__recibido_el", filter=esperando),
        )
    ).order_by("-registrado_en", "-id")


@dataclass(frozen=True)
class Renglon:
    """A comité on the board: its steps, its open reports, those without an answer and since how many days."""

    ficha: Ficha
    abiertos: int
    esperando: int
    dias: int


def renglones_de(organos: list[Organo], hoy: date) -> list[Renglon]:
    """What the board shows of each."""
    return [
        Renglon(f, o.abiertos, o.esperando, (hoy - o.mas_viejo).days if o.mas_viejo else 0)
        for f in fichas_de(organos, hoy)
        for o in [f.organo]
    ]


@dataclass(frozen=True)
class Espera:
    """A report and its triangulation: days from received to answered, and days open, until `hoy` if it is."""

    reporte: Reporte
    en_contestar: int
    abierto: int


def esperas_de(reportes: list[Reporte], hoy: date) -> list[Espera]:
    """How long each waits, or waited. Source: the seed's weakness, the slow triangulation."""
    return [
        Espera(
            r,
            ((r.contestado_el or r.cerrado_el or hoy) - r.recibido_el).days,
            ((r.cerrado_el or hoy) - r.recibido_el).days,
        )
        for r in reportes
    ]


def reporte_visible(persona: Persona, pk: int) -> Reporte:
    """A report of a comité that the person sees. Raises Http404."""
    reporte = (
        Reporte.objects.filter(pk=pk, comite__organo__in=organos_de_comites(persona))
        .select_related("comite__organo__direccion", "comite__obra", "ciudadano__localidad", "recibido_por")
        .first()
    )
    if reporte is None:
        raise Http404
    return reporte
