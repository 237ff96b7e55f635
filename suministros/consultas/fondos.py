"""The money as people read it: what is left, how it went month by month, asked against spent. Centavos."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce, ExtractMonth
from django.http import Http404

from nucleo.personas import Persona
from nucleo.roles import Accion
from poa.models import Inversion, LineaDeAccion
from suministros.estados import EFECTOS, TipoSolicitud, Uso
from suministros.models import Fondo, MovimientoDeFondo, Solicitud
from suministros.models.fondos import disponible_de

_CAMPOS = ("asignado", "comprometido", "ejercido")


def fondos_visibles_para(persona: Persona) -> QuerySet[Fondo]:
    """Those of one's own dirección; all of them for Tesorería, Planeación and Contraloría."""
    fondos = Fondo.objects.select_related("direccion", "ejercicio", "rubro", "inversion__estrategia")
    if persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return fondos
    return fondos.filter(direccion_id__in=persona.direcciones_con(Accion.VER_SUMINISTROS))


def fondo_visible(persona: Persona, pk: int) -> Fondo:
    """One of them. Raises Http404: what is not yours does not exist."""
    fondo = fondos_visibles_para(persona).filter(pk=pk).first()
    if fondo is None:
        raise Http404
    return fondo


def uso_de(tipo: str) -> Uso:
    """What a request of that paper is paid from."""
    return Uso.COMBUSTIBLE if tipo == TipoSolicitud.OFICIO else Uso.MATERIAL


def fondos_para(direccion_id: int, ejercicio_id: int, tipo: str) -> QuerySet[Fondo]:
    """From which a request of that paper may be paid: the POA's first, the fullest first."""
    return (
        Fondo.objects.filter(direccion_id=direccion_id, ejercicio_id=ejercicio_id, rubro__uso=uso_de(tipo))
        .select_related("direccion", "ejercicio", "rubro", "inversion__estrategia")
        .order_by(F("inversion_id").asc(nulls_last=True), "-disponible", "pk")
    )


def fondo_sugerido(
    direccion_id: int, ejercicio_id: int, tipo: str, linea: LineaDeAccion | None = None
) -> Fondo | None:
    """That of the block of the línea the request serves; otherwise the one with most left. None.

    There is none.
    """
    fondos = list(fondos_para(direccion_id, ejercicio_id, tipo))
    if linea is not None:
        for fondo in fondos:
            if fondo.inversion and fondo.inversion.estrategia_id == linea.estrategia_id:
                return fondo
    return max(fondos, key=lambda f: f.disponible, default=None)


def inversiones_sin_fondo(anio: int) -> QuerySet[Inversion]:
    """Inversiones of authorised POAs that Tesorería has not matched to a rubro yet."""
    return (
        Inversion.objects.filter(
            estrategia__programa__ejercicio__anio=anio,
            estrategia__programa__estado="autorizado",
            fondo__isnull=True,
            monto__gt=0,
        )
        .select_related("estrategia__programa__direccion", "estrategia__programa__ejercicio")
        .order_by("estrategia__programa__direccion__nombre", "estrategia__orden", "orden")
    )


def _con_signo(columna: int) -> Coalesce:
    """Σ of the movements on a column, each with its sign."""
    casos = [When(tipo=tipo, then=Value(efecto[columna])) for tipo, efecto in EFECTOS.items()]
    signo = Case(*casos, default=Value(0), output_field=IntegerField())
    return Coalesce(Sum(signo * F("monto")), 0)


def comprometido_por(solicitud: Solicitud) -> int:
    """What is committed for a request and neither spent nor freed yet."""
    return MovimientoDeFondo.objects.filter(solicitud=solicitud).aggregate(c=_con_signo(1))["c"]


@dataclass
class Saldo:
    """asignado = comprometido + ejercido + disponible, in centavos."""

    asignado: int = 0
    comprometido: int = 0
    ejercido: int = 0

    @property
    def disponible(self) -> int:
        """What was left then."""
        return disponible_de(self.asignado, self.comprometido, self.ejercido)

    def mas(self, asignado: int, comprometido: int, ejercido: int) -> "Saldo":
        return Saldo(self.asignado + asignado, self.comprometido + comprometido, self.ejercido + ejercido)


