"""What of the comités and consejos waits for a person: shown on their first page."""

from dataclasses import dataclass
from datetime import date, timedelta

from asambleas.consultas.acuerdos import acuerdos_pendientes
from asambleas.consultas.organos import (
    organos_visibles_para,
    pasos_devueltos,
    pasos_por_aprobar,
    pasos_sin_contar,
)
from asambleas.estados import EstadoOrgano
from nucleo.conteos import Cuentas, cuantos
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


def cuentas_de_organos(persona: Persona, hoy: date) -> Cuentas:
    """What to count for a person; nothing for who neither carries nor decides."""
    if not persona.puede(Accion.LLEVAR_ORGANOS):
        return {}
    acuerdos = acuerdos_pendientes(persona)
    cuentas = {
        "devueltos": cuantos(pasos_devueltos(persona)),
        "acuerdos": cuantos(acuerdos),
        "vencidos": cuantos(acuerdos.filter(fecha__lt=hoy)),
        "por_renovar": cuantos(
            organos_visibles_para(persona).filter(
                estado=EstadoOrgano.CONSTITUIDO, vigente_hasta__lte=hoy + AVISO_DE_RENOVACION
            )
        ),
    }
    if persona.puede(Accion.APROBAR_PASOS):
        cuentas["por_aprobar"] = cuantos(pasos_por_aprobar(persona))
        cuentas["sin_contar"] = cuantos(pasos_sin_contar(persona))
    return cuentas
