"""What comes of a vote, computed in one place; the votes of each post, as the page and the acta show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from asambleas.consultas.integrantes import ocupantes_desde
from asambleas.estados import Calidad, EstadoAsamblea, EstadoEleccion
from asambleas.models import Asamblea, Asistente, Candidatura, Eleccion, Integrante, Organo, Puesto


@dataclass(frozen=True)
class Resultado:
    """Who wins a seat, who ties at the cut (by id), and how many seats that tie leaves without anybody."""

    ganan: tuple[int, ...]
    empatan: tuple[int, ...] = ()
    disputados: int = 0


def resultado(votos: Mapping[int, int], lugares: int) -> Resultado:
    """The most voted take the free seats; those equal at the cut take none. Nobody wins without a vote.

    `votos` is by candidate; `lugares` are the free seats, from 1. Source: «se asignan a libre voto».
    """
    con_votos = {quien: n for quien, n in votos.items() if n > 0}
    if len(con_votos) <= lugares:
        return Resultado(tuple(sorted(con_votos, key=lambda q: (-con_votos[q], q))))
    corte = sorted(con_votos.values(), reverse=True)[lugares - 1]
    arriba = tuple(sorted((q for q, n in con_votos.items() if n > corte), key=lambda q: (-con_votos[q], q)))
    en_el_corte = tuple(sorted(q for q, n in con_votos.items() if n == corte))
    if len(arriba) + len(en_el_corte) <= lugares:
        return Resultado(arriba + en_el_corte)
    return Resultado(arriba, en_el_corte, lugares - len(arriba))


def empatados(eleccion: Eleccion) -> list[Candidatura]:
    """Those who go to a second round, read from what is on record; none unless it ended in a tie."""
    quedan = [c for c in eleccion.candidaturas.all() if not c.gana and c.votos]
    if eleccion.estado != EstadoEleccion.EMPATE or not quedan:
        return []
    corte = max(c.votos for c in quedan)
    return [c for c in quedan if c.votos == corte]


def dia_de(asamblea: Asamblea) -> date:
    """The day it was held, in the zone of the municipality; the day it was called for before that."""
    return timezone.localdate(asamblea.inicio_en or asamblea.convocatoria.primera_en)


def asamblea_instalada(organo: Organo) -> Asamblea | None:
    """The assembly that is being held and may vote; None when there is none."""
    return (
        organo.asambleas.filter(estado=EstadoAsamblea.INSTALADA)
        .select_related("convocatoria")
        .order_by("-inicio_en", "-id")
        .first()
    )


def ultima_ronda(asamblea: Asamblea, puesto: Puesto, calidad: str) -> Eleccion | None:
    """The last standing vote of a post in an assembly."""
    return (
        asamblea.elecciones.exclude(estado=EstadoEleccion.ANULADA)
        .filter(puesto=puesto, calidad=calidad)
        .order_by("-ronda")
        .first()
    )


def lugares_libres(puesto: Puesto, calidad: str, ocupan: QuerySet[Integrante]) -> list[int]:
    """Numbers of the seats of a post that nobody among `ocupan` holds; none of suplente where it has none."""
    if calidad == Calidad.SUPLENTE and not puesto.con_suplente:
        return []
    tomados = {i.lugar for i in ocupan if (i.puesto_id, i.calidad) == (puesto.pk, calidad)}
    return [n for n in range(1, puesto.lugares + 1) if n not in tomados]


def elegibles(asamblea: Asamblea, ultima: Eleccion | None) -> list[Asistente]:
    """Who may be voted for: those who came and hold no post; after a tie, only those who tied."""
    asistentes = asamblea.asistentes.select_related("ciudadano__localidad").order_by("numero")
    if ultima and ultima.estado == EstadoEleccion.EMPATE:
        asistentes = asistentes.filter(pk__in=[c.asistente_id for c in empatados(ultima)])
    con_puesto = {i.identidad for i in ocupantes_desde(asamblea.organo, dia_de(asamblea))}
    return [a for a in asistentes if a.ciudadano.busqueda not in con_puesto]


_ORDINALES = ("primera", "segunda", "tercera", "cuarta", "quinta", "sexta", "séptima", "octava")


def vuelta(ronda: int) -> str:
    """«segunda vuelta»; past the eighth, «vuelta 9»."""
    return f"{_ORDINALES[ronda - 1]} vuelta" if ronda <= len(_ORDINALES) else f"vuelta {ronda}"


@dataclass(frozen=True)
class Tarjeta:
    """A post with its seats, its votes and what can be done in the assembly that is being held;
    `ronda_de_hoy` is the round that comes next in it."""

    puesto: Puesto
    calidad: Calidad
    votaciones: list[Eleccion]
    ocupan: list[Integrante]
    libres: int
    empate: list[Candidatura]
    ronda_de_hoy: int

    @property
    def estado(self) -> str:
        """One word for its badge."""
        return "empate" if self.empate else "pendiente" if self.libres else "resuelta"

    @property
    def empate_en_palabras(self) -> str:
        """The tie as it is told to who conducts the assembly; empty without one."""
        if not self.empate:
            return ""
        nombres = [c.asistente.ciudadano.nombre for c in self.empate]
        votos = self.empate[0].votos
        return (
            f"Empate entre {', '.join(nombres[:-1])} y {nombres[-1]} con {votos:,} "
            f"{'voto' if votos == 1 else 'votos'}: haga la {vuelta(self.ronda_de_hoy)}."
        )


def tarjetas_de(organo: Organo, asamblea: Asamblea | None, dia: date) -> list[Tarjeta]:
    """A card for each post and way of holding it; with an assembly, the seats that are free on its day.

    Seven queries, whatever the posts and the votes.
    """
    puestos = list(organo.puestos.all())
    votaciones = list(
        Eleccion.objects.filter(asamblea__organo=organo)
        .select_related("asamblea__convocatoria", "asamblea__organo", "puesto")
        .prefetch_related("candidaturas__asistente__ciudadano", "integrantes")
        .order_by("id")
    )
    ocupan = ocupantes_desde(organo, dia_de(asamblea) if asamblea else dia)
    return [
        _tarjeta(puesto, calidad, asamblea, votaciones, ocupan)
        for calidad in Calidad
        for puesto in puestos
        if calidad == Calidad.PROPIETARIO or puesto.con_suplente
    ]


def _tarjeta(
    puesto: Puesto,
    calidad: Calidad,
    asamblea: Asamblea | None,
    votaciones: list[Eleccion],
    ocupan: QuerySet[Integrante],
) -> Tarjeta:
    suyas = [v for v in votaciones if (v.puesto_id, v.calidad) == (puesto.pk, calidad)]
    de_hoy = [
        v for v in suyas if asamblea and v.asamblea_id == asamblea.pk and v.estado != EstadoEleccion.ANULADA
    ]
    libres = len(lugares_libres(puesto, calidad, ocupan))
    ultima = max(de_hoy, key=lambda v: v.ronda, default=None)
    return Tarjeta(
        puesto=puesto,
        calidad=calidad,
        votaciones=suyas,
        ocupan=[i for i in ocupan if (i.puesto_id, i.calidad) == (puesto.pk, calidad)],
        libres=libres,
        empate=empatados(ultima) if ultima and libres else [],
        ronda_de_hoy=ultima.ronda + 1 if ultima else 1,
    )