def saldo_al(fondo: Fondo, dia: date) -> Saldo:
    """How the fondo stood at the end of a day, from its movements."""
    hasta = MovimientoDeFondo.objects.filter(fondo=fondo, fecha__lte=dia)
    return Saldo(**hasta.aggregate(**{campo: _con_signo(n) for n, campo in enumerate(_CAMPOS)}))


@dataclass
class Mes:
    """A month of some fondos: what was spent in it, and how they stood at its end."""

    numero: int
    ejercido: int = 0
    comprometido: int = 0
    al_cierre: Saldo = field(default_factory=Saldo)

    @property
    def trimestre(self) -> int:
        return (self.numero - 1) // 3 + 1


def _mes() -> Case:
    anio = F("fondo__ejercicio__anio")
    return Case(
        When(fecha__year__lt=anio, then=Value(1)),
        When(fecha__year__gt=anio, then=Value(12)),
        default=ExtractMonth("fecha"),
        output_field=IntegerField(),
    )


def por_mes(fondos: QuerySet[Fondo]) -> list[Mes]:
    """The twelve months of some fondos of one year, in one query.

    Those of other years are not to be mixed. What was moved before the year is of its first month, and what
    was moved after it, of its last: the money is that year's.
    """
    filas = (
        MovimientoDeFondo.objects.filter(fondo__in=fondos)
        .annotate(mes=_mes())
        .values("mes")
        .annotate(d_asignado=_con_signo(0), d_comprometido=_con_signo(1), d_ejercido=_con_signo(2))
        .order_by("mes")
    )
    cambios = {f["mes"]: (f["d_asignado"], f["d_comprometido"], f["d_ejercido"]) for f in filas}
    meses, saldo = [], Saldo()
    for numero in range(1, 13):
        asignado, comprometido, ejercido = cambios.get(numero, (0, 0, 0))
        saldo = saldo.mas(asignado, comprometido, ejercido)
        meses.append(Mes(numero, ejercido, comprometido, saldo))
    return meses


def por_trimestre(meses: list[Mes]) -> list[Mes]:
    """The same four by four: each quarter with its sums, and as it stood at its end; `numero` is 1 to 4."""
    return [
        Mes(
            n + 1,
            sum(m.ejercido for m in meses[3 * n : 3 * n + 3]),
            sum(m.comprometido for m in meses[3 * n : 3 * n + 3]),
            meses[3 * n + 2].al_cierre,
        )
        for n in range(4)
    ]


@dataclass
class Comparacion:
    """What a citizen asks: requested, authorised, delivered and spent, of the requests of one fondo.

    Centavos.
    """

    fondo_id: int | None
    solicitudes: int
    pedido: int
    autorizado: int
    entregado: int
    ejercido: int


def pedido_contra_ejercido(solicitudes: QuerySet[Solicitud]) -> list[Comparacion]:
    """One row per fondo, of the requests with folio that were not cancelled; in one query."""
    filas = (
        solicitudes.exclude(folio="")
        .exclude(estado="cancelada")
        .order_by()
        .values("fondo_id")
        .annotate(
            solicitudes=Count("pk"),
            pedido=Coalesce(Sum("monto_pedido"), 0),
            autorizado=Coalesce(Sum("monto_autorizado"), 0),
            entregado=Coalesce(Sum("monto_entregado"), 0),
            ejercido=Coalesce(Sum("monto_ejercido"), 0),
        )
        .order_by("fondo_id")
    )
    return [
        Comparacion(
            f["fondo_id"], f["solicitudes"], f["pedido"], f["autorizado"], f["entregado"], f["ejercido"]
        )
        for f in filas
    ]


def pedido_sin_responder(fondo_id: int) -> int:
    """Sent and not answered yet: what may still be taken from the fondo. Centavos."""
    pendientes = Q(estado__in=["enviada", "recibida"], fondo_id=fondo_id)
    return Solicitud.objects.filter(pendientes).aggregate(s=Coalesce(Sum("monto_pedido"), 0))["s"]


def movimientos_de(fondo: Fondo) -> QuerySet[MovimientoDeFondo]:
    """The movements of a fondo, the newest first."""
    return fondo.movimientos.select_related("solicitud", "actor").order_by("-momento", "-id")
