"""Rows of the access matrix for personal data: the aviso, and one person's data given or anonymised."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

NADIE = "405 405 405 405 405 405 405 405 405"

# One aviso is published: the attendance lists of the world show it.
FILAS: dict[str, Fila] = {
    "aviso_de_privacidad": Fila(PUBLICA, get="200 200 200 200 200 200 200 200 200", post=NADIE),
    "aviso_de_privacidad_version": Fila(
        PUBLICA, args=("1",), get="200 200 200 200 200 200 200 200 200", post=NADIE
    ),
    "aviso_publicar": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "persona_exportar": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 405",
        post="L 403 403 403 403 403 403 403 200",
    ),
    "persona_anonimizar": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
}
