"""Rows of the access matrix for the entrance: one's password, one's sessions, how strict it is."""

from nucleo.reglas import CON_SESION
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "account_change_password": Fila(
        CON_SESION,
        get="L 200 200 200 200 200 200 200 200",
        post="L 200 200 200 200 200 200 200 200",
    ),
    "seguridad": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "cerrar_otras_sesiones": Fila(
        CON_SESION,
        get="L 405 405 405 405 405 405 405 405",
        post="L 302 302 302 302 302 302 302 302",
    ),
}
