"""The rules that new órganos of each procedimiento start from, as Planeación sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from asambleas.models import Regla
from asambleas.models.organo import PuestoBase
from asambleas.procedimientos import Procedimiento, PuestoSugerido, procedimientos


@dataclass(frozen=True)
class ReglaVista:
    """What is in force for a procedimiento; `fijada`: somebody set it, it is not only what it suggests."""

    procedimiento: Procedimiento
    quorum_primera: int
    quorum_segunda: int
    vigencia_meses: int
    puestos: tuple[PuestoSugerido, ...]
    fijada: bool


def puestos_como_datos(puestos: Iterable[PuestoBase]) -> tuple[PuestoSugerido, ...]:
    """The same posts without their rows, in order."""
    return tuple(PuestoSugerido(p.nombre, p.lugares, p.con_suplente) for p in puestos)


def regla_vista(procedimiento: Procedimiento) -> ReglaVista:
    """The rules in force for one procedimiento; it writes nothing when nobody set them yet."""
    regla = Regla.objects.filter(procedimiento=procedimiento.clave).prefetch_related("puestos").first()
    de = regla or procedimiento
    return ReglaVista(
        procedimiento,
        de.quorum_primera,
        de.quorum_segunda,
        de.vigencia_meses,
        puestos_como_datos(regla.puestos.all()) if regla else procedimiento.puestos,
        regla is not None,
    )


def reglas_vistas() -> list[ReglaVista]:
    """Those of every procedimiento."""
    return [regla_vista(p) for p in procedimientos()]
