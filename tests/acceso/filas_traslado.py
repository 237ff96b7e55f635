"""Rows of the access matrix for bringing a POA in and out, copying and comparing it."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "poa_plantilla": Fila(
        solo(A.ELABORAR_POA),
        get="L 403 200 403 200 403 403 403 403",
        post="L 403 405 403 405 403 403 403 403",
    ),
    "poa_importar": Fila(
        solo(A.ELABORAR_POA),
        get="L 403 200 403 200 403 403 403 403",
        post="L 403 400 403 400 403 403 403 403",
    ),
    "poa_importar_confirmar": Fila(
        solo(A.ELABORAR_POA),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 302 403 403 403 403",
    ),
    "poa_importar_word": Fila(
        solo(A.ELABORAR_POA),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 302 403 403 403 403",
    ),
    "poa_exportar": Fila(
        solo(A.VER_POAS),
        args=("programa",),
        get="L 200 200 404 404 200 404 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
    "poa_copiar": Fila(
        solo(A.ELABORAR_POA),
        args=("programa",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "poa_comparar": Fila(
        solo(A.VER_POAS),
        args=("programa",),
        get="L 200 200 404 404 200 404 200 403",
        post="L 405 405 405 405 405 405 405 403",
    ),
}
