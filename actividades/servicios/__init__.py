"""Every write of the acts: each checks permission, state and lock, writes and leaves its trace, at once."""

from actividades.servicios.contar import contar, descontar
from actividades.servicios.datos import DatosDeActividad, dice_lo_mismo
from actividades.servicios.decidir import (
    Rechazo,
    Validacion,
    anular_actividad,
    devolver_actividad,
    excluir_actividad,
    reincorporar_actividad,
    validar_actividades,
)
from actividades.servicios.evidencias import Acomodo, agregar_evidencia, pie_limpio, quitar_evidencia
from actividades.servicios.importar import ErrorDeRenglon, ImportacionInvalida, importar_actividades
from actividades.servicios.registrar import corregir_actividad, registrar_actividad, ya_registrada
from actividades.servicios.serie import registrar_serie

__all__ = [
    "Acomodo",
    "DatosDeActividad",
    "ErrorDeRenglon",
    "ImportacionInvalida",
    "Rechazo",
    "Validacion",
    "agregar_evidencia",
    "anular_actividad",
    "contar",
    "corregir_actividad",
    "descontar",
    "devolver_actividad",
    "dice_lo_mismo",
    "excluir_actividad",
    "importar_actividades",
    "pie_limpio",
    "quitar_evidencia",
    "registrar_actividad",
    "registrar_serie",
    "reincorporar_actividad",
    "validar_actividades",
    "ya_registrada",
]
