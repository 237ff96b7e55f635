"""The month of a dirección: its acts by línea, with photos and attendance, beside the quarter's figures."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count

from actividades.archivos import JPEG
from actividades.consultas import visibles_para
from actividades.estados import EstadoActividad
from actividades.models import Actividad, Evidencia
from evaluacion.consultas.avance import (
    AvanceDeEstrategia,
    AvanceDeLinea,
    AvanceDePrograma,
    avance_de_programa,
)
from nucleo.fechas import MESES
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.models import Programa

FOTOS_POR_OMISION = 12
MAX_FOTOS = 24
LARGO_DEL_PIE = 160
_REGISTRADA, _VALIDADA = EstadoActividad.REGISTRADA, EstadoActividad.VALIDADA
_EN_EL_INFORME = (_REGISTRADA, _VALIDADA)


@dataclass(frozen=True, order=True)
class Mes:
    """A month of an ejercicio: [inicio, fin)."""

    anio: int
    numero: int

    @property
    def inicio(self) -> date:
        return date(self.anio, self.numero, 1)

    @property
    def fin(self) -> date:
        """First day that is no longer in the month."""
        return (self.inicio + timedelta(days=31)).replace(day=1)

    @property
    def trimestre(self) -> int:
        return (self.numero + 2) // 3

    def __str__(self) -> str:
        return f"{MESES[self.numero - 1]} de {self.anio}"


@dataclass(frozen=True)
class Foto:
    """A photo of an act of the month, with what is written under it."""

    pk: int
    archivo: str
    pie: str
    fecha: date
    lugar: str


@dataclass(frozen=True)
class Acto:
    """An act as the report tells it; `anexos` are the names of its PDFs, which are not drawn."""

    pk: int
    linea: int | None
    fecha: date
    descripcion: str
    lugar: str
    cantidad: int
    mujeres: int
    hombres: int
    validada: bool
    fotos: tuple[Foto, ...] = ()
    anexos: tuple[str, ...] = ()

    @property
    def personas(self) -> int:
        return self.mujeres + self.hombres


@dataclass(frozen=True)
class Suma:
    """Acts, their cantidad and who attended."""

    actos: int = 0
    cantidad: int = 0
    mujeres: int = 0
    hombres: int = 0

    @property
    def personas(self) -> int:
        return self.mujeres + self.hombres

    @classmethod
    def de(cls, actos: Collection[Acto]) -> "Suma":
        return cls(
            len(actos),
            sum(a.cantidad for a in actos),
            sum(a.mujeres for a in actos),
            sum(a.hombres for a in actos),
        )


@dataclass
class Sumable:
    """Anything that holds acts: what counts and what still waits are added up apart."""

    actos: list[Acto] = field(default_factory=list)

    @cached_property
    def validadas(self) -> Suma:
        """What counts: the validated acts."""
        return Suma.de([a for a in self.actos if a.validada])

    @cached_property
    def por_validar(self) -> Suma:
        """What the titular has not decided yet: told, never counted."""
        return Suma.de([a for a in self.actos if not a.validada])

    @cached_property
    def todas(self) -> Suma:
        return Suma.de(self.actos)


@dataclass(kw_only=True)
class LineaDelMes(Sumable):
    """A línea: its acts of the month and its figures of the quarter up to the end of the month."""

    avance: AvanceDeLinea

    @property
    def se_lista(self) -> bool:
        """Whether it has anything to say: projected for the quarter, or done in it."""
        return bool(self.avance.vigente or self.avance.trimestral.no_programadas or self.actos)


@dataclass
class BloqueDelMes:
    """A block of the sheet and those of its líneas that have something to say."""

    avance: AvanceDeEstrategia
    lineas: list[LineaDelMes]

    @property
    def con_actos(self) -> list[LineaDelMes]:
        return [linea for linea in self.lineas if linea.actos]


@dataclass(kw_only=True)
class Informe(Sumable):
    """The month of a POA; `fuera` are the acts that are not told (returned, or left out of the quarter)."""

    programa: Programa
    mes: Mes
    corte: date
    avance: AvanceDePrograma
    bloques: list[BloqueDelMes] = field(default_factory=list)
    emergentes: Sumable = field(default_factory=Sumable)
    fuera: dict[str, int] = field(default_factory=dict)

    @property
    def fotos(self) -> list[Foto]:
        """Every photo of the month, in the order of the report."""
        return [foto for grupo in self._grupos for acto in grupo for foto in acto.fotos]

    @property
    def anexos(self) -> list[tuple[Acto, str]]:
        """Every PDF of the month, with its act."""
        return [(acto, nombre) for grupo in self._grupos for acto in grupo for nombre in acto.anexos]

    @property
    def _grupos(self) -> list[list[Acto]]:
        return [linea.actos for b in self.bloques for linea in b.lineas] + [self.emergentes.actos]

    def fotos_por_omision(self) -> set[int]:
        """The first photo of each act, línea by línea in turns, up to FOTOS_POR_OMISION."""
        colas = [[a.fotos[0].pk for a in grupo if a.fotos] for grupo in self._grupos]
        turnos = max((len(cola) for cola in colas), default=0)
        primeras = [cola[n] for n in range(turnos) for cola in colas if n < len(cola)]
        return set(primeras[:FOTOS_POR_OMISION])

    def elegir(self, ids: Iterable[int]) -> list[Foto]:
        """The photos of the month among those ids, in order; any other id is as if it were not there."""
        elegidas = set(ids)
        return [foto for foto in self.fotos if foto.pk in elegidas]


def informe_del_mes(*, persona: Persona, programa: Programa, mes: Mes) -> Informe:
    """What a dirección did in a month, as this person may see it, in a fixed number of queries.

    `programa` comes with its dirección and ejercicio, and is one the person may see. The figures are those
    of the quarter up to the end of the month, or to today while the month runs.
    """
    filas = _filas(persona, programa, mes)
    actos = [_acto(fila) for fila in filas if fila.estado in _EN_EL_INFORME]
    avance = avance_de_programa(
        programa, trimestre=mes.trimestre, al=min(persona.hoy, mes.fin), antes_de=mes.fin
    )
    por_linea: dict[int | None, list[Acto]] = {}
    for acto in actos:
        por_linea.setdefault(acto.linea, []).append(acto)
    return Informe(
        actos=actos,
        programa=programa,
        mes=mes,
        corte=min(persona.hoy, mes.fin - timedelta(days=1)),
        avance=avance,
        bloques=[_bloque(bloque, por_linea) for bloque in avance.estrategias],
        emergentes=Sumable(por_linea.get(None, [])),
        fuera=Counter(fila.estado for fila in filas if fila.estado not in _EN_EL_INFORME),
    )


def _filas(persona: Persona, programa: Programa, mes: Mes) -> list[Actividad]:
    return list(
        visibles_para(persona)
        .filter(
            trimestre_programa__programa=programa,
            trimestre_programa__numero=mes.trimestre,
            fecha__gte=mes.inicio,
            fecha__lt=mes.fin,
        )
        .exclude(estado=EstadoActividad.ANULADA)
        .prefetch_related("localidades", "evidencias")
        .order_by("fecha", "pk")
    )


def _bloque(avance: AvanceDeEstrategia, por_linea: dict[int | None, list[Acto]]) -> BloqueDelMes:
    lineas = [LineaDelMes(actos=por_linea.get(a.linea.pk, []), avance=a) for a in avance.lineas]
    return BloqueDelMes(avance, [linea for linea in lineas if linea.se_lista])


def _acto(fila: Actividad) -> Acto:
    lugar = ", ".join(sorted(x.nombre for x in fila.localidades.all()))
    evidencias = list(fila.evidencias.all())
    return Acto(
        pk=fila.pk,
        linea=fila.linea_id,
        fecha=fila.fecha,
        descripcion=limpiar(fila.descripcion),
        lugar=lugar,
        cantidad=fila.cantidad,
        mujeres=fila.mujeres,
        hombres=fila.hombres,
        validada=fila.estado == _VALIDADA,
        fotos=tuple(_foto(e, fila, lugar) for e in evidencias if e.tipo == JPEG),
        anexos=tuple(e.nombre for e in evidencias if e.tipo != JPEG),
    )


def _foto(evidencia: Evidencia, fila: Actividad, lugar: str) -> Foto:
    pie = " ".join(limpiar(evidencia.pie or fila.descripcion).split())
    return Foto(
        pk=evidencia.pk,
        archivo=evidencia.archivo,
        pie=pie
        if len(pie) <= LARGO_DEL_PIE
        else f"{pie[:LARGO_DEL_PIE].rpartition(' ')[0] or pie[:LARGO_DEL_PIE]}…",
        fecha=fila.fecha,
        lugar=lugar,
    )


def meses_con_actos(persona: Persona, direccion_id: int) -> dict[Mes, int]:
    """How many acts the report of each month of a dirección would tell: one query."""
    filas = (
        visibles_para(persona)
        .filter(trimestre_programa__programa__direccion_id=direccion_id, estado__in=_EN_EL_INFORME)
        .values_list("trimestre_programa__programa__ejercicio__anio", "fecha__month")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return {Mes(anio, mes): n for anio, mes, n in filas}


def mes_sugerido(conteos: dict[Mes, int], hoy: date, anio: int | None = None) -> Mes:
    """The last month with acts (of that year, when it is given); else the current one, or January."""
    con_actos = [mes for mes in conteos if anio in {None, mes.anio}]
    if con_actos:
        return max(con_actos)
    return Mes(hoy.year, hoy.month) if anio in {None, hoy.year} else Mes(anio or hoy.year, 1)
