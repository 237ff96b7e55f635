"""Rows of the access matrix for the monthly report: it is read, and writes nothing."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_NADA_SE_ENVIA = "L 405 405 405 405 405 403 405 403"

FILAS: dict[str, Fila] = {
    "informe": Fila(solo(A.VER_ACTIVIDADES), get="L 200 200 200 200 200 403 200 403", post=_NADA_SE_ENVIA),
    **{
        archivo: Fila(
            solo(A.VER_ACTIVIDADES),
            args=("programa", "5"),
            get="L 200 200 404 404 200 403 200 403",
            post=_NADA_SE_ENVIA,
        )
        for archivo in ("informe_pdf", "informe_word")
    },
}
