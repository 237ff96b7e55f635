"""Acts as a list: what a person may see, filtered by what the address says, with its totals."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db.models import Count, Q, QuerySet, Sum

from actividades.estados import PENDIENTES_DE_VALIDAR, V
from actividades.models import Actividad
from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import entero, limpiar, normalizar

PENDIENTES = "pendientes"
# Each filter that is a number, and the column it compares.
_POR_NUMERO = {
    "direccion": "trimestre_programa__programa__direccion_id",
    "ejercicio": "trimestre_programa__programa__ejercicio__anio",
    "trimestre": "trimestre_programa__numero",
    "hasta": "trimestre_programa__numero__lte",
    "estrategia": "linea__estrategia_id",
    "linea": "linea_id",
}


def visibles_para(persona: Persona) -> QuerySet[Actividad]:
    """Acts of the direcciones the person reads; every view starts here, so the rest answers 404."""
    todas = Actividad.objects.all()
    if persona.alcanza_todas(Accion.VER_ACTIVIDADES):
        return todas
    propias = persona.direcciones_con(Accion.VER_ACTIVIDADES)
    return todas.filter(trimestre_programa__programa__direccion_id__in=propias)


@dataclass(frozen=True)
class Filtros:
    """What the address asks for; `hasta` is the acumulado up to that quarter."""

    direccion: int | None = None
    ejercicio: int | None = None
    trimestre: int | None = None
    hasta: int | None = None
    estrategia: int | None = None
    linea: int | None = None
    estado: str = ""
    emergentes: bool = False
    importadas: bool = False
    mias: bool = False
    q: str = ""

    @classmethod
    def leer(cls, consulta: Mapping[str, str]) -> "Filtros":
        """From the query string; what cannot be read is as if it were not there."""
        numeros = {n: entero(consulta.get(n, "")) for n in _POR_NUMERO}
        return cls(
            estado=consulta.get("estado", ""),
            q=limpiar(consulta.get("q", ""))[:100],
            emergentes=bool(consulta.get("emergentes")),
            importadas=bool(consulta.get("importadas")),
            mias=bool(consulta.get("mias")),
            **numeros,  # type: ignore[arg-type]  # all of them numbers
        )

    @property
    def hay(self) -> bool:
        """Whether anything narrows the list."""
        return any(getattr(self, campo.name) for campo in fields(self))


def listar(persona: Persona, filtros: Filtros) -> QuerySet[Actividad]:
    """Visible acts that match, newest first, with all that a row shows: a constant number of queries.

    Each row also carries `evidencias_total`. Search is by words, without regard to accents, in what was
    done, its línea and its localidades.
    """
    condicion = Q()
    for nombre, columna in _POR_NUMERO.items():
        valor = getattr(filtros, nombre)
        if valor is not None:
            condicion &= Q(**{columna: valor})
    if filtros.estado:
        estados = PENDIENTES_DE_VALIDAR if filtros.estado == PENDIENTES else {filtros.estado}
        condicion &= Q(estado__in=estados)
    if filtros.emergentes:
        condicion &= Q(linea__isnull=True)
    if filtros.importadas:
        condicion &= Q(origen="importacion")
    if filtros.mias:
        condicion &= Q(registrada_por=persona.usuario)
    for palabra in normalizar(filtros.q).split():
        condicion &= Q(busqueda__contains=palabra)
    return (
        visibles_para(persona)
        .filter(condicion)
        .select_related(
            "linea__estrategia",
            "trimestre_programa__programa__direccion",
            "trimestre_programa__programa__ejercicio",
            "registrada_por",
        )
        .prefetch_related("localidades")
        .annotate(evidencias_total=Count("evidencias"))
        .order_by("-fecha", "-pk")
    )


@dataclass(frozen=True)
class Totales:
    """Sums of a whole list, not of its page: acts, Σ cantidad, and Σ cantidad of the validated ones."""

    actividades: int
    cantidad: int
    cantidad_validada: int
    mujeres: int
    hombres: int


def totales(actividades: QuerySet[Actividad]) -> Totales:
    """One query over the list as it was filtered; only what is validated counts for the cumplimiento."""
    # By id: the list counts evidence with a join, which would repeat each act in a sum.
    ids = actividades.order_by().values("pk")
    suma = Actividad.objects.filter(pk__in=ids).aggregate(
        n=Count("pk"),
        c=Sum("cantidad"),
        v=Sum("cantidad", filter=Q(estado=V)),
        m=Sum("mujeres"),
        h=Sum("hombres"),
    )
    return Totales(suma["n"], suma["c"] or 0, suma["v"] or 0, suma["m"] or 0, suma["h"] or 0)
