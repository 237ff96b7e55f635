"""Reads of the plan, by subject."""

from poa.consultas.adscripciones import (
    adscripciones_visibles_para,
    cargos_de,
    direcciones_visibles_para,
)
from poa.consultas.datos import datos_de
from poa.consultas.faltantes import Faltante, faltantes_de
from poa.consultas.hoja import (
    es_todo_de_ejemplo,
    programacion_de,
    resumen_de,
    tiene_ejemplos,
    totales_de,
)
from poa.consultas.municipio import (
    adscripciones_en_vigor,
    cargos_en_vigor,
    marco_del_municipio,
    titular_de,
)
from poa.consultas.programas import (
    buscar_programas,
    con_la_hoja,
    lineas_de,
    programas_visibles_para,
    tp_de,
)

__all__ = [
    "Faltante",
    "adscripciones_en_vigor",
    "adscripciones_visibles_para",
    "buscar_programas",
    "cargos_de",
    "cargos_en_vigor",
    "con_la_hoja",
    "datos_de",
    "direcciones_visibles_para",
    "es_todo_de_ejemplo",
    "faltantes_de",
    "lineas_de",
    "marco_del_municipio",
    "programacion_de",
    "programas_visibles_para",
    "resumen_de",
    "tiene_ejemplos",
    "titular_de",
    "totales_de",
    "tp_de",
]
