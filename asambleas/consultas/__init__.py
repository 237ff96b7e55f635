"""Reads of the órganos: where each view starts."""

from asambleas.consultas.organos import (
    demandas_de,
    destino_previsto,
    organo_visible,
    organos_visibles_para,
    paso_visible,
    pasos_de,
    pasos_devueltos,
    pasos_por_aprobar,
    pasos_sin_contar,
    pasos_visibles_para,
)

__all__ = [
    "demandas_de",
    "destino_previsto",
    "organo_visible",
    "organos_visibles_para",
    "paso_visible",
    "pasos_de",
    "pasos_devueltos",
    "pasos_por_aprobar",
    "pasos_sin_contar",
    "pasos_visibles_para",
]
