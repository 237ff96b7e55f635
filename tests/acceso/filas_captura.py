"""Rows of the access matrix for what the phone's queue speaks with, and for logging a series."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "actividades_serie": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        get="L 200 200 200 200 403 403 403 403",
        post="L 200 200 200 200 403 403 403 403",
    ),
    "captura_ficha": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        get="L 200 200 200 200 403 403 403 403",
        post="L 405 405 405 405 403 403 403 403",
    ),
    # Without saying whose capture it is, nothing is taken.
    "captura_archivo": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        get="L 405 405 405 405 403 403 403 403",
        post="L 403 403 403 403 403 403 403 403",
    ),
    "captura_enviar": Fila(
        solo(A.REGISTRAR_ACTIVIDAD),
        get="L 405 405 405 405 403 403 403 403",
        post="L 403 403 403 403 403 403 403 403",
    ),
    "captura_trabajador": Fila(
        PUBLICA,
        get="200 200 200 200 200 200 200 200 200",
        post="405 405 405 405 405 405 405 405 405",
    ),
}
