"""Rows of the access matrix for actas and acuerdos: `acta` is frozen, `acta_en_redaccion` a draft."""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_VEN, _LLEVAN = solo(A.VER_ORGANOS), solo(A.LLEVAR_ORGANOS)
_NO_SE_ENVIA = "L 405 405 405 405 405 403 405 403"
_PAGINA = "L 200 200 404 404 200 403 200 403"
_FORMA = "L 200 200 404 404 403 403 403 403"
_INCOMPLETA = "L 400 400 404 404 403 403 403 403"
_SOLO_ENVIO = "L 405 405 405 405 403 403 403 403"

FILAS: dict[str, Fila] = {
    "actas": Fila(_VEN, args=("organo",), get=_PAGINA, post=_NO_SE_ENVIA),
    "acta_levantar": Fila(
        _LLEVAN, args=("organo",), get=_SOLO_ENVIO, post="L 302 302 404 404 403 403 403 403"
    ),
    "actas_publicas": Fila(
        PUBLICA,
        args=("COM-A-2024-999",),
        get="404 404 404 404 404 404 404 404 404",
        post="405 405 405 405 405 405 405 405 405",
    ),
    "acta": Fila(
        _VEN,
        args=("acta_en_redaccion",),
        get=_PAGINA,
        post="L 400 400 404 404 403 403 403 403",
    ),
    "acta_acuerdos": Fila(_LLEVAN, args=("acta_en_redaccion",), get=_FORMA, post=_INCOMPLETA),
    "acta_congelar": Fila(_LLEVAN, args=("acta_en_redaccion",), get=_FORMA, post=_INCOMPLETA),
    "acta_cancelar": Fila(_LLEVAN, args=("acta",), get=_FORMA, post=_INCOMPLETA),
    "acta_reabrir": Fila(_LLEVAN, args=("acta",), get=_FORMA, post=_INCOMPLETA),
    "acta_publicar": Fila(
        solo(A.APROBAR_PASOS),
        args=("acta",),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 403 403 404 403 403 403 403",
    ),
    "acta_pdf": Fila(_VEN, args=("acta",), get="L 200 200 404 404 403 403 200 403", post=_NO_SE_ENVIA),
    "acta_publica": Fila(_VEN, args=("acta",), get=_PAGINA, post=_NO_SE_ENVIA),
    "acta_escaneo": Fila(_VEN, args=("acta",), get="L 404 404 404 404 404 403 404 403", post=_NO_SE_ENVIA),
    "acta_firmar": Fila(_LLEVAN, args=("acta",), get=_FORMA, post=_SOLO_ENVIO),
    "acta_firmar_preparar": Fila(
        _LLEVAN, args=("acta",), get=_SOLO_ENVIO, post="L 400 400 404 404 403 403 403 403"
    ),
    "acta_firmar_terminar": Fila(
        _LLEVAN, args=("acta",), get=_SOLO_ENVIO, post="L 400 400 404 404 403 403 403 403"
    ),
    "acta_adjuntar": Fila(_LLEVAN, args=("acta",), get=_SOLO_ENVIO, post="L 302 302 404 404 403 403 403 403"),
    "acuerdos": Fila(_VEN, get="L 200 200 200 200 200 403 200 403", post=_NO_SE_ENVIA),
    "acuerdo_cumplir": Fila(_LLEVAN, args=("acuerdo",), get=_FORMA, post="L 400 400 404 404 403 403 403 403"),
}
