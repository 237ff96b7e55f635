"""Progress of one or many POAs in a quarter, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, Sum

from actividades.estados import EstadoActividad
from actividades.models import Actividad
from evaluacion.consultas.cifras import Cifra, DatoDeLinea, Umbrales, Ventana, calcular
from evaluacion.models import DeclaracionSinActividad
from poa.models import Ejercicio, Estrategia, LineaDeAccion, Programa, Programacion


@dataclass(frozen=True)
class Marco:
    """What every figure of one reading shares: year, quarter, the day it is read on, thresholds, and whether
    the plan is in force."""

    anio: int
    trimestre: int
    al: date
    umbrales: Umbrales
    en_vigor: bool = True

    @cached_property
    def ventanas(self) -> dict[str, Ventana]:
        return {
            "trimestral": Ventana.trimestral(self.anio, self.trimestre),
            "acumulado": Ventana.acumulada(self.anio, self.trimestre),
            "anual": Ventana.anual(self.anio),
        }

    def cifra(self, ventana: str, datos: Iterable[DatoDeLinea]) -> Cifra:
        """The figure of these líneas over the window of that name."""
        terminada = self.ventanas[ventana].terminada(self.al)
        return calcular(datos, terminada=terminada, umbrales=self.umbrales, en_vigor=self.en_vigor)


@dataclass
class Conteo:
    """Acts of a línea in one quarter, by what they are worth today."""

    inicial: int | None = None
    vigente: int = 0
    hechas: int = 0
    registradas: int = 0
    por_validar: int = 0
    devueltas: int = 0
    declarada: bool = False


def dato_en(ventana: Ventana, conteos: dict[int, Conteo]) -> DatoDeLinea:
    """Sum the quarters of a window; declared empty only if each planned quarter was declared so."""
    dentro = [c for n, c in conteos.items() if ventana.incluye(n)]
    planeados = [c for c in dentro if c.vigente > 0]
    return DatoDeLinea(
        proyectadas=sum(c.vigente for c in dentro),
        hechas=sum(c.hechas for c in dentro),
        registradas=sum(c.registradas for c in dentro),
        declarada=bool(planeados) and all(c.declarada for c in planeados),
    )


@dataclass
class Grupo:
    """Anything that has figures over the three windows: a línea, a block, a POA, an eje, the municipality."""

    marco: Marco
    conteos: list[dict[int, Conteo]] = field(default_factory=list)

    def datos(self, ventana: str) -> list[DatoDeLinea]:
        return [dato_en(self.marco.ventanas[ventana], c) for c in self.conteos]

    @cached_property
    def trimestral(self) -> Cifra:
        return self.marco.cifra("trimestral", self.datos("trimestral"))

    @cached_property
    def acumulado(self) -> Cifra:
        return self.marco.cifra("acumulado", self.datos("acumulado"))

    @cached_property
    def anual(self) -> Cifra:
        return self.marco.cifra("anual", self.datos("anual"))

    def _suma(self, campo: str) -> int:
        return sum(getattr(c[self.marco.trimestre], campo) for c in self.conteos if self.marco.trimestre in c)

    @property
    def por_validar(self) -> int:
        """Acts of the quarter that wait for the directora."""
        return self._suma("por_validar")

    @property
    def devueltas(self) -> int:
        return self._suma("devueltas")

    @property
    def faltan(self) -> int:
        """Acts that are still missing in the quarter, línea by línea (what exceeds in one pays no other)."""
        return sum(max(0, d.proyectadas - d.hechas) for d in self.datos("trimestral"))


@dataclass(kw_only=True)
class AvanceDeLinea(Grupo):
    """A línea and its figures."""

    linea: LineaDeAccion

    @property
    def _del_trimestre(self) -> Conteo:
        return self.conteos[0].get(self.marco.trimestre, Conteo())

    @property
    def inicial(self) -> int | None:
        """Projected when the POA was authorised, for the quarter."""
        return self._del_trimestre.inicial

    @property
    def vigente(self) -> int:
        """Projected in force, for the quarter."""
        return self._del_trimestre.vigente

    @property
    def declarada(self) -> bool:
        return self._del_trimestre.declarada

    @property
    def registradas(self) -> int:
        """Acts of the quarter in any state but annulled."""
        return self._del_trimestre.registradas

    @property
    def despues_del_cierre(self) -> bool:
        """Whether the línea was added when the quarter was already over."""
        agregada = self.linea.agregada_el
        return bool(agregada and self.marco.ventanas["trimestral"].terminada(agregada))

    @property
    def cancelada(self) -> bool:
        """Whether the línea was cancelled by the end of the quarter; what it had before still counts."""
        dia = self.linea.cancelada_el
        return bool(dia and dia < self.marco.ventanas["trimestral"].fin)


@dataclass(kw_only=True)
class AvanceDeEstrategia(Grupo):
    """A block of the sheet and its líneas."""

    estrategia: Estrategia
    lineas: list[AvanceDeLinea] = field(default_factory=list)


@dataclass(kw_only=True)
class AvanceDePrograma(Grupo):
    """A POA with its blocks; `emergentes` are the acts that fit no línea, always no programadas."""

    programa: Programa
    estrategias: list[AvanceDeEstrategia] = field(default_factory=list)
    emergentes: dict[int, Conteo] = field(default_factory=dict)

    @property
    def lineas(self) -> list[AvanceDeLinea]:
        return [linea for e in self.estrategias for linea in e.lineas]

    @property
    def no_programadas(self) -> int:
        """Acts done in the quarter that nobody had projected for it."""
        return self.trimestral.no_programadas

    @property
    def emergentes_del_trimestre(self) -> int:
        return self.emergentes.get(self.marco.trimestre, Conteo()).hechas

    @property
    def unidades_mezcladas(self) -> bool:
        """Whether the total adds up different units of measure."""
        return len({a.linea.unidad_de_medida.lower() for a in self.lineas if a.vigente}) > 1


Llave = tuple[int | None, int]


def _conteos(
    ids: Sequence[int], antes_de: date | None = None
) -> dict[tuple[int, int | None], dict[int, Conteo]]:
    """Counts by (programa, línea or None) and quarter: two queries; `antes_de` leaves out later acts."""
    tabla: dict[tuple[int, int | None], dict[int, Conteo]] = defaultdict(lambda: defaultdict(Conteo))
    tp = "trimestre_programa__"
    declarada = Exists(
        DeclaracionSinActividad.objects.filter(
            trimestre_programa_id=OuterRef("trimestre_programa_id"), linea_id=OuterRef("linea_id")
        )
    )
    for p in Programacion.objects.filter(trimestre_programa__programa_id__in=ids).values_list(
        f"{tp}programa_id", "linea_id", f"{tp}numero", "inicial", "vigente", declarada
    ):
        conteo = tabla[p[0], p[1]][p[2]]
        conteo.inicial, conteo.vigente, conteo.declarada = p[3], p[4], p[5]
    hasta = Q(fecha__lt=antes_de) if antes_de else Q()
    actos = (
        Actividad.objects.filter(hasta, trimestre_programa__programa_id__in=ids)
        .exclude(estado=EstadoActividad.ANULADA)
        .values_list(f"{tp}programa_id", "linea_id", f"{tp}numero")
        .annotate(
            hechas=Sum("cantidad", filter=Q(estado=EstadoActividad.VALIDADA), default=0),
            registradas=Count("id"),
            por_validar=Count("id", filter=Q(estado=EstadoActividad.REGISTRADA)),
            devueltas=Count("id", filter=Q(estado=EstadoActividad.DEVUELTA)),
        )
        .order_by()
    )
    for programa, linea, numero, *valores in actos:
        conteo = tabla[programa, linea][numero]
        conteo.hechas, conteo.registradas, conteo.por_validar, conteo.devueltas = valores
    return tabla


def realizadas_de(programa_id: int) -> dict[int, dict[int, int]]:
    """Acts done and valid of each línea of a POA, by quarter; what the plan prints as «avance»."""
    return {
        linea: {numero: conteo.hechas for numero, conteo in conteos.items()}
        for (_, linea), conteos in _conteos([programa_id]).items()
        if linea is not None
    }


def umbrales_de(ejercicio: Ejercicio) -> Umbrales:
    """The thresholds Planeación set for the year."""
    return Umbrales(ejercicio.umbral_verde, ejercicio.umbral_amarillo, ejercicio.umbral_sobrecumplimiento)


def _avance(marco: Marco, programa: Programa, estrategias: list[Estrategia], tabla: dict) -> AvanceDePrograma:
    bloques = []
    for estrategia in estrategias:
        lineas = [
            AvanceDeLinea(marco, [tabla.get((programa.pk, linea.pk), {})], linea=linea)
            for linea in estrategia.lineas.all()
        ]
        conteos = [c for linea in lineas for c in linea.conteos]
        bloques.append(AvanceDeEstrategia(marco, conteos, estrategia=estrategia, lineas=lineas))
    emergentes = tabla.get((programa.pk, None), {})
    conteos = [c for b in bloques for c in b.conteos] + [emergentes]
    return AvanceDePrograma(marco, conteos, programa=programa, estrategias=bloques, emergentes=emergentes)


def avance_de_programas(
    programas: Sequence[Programa], *, trimestre: int, al: date, antes_de: date | None = None
) -> list[AvanceDePrograma]:
    """Figures of POAs of one ejercicio in a quarter, read on the day `al`; four queries, however many.

    `programas` come with their ejercicio. The order is kept; blocks and líneas are in the sheet's order.
    With `antes_de` only acts of earlier days count: how the quarter stood at the end of a month.
    """
    ids = [p.pk for p in programas]
    tabla = _conteos(ids, antes_de)
    por_programa: dict[int, list[Estrategia]] = defaultdict(list)
    for estrategia in (
        Estrategia.objects.filter(programa_id__in=ids)
        .select_related("eje")
        .prefetch_related("lineas")
        .order_by("programa_id", "orden")
    ):
        por_programa[estrategia.programa_id].append(estrategia)
    return [
        _avance(
            Marco(p.ejercicio.anio, trimestre, al, umbrales_de(p.ejercicio), p.en_vigor),
            p,
            por_programa[p.pk],
            tabla,
        )
        for p in programas
    ]


def avance_de_programa(
    programa: Programa, *, trimestre: int, al: date, antes_de: date | None = None
) -> AvanceDePrograma:
    """Figures of one POA in a quarter, read on the day `al`; see `avance_de_programas`."""
    return avance_de_programas([programa], trimestre=trimestre, al=al, antes_de=antes_de)[0]


def reunir(avances: Sequence[Grupo], marco: Marco) -> Grupo:
    """Several readings as one: an eje or the municipality, the sum over the sum again."""
    return Grupo(marco, [c for a in avances for c in a.conteos])
