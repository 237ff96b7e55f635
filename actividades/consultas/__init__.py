"""Reads of the acts, by subject."""

from actividades.consultas.captura import (
    Ventana,
    fecha_sugerida,
    grupos_de_lineas,
    plazos,
    ventanas_de_captura,
)
from actividades.consultas.historial import Movimiento, historial_de
from actividades.consultas.lista import Filtros, Totales, listar, totales, visibles_para

__all__ = [
    "Filtros",
    "Movimiento",
    "Totales",
    "Ventana",
    "fecha_sugerida",
    "grupos_de_lineas",
    "historial_de",
    "listar",
    "plazos",
    "totales",
    "ventanas_de_captura",
    "visibles_para",
]
