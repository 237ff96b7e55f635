"""Rows of the access matrix for the catalogues and the accounts; `enlace` is a link that still works."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

FILAS: dict[str, Fila] = {
    "catalogos": Fila(
        solo(A.ADMINISTRAR_CATALOGOS, A.ADMINISTRAR_CUENTAS),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 405 403 403 405",
    ),
    "ayuntamiento": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "ayuntamiento_escudo": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 302 403 403 302",
    ),
    "ayuntamiento_escudo_quitar": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 302 403 403 302",
    ),
    "escudo": Fila(
        PUBLICA,
        args=("escudo",),
        get="200 200 200 200 200 200 200 200 200",
        post="405 405 405 405 405 405 405 405 405",
    ),
    "ejercicios": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "ejercicio": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("ejercicio",),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 405 403 403 405",
    ),
    "ejercicio_umbrales": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("ejercicio",),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "ejercicio_calendario": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("ejercicio",),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "inhabiles": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "inhabil_quitar": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("inhabil",),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 302 403 403 302",
    ),
    "catalogo": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("localidades",),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 405 403 403 405",
    ),
    "catalogo_nuevo": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("localidades",),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "catalogo_editar": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("localidades", "localidad"),
        get="L 403 403 403 403 200 403 403 200",
        post="L 403 403 403 403 400 403 403 400",
    ),
    "catalogo_activar": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("localidades", "localidad"),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 302 403 403 302",
    ),
    "catalogo_borrar": Fila(
        solo(A.ADMINISTRAR_CATALOGOS),
        args=("localidades", "localidad"),
        get="L 403 403 403 403 405 403 403 405",
        post="L 403 403 403 403 302 403 403 302",
    ),
    "personas": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 405",
    ),
    "persona_nueva": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "persona": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 405",
    ),
    "persona_editar": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "persona_activar": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 405",
        post="L 403 403 403 403 403 403 403 302",
    ),
    "persona_enlace": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 405",
        post="L 403 403 403 403 403 403 403 200",
    ),
    "persona_segundo_factor": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "cargo_nuevo": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("persona",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "cargo_corregir": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("cargo",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "cargo_terminar": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("cargo",),
        get="L 403 403 403 403 403 403 403 200",
        post="L 403 403 403 403 403 403 403 400",
    ),
    "cargo_retirar": Fila(
        solo(A.ADMINISTRAR_CUENTAS),
        args=("cargo",),
        get="L 403 403 403 403 403 403 403 405",
        post="L 403 403 403 403 403 403 403 302",
    ),
    "poner_contrasena": Fila(
        PUBLICA,
        args=("enlace",),
        get="200 200 200 200 200 200 200 200 200",
        post="400 400 400 400 400 400 400 400 400",
    ),
}
