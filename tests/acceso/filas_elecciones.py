"""Rows of the access matrix for votes, members, and the rules of the órganos."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

LLEVAN, VEN = solo(A.LLEVAR_ORGANOS), solo(A.VER_ORGANOS)

FILAS: dict[str, Fila] = {
    "elecciones": Fila(
        VEN,
        args=("organo",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "eleccion_nueva": Fila(
        LLEVAN,
        args=("asamblea_instalada", "puesto", "propietario"),
        get="L 200 200 404 404 403 403 403 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    "eleccion_anular": Fila(
        LLEVAN,
        args=("eleccion",),
        get="L 200 200 404 404 403 403 403 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    "tomar_protesta": Fila(
        LLEVAN,
        args=("organo",),
        get="L 405 405 405 405 403 403 403 403",
        post="L 302 302 404 404 403 403 403 403",
    ),
    "integrantes": Fila(
        VEN,
        args=("organo",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 405 405 405 405 405 403 405 403",
    ),
    "integrante_terminar": Fila(
        LLEVAN,
        args=("integrante",),
        get="L 200 200 404 404 403 403 403 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    "integrante_sustituir": Fila(
        LLEVAN,
        args=("integrante",),
        get="L 200 200 404 404 403 403 403 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    # It waits for its protesta: 409 is «let in, and told what is missing».
    "credencial": Fila(
        LLEVAN,
        args=("integrante",),
        get="L 409 409 404 404 403 403 403 403",
        post="L 405 405 405 405 403 403 403 403",
    ),
    "integrante_publico": Fila(
        PUBLICA,
        args=("codigo_integrante",),
        get="200 200 200 200 200 200 200 200 200",
        post="405 405 405 405 405 405 405 405 405",
    ),
    "reglas_de_organos": Fila(
        solo(A.ADMINISTRAR_REGLAS),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 405 403 403 403",
    ),
    "regla_de_organo": Fila(
        solo(A.ADMINISTRAR_REGLAS),
        args=("clave_de_regla",),
        get="L 403 403 403 403 200 403 403 403",
        post="L 403 403 403 403 400 403 403 403",
    ),
    "puestos_de_organo": Fila(
        solo(A.LLEVAR_ORGANOS, A.ADMINISTRAR_REGLAS),
        args=("organo_sin_votar",),
        get="L 200 200 404 404 200 403 403 403",
        post="L 400 400 404 404 400 403 403 403",
    ),
}
