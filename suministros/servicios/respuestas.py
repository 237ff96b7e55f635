"""What Tesorería answers: a vehicle, fuel, material or no; and what takes an answer, or a request, back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from nucleo.personas import Persona
from nucleo.texto import limpiar
from suministros.estados import (
    MAX_MONTO,
    MAX_RENGLONES,
    MAX_TEXTO,
    RESPUESTA,
    Acto,
    EstadoPrestamo,
    EstadoSolicitud,
)
from suministros.models import Renglon, Solicitud, Vehiculo
from suministros.servicios.base import exigir_datos, motivo_limpio, mover_solicitud, rechazar, tomar
from suministros.servicios.combustible import DatosDeVale, cancelar_vales, dar_vale
from suministros.servicios.fondos import comprometer, liberar
from suministros.servicios.momentos import anular_momentos, marcar_momento
from suministros.servicios.papeles import anular_papeles_de
from suministros.servicios.vehiculos import apartar_vehiculo, bloquear_vehiculo, mover_prestamo

S = EstadoSolicitud


def _responder(solicitud: Solicitud, respuesta: str, persona: Persona, ahora: datetime) -> None:
    respuesta = limpiar(respuesta)
    if len(respuesta) > MAX_TEXTO:
        exigir_datos({"respuesta": f"Use a lo más {MAX_TEXTO:,} letras."})
    solicitud.respuesta = respuesta
    solicitud.respondida_por, solicitud.respondida_en = persona.usuario, ahora


@transaction.atomic
def asignar_vehiculo(
    *,
    solicitud_id: int,
    vehiculo: Vehiculo,
    desde: datetime | None = None,
    hasta: datetime | None = None,
    conductor: str = "",
    vale: DatosDeVale | None = None,
    respuesta: str = "",
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """Answer an oficio with a vehicle for its hours (or others), and with a vale for it when it is given.

    Raises SinPermiso, TransicionInvalida, Conflicto, DatosInvalidos (it is taken then), SinPresupuesto.
    Source: «la tesorería informa si hay vehículo para transporte».
    """
    solicitud, tp = tomar(solicitud_id, Acto.ASIGNAR_VEHICULO, persona, revision, momentos=True)
    _responder(solicitud, respuesta, persona, ahora)
    desde, hasta = desde or solicitud.desde, hasta or solicitud.hasta
    if desde is None or hasta is None:
        rechazar("desde", "Escriba las horas de salida y de regreso.")
    conductor = limpiar(conductor) or solicitud.conductor
    if len(conductor) > 150:
        rechazar("conductor", "Use a lo más 150 letras.")
    apartar_vehiculo(solicitud, vehiculo.pk, desde, hasta, conductor, ahora)
    if vale:
        dar_vale(solicitud, replace(vale, vehiculo=vehiculo), persona=persona, ahora=ahora)
    mover_solicitud(
        solicitud,
        S.CON_VEHICULO,
        Acto.ASIGNAR_VEHICULO,
        persona=persona,
        ahora=ahora,
        vehiculo=vehiculo.pk,
        monto=solicitud.monto_autorizado,
    )
    marcar_momento(solicitud, RESPUESTA, tp, persona=persona, ahora=ahora)
    return solicitud


@transaction.atomic
def asignar_combustible(
    *,
    solicitud_id: int,
    vale: DatosDeVale,
    respuesta: str = "",
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """Answer an oficio with a vale: centavos, and, when they are limited too, thousandths of a litre.

    Raises SinPermiso, TransicionInvalida, Conflicto, SinPresupuesto, DatosInvalidos (no fondo, importe,
    vigencia). Source: «o asigna gasolina según lugar de trabajo».
    """
    solicitud, tp = tomar(solicitud_id, Acto.ASIGNAR_COMBUSTIBLE, persona, revision, momentos=True)
    _responder(solicitud, respuesta, persona, ahora)
    dar_vale(solicitud, vale, persona=persona, ahora=ahora)
    mover_solicitud(
        solicitud,
        S.CON_COMBUSTIBLE,
        Acto.ASIGNAR_COMBUSTIBLE,
        persona=persona,
        ahora=ahora,
        monto=vale.importe,
    )
    marcar_momento(solicitud, RESPUESTA, tp, persona=persona, ahora=ahora)
    return solicitud


@dataclass(frozen=True)
class Autorizado:
    """How many of a renglón, and at what price the unit (centavos; None: as it was estimated)."""

    cantidad: int
    precio: int | None = None


@transaction.atomic
def autorizar_material(
    *,
    solicitud_id: int,
    renglones: Mapping[int, Autorizado],
    respuesta: str = "",
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """Answer a requisición, by the id of its renglones (what is not there is not given), and commit its
    amount.

    It waits to be delivered when the store has some of it; otherwise it waits for its oficio of purchase.
    Raises SinPermiso, TransicionInvalida, Conflicto, SinPresupuesto, DatosInvalidos (renglones, fondo).
    """
    solicitud, tp = tomar(solicitud_id, Acto.AUTORIZAR_MATERIAL, persona, revision, momentos=True)
    _responder(solicitud, respuesta, persona, ahora)
    monto, hay = _autorizar_renglones(solicitud, renglones)
    comprometer(solicitud, monto, persona=persona, ahora=ahora)
    solicitud.monto_autorizado = monto
    mover_solicitud(
        solicitud,
        S.POR_ENTREGAR if hay else S.SIN_EXISTENCIA,
        Acto.AUTORIZAR_MATERIAL,
        persona=persona,
        ahora=ahora,
        monto=monto,
    )
    marcar_momento(solicitud, RESPUESTA, tp, persona=persona, ahora=ahora)
    return solicitud


def _autorizar_renglones(solicitud: Solicitud, dados: Mapping[int, Autorizado]) -> tuple[int, bool]:
    """Write what is given of each; returns its amount, and whether the store has some of it."""
    monto, hay, unidades = 0, False, 0
    for renglon in solicitud.renglones.select_related("articulo"):
        dado = dados.get(renglon.pk, Autorizado(0))
        precio = renglon.precio if dado.precio is None else dado.precio
        if not 0 <= dado.cantidad <= renglon.cantidad:
            exigir_datos({"renglones": f"Renglón {renglon.orden}: se pidieron {renglon.cantidad:,}."})
        if dado.cantidad and not precio:
            exigir_datos({"renglones": f"Renglón {renglon.orden}: escriba su precio, mayor que cero."})
        exigir_precio(renglon, precio, dado.cantidad)
        renglon.autorizada, renglon.precio = dado.cantidad, precio
        renglon.save(update_fields=["autorizada", "precio"])
        monto += dado.cantidad * precio
        unidades += dado.cantidad
        hay |= bool(dado.cantidad and renglon.articulo and renglon.articulo.existencia)
    if not unidades:
        exigir_datos({"renglones": "Autorice al menos una cosa, o niegue la requisición con su motivo."})
    return monto, hay


def exigir_precio(renglon: Renglon, precio: int, cantidad: int) -> None:
    """Raise DatosInvalidos when so many units at that price would be more than any request may take."""
    if not 0 <= precio <= MAX_MONTO // MAX_RENGLONES // max(cantidad, 1):
        exigir_datos({"renglones": f"Renglón {renglon.orden}: revise el precio."})


@transaction.atomic
def negar_solicitud(
    *, solicitud_id: int, motivo: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Answer no, with a reason; what was committed is free again. It is an answer, and counts as one.

    Raises SinPermiso, TransicionInvalida, Conflicto, DatosInvalidos (no reason).
    """
    solicitud, tp = tomar(solicitud_id, Acto.NEGAR, persona, revision, momentos=True)
    motivo = motivo_limpio(motivo)
    _responder(solicitud, solicitud.respuesta, persona, ahora)
    liberado = _deshacer_respuesta(solicitud, motivo, persona, ahora)
    mover_solicitud(
        solicitud, S.NEGADA, Acto.NEGAR, persona=persona, ahora=ahora, motivo=motivo, liberado=liberado
    )
    marcar_momento(solicitud, RESPUESTA, tp, persona=persona, ahora=ahora)
    return solicitud


