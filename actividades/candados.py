"""Database guards of the acts: a closed quarter takes no change, by whatever road it comes."""

from nucleo.disparadores import Disparador, registrar
from poa.candados import FILA_CERRADA, FILA_DEL_TRIMESTRE, MENSAJE

_POR_ACTIVIDAD = (
    "EXISTS (SELECT 1 FROM actividades_actividad a JOIN poa_trimestreprograma t "
    "ON t.id = a.trimestre_programa_id WHERE a.id = {fila}.actividad_id AND "
    "(t.cerrado OR (t.solo_lineas AND NOT EXISTS (SELECT 1 FROM poa_lineadesbloqueada d "
    "WHERE d.trimestre_programa_id = t.id AND d.linea_id = a.linea_id))))"
)
_TRIMESTRE_DE_ACTIVIDAD = (
    "poa_trimestreprograma WHERE id = (SELECT a.trimestre_programa_id FROM actividades_actividad a "
    "WHERE a.id = {fila}.actividad_id)"
)
_TODOS = ("INSERT", "UPDATE", "DELETE")
_HISTORIAL = "El historial de una actividad no se modifica ni se borra."


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    registrar(
        Disparador(
            "actividad_cerrada",
            "actividades_actividad",
            _TODOS,
            FILA_CERRADA,
            MENSAJE,
            bloquea=FILA_DEL_TRIMESTRE,
        ),
        Disparador(
            "cambio_permanente",
            "actividades_cambiodeactividad",
            ("UPDATE", "DELETE"),
            "1 = 1",
            _HISTORIAL,
        ),
        *(
            Disparador(nombre, tabla, _TODOS, _POR_ACTIVIDAD, MENSAJE, bloquea=_TRIMESTRE_DE_ACTIVIDAD)
            for nombre, tabla in (
                ("evidencia_cerrada", "actividades_evidencia"),
                ("localidades_cerradas", "actividades_actividad_localidades"),
            )
        ),
    )
