"""Papers of the evaluation: built from frozen data alone, never from live rows.

The monthly report is the exception: a working paper of the day it is made, that nobody signs here.
"""

from evaluacion.documentos.trimestre import ContextoDeImpresion, hoja_del_trimestre, hoja_previa, hoja_publica

__all__ = ["ContextoDeImpresion", "hoja_del_trimestre", "hoja_previa", "hoja_publica"]
