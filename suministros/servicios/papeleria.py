"""Stock: one function moves it, and no other writes what there is of an artículo."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nucleo.errores import SinExistencia
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar
from suministros.estados import MAX_CANTIDAD, MAX_MONTO, TipoExistencia
from suministros.models import Articulo, MovimientoDeExistencia, Solicitud
from suministros.permisos import permite_atender
from suministros.servicios.base import (
    en_el_municipio,
    exigir_datos,
    exigir_permiso,
    hecha_con,
    motivo_limpio,
)

T = TipoExistencia


@transaction.atomic
def mover_existencia(
    *,
    articulo_id: int,
    tipo: TipoExistencia,
    cantidad: int,
    persona: Persona,
    ahora: datetime,
    solicitud: Solicitud | None = None,
    motivo: str = "",
    token: UUID | None = None,
) -> MovimientoDeExistencia:
    """Move the stock of an artículo, with its sign: the only function that does.

    The movement comes first and the UPDATE holds only while nothing falls below zero, as with the money.
    Raises SinExistencia, with what there is.
    """
    movimiento = MovimientoDeExistencia.objects.create(
        articulo_id=articulo_id,
        tipo=tipo,
        cantidad=cantidad,
        fecha=persona.hoy,
        solicitud=solicitud,
        motivo=motivo,
        actor=persona.usuario,
        momento=ahora,
        token=token,
    )
    if not _aplicar(articulo_id, cantidad):
        articulo = Articulo.objects.get(pk=articulo_id)
        raise SinExistencia(f"De {articulo.nombre} hay {articulo.existencia:,} y hacen falta {-cantidad:,}.")
    return movimiento


def _aplicar(articulo_id: int, cantidad: int) -> int:
    return Articulo.objects.filter(pk=articulo_id, existencia__gte=-cantidad).update(
        existencia=F("existencia") + cantidad
    )


@transaction.atomic
def guardar_articulo(
    *,
    clave: str,
    nombre: str,
    unidad: str,
    minimo: int = 0,
    precio: int = 0,
    activo: bool = True,
    articulo_id: int | None = None,
    persona: Persona,
    ahora: datetime,
) -> Articulo:
    """Add an artículo, or change its data; `precio` in centavos. Raises SinPermiso, DatosInvalidos."""
    exigir_permiso(permite_atender(persona))
    articulo = (
        Articulo.objects.select_for_update(no_key=True).get(pk=articulo_id) if articulo_id else Articulo()
    )
    articulo.clave, articulo.nombre = limpiar(clave).upper(), limpiar(nombre)
    articulo.unidad, articulo.minimo = limpiar(unidad).lower(), minimo
    articulo.precio, articulo.activo = precio, activo
    articulo.busqueda = normalizar(f"{articulo.nombre} {articulo.clave}")
    exigir_datos(_errores(articulo))
    articulo.save()
    en_el_municipio("articulo.guardar", articulo, persona, ahora, clave=articulo.clave, activo=activo)
    return articulo


def _errores(a: Articulo) -> dict[str, str]:
    errores = {}
    for campo, largo in (("clave", 20), ("nombre", 150), ("unidad", 30)):
        if not 1 <= len(getattr(a, campo)) <= largo:
            errores[campo] = f"Escriba de 1 a {largo} letras."
    if Articulo.objects.filter(clave=a.clave).exclude(pk=a.pk).exists():
        errores["clave"] = "Ya hay un artículo con esa clave."
    if not 0 <= a.minimo <= MAX_CANTIDAD:
        errores["minimo"] = f"Escriba un número de 0 a {MAX_CANTIDAD:,}."
    if not 0 <= a.precio <= MAX_MONTO:
        errores["precio"] = "Escriba el precio de una unidad."
    return errores


@transaction.atomic
def registrar_entrada(
    *, articulo_id: int, cantidad: int, motivo: str = "", token: UUID, persona: Persona, ahora: datetime
) -> MovimientoDeExistencia:
    """Something arrived at the store, once a token. Raises SinPermiso, DatosInvalidos."""
    exigir_permiso(permite_atender(persona))
    if not 1 <= cantidad <= MAX_CANTIDAD:
        exigir_datos({"cantidad": f"La cantidad va de 1 a {MAX_CANTIDAD:,}."})
    return _mover_una_vez(
        "articulo.entrada", articulo_id, T.ENTRADA, cantidad, limpiar(motivo), token, persona, ahora
    )


@transaction.atomic
def ajustar_existencia(
    *, articulo_id: int, cantidad: int, motivo: str, token: UUID, persona: Persona, ahora: datetime
) -> MovimientoDeExistencia:
    """Add to the stock, or take from it (`cantidad` below zero), with a reason, once a token.

    Raises SinPermiso, SinExistencia, DatosInvalidos.
    """
    exigir_permiso(permite_atender(persona))
    motivo = motivo_limpio(motivo)
    if not cantidad or abs(cantidad) > MAX_CANTIDAD:
        exigir_datos({"cantidad": "Escriba cuántas unidades sobran o, con signo menos, cuántas faltan."})
    return _mover_una_vez("articulo.ajuste", articulo_id, T.AJUSTE, cantidad, motivo, token, persona, ahora)


def _mover_una_vez(
    accion: str,
    articulo_id: int,
    tipo: TipoExistencia,
    cantidad: int,
    motivo: str,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> MovimientoDeExistencia:
    articulo = Articulo.objects.select_for_update(no_key=True).get(pk=articulo_id)
    if hecho := hecha_con(MovimientoDeExistencia, token, articulo_id=articulo_id, tipo=tipo):
        return hecho
    hecho = mover_existencia(
        articulo_id=articulo_id,
        tipo=tipo,
        cantidad=cantidad,
        persona=persona,
        ahora=ahora,
        motivo=motivo,
        token=token,
    )
    en_el_municipio(accion, articulo, persona, ahora, cantidad=cantidad)
    return hecho
