"""Rows of the access matrix for Tesorería's side of the supplies: it answers all, the others only read."""

from nucleo.roles import Accion as A
from tests.acceso.fila import Fila, solo

_ATIENDE, _VE = solo(A.ATENDER_SUMINISTROS), solo(A.VER_SUMINISTROS)
_NADA = "L 405 405 405 405 405 405 405 403"


def _suya(tesoreria: str) -> str:
    return f"L 403 403 403 403 403 {tesoreria} 403 403"


def _pagina(*args: str) -> Fila:
    return Fila(_ATIENDE, args=args, get=_suya("200"), post=_suya("405"))


def _forma(*args: str) -> Fila:
    return Fila(_ATIENDE, args=args, get=_suya("200"), post=_suya("400"))


def _leida(*args: str) -> Fila:
    """What belongs to no dirección, or shows only what is one's own."""
    return Fila(_VE, args=args, get="L 200 200 200 200 200 200 200 403", post=_NADA, comun=True)


FILAS: dict[str, Fila] = {
    "bandeja": _pagina(),
    "atender_solicitud": _pagina("por_responder"),
    "atender_acusar": Fila(_ATIENDE, args=("pedido_enviado",), get=_suya("405"), post=_suya("302")),
    "atender_vehiculo": _forma("por_responder"),
    "atender_combustible": _forma("por_responder"),
    "atender_material": _forma("material_por_responder"),
    "atender_entrega": _forma("por_entregar"),
    "atender_compra": _forma("pedido_de_compra"),
    "atender_negar": _forma("por_responder"),
    "atender_devolver": _forma("pedido_enviado"),
    "atender_retirar": _forma("con_vale"),
    "atender_cerrar": _forma("entregado_en_parte"),
    "calendario_vehiculos": _leida(),
    "vehiculos": _leida(),
    "vehiculo_nuevo": _forma(),
    "vehiculo_editar": _forma("vehiculo"),
    "vehiculo_odometro": _forma("vehiculo"),
    "distancias": _leida(),
    "distancia": _forma("localidad"),
    "almacen": _leida(),
    "articulo": _leida("articulo"),
    "articulo_nuevo": _forma(),
    "articulo_editar": _forma("articulo"),
    "articulo_entrada": _forma("articulo"),
    "articulo_ajuste": _forma("articulo"),
    "fondos": _leida(),
    "comparacion_suministros": _leida(),
    "fondo": Fila(_VE, args=("fondo",), get="L 200 200 404 404 200 200 200 403", post=_NADA),
    "fondo_ampliar": _forma("fondo"),
    "fondo_reducir": _forma("fondo"),
    "fondo_transferir": _forma("fondo"),
    "fondo_techo": _forma(),
    "inversiones_sin_fondo": _pagina(),
    "inversion_abrir": _forma("inversion"),
    "rubros": _pagina(),
    "rubro_nuevo": _forma(),
    "rubro_editar": _forma("rubro"),
}
