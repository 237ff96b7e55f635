"""What of the comités and consejos waits for a person: shown on their first page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from asambleas.consultas.acuerdos import acuerdos_pendientes
from asambleas.consultas.organos import (
    organos_visibles_para,
    pasos_devueltos,
    pasos_por_aprobar,
    pasos_sin_contar,
)
from asambleas.estados import EstadoOrgano
from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Accion

AVISO_DE_RENOVACION = timedelta(days=90)


@dataclass(frozen=True)
class PendientesDeOrganos:
    """Steps that were returned, steps to approve, approved ones that could not count, acuerdos to keep, those
    past their day, and órganos whose term ends within ninety days."""

    devueltos: int = 0
    por_aprobar: int = 0
    sin_contar: int = 0
    acuerdos: int = 0
    vencidos: int = 0
    por_renovar: int = 0

    @property
    def hay(self) -> bool:
        return bool(
            self.devueltos or self.por_aprobar or self.sin_contar or self.acuerdos or self.por_renovar
        )


def _cuantos(filas: QuerySet) -> Coalesce:
    """How many rows, as a column of another query."""
    contadas = filas.order_by().annotate(uno=Value(1)).values("uno").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(contadas, output_field=IntegerField()), 0)


def pendientes_de_organos(persona: Persona, hoy: date) -> PendientesDeOrganos:
    """Every count in one query; nothing for who neither carries nor decides."""
    if not persona.puede(Accion.LLEVAR_ORGANOS):
        return PendientesDeOrganos()
    acuerdos = acuerdos_pendientes(persona)
    cuentas = {
        "devueltos": _cuantos(pasos_devueltos(persona)),
        "acuerdos": _cuantos(acuerdos),
        "vencidos": _cuantos(acuerdos.filter(fecha__lt=hoy)),
        "por_renovar": _cuantos(
            organos_visibles_para(persona).filter(
                estado=EstadoOrgano.CONSTITUIDO, vigente_hasta__lte=hoy + AVISO_DE_RENOVACION
            )
        ),
    }
    if persona.puede(Accion.APROBAR_PASOS):
        cuentas["por_aprobar"] = _cuantos(pasos_por_aprobar(persona))
        cuentas["sin_contar"] = _cuantos(pasos_sin_contar(persona))
    # A row to hang the counts from; their names must not be those of its columns.
    filas = Usuario.objects.filter(pk=persona.usuario.pk).values(**{f"n_{c}": v for c, v in cuentas.items()})
    conteos: dict[str, Any] = dict(filas.get())
    return PendientesDeOrganos(**{c.removeprefix("n_"): n for c, n in conteos.items()})
