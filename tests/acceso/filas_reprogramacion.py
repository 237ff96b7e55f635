"""Rows of the access matrix for the reprogramaciones: one that was asked for and nobody decided yet."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "reprogramaciones": Fila(
        solo(A.VER_POAS),
        get="L 200 200 200 200 200 200 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "reprogramar": Fila(
        solo(A.REPROGRAMAR),
        args=("programa",),
        get="L 403 302 403 404 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "reprogramacion": Fila(
        solo(A.VER_POAS),
        args=("reprogramacion",),
        get="L 200 200 404 404 200 404 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "reprogramacion_autorizar": Fila(
        solo(A.AUTORIZAR_POA),
        args=("reprogramacion",),
        get="L 403 403 403 403 405 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
    ),
    "reprogramacion_rechazar": Fila(
        solo(A.AUTORIZAR_POA),
        args=("reprogramacion",),
        get="L 403 403 403 403 405 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
    ),
    "reprogramacion_emitir": Fila(
        solo(A.AUTORIZAR_POA),
        args=("reprogramacion",),
        get="L 403 403 403 403 405 403 403 403",
        post="L 403 403 403 403 302 403 403 403",
    ),
    "reprogramacion_dictamen": Fila(
        solo(A.VER_POAS),
        args=("reprogramacion",),
        get="L 404 404 404 404 404 404 404 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
}
