"""Rows of the access matrix for comités and consejos: staff, Planeación's lists, and the public pages.

Objects of dirección A: a comité with a report that waits, a consejo with its public call and an application.
"""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_VE, _LLEVA, _REGLAS = solo(A.VER_ORGANOS), solo(A.LLEVAR_ORGANOS), solo(A.ADMINISTRAR_REGLAS)
_NADA = "L 405 405 405 405 405 403 405 403"
_TODOS = "200 200 200 200 200 200 200 200 200"
_NADIE = "405 405 405 405 405 405 405 405 405"


def _lista() -> Fila:
    return Fila(_VE, get="L 200 200 200 200 200 403 200 403", post=_NADA)


def _leida(que: str, post: str = _NADA) -> Fila:
    return Fila(_VE, args=(que,), get="L 200 200 404 404 200 403 200 403", post=post)


def _forma(que: str, post: str = "400") -> Fila:
    return Fila(
        _LLEVA,
        args=(que,),
        get="L 200 200 404 404 403 403 403 403",
        post=f"L {post} {post} 404 404 403 403 403 403",
    )


def _boton(que: str) -> Fila:
    return Fila(
        _LLEVA,
        args=(que,),
        get="L 405 405 405 405 403 403 403 403",
        post="L 302 302 404 404 403 403 403 403",
    )


def _nueva() -> Fila:
    return Fila(_LLEVA, get="L 200 200 200 200 403 403 403 403", post="L 400 400 400 400 403 403 403 403")


FILAS: dict[str, Fila] = {
    "comites": _lista(),
    "comite_nuevo": _nueva(),
    "tipos_de_obra": Fila(
        _REGLAS, get="L 403 403 403 403 200 403 403 403", post="L 403 403 403 403 400 403 403 403"
    ),
    "tipo_de_obra_activar": Fila(
        _REGLAS,
        args=("tipo_de_obra",),
        get="L 403 403 403 403 302 403 403 403",
        post="L 403 403 403 403 302 403 403 403",
    ),
    "comite": _leida("organo"),
    "obra_editar": _forma("organo"),
    "comite_cancelar": _forma("organo"),
    "entrega": _leida("organo", post="L 400 400 404 404 403 403 403 403"),
    "entrega_foto": _leida("foto_de_entrega", post="L 405 405 405 405 405 403 405 403"),
    "observacion_atender": _boton("observacion"),
    "reportes": _leida("organo"),
    "reporte_nuevo": _forma("organo"),
    "reporte": _leida("reporte"),
    "reporte_turnar": _forma("reporte"),
    "reporte_contestar": _forma("reporte"),
    "reporte_cerrar": _boton("reporte_contestado"),
    "reporte_descartar": _forma("reporte"),
    "obras": Fila(PUBLICA, get=_TODOS, post=_NADIE),
    "reportar": Fila(PUBLICA, args=("organo",), get=_TODOS, post="400 400 400 400 400 400 400 400 400"),
    "seguimiento": Fila(PUBLICA, get=_TODOS, post=_TODOS),
    "consejos": _lista(),
    "consejo_nuevo": _nueva(),
    "consejo": _leida("consejo"),
    "consejo_editar": _forma("consejo"),
    "consejo_terminar": Fila(
        solo(A.APROBAR_PASOS),
        args=("consejo",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "llamados": _leida("consejo"),
    "llamado_nuevo": _forma("consejo"),
    "llamado": _leida("llamado"),
    "llamado_editar": _forma("llamado_borrador"),
    "llamado_publicar": _boton("llamado_borrador"),
    "llamado_cerrar": _boton("llamado_para_cerrar"),
    "llamado_cancelar": _forma("llamado"),
    "llamado_cartel": _leida("llamado"),
    "postulacion_nueva": _forma("llamado"),
    "postulacion": Fila(
        _VE,
        args=("postulacion",),
        get="L 200 200 404 404 200 403 200 403",
        post="L 404 404 404 404 404 403 404 403",
    ),
    "postulacion_archivo": Fila(
        solo(A.VER_DATOS_PERSONALES),
        args=("documento_de_postulacion",),
        get="L 200 200 404 404 403 403 200 403",
        post="L 405 405 405 405 403 403 405 403",
    ),
    "consejos_publico": Fila(PUBLICA, get=_TODOS, post=_NADIE),
    "consejo_publicado": Fila(
        PUBLICA, args=("consejo",), get="404 404 404 404 404 404 404 404 404", post=_NADIE
    ),
    "convocatoria_publica": Fila(
        PUBLICA, args=("codigo_del_llamado",), get=_TODOS, post="400 400 400 400 400 400 400 400 400"
    ),
    "seguir_postulacion": Fila(PUBLICA, get=_TODOS, post=_TODOS),
}
