"""Who may do what with a supply request, and why not: the same answer everywhere."""

from dataclasses import dataclass

from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.roles import Accion
from poa.permisos import es_sistema
from suministros.estados import (
    DEL_ALMACEN,
    EN_LA_DIRECCION,
    Acto,
    EstadoSolicitud,
    TipoSolicitud,
)
from suministros.models import Solicitud

A, S = Acto, EstadoSolicitud
_PEDIR, _AUTORIZAR, _ATENDER = (
    Accion.PEDIR_SUMINISTROS,
    Accion.AUTORIZAR_PEDIDOS,
    Accion.ATENDER_SUMINISTROS,
)
_OFICIO, _REQUISICION = TipoSolicitud.OFICIO, TipoSolicitud.REQUISICION
QUIEN = {
    _PEDIR: "el personal y la persona titular de la dirección",
    _AUTORIZAR: "la persona titular de la dirección",
    _ATENDER: "Tesorería",
}


@dataclass(frozen=True)
class Regla:
    """Who may do an act, from which states, with which paper (empty: with both)."""

    quien: Accion
    desde: frozenset[str]
    tipo: str = ""


def _r(quien: Accion, *desde: str, tipo: str = "") -> Regla:
    return Regla(quien, frozenset(desde), tipo)


REGLAS: dict[Acto, tuple[Regla, ...]] = {
    A.EDITAR: (Regla(_PEDIR, frozenset({S.BORRADOR, S.DEVUELTA})), _r(_AUTORIZAR, S.POR_AUTORIZAR)),
    A.PEDIR_AUTORIZACION: (_r(_PEDIR, S.BORRADOR, S.DEVUELTA),),
    A.DEVOLVER: (_r(_AUTORIZAR, S.POR_AUTORIZAR), _r(_ATENDER, S.ENVIADA)),
    A.ENVIAR: (Regla(_AUTORIZAR, EN_LA_DIRECCION),),
    A.ACUSAR: (_r(_ATENDER, S.ENVIADA),),
    A.ASIGNAR_VEHICULO: (_r(_ATENDER, S.RECIBIDA, tipo=_OFICIO),),
    A.ASIGNAR_COMBUSTIBLE: (_r(_ATENDER, S.RECIBIDA, tipo=_OFICIO),),
    A.AUTORIZAR_MATERIAL: (_r(_ATENDER, S.RECIBIDA, tipo=_REQUISICION),),
    A.NEGAR: (_r(_ATENDER, S.RECIBIDA, S.POR_ENTREGAR, S.SIN_EXISTENCIA, S.EN_COMPRA),),
    A.RETIRAR_RESPUESTA: (_r(_ATENDER, S.CON_VEHICULO, S.CON_COMBUSTIBLE, S.POR_ENTREGAR, S.SIN_EXISTENCIA),),
    A.PEDIR_COMPRA: (
        _r(_AUTORIZAR, S.SIN_EXISTENCIA, S.POR_ENTREGAR, S.ENTREGADA_PARCIAL, tipo=_REQUISICION),
    ),
    A.REGISTRAR_COMPRA: (_r(_ATENDER, S.EN_COMPRA, S.ENTREGADA_PARCIAL, tipo=_REQUISICION),),
    A.ENTREGAR: (Regla(_ATENDER, DEL_ALMACEN, _REQUISICION),),
    A.RECIBIR: (
        _r(_PEDIR, S.CON_VEHICULO, S.CON_COMBUSTIBLE, tipo=_OFICIO),
        _r(_PEDIR, S.ENTREGADA_PARCIAL, S.ENTREGADA, tipo=_REQUISICION),
    ),
    A.DEVOLVER_VEHICULO: (_r(_ATENDER, S.EN_USO, tipo=_OFICIO), _r(_PEDIR, S.EN_USO, tipo=_OFICIO)),
    A.REGISTRAR_CARGA: (_r(_ATENDER, S.EN_USO, tipo=_OFICIO), _r(_PEDIR, S.EN_USO, tipo=_OFICIO)),
    A.CERRAR: (_r(_ATENDER, S.EN_USO, S.ENTREGADA_PARCIAL),),
    A.CANCELAR: (
        _r(_PEDIR, S.BORRADOR, S.POR_AUTORIZAR),
        _r(
            _AUTORIZAR,
            S.DEVUELTA,
            S.ENVIADA,
            S.RECIBIDA,
            S.CON_VEHICULO,
            S.CON_COMBUSTIBLE,
            S.POR_ENTREGAR,
            S.SIN_EXISTENCIA,
            S.EN_COMPRA,
        ),
    ),
    A.VINCULAR: (_r(_PEDIR, S.NEGADA, S.CANCELADA),),
}


def permite(acto: Acto, persona: Persona, solicitud: Solicitud) -> Veredicto:
    """Whether the person may do that act with the request now.

    The reason says who may, what state it is in, or what else stands in the way.
    """
    reglas = [r for r in REGLAS[acto] if r.tipo in ("", solicitud.tipo)]
    if not reglas:
        return no(f"No es algo que se haga con una {solicitud.get_tipo_display()}.")
    suyas = [r for r in reglas if persona.puede(r.quien, solicitud.direccion_id)]
    if any(solicitud.estado in r.desde for r in suyas):
        return _sin_compra_pedida(solicitud) if acto == A.RETIRAR_RESPUESTA else SI
    de_ahora = [r for r in reglas if solicitud.estado in r.desde]
    if de_ahora or not suyas:  # somebody else's turn
        quienes = list(dict.fromkeys(QUIEN[r.quien] for r in de_ahora or reglas))
        return no(f"Lo hace {' o '.join(quienes)}.")
    return no(f"Está {solicitud.get_estado_display()} y no admite ese cambio.")


def _sin_compra_pedida(solicitud: Solicitud) -> Veredicto:
    """An answer whose purchase was asked for stands: another one could neither ask for it nor register it."""
    if not solicitud.folio_compra:
        return SI
    return no(
        f"La compra ya se pidió con el oficio {solicitud.folio_compra}: niegue la solicitud, "
        "o pida a la dirección que la cancele."
    )


def tiene_papel(acto: Acto, persona: Persona, solicitud: Solicitud) -> bool:
    """Whether the act is ever for this person, whatever the state: 403 when not, 409 when only not now."""
    return any(persona.puede(r.quien, solicitud.direccion_id) for r in REGLAS[acto])


def permite_pedir(persona: Persona, direccion_id: int) -> Veredicto:
    """Write a request: personal and titular of the dirección."""
    if persona.puede(Accion.PEDIR_SUMINISTROS, direccion_id):
        return SI
    return no("Lo pide el personal o la persona titular de la dirección.")


def permite_atender(persona: Persona) -> Veredicto:
    """Money, vehicles, stock and catalogues of supplies: Tesorería."""
    if persona.puede(Accion.ATENDER_SUMINISTROS) or es_sistema(persona):
        return SI
    return no("Los suministros los lleva Tesorería.")


def permite_contar(persona: Persona, direccion_id: int) -> Veredicto:
    """Count later a moment that could not count: the titular."""
    if persona.puede(Accion.AUTORIZAR_PEDIDOS, direccion_id):
        return SI
    return no("Lo decide la persona titular de la dirección.")
