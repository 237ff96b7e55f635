"""A reprogramación of the POA of A: asked by its directora, decided by Planeación, on a day."""

from datetime import date, datetime
from typing import Any

from poa.models import Programacion, Reprogramacion
from poa.servicios.reprogramar import Pedido, solicitar_reprogramacion
from poa.servicios.resolver_reprogramacion import autorizar_reprogramacion, rechazar_reprogramacion
from tests.reparto import HOY, PROGRAMACION, ZONA, Reparto


def a_las_diez(dia: date) -> datetime:
    return datetime(dia.year, dia.month, dia.day, 10, 0, tzinfo=ZONA)


def celdas(reparto: Reparto, cambios: dict[tuple[int, int], int | None]) -> Pedido:
    """A request that changes figures: {(place of the línea, quarter): figure}, over what the page showed."""
    lineas = reparto.lineas()
    base = {(linea.pk, n + 1): PROGRAMACION[i][n] for i, linea in enumerate(lineas) for n in range(4)}
    nuevas = {(lineas[i].pk, n): v for (i, n), v in cambios.items()}
    return Pedido(celdas=base | nuevas, base=base)


def pedir(
    reparto: Reparto,
    pedido: Pedido,
    *,
    el: date = HOY,
    quien: str = "directora_a",
    motivo: str = "Se descompuso el vehículo",
    programa_id: int | None = None,
) -> Reprogramacion:
    return solicitar_reprogramacion(
        persona=reparto.persona(quien, el),
        ahora=a_las_diez(el),
        programa_id=programa_id or reparto.programa_a.pk,
        motivo=motivo,
        pedido=pedido,
    )


def resolver(
    reparto: Reparto,
    cual: Reprogramacion,
    *,
    el: date = HOY,
    quien: str = "planeacion",
    autoriza: bool = True,
    motivo: str = "Procede",
) -> Reprogramacion:
    decidir: Any = autorizar_reprogramacion if autoriza else rechazar_reprogramacion
    return decidir(
        persona=reparto.persona(quien, el), ahora=a_las_diez(el), reprogramacion_id=cual.pk, motivo=motivo
    )


def cifras(linea_id: int, campo: str = "vigente") -> list[int | None]:
    """The four figures of a línea."""
    filas = Programacion.objects.filter(linea_id=linea_id).order_by("trimestre_programa__numero")
    return list(filas.values_list(campo, flat=True))
