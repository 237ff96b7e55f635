"""What waits for whoever keeps the accounts: a dirección nobody signs for, somebody who cannot come in."""

from dataclasses import dataclass
from datetime import date, timedelta

from nucleo.fechas import fecha_larga
from nucleo.models import Usuario
from nucleo.roles import Rol
from poa.consultas.adscripciones import situacion_de
from poa.consultas.catalogos import ultimo_dia
from poa.consultas.personas import Ficha, fichas
from poa.models import Adscripcion, Direccion

AVISO_DE_TERMINO = timedelta(days=30)


@dataclass(frozen=True)
class CargoPorTerminar:
    """A cargo in force and the last day it is held."""

    adscripcion: Adscripcion
    ultimo: date

    @property
    def detalle(self) -> str:
        """Which cargo, where, and until when."""
        a = self.adscripcion
        return f"{a.cargo}, {a.direccion}: hasta el {fecha_larga(self.ultimo)}"


@dataclass(frozen=True)
class PorAtender:
    """The four lists, each by name; `hay` when any of them holds something."""

    sin_titular: list[Direccion]
    sin_contrasena: list[Usuario]
    sin_cargo: list[Usuario]
    por_terminar: list[CargoPorTerminar]

    @property
    def hay(self) -> bool:
        return bool(self.sin_titular or self.sin_contrasena or self.sin_cargo or self.por_terminar)


def por_atender(hoy: date) -> PorAtender:
    """What the accounts and cargos lack on `hoy`; three queries, however many people."""
    todas = fichas(hoy)
    vigentes = [a for ficha in todas for a in ficha.cargos]
    con_titular = {a.direccion_id for a in vigentes if a.rol == Rol.DIRECTORA and a.puede_firmar}
    return PorAtender(
        sin_titular=[d for d in Direccion.objects.filter(activa=True) if d.pk not in con_titular],
        sin_contrasena=[f.usuario for f in todas if not f.usuario.has_usable_password()],
        sin_cargo=[f.usuario for f in todas if not f.cargos and not _empieza_despues(f, hoy)],
        por_terminar=_por_terminar(vigentes, hoy),
    )


def _empieza_despues(ficha: Ficha, hoy: date) -> bool:
    """Somebody whose cargo is already given and starts another day lacks nothing."""
    return any(situacion_de(a, hoy) == "por iniciar" for a in ficha.usuario.adscripciones.all())


def _por_terminar(vigentes: list[Adscripcion], hoy: date) -> list[CargoPorTerminar]:
    fines = [CargoPorTerminar(a, fin) for a in vigentes if (fin := ultimo_dia(a))]
    return sorted((c for c in fines if c.ultimo <= hoy + AVISO_DE_TERMINO), key=lambda c: c.ultimo)
