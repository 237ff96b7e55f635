"""Models of the evaluation of a quarter."""

from evaluacion.models.evaluacion import (
    Compromiso,
    DeclaracionSinActividad,
    Desbloqueo,
    Evaluacion,
    Justificacion,
    Movimiento,
    Observacion,
)

__all__ = [
    "Compromiso",
    "DeclaracionSinActividad",
    "Desbloqueo",
    "Evaluacion",
    "Justificacion",
    "Movimiento",
    "Observacion",
]
