"""Rows of the access matrix for the steps of comités and consejos; `paso` is approved, and did not count."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_NADA_SE_ENVIA = "L 405 405 405 405 405 403 405 403"
_DECIDE = solo(A.APROBAR_PASOS)

FILAS: dict[str, Fila] = {
    "pasos": Fila(solo(A.VER_ORGANOS), get="L 200 200 200 200 200 403 200 403", post=_NADA_SE_ENVIA),
    "paso": Fila(
        solo(A.VER_ORGANOS),
        args=("paso_pendiente",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    "paso_aprobar": Fila(
        _DECIDE,
        args=("paso",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "paso_retirar": Fila(
        solo(A.LLEVAR_ORGANOS),
        args=("paso",),
        get="L 405 405 405 405 403 403 403 403",
        post="L 302 302 404 404 403 403 403 403",
    ),
    "paso_devolver": Fila(
        _DECIDE,
        args=("paso",),
        get="L 403 403 403 404 403 403 403 403",
        post="L 403 403 403 404 403 403 403 403",
    ),
    "paso_anular": Fila(
        _DECIDE,
        args=("paso",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "paso_contar": Fila(
        _DECIDE,
        args=("paso",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "paso_evidencia": Fila(
        solo(A.VER_ORGANOS),
        args=("evidencia_de_paso",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
}
