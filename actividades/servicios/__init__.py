"""Every write of the acts: each checks permission, state and lock, writes and leaves its trace, at once."""

from actividades.servicios.datos import DatosDeActividad
from actividades.servicios.decidir import (
    Rechazo,
    Validacion,
    anular_actividad,
    devolver_actividad,
    excluir_actividad,
    reincorporar_actividad,
    validar_actividades,
)
from actividades.servicios.evidencias import agregar_evidencia, quitar_evidencia
from actividades.servicios.importar import ErrorDeRenglon, ImportacionInvalida, importar_actividades
from actividades.servicios.registrar import corregir_actividad, registrar_actividad

__all__ = [
    "DatosDeActividad",
    "ErrorDeRenglon",
    "ImportacionInvalida",
    "Rechazo",
    "Validacion",
    "agregar_evidencia",
    "anular_actividad",
    "corregir_actividad",
    "devolver_actividad",
    "excluir_actividad",
    "importar_actividades",
    "quitar_evidencia",
    "registrar_actividad",
    "reincorporar_actividad",
    "validar_actividades",
]
