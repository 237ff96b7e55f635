"""An órgano at a glance: which of its steps are done, which is next, and how long it still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from asambleas.estados import EstadoPaso
from asambleas.models import Organo, Paso
from asambleas.procedimientos import PasoDefinido, Procedimiento, procedimiento_de

POR_HACER = (EstadoPaso.PENDIENTE, EstadoPaso.DEVUELTO)


@dataclass(frozen=True)
class Renglon:
    """A step of the checklist: its definition and the row that stands."""

    definido: PasoDefinido
    paso: Paso

    @property
    def esta(self) -> bool:
        """Whether it is approved."""
        return self.paso.estado == EstadoPaso.APROBADO


@dataclass(frozen=True)
class Ficha:
    """An órgano with its steps in order; `dias` until its term ends (negative: over), None without term."""

    organo: Organo
    procedimiento: Procedimiento
    renglones: Sequence[Renglon]
    dias: int | None

    @property
    def hechos(self) -> int:
        """How many steps are approved."""
        return sum(r.esta for r in self.renglones)

    @property
    def siguiente(self) -> Renglon | None:
        """The first step that is still to be done, or, when all were sent, that waits to be approved."""
        por_hacer = (r for r in self.renglones if r.paso.estado in POR_HACER)
        return next(por_hacer, None) or next((r for r in self.renglones if not r.esta), None)

    @property
    def desde(self) -> int:
        """The year in which it was registered: an open one goes on from year to year."""
        return self.organo.registrado_en.year


def con_pasos(organos: QuerySet[Organo]) -> QuerySet[Organo]:
    """The same with the steps that stand, in two more queries however many they are."""
    en_pie = Paso.objects.exclude(estado=EstadoPaso.ANULADO).select_related(
        "actividad__linea__estrategia", "actividad__trimestre_programa"
    )
    return organos.prefetch_related(Prefetch("pasos", en_pie, to_attr="pasos_en_pie"))


def ficha_de(organo: Organo, hoy: date) -> Ficha:
    """One of them; `organo` comes from `con_pasos`."""
    definido = procedimiento_de(organo.procedimiento)
    por_clave = {p.clave: p for p in organo.pasos_en_pie}
    renglones = [
        Renglon(d, por_clave[d.clave]) for d in definido.pasos if not d.repetible and d.clave in por_clave
    ]
    dias = (organo.vigente_hasta - hoy).days if organo.vigente_hasta else None
    return Ficha(organo, definido, renglones, dias)


def fichas_de(organos: Iterable[Organo], hoy: date) -> list[Ficha]:
    """All of them."""
    return [ficha_de(o, hoy) for o in organos]
