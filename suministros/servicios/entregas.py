"""What is handed over and received: material, keys and vales; and the closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from nucleo.errores import TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar
from suministros.estados import (
    MAX_TEXTO,
    RECEPCION,
    Acto,
    EstadoPrestamo,
    EstadoSolicitud,
    TipoExistencia,
)
from suministros.models import EntregaDeSuministro, Renglon, RenglonDeEntrega, Solicitud
from suministros.servicios.base import exigir_datos, motivo_limpio, mover_solicitud, rechazar, tomar
from suministros.servicios.combustible import cancelar_vales
from suministros.servicios.fondos import ejercer, liberar
from suministros.servicios.momentos import marcar_momento
from suministros.servicios.papeleria import mover_existencia
from suministros.servicios.vehiculos import sacar_vehiculo

S = EstadoSolicitud


def exigir_cantidades(dadas: Mapping[int, int], topes: Mapping[int, int]) -> None:
    """Of renglones of this request, none below zero nor above its limit, and something in all."""
    if not set(dadas) <= set(topes):
        exigir_datos({"renglones": "Ese renglón es de otra solicitud."})
    if any(not 0 <= n <= topes[pk] for pk, n in dadas.items()):
        exigir_datos({"renglones": "Hay un renglón con más de lo que falta, o con menos de cero."})
    if not any(dadas.values()):
        exigir_datos({"renglones": "Escriba la cantidad de al menos un renglón."})


@transaction.atomic
def entregar_material(
    *,
    solicitud_id: int,
    cantidades: Mapping[int, int],
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> EntregaDeSuministro:
    """Hand over units by the id of their renglones, whole or in part: they leave the store, their amount is
    spent.

    Raises SinPermiso, TransicionInvalida, Conflicto, SinExistencia, DatosInvalidos (more than is missing, or,
    outside the catalogue, than arrived of its purchase).
    """
    solicitud, _ = tomar(solicitud_id, Acto.ENTREGAR, persona, revision)
    renglones = {r.pk: r for r in solicitud.renglones.order_by("articulo_id", "pk")}
    exigir_cantidades(cantidades, {pk: r.falta for pk, r in renglones.items()})
    _exigir_que_llegaron(cantidades, renglones)
    entrega = EntregaDeSuministro.objects.create(
        solicitud=solicitud,
        numero=_siguiente(solicitud),
        entregada_por=persona.usuario,
        entregada_en=ahora,
        importe=sum(n * renglones[pk].precio for pk, n in cantidades.items()),
    )
    for pk, renglon in renglones.items():
        if cantidades.get(pk):
            _entregar_renglon(entrega, renglon, cantidades[pk], persona, ahora)
    solicitud.monto_entregado += entrega.importe
    ejercer(solicitud, entrega.importe, persona=persona, ahora=ahora)
    mover_solicitud(
        solicitud,
        S.ENTREGADA_PARCIAL if any(r.falta for r in renglones.values()) else S.ENTREGADA,
        Acto.ENTREGAR,
        persona=persona,
        ahora=ahora,
        entrega=entrega.numero,
        importe=entrega.importe,
    )
    return entrega


def _exigir_que_llegaron(cantidades: Mapping[int, int], renglones: Mapping[int, Renglon]) -> None:
    """Outside the catalogue there is no stock: only what was bought for it, and arrived, is handed over."""
    for pk, n in cantidades.items():
        r = renglones[pk]
        if r.articulo_id or n <= r.llegadas:
            continue
        cuantas = f"solo hay {r.llegadas:,} de las que llegaron" if r.llegadas else "todavía no llega"
        exigir_datos({"renglones": f"Renglón {r.orden}: {cuantas} de la compra."})


def _entregar_renglon(
    entrega: EntregaDeSuministro, renglon: Renglon, cantidad: int, persona: Persona, ahora: datetime
) -> None:
    """What is in the catalogue leaves the store."""
    if renglon.articulo_id:
        mover_existencia(
            articulo_id=renglon.articulo_id,
            tipo=TipoExistencia.SALIDA,
            cantidad=-cantidad,
            persona=persona,
            ahora=ahora,
            solicitud=entrega.solicitud,
        )
    renglon.entregada += cantidad
    renglon.save(update_fields=["entregada"])
    RenglonDeEntrega.objects.create(entrega=entrega, renglon=renglon, cantidad=cantidad)


def _siguiente(solicitud: Solicitud) -> int:
    return (solicitud.entregas.aggregate(m=Max("numero"))["m"] or 0) + 1


@dataclass(frozen=True)
class Recibo:
    """Who received, and whether as ordered. `firma` and `escaneo`: (name in the store, SHA-256)."""

    recibe: str
    conforme: bool = True
    diferencias: str = ""
    firma: tuple[str, str] | None = None
    escaneo: tuple[str, str] | None = None


@transaction.atomic
def recibir_suministro(
    *,
    solicitud_id: int,
    recibo: Recibo,
    entrega_id: int | None = None,
    km_salida: int | None = None,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> EntregaDeSuministro:
    """The dirección signs for a delivery of material (`entrega_id`, when several wait), or for the keys
    (`km_salida`) and the vale, which are out from now on. It counts once, with what ends the delivery.

    Raises SinPermiso, TransicionInvalida (nothing to receive), Conflicto, DatosInvalidos.
    Source: «Concluye entregándonos el material de trabajo».
    """
    solicitud, tp = tomar(solicitud_id, Acto.RECIBIR, persona, revision, momentos=True)
    exigir_datos(_errores_de_recibo(recibo))
    entrega = _entrega_por_recibir(solicitud, entrega_id, ahora)
    _anotar_recibo(entrega, recibo, persona, ahora)
    if solicitud.es_oficio:
        sacar_vehiculo(solicitud, km_salida, persona=persona, ahora=ahora)
        entrega.importe = solicitud.monto_entregado = solicitud.monto_autorizado
        a = S.EN_USO
    else:
        a = _tras_recibir(solicitud, entrega)
    entrega.save()
    mover_solicitud(
        solicitud,
        a,
        Acto.RECIBIR,
        persona=persona,
        ahora=ahora,
        entrega=entrega.numero,
        conforme=recibo.conforme,
        huellas=[h for h in (entrega.firma_sha256, entrega.escaneo_sha256) if h],
    )
    if a in (S.EN_USO, S.CERRADA):
        marcar_momento(solicitud, RECEPCION, tp, persona=persona, ahora=ahora)
    return entrega


def _tras_recibir(solicitud: Solicitud, entrega: EntregaDeSuministro) -> EstadoSolicitud:
    """Closed, when all was delivered and this was the last receipt."""
    faltan = solicitud.entregas.filter(recibida_en__isnull=True).exclude(pk=entrega.pk).exists()
    return S.CERRADA if solicitud.estado == S.ENTREGADA and not faltan else S(solicitud.estado)


def _anotar_recibo(entrega: EntregaDeSuministro, recibo: Recibo, persona: Persona, ahora: datetime) -> None:
    entrega.recibe, entrega.conforme = limpiar(recibo.recibe), recibo.conforme
    entrega.diferencias = limpiar(recibo.diferencias)
    entrega.firma, entrega.firma_sha256 = recibo.firma or ("", "")
    entrega.escaneo, entrega.escaneo_sha256 = recibo.escaneo or ("", "")
    entrega.recibida_por, entrega.recibida_en = persona.usuario, ahora


def _errores_de_recibo(r: Recibo) -> dict[str, str]:
    errores = {}
    if not 1 <= len(limpiar(r.recibe)) <= 150:
        errores["recibe"] = "Escriba el nombre de quien recibe."
    if not r.conforme and not limpiar(r.diferencias):
        errores["diferencias"] = "Diga en qué es distinto de lo pedido."
    if len(r.diferencias) > MAX_TEXTO:
        errores["diferencias"] = f"Use a lo más {MAX_TEXTO:,} letras."
    return errores


def _entrega_por_recibir(
    solicitud: Solicitud, entrega_id: int | None, ahora: datetime
) -> EntregaDeSuministro:
    if solicitud.es_oficio:
        return EntregaDeSuministro(
            solicitud=solicitud,
            numero=_siguiente(solicitud),
            entregada_por=solicitud.respondida_por,
            entregada_en=ahora,
        )
    pendientes = list(solicitud.entregas.filter(recibida_en__isnull=True))
    elegidas = [e for e in pendientes if entrega_id in (None, e.pk)]
    if not elegidas:
        raise TransicionInvalida("Esa entrega ya se recibió, o todavía no se hace.")
    if len(elegidas) > 1:
        rechazar("entrega", "Elija cuál de las entregas recibe.")
    return elegidas[0]


@transaction.atomic
def cerrar_solicitud(
    *, solicitud_id: int, motivo: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Tesorería closes it with what was handed over: no more is coming, or the vale was not used; the rest is
    freed.

    Raises SinPermiso, Conflicto, DatosInvalidos (no reason), TransicionInvalida (a vehicle is out, or a
    delivery waits for its receipt).
    """
    solicitud, tp = tomar(solicitud_id, Acto.CERRAR, persona, revision, momentos=True)
    motivo = motivo_limpio(motivo)
    if solicitud.prestamos.filter(estado=EstadoPrestamo.EN_USO).exists():
        raise TransicionInvalida("Primero se devuelve el vehículo.")
    if solicitud.entregas.filter(recibida_en__isnull=True).exists():
        raise TransicionInvalida("Falta que la dirección firme de recibido lo que se le entregó.")
    liberado = liberar(solicitud, persona=persona, ahora=ahora, motivo=motivo)
    if cancelar_vales(solicitud, motivo, persona=persona, ahora=ahora):
        solicitud.monto_entregado = solicitud.monto_ejercido  # a vale that was not used gave nothing
    mover_solicitud(
        solicitud, S.CERRADA, Acto.CERRAR, persona=persona, ahora=ahora, motivo=motivo, liberado=liberado
    )
    marcar_momento(solicitud, RECEPCION, tp, persona=persona, ahora=ahora)
    return solicitud
