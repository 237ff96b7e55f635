"""Rows of the access matrix for the catalogues: methods and who enters; nobody else does."""

from typing import Any

CATALOGOS = ("planeacion", "administrador")
CUENTAS = ("administrador",)
PAGINA, FORMULARIO, ACTO = ("GET",), ("GET", "POST"), ("POST",)


def _fila(metodos: tuple[str, ...], entran: tuple[str, ...] = (), *, publica: bool = False) -> dict[str, Any]:
    return {"metodos": metodos, "entran": entran, "publica": publica}


FILAS: dict[str, dict[str, Any]] = {
    "catalogos": _fila(PAGINA, CATALOGOS),
    "ayuntamiento": _fila(FORMULARIO, CATALOGOS),
    "ayuntamiento_escudo": _fila(ACTO, CATALOGOS),
    "ayuntamiento_escudo_quitar": _fila(ACTO, CATALOGOS),
    "escudo": _fila(PAGINA, publica=True),
    "ejercicios": _fila(FORMULARIO, CATALOGOS),
    "ejercicio": _fila(PAGINA, CATALOGOS),
    "ejercicio_umbrales": _fila(ACTO, CATALOGOS),
    "ejercicio_calendario": _fila(ACTO, CATALOGOS),
    "inhabiles": _fila(FORMULARIO, CATALOGOS),
    "inhabil_quitar": _fila(ACTO, CATALOGOS),
    "catalogo": _fila(PAGINA, CATALOGOS),
    "catalogo_nuevo": _fila(FORMULARIO, CATALOGOS),
    "catalogo_editar": _fila(FORMULARIO, CATALOGOS),
    "catalogo_activar": _fila(ACTO, CATALOGOS),
    "catalogo_borrar": _fila(ACTO, CATALOGOS),
    "personas": _fila(PAGINA, CUENTAS),
    "persona_nueva": _fila(FORMULARIO, CUENTAS),
    "persona": _fila(PAGINA, CUENTAS),
    "persona_editar": _fila(FORMULARIO, CUENTAS),
    "persona_activar": _fila(ACTO, CUENTAS),
    "persona_enlace": _fila(ACTO, CUENTAS),
    "persona_segundo_factor": _fila(FORMULARIO, CUENTAS),
    "cargo_nuevo": _fila(FORMULARIO, CUENTAS),
    "cargo_corregir": _fila(FORMULARIO, CUENTAS),
    "cargo_terminar": _fila(FORMULARIO, CUENTAS),
    "cargo_retirar": _fila(ACTO, CUENTAS),
    "poner_contrasena": _fila(FORMULARIO, publica=True),
}
