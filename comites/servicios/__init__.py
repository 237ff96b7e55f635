"""Every write of the comités: each judges, writes and leaves its trace, at once."""

from comites.servicios.comites import (
    DatosDeObra,
    corregir_obra,
    guardar_tipo,
    registrar_comite,
    sembrar_tipos,
)
from comites.servicios.entrega import DatosDeEntrega, atender_observacion, guardar_entrega
from comites.servicios.fotos import CambioDeFotos
from comites.servicios.reportes import (
    DatosDeReporte,
    cerrar_reporte,
    contestar_reporte,
    descartar_reporte,
    recibir_reporte,
    turnar_reporte,
)

__all__ = [
    "CambioDeFotos",
    "DatosDeEntrega",
    "DatosDeObra",
    "DatosDeReporte",
    "atender_observacion",
    "cerrar_reporte",
    "contestar_reporte",
    "corregir_obra",
    "descartar_reporte",
    "guardar_entrega",
    "guardar_tipo",
    "recibir_reporte",
    "registrar_comite",
    "sembrar_tipos",
    "turnar_reporte",
]
