"""Rows of the access matrix for the reprogramaciones: (rule, names of the address, GET codes, POST codes).

Columns of each string in the order of the cast (tests.acceso.matriz.CABEZA); `reprogramacion` names one that
the directora of that dirección asked for and nobody decided yet.
"""

from nucleo.roles import Accion

FILAS = {
    "reprogramaciones": (
        Accion.VER_POAS,
        (),
        "L 200 200 200 200 200 200 200 403",
        "L 405 405 405 405 405 405 405 403",
    ),
    "reprogramar": (
        Accion.REPROGRAMAR,
        ("programa",),
        "L 403 302 403 404 403 403 403 403",
        "L 403 302 403 404 403 403 403 403",
    ),
    "reprogramacion": (
        Accion.VER_POAS,
        ("reprogramacion",),
        "L 200 200 404 404 200 404 200 403",
        "L 405 405 405 405 405 405 405 403",
    ),
    "reprogramacion_autorizar": (
        Accion.AUTORIZAR_POA,
        ("reprogramacion",),
        "L 403 403 403 403 405 403 403 403",
        "L 403 403 403 403 400 403 403 403",
    ),
    "reprogramacion_rechazar": (
        Accion.AUTORIZAR_POA,
        ("reprogramacion",),
        "L 403 403 403 403 405 403 403 403",
        "L 403 403 403 403 400 403 403 403",
    ),
    "reprogramacion_emitir": (
        Accion.AUTORIZAR_POA,
        ("reprogramacion",),
        "L 403 403 403 403 405 403 403 403",
        "L 403 403 403 403 302 403 403 403",
    ),
    "reprogramacion_dictamen": (
        Accion.VER_POAS,
        ("reprogramacion",),
        "L 404 404 404 404 404 404 404 403",
        "L 405 405 405 405 405 405 405 403",
    ),
}
