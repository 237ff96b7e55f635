"""Pages of the acts, by subject."""

from actividades.views.captura import actividad_editar, actividad_nueva
from actividades.views.decisiones import (
    actividad_anular,
    actividad_devolver,
    actividad_excluir,
    actividad_reincorporar,
    actividad_validar,
    actividades_validar,
)
from actividades.views.envio import captura_archivo, captura_enviar, captura_ficha, captura_trabajador
from actividades.views.evidencias import evidencia, evidencia_agregar, evidencia_quitar
from actividades.views.importacion import actividades_importar, actividades_plantilla
from actividades.views.lectura import actividad, actividades
from actividades.views.serie import actividades_serie

__all__ = [
    "actividad",
    "actividad_anular",
    "actividad_devolver",
    "actividad_editar",
    "actividad_excluir",
    "actividad_nueva",
    "actividad_reincorporar",
    "actividad_validar",
    "actividades",
    "actividades_importar",
    "actividades_plantilla",
    "actividades_serie",
    "actividades_validar",
    "captura_archivo",
    "captura_enviar",
    "captura_ficha",
    "captura_trabajador",
    "evidencia",
    "evidencia_agregar",
    "evidencia_quitar",
]
