"""The bitácora de combustible: loads with their rendimiento, and those that are out of the ordinary."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import QuerySet
from django.http import Http404

from nucleo.personas import Persona
from nucleo.roles import Accion
from suministros.estados import DESVIO_ATIPICO
from suministros.models import CargaDeCombustible, Vale, Vehiculo

# With fewer loads than these, what a vehicle usually gives is not known.
_MINIMO_PARA_MEDIANA = 3
_TOLERANCIA = 100


def cargas_visibles_para(persona: Persona) -> QuerySet[CargaDeCombustible]:
    """Those of the requests of one's dirección; all of them for Tesorería, Planeación and Contraloría."""
    cargas = CargaDeCombustible.objects.select_related(
        "vehiculo", "vale__solicitud__direccion", "registrada_por"
    )
    if persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return cargas
    propias = persona.direcciones_con(Accion.VER_SUMINISTROS)
    return cargas.filter(vale__solicitud__direccion_id__in=propias)


def vales_visibles_para(persona: Persona) -> QuerySet[Vale]:
    """The same, of the vales."""
    vales = Vale.objects.select_related("solicitud__direccion", "solicitud__destino", "vehiculo")
    if persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return vales
    return vales.filter(solicitud__direccion_id__in=persona.direcciones_con(Accion.VER_SUMINISTROS))


def vale_visible(persona: Persona, pk: int) -> Vale:
    """One of them. Raises Http404."""
    vale = vales_visibles_para(persona).filter(pk=pk).first()
    if vale is None:
        raise Http404
    return vale


@dataclass(frozen=True)
class Renglon:
    """A load, and in words what is out of the ordinary about it; none when nothing is."""

    carga: CargaDeCombustible
    avisos: tuple[str, ...]


def bitacora(cargas: Iterable[CargaDeCombustible]) -> list[Renglon]:
    """The loads in their order, each with its warnings; two queries, however many there are.

    Warned of: km per litre 30 % away from what the vehicle should give or, unknown that, from the median of
    its loads (at least three); litres without km; an amount a peso away from litres by price; no ticket.
    """
    filas = list(cargas)
    usual = _rendimiento_usual({c.vehiculo_id: c.vehiculo for c in filas})
    return [Renglon(c, tuple(_avisos(c, usual.get(c.vehiculo_id)))) for c in filas]


def _rendimiento_usual(vehiculos: dict[int, Vehiculo]) -> dict[int, Decimal]:
    """Km per litre of each vehicle: as was set for it, or the median of its loads."""
    usual = {pk: Decimal(v.rendimiento) / 100 for pk, v in vehiculos.items() if v.rendimiento}
    vistos: dict[int, list[Decimal]] = {}
    for carga in CargaDeCombustible.objects.filter(vehiculo_id__in=set(vehiculos) - set(usual)):
        vistos.setdefault(carga.vehiculo_id, []).append(carga.rendimiento)
    medianas = {pk: median(r) for pk, r in vistos.items() if len(r) >= _MINIMO_PARA_MEDIANA}
    return usual | medianas


def _avisos(carga: CargaDeCombustible, usual: Decimal | None) -> Iterable[str]:
    if carga.km == 0:
        yield "Cargó combustible sin recorrer kilómetros."
    elif usual and abs(carga.rendimiento - usual) * 100 > usual * DESVIO_ATIPICO:
        yield f"Dio {carga.rendimiento} km/l; lo usual en este vehículo es {usual:.2f}."
    cuenta = Decimal(carga.mililitros) * carga.precio / 1000
    if abs(cuenta - carga.importe) > _TOLERANCIA:
        yield "El importe no corresponde a los litros por su precio."
    if not carga.archivo:
        yield "No tiene ticket ni factura."
