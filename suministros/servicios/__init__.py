"""Every write of the supplies: each judges, writes and leaves its trace, at once."""

from suministros.servicios.causas import vincular_causa
from suministros.servicios.combustible import DatosDeCarga, DatosDeVale, registrar_carga
from suministros.servicios.compras import pedir_compra, registrar_compra
from suministros.servicios.entregas import (
    Recibo,
    cerrar_solicitud,
    entregar_material,
    recibir_suministro,
)
from suministros.servicios.escribir import DatosDeRenglon, DatosDeSolicitud
from suministros.servicios.fondos import (
    abrir_fondo,
    ampliar_fondo,
    fijar_techo,
    guardar_rubro,
    reducir_fondo,
    sembrar_rubros,
    transferir,
)
from suministros.servicios.momentos import contar_momento
from suministros.servicios.papeleria import ajustar_existencia, guardar_articulo, registrar_entrada
from suministros.servicios.papeles import emitir_papel
from suministros.servicios.respuestas import (
    Autorizado,
    asignar_combustible,
    asignar_vehiculo,
    autorizar_material,
    cancelar_solicitud,
    negar_solicitud,
    retirar_respuesta,
)
from suministros.servicios.solicitudes import (
    acusar_solicitud,
    crear_solicitud,
    devolver_solicitud,
    editar_solicitud,
    enviar_solicitud,
    pedir_autorizacion,
)
from suministros.servicios.vehiculos import (
    cambiar_odometro,
    devolver_vehiculo,
    guardar_distancia,
    guardar_vehiculo,
)

__all__ = [
    "Autorizado",
    "DatosDeCarga",
    "DatosDeRenglon",
    "DatosDeSolicitud",
    "DatosDeVale",
    "Recibo",
    "abrir_fondo",
    "acusar_solicitud",
    "ajustar_existencia",
    "ampliar_fondo",
    "asignar_combustible",
    "asignar_vehiculo",
    "autorizar_material",
    "cambiar_odometro",
    "cancelar_solicitud",
    "cerrar_solicitud",
    "contar_momento",
    "crear_solicitud",
    "devolver_solicitud",
    "devolver_vehiculo",
    "editar_solicitud",
    "emitir_papel",
    "entregar_material",
    "enviar_solicitud",
    "fijar_techo",
    "guardar_articulo",
    "guardar_distancia",
    "guardar_rubro",
    "guardar_vehiculo",
    "negar_solicitud",
    "pedir_autorizacion",
    "pedir_compra",
    "recibir_suministro",
    "reducir_fondo",
    "registrar_carga",
    "registrar_compra",
    "registrar_entrada",
    "retirar_respuesta",
    "sembrar_rubros",
    "transferir",
    "vincular_causa",
]
