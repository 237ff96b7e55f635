"""Rows of the access matrix for writing a POA by hand: methods and who enters, with a draft of dirección A.

Among those who enter (ELABORAR_POA), the directora of B gets 404 on the POA of A; everybody else 403.
"""

from typing import Any

ESCRIBEN = ("directora_a", "directora_b")
DE_A = ("directora_a",)
FORMULARIO, PAGINA, ACTO = ("GET", "POST"), ("GET",), ("POST",)


def _fila(metodos: tuple[str, ...], entran: tuple[str, ...] = DE_A) -> dict[str, Any]:
    return {"metodos": metodos, "entran": entran, "no_existe_para": ("directora_b",), "publica": False}


FILAS: dict[str, dict[str, Any]] = {
    "poa_nuevo": {**_fila(FORMULARIO, ESCRIBEN), "no_existe_para": ()},
    "poa_editar": _fila(PAGINA),
    "poa_editar_hoja": _fila(FORMULARIO),
    "poa_editar_foda": _fila(FORMULARIO),
    "poa_editar_bloques": _fila(FORMULARIO),
    "poa_editar_bloque": _fila(FORMULARIO),
    "poa_editar_linea": _fila(FORMULARIO),
    "poa_editar_programacion": _fila(FORMULARIO),
    "poa_editar_ordenar": _fila(ACTO),
    "poa_editar_borrar": _fila(ACTO),
}
