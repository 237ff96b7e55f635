"""Rows of the access matrix for what a dirección asks, receives and reads of its supplies.

Objects of dirección A: a draft, one that was sent, one that ended with vale, receipt and ticket, a purchase.
"""

from nucleo.reglas import PUBLICA
from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_VE, _PIDE, _AUTORIZA = solo(A.VER_SUMINISTROS), solo(A.PEDIR_SUMINISTROS), solo(A.AUTORIZAR_PEDIDOS)
_AMBOS = solo(A.PEDIR_SUMINISTROS, A.ATENDER_SUMINISTROS)
_NADA = "L 405 405 405 405 405 405 405 403"


def _lista() -> Fila:
    return Fila(_VE, get="L 200 200 200 200 200 200 200 403", post=_NADA)


def _leida(que: str) -> Fila:
    return Fila(_VE, args=(que,), get="L 200 200 404 404 200 200 200 403", post=_NADA)


def _nueva() -> Fila:
    return Fila(_PIDE, get="L 200 200 200 200 403 403 403 403", post="L 400 400 400 400 403 403 403 403")


def _forma(que: str) -> Fila:
    return Fila(
        _PIDE,
        args=(que,),
        get="L 200 200 404 404 403 403 403 403",
        post="L 400 400 404 404 403 403 403 403",
    )


def _de_ambos(que: str, personal: str = "200") -> Fila:
    enviada = "400" if personal == "200" else personal
    return Fila(
        _AMBOS,
        args=(que,),
        get=f"L {personal} 200 404 404 403 200 403 403",
        post=f"L {enviada} 400 404 404 403 400 403 403",
    )


def _boton_de_titular(que: str) -> Fila:
    return Fila(
        _AUTORIZA,
        args=(que,),
        get="L 403 405 403 405 403 403 403 403",
        post="L 403 302 403 404 403 403 403 403",
    )


FILAS: dict[str, Fila] = {
    "suministros": _lista(),
    "lo_que_queda": _lista(),
    "bitacora_de_combustible": _lista(),
    "oficio_nuevo": _nueva(),
    "requisicion_nueva": _nueva(),
    "solicitud": _leida("pedido"),
    "solicitud_editar": _forma("pedido_borrador"),
    "solicitud_autorizacion": Fila(
        _PIDE,
        args=("pedido_borrador",),
        get="L 405 405 405 405 403 403 403 403",
        post="L 302 302 404 404 403 403 403 403",
    ),
    "solicitud_enviar": Fila(
        _AUTORIZA,
        args=("pedido_borrador",),
        get="L 403 200 403 404 403 403 403 403",
        post="L 403 400 403 404 403 403 403 403",
    ),
    "solicitud_devolver": _de_ambos("pedido_enviado", personal="403"),
    "solicitud_cancelar": _forma("pedido_enviado"),
    "solicitud_causa": _forma("pedido_enviado"),
    "solicitud_compra": _boton_de_titular("pedido_de_compra"),
    "solicitud_recibir": _forma("pedido"),
    "solicitud_regreso": _de_ambos("pedido"),
    "solicitud_carga": _de_ambos("pedido"),
    "solicitud_pdf": _leida("pedido"),
    "compra_pdf": _leida("pedido_de_compra"),
    "vale_pdf": _leida("vale"),
    "entrega_firma": _leida("recibo"),
    "entrega_recibo": _leida("recibo"),
    "carga_ticket": _leida("carga"),
    "momento_contar": _boton_de_titular("momento"),
    "vale_publico": Fila(
        PUBLICA,
        args=("codigo_de_vale",),
        get="200 200 200 200 200 200 200 200 200",
        post="405 405 405 405 405 405 405 405 405",
    ),
}
