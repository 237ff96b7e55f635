"""Rows of the access matrix for notices and assemblies: `convocatoria` is posted and its first hour came."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_VEN, _LLEVAN = solo(A.VER_ORGANOS), solo(A.LLEVAR_ORGANOS)
_NO_SE_ENVIA = "L 405 405 405 405 405 403 405 403"
_PAGINA = "L 200 200 404 404 200 403 200 403"
_FORMA = "L 200 200 404 404 403 403 403 403"
_INCOMPLETA = "L 400 400 404 404 403 403 403 403"
_SOLO_ENVIO = "L 405 405 405 405 403 403 403 403"
_HECHA = "L 302 302 404 404 403 403 403 403"
_TODOS = "200 200 200 200 200 200 200 200 200"
_NADIE_ENVIA = "405 405 405 405 405 405 405 405 405"

FILAS: dict[str, Fila] = {
    "convocatorias": Fila(_VEN, args=("organo",), get=_PAGINA, post=_NO_SE_ENVIA),
    "convocatoria_nueva": Fila(_LLEVAN, args=("organo",), get=_FORMA, post=_INCOMPLETA),
    "convocatoria": Fila(_VEN, args=("convocatoria",), get=_PAGINA, post=_NO_SE_ENVIA),
    "convocatoria_editar": Fila(_LLEVAN, args=("convocatoria_en_borrador",), get=_FORMA, post=_INCOMPLETA),
    "convocatoria_publicar": Fila(_LLEVAN, args=("convocatoria_en_borrador",), get=_SOLO_ENVIO, post=_HECHA),
    "convocatoria_cancelar": Fila(_LLEVAN, args=("convocatoria",), get=_FORMA, post=_INCOMPLETA),
    "convocatoria_cartel": Fila(_VEN, args=("convocatoria",), get=_PAGINA, post=_NO_SE_ENVIA),
    "convocatoria_publicada": Fila(PUBLICA, args=("codigo_de_convocatoria",), get=_TODOS, post=_NADIE_ENVIA),
    "convocatoria_ics": Fila(PUBLICA, args=("codigo_de_convocatoria",), get=_TODOS, post=_NADIE_ENVIA),
    "asamblea": Fila(_VEN, args=("asamblea",), get=_PAGINA, post=_NO_SE_ENVIA),
    "asamblea_quorum": Fila(_LLEVAN, args=("asamblea",), get=_FORMA, post=_INCOMPLETA),
    "asamblea_no_celebrar": Fila(_LLEVAN, args=("asamblea",), get=_FORMA, post=_INCOMPLETA),
    "asamblea_explicacion": Fila(_LLEVAN, args=("asamblea",), get=_FORMA, post=_INCOMPLETA),
    "asamblea_autoridades": Fila(_LLEVAN, args=("asamblea",), get=_FORMA, post=_INCOMPLETA),
    "asamblea_cerrar": Fila(_LLEVAN, args=("asamblea_instalada",), get=_FORMA, post=_INCOMPLETA),
}
