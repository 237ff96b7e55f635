"""Rows of the access matrix for the attendance list and for the rights of citizens over their data."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_VEN, _LLEVAN, _LEEN = solo(A.VER_ORGANOS), solo(A.LLEVAR_ORGANOS), solo(A.VER_DATOS_PERSONALES)
_ARCO = solo(A.ADMINISTRAR_CUENTAS)
_DE = ("asamblea_por_celebrar",)
_NO_SE_ENVIA = "L 405 405 405 405 405 403 405 403"
_DATOS = "L 200 200 404 404 403 403 200 403"
_SIN_POST = "L 405 405 405 405 403 403 405 403"
_SOLO_ENVIO = "L 405 405 405 405 403 403 403 403"
# Nothing chosen, or nothing typed.
_INCOMPLETO = "L 403 403 403 403 403 403 403 400"
_ADMINISTRADOR_NO = "L 403 403 403 403 403 403 403 405"

FILAS: dict[str, Fila] = {
    "asistencia": Fila(
        _VEN,
        args=_DE,
        get="L 200 200 404 404 200 403 200 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    "asistencia_enviar": Fila(_LLEVAN, args=_DE, get=_SOLO_ENVIO, post="L 403 403 403 403 403 403 403 403"),
    "asistencia_completa": Fila(_LEEN, args=_DE, get=_DATOS, post=_SIN_POST),
    "asistencia_lista": Fila(_VEN, args=_DE, get=_DATOS, post=_NO_SE_ENVIA),
    "asistencia_escaneo": Fila(
        _VEN,
        args=_DE,
        get="L 404 404 404 404 404 403 404 403",
        post="L 400 400 404 404 403 403 403 403",
    ),
    "asistente_quitar": Fila(
        _LLEVAN, args=("asistente",), get=_SOLO_ENVIO, post="L 302 302 404 404 403 403 403 403"
    ),
    "asistente_firma": Fila(_LEEN, args=("asistente",), get=_DATOS, post=_SIN_POST),
    "asistencia_trabajador": Fila(
        PUBLICA,
        get="200 200 200 200 200 200 200 200 200",
        post="405 405 405 405 405 405 405 405 405",
    ),
    "ciudadania": Fila(_ARCO, get="L 403 403 403 403 403 403 403 200", post=_INCOMPLETO),
    "ciudadania_expediente": Fila(_ARCO, get=_ADMINISTRADOR_NO, post=_INCOMPLETO),
    "ciudadania_exportar": Fila(_ARCO, get=_ADMINISTRADOR_NO, post=_INCOMPLETO),
    "ciudadania_anonimizar": Fila(_ARCO, get=_ADMINISTRADOR_NO, post=_INCOMPLETO),
}
