"""The purchase of what the store has not: asked for with an oficio, and registered as it arrives."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nucleo.errores import TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar
from suministros.consultas.compras import por_llegar
from suministros.consultas.papeles import COMPRA, datos_de_compra
from suministros.estados import MAX_CANTIDAD, MAX_PROVEEDOR, Acto, EstadoSolicitud, TipoExistencia
from suministros.models import Renglon, Solicitud
from suministros.servicios.base import exigir_datos, mover_solicitud, rechazar, tomar
from suministros.servicios.entregas import exigir_cantidades
from suministros.servicios.fondos import recomprometer
from suministros.servicios.papeleria import mover_existencia
from suministros.servicios.papeles import congelar_papel
from suministros.servicios.respuestas import exigir_precio
from suministros.servicios.solicitudes import nuevo_folio

S = EstadoSolicitud


@transaction.atomic
def pedir_compra(
    *, solicitud_id: int, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """The titular's oficio for what the store has not: it takes the next folio of the dirección's oficios.

    Raises SinPermiso, TransicionInvalida (once a requisición), Conflicto.
    Source: «si no hay en existencia se extiende un oficio la tesorería para su petición».
    """
    solicitud, _ = tomar(solicitud_id, Acto.PEDIR_COMPRA, persona, revision)
    if solicitud.folio_compra:
        raise TransicionInvalida(f"La compra ya se pidió con el oficio {solicitud.folio_compra}.")
    solicitud.folio_compra = nuevo_folio("oficio", solicitud.direccion.clave, solicitud.ejercicio.anio)
    dicho = datos_de_compra(solicitud, persona.usuario.pk, persona.hoy)
    congelar_papel(solicitud, COMPRA, solicitud.pk, dicho)
    en_parte = solicitud.estado == S.ENTREGADA_PARCIAL
    mover_solicitud(
        solicitud,
        S.ENTREGADA_PARCIAL if en_parte else S.EN_COMPRA,
        Acto.PEDIR_COMPRA,
        persona=persona,
        ahora=ahora,
        compra=solicitud.folio_compra,
    )
    return solicitud


@transaction.atomic
def registrar_compra(
    *,
    solicitud_id: int,
    llegaron: Mapping[int, int],
    precios: Mapping[int, int | None] | None = None,
    proveedor: str = "",
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """Some, or all, of what was bought for a requisición arrived: units by the id of its renglones.

    Those of the catalogue enter the store. It waits for the next lot until all is there. `precios` is what
    one unit cost, in centavos (None: what was authorised): it rules all that is still to be handed over of
    its renglón. `proveedor` says of whom, and with which invoice. Raises SinPermiso, TransicionInvalida (no
    oficio of purchase), Conflicto, DatosInvalidos, SinPresupuesto (it cost more than what is left).
    """
    solicitud, _ = tomar(solicitud_id, Acto.REGISTRAR_COMPRA, persona, revision)
    if not solicitud.folio_compra:
        raise TransicionInvalida("Antes la dirección pide la compra con su oficio.")
    proveedor = limpiar(proveedor)
    if len(proveedor) > MAX_PROVEEDOR:
        rechazar("proveedor", f"Use a lo más {MAX_PROVEEDOR} letras.")
    renglones = {r.pk: r for r in solicitud.renglones.order_by("articulo_id", "pk")}
    exigir_cantidades(llegaron, dict.fromkeys(renglones, MAX_CANTIDAD))
    diferencia = _poner_precios(renglones, llegaron, precios or {})
    _anotar_lo_que_llego(solicitud, renglones, llegaron, persona, ahora)
    motivo = f"Precio de la compra del oficio {solicitud.folio_compra}"
    recomprometer(solicitud, diferencia, persona=persona, ahora=ahora, motivo=motivo)
    mover_solicitud(
        solicitud,
        _tras_la_compra(solicitud),
        Acto.REGISTRAR_COMPRA,
        persona=persona,
        ahora=ahora,
        nota=proveedor,
        unidades=sum(llegaron.values()),
        diferencia=diferencia,
    )
    return solicitud


def _poner_precios(
    renglones: Mapping[int, Renglon], llegaron: Mapping[int, int], precios: Mapping[int, int | None]
) -> int:
    """Each renglón takes the price that was paid; returns by how much that changes what is to be handed
    over."""
    diferencia = 0
    for r in renglones.values():
        precio = precios.get(r.pk)
        if precio is None or precio == r.precio or not r.falta:
            continue
        if not llegaron.get(r.pk):
            exigir_datos({"renglones": f"Renglón {r.orden}: escriba cuántas llegaron, o deje su precio."})
        if precio <= 0:
            exigir_datos({"renglones": f"Renglón {r.orden}: escriba su precio, mayor que cero."})
        exigir_precio(r, precio, r.falta)
        diferencia += r.falta * (precio - r.precio)
        r.precio = precio
    return diferencia


def _anotar_lo_que_llego(
    solicitud: Solicitud,
    renglones: Mapping[int, Renglon],
    llegaron: Mapping[int, int],
    persona: Persona,
    ahora: datetime,
) -> None:
    """Keep how many arrived of each; what is in the catalogue enters the store."""
    for pk, renglon in renglones.items():
        if not llegaron.get(pk):
            continue
        if renglon.articulo_id:
            mover_existencia(
                articulo_id=renglon.articulo_id,
                tipo=TipoExistencia.ENTRADA,
                cantidad=llegaron[pk],
                persona=persona,
                ahora=ahora,
                solicitud=solicitud,
                motivo=f"Compra del oficio {solicitud.folio_compra}",
            )
        renglon.comprada += llegaron[pk]
        renglon.save(update_fields=["comprada", "precio"])


def _tras_la_compra(solicitud: Solicitud) -> EstadoSolicitud:
    """To be handed over, when all is there; otherwise it waits for the next lot."""
    if solicitud.estado == S.ENTREGADA_PARCIAL:
        return S.ENTREGADA_PARCIAL
    faltan = por_llegar(solicitud.renglones.select_related("articulo"))
    return S.EN_COMPRA if any(faltan.values()) else S.POR_ENTREGAR
