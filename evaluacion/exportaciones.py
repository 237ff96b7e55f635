"""The figures of a quarter as data, for commands and open files."""

from typing import Any

from evaluacion.consultas.avance import AvanceDePrograma
from evaluacion.consultas.estado import Situacion


def evaluacion_como_json(situacion: Situacion, avance: AvanceDePrograma) -> dict[str, Any]:
    """Shape printed by `manage.py evaluar --json`; blocks and líneas in the sheet's order.

    Every C is {proyectadas, realizadas, cumplimiento, semaforo, etiqueta}; `no_programadas` is the quarter's.
    """
    return {
        "direccion": situacion.tp.programa.direccion.clave,
        "ejercicio": situacion.tp.programa.ejercicio.anio,
        "trimestre": situacion.tp.numero,
        "estado": situacion.estado.value,
        "trimestral": avance.trimestral.como_json(),
        "acumulado": avance.acumulado.como_json(),
        "anual": avance.anual.como_json(),
        "no_programadas": avance.no_programadas,
        "estrategias": [
            {
                "numero": bloque.estrategia.numero,
                "nombre": bloque.estrategia.nombre,
                "trimestral": bloque.trimestral.como_json(),
                "acumulado": bloque.acumulado.como_json(),
                "lineas": [
                    {
                        "orden": a.linea.orden,
                        "texto": a.linea.texto,
                        "trimestral": a.trimestral.como_json(),
                        "acumulado": a.acumulado.como_json(),
                    }
                    for a in bloque.lineas
                ],
            }
            for bloque in avance.estrategias
        ],
    }