def _deshacer_respuesta(solicitud: Solicitud, motivo: str, persona: Persona, ahora: datetime) -> int:
    """Free the money and the vehicle that an answer gave, and cancel its vale; centavos freed."""
    # First the vehicles, then the fondo, then any Asiento: whoever moves them takes them in that order.
    apartados = list(solicitud.prestamos.filter(estado=EstadoPrestamo.APARTADO).order_by("vehiculo"))
    for prestamo in apartados:
        bloquear_vehiculo(prestamo.vehiculo_id)
    liberado = liberar(solicitud, persona=persona, ahora=ahora, motivo=motivo)
    for prestamo in apartados:
        mover_prestamo(prestamo, EstadoPrestamo.CANCELADO)
    cancelar_vales(solicitud, motivo, persona=persona, ahora=ahora)
    solicitud.renglones.update(autorizada=0)
    solicitud.monto_autorizado = 0
    return liberado


@transaction.atomic
def retirar_respuesta(
    *, solicitud_id: int, motivo: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Take back an answer before anything was handed over: the vehicle broke down, the store was short.

    Its moment is annulled, and the next answer counts. Raises as `negar_solicitud`.
    """
    solicitud, _ = tomar(solicitud_id, Acto.RETIRAR_RESPUESTA, persona, revision, momentos=True)
    motivo = motivo_limpio(motivo)
    liberado = _deshacer_respuesta(solicitud, motivo, persona, ahora)
    solicitud.respuesta, solicitud.respondida_por, solicitud.respondida_en = "", None, None
    mover_solicitud(
        solicitud,
        S.RECIBIDA,
        Acto.RETIRAR_RESPUESTA,
        persona=persona,
        ahora=ahora,
        motivo=motivo,
        liberado=liberado,
    )
    anular_momentos(solicitud, motivo=motivo, persona=persona, ahora=ahora, claves=(RESPUESTA,))
    return solicitud


@transaction.atomic
def cancelar_solicitud(
    *, solicitud_id: int, motivo: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Call a request off before anything was handed over: its money and vehicle are free, its moments
    annulled.

    Its folio stays visible. A moment of a signed quarter stands: what was signed does not change. Raises as
    `negar_solicitud`.
    """
    solicitud, _ = tomar(solicitud_id, Acto.CANCELAR, persona, revision, momentos=True)
    motivo = motivo_limpio(motivo)
    liberado = _deshacer_respuesta(solicitud, motivo, persona, ahora)
    anular_papeles_de(solicitud, motivo)
    mover_solicitud(
        solicitud, S.CANCELADA, Acto.CANCELAR, persona=persona, ahora=ahora, motivo=motivo, liberado=liberado
    )
    anular_momentos(solicitud, motivo=motivo, persona=persona, ahora=ahora)
    return solicitud
