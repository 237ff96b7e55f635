"""Every write of the plan, by subject."""

from poa.servicios.calendario import abrir_ejercicio, otorgar_prorroga
from poa.servicios.carga import cargar_programa, completar_programa
from poa.servicios.catalogos import crear_ayuntamiento, crear_direccion, crear_eje, crear_localidad
from poa.servicios.personas import (
    adscribir,
    crear_usuario,
    persona_del_sistema,
    terminar_adscripcion,
)
from poa.servicios.programas import autorizar_programa, crear_programa, programar_linea

__all__ = [
    "abrir_ejercicio",
    "adscribir",
    "autorizar_programa",
    "cargar_programa",
    "completar_programa",
    "crear_ayuntamiento",
    "crear_direccion",
    "crear_eje",
    "crear_localidad",
    "crear_programa",
    "crear_usuario",
    "otorgar_prorroga",
    "persona_del_sistema",
    "programar_linea",
    "terminar_adscripcion",
]
