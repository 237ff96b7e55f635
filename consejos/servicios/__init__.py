"""Every write of the consejos: each judges, writes and leaves its trace, at once."""

from consejos.servicios.consejos import DatosDeConsejo, corregir_consejo, registrar_consejo
from consejos.servicios.llamados import (
    DatosDeLlamado,
    cancelar_llamado,
    cerrar_llamado,
    corregir_llamado,
    crear_llamado,
    publicar_llamado,
)
from consejos.servicios.postulaciones import DatosDePostulacion, decidir_postulacion, postular

__all__ = [
    "DatosDeConsejo",
    "DatosDeLlamado",
    "DatosDePostulacion",
    "cancelar_llamado",
    "cerrar_llamado",
    "corregir_consejo",
    "corregir_llamado",
    "crear_llamado",
    "decidir_postulacion",
    "postular",
    "publicar_llamado",
    "registrar_consejo",
]
