"""Every write of the plan, by subject."""

from poa.servicios.ayuntamiento import crear_ayuntamiento, editar_ayuntamiento, poner_escudo
from poa.servicios.calendario import (
    abrir_ejercicio,
    agregar_inhabiles,
    fijar_calendario,
    fijar_umbrales,
    otorgar_prorroga,
    quitar_inhabil,
)
from poa.servicios.carga import cargar_programa, completar_programa
from poa.servicios.cargos import (
    adscribir,
    corregir_adscripcion,
    retirar_adscripcion,
    terminar_adscripcion,
)
from poa.servicios.catalogos import (
    activar_entrada,
    borrar_entrada,
    crear_direccion,
    crear_eje,
    crear_localidad,
    editar_direccion,
    editar_eje,
    editar_localidad,
)
from poa.servicios.copiar import copiar_programa
from poa.servicios.enlaces import EnlaceEmitido, EnlaceInservible, emitir_enlace, usar_enlace
from poa.servicios.importar import importar_programa
from poa.servicios.personas import (
    activar_usuario,
    crear_usuario,
    editar_usuario,
    persona_del_sistema,
    restablecer_segundo_factor,
)
from poa.servicios.privacidad import anonimizar_usuario, exportar_datos, publicar_aviso
from poa.servicios.programas import autorizar_programa, crear_programa, programar_linea
from poa.servicios.seguridad import cerrar_otras_sesiones, fijar_seguridad
from poa.servicios.vida import enviar_programa, observar_programa

__all__ = [
    "EnlaceEmitido",
    "EnlaceInservible",
    "abrir_ejercicio",
    "activar_entrada",
    "activar_usuario",
    "adscribir",
    "agregar_inhabiles",
    "anonimizar_usuario",
    "autorizar_programa",
    "borrar_entrada",
    "cargar_programa",
    "cerrar_otras_sesiones",
    "completar_programa",
    "copiar_programa",
    "corregir_adscripcion",
    "crear_ayuntamiento",
    "crear_direccion",
    "crear_eje",
    "crear_localidad",
    "crear_programa",
    "crear_usuario",
    "editar_ayuntamiento",
    "editar_direccion",
    "editar_eje",
    "editar_localidad",
    "editar_usuario",
    "emitir_enlace",
    "enviar_programa",
    "exportar_datos",
    "fijar_calendario",
    "fijar_seguridad",
    "fijar_umbrales",
    "importar_programa",
    "observar_programa",
    "otorgar_prorroga",
    "persona_del_sistema",
    "poner_escudo",
    "programar_linea",
    "publicar_aviso",
    "quitar_inhabil",
    "restablecer_segundo_factor",
    "retirar_adscripcion",
    "terminar_adscripcion",
    "usar_enlace",
]
