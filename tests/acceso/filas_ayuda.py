"""Rows of the access matrix for the manual, which anybody reads, and the style on paper."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

TODOS = "200 200 200 200 200 200 200 200 200"
NADIE = "405 405 405 405 405 405 405 405 405"

FILAS: dict[str, Fila] = {
    "ayuda": Fila(PUBLICA, get="302 302 302 302 302 302 302 302 302", post=NADIE),
    "ayuda_pagina": Fila(PUBLICA, args=("indice",), get=TODOS, post=NADIE),
    "estilo_impreso": Fila(
        solo(A.VER_ESTILO),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 405",
    ),
    "ayuda_imagen": Fila(PUBLICA, args=("personal-inicio.png",), get=TODOS, post=NADIE),
}
