"""Reads of the supplies: where each view starts."""

from suministros.consultas.causas import causas_de_desviacion, causas_para
from suministros.consultas.combustible import (
    bitacora,
    cargas_visibles_para,
    vale_visible,
    vales_visibles_para,
)
from suministros.consultas.compras import por_llegar
from suministros.consultas.fondos import (
    comprometido_por,
    fondo_sugerido,
    fondo_visible,
    fondos_para,
    fondos_visibles_para,
    inversiones_sin_fondo,
    movimientos_de,
    pedido_contra_ejercido,
    pedido_sin_responder,
    por_mes,
    por_trimestre,
    saldo_al,
)
from suministros.consultas.momentos import momentos_de, momentos_que_quedaron, momentos_sin_contar
from suministros.consultas.papeleria import (
    articulos_con_pendiente,
    articulos_en_minimo,
    movimientos_de_existencia,
)
from suministros.consultas.solicitudes import (
    abiertas,
    bandeja_de_tesoreria,
    buscadas,
    por_autorizar,
    por_estado,
    por_recibir,
    solicitud_visible,
    solicitudes_visibles_para,
)
from suministros.consultas.vehiculos import (
    prestamos_entre,
    quien_lo_tiene,
    sin_regresar,
    sugerencia_de_combustible,
    vehiculos_con_ocupacion,
    vehiculos_libres,
    viaje_a,
    vuelta_de,
)

__all__ = [
    "abiertas",
    "articulos_con_pendiente",
    "articulos_en_minimo",
    "bandeja_de_tesoreria",
    "bitacora",
    "buscadas",
    "cargas_visibles_para",
    "causas_de_desviacion",
    "causas_para",
    "comprometido_por",
    "fondo_sugerido",
    "fondo_visible",
    "fondos_para",
    "fondos_visibles_para",
    "inversiones_sin_fondo",
    "momentos_de",
    "momentos_que_quedaron",
    "momentos_sin_contar",
    "movimientos_de",
    "movimientos_de_existencia",
    "pedido_contra_ejercido",
    "pedido_sin_responder",
    "por_autorizar",
    "por_estado",
    "por_llegar",
    "por_mes",
    "por_recibir",
    "por_trimestre",
    "prestamos_entre",
    "quien_lo_tiene",
    "saldo_al",
    "sin_regresar",
    "solicitud_visible",
    "solicitudes_visibles_para",
    "sugerencia_de_combustible",
    "vale_visible",
    "vales_visibles_para",
    "vehiculos_con_ocupacion",
    "vehiculos_libres",
    "viaje_a",
    "vuelta_de",
]
