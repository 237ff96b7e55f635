"""The history of an act, told move by move."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actividades.estados import A, D, Origen, R, V, X
from actividades.models import Actividad

_TEXTOS = {
    (R, R): "Corregida",
    (D, R): "Corregida y enviada de nuevo a validar",
    (X, R): "Reincorporada",
}
_POR_DESTINO = {V: "Validada", D: "Devuelta", A: "Anulada", X: "Dejada fuera", R: "Registrada"}
_TONOS = {V: "verde", D: "amarillo", A: "rojo", X: "amarillo"}


@dataclass(frozen=True)
class Movimiento:
    """One move as the page tells it."""

    texto: str
    quien: str
    cuando: datetime
    motivo: str
    diferencias: list[dict[str, Any]]
    tono: str


def historial_de(actividad: Actividad) -> list[Movimiento]:
    """Every move of an act, the newest first: from its birth to its last decision."""
    return [
        Movimiento(
            texto=_texto(actividad, cambio.de, cambio.a),
            quien=str(cambio.actor),
            cuando=cambio.momento,
            motivo=cambio.motivo,
            diferencias=cambio.diferencias,
            tono=_TONOS.get(cambio.a, ""),
        )
        for cambio in actividad.cambios.select_related("actor").order_by("-momento", "-id")
    ]


def _texto(actividad: Actividad, de: str, a: str) -> str:
    if not de and actividad.origen == Origen.IMPORTACION:
        return "Importada ya validada" if a == V else "Importada"
    return _TEXTOS.get((de, a), _POR_DESTINO[a])
