"""Rows of the access matrix for writing a POA by hand: 200 to a post is the form again, with its reasons."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "poa_nuevo": Fila(
        solo(A.ELABORAR_POA),
        get="L 403 200 403 200 403 403 403 403",
        post="L 403 200 403 200 403 403 403 403",
    ),
    "poa_editar": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 405 403 404 403 403 403 403",
    ),
    "poa_editar_hoja": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador", "identidad"),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 200 403 404 403 403 403 403",
    ),
    "poa_editar_foda": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "poa_editar_bloques": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 200 403 404 403 403 403 403",
    ),
    "poa_editar_bloque": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador", "bloque"),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "poa_editar_linea": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador", "linea_de_borrador"),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 200 403 404 403 403 403 403",
    ),
    "poa_editar_programacion": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "poa_editar_ordenar": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 405 403 404 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
    "poa_editar_borrar": Fila(
        solo(A.ELABORAR_POA),
        args=("borrador",),
        get="L 403 405 403 404 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    ),
}
