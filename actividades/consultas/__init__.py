"""Reads of the acts, by subject."""

from actividades.consultas.captura import (
    Recientes,
    Ventana,
    fecha_sugerida,
    grupos_de_lineas,
    plazos,
    recientes_de,
    ventanas_de_captura,
)
from actividades.consultas.duplicados import con_parecidas, parecidas_a, parecidas_de
from actividades.consultas.historial import Movimiento, historial_de
from actividades.consultas.lista import Filtros, Totales, listar, totales, visibles_para

__all__ = [
    "Filtros",
    "Movimiento",
    "Recientes",
    "Totales",
    "Ventana",
    "con_parecidas",
    "fecha_sugerida",
    "grupos_de_lineas",
    "historial_de",
    "listar",
    "parecidas_a",
    "parecidas_de",
    "plazos",
    "recientes_de",
    "totales",
    "ventanas_de_captura",
    "visibles_para",
]
