"""Row of the access matrix for what waits for a decision: who evaluates reads it, and it writes nothing."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "por_decidir": Fila(
        solo(A.EVALUAR),
        get="L 403 403 403 403 200 403 200 403",
        post="L 403 403 403 403 405 403 405 403",
    )
}
