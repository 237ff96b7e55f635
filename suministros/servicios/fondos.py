"""Money: one function moves it, and no other writes the columns of a fondo."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nucleo.bitacora import asentar
from nucleo.dinero import escribir_monto
from nucleo.errores import SinPresupuesto, TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.models import Direccion, Ejercicio, Inversion
from suministros.consultas.fondos import comprometido_por, fondo_sugerido
from suministros.estados import EFECTOS, TipoMovimiento, Uso
from suministros.models import Fondo, MovimientoDeFondo, Rubro, Solicitud
from suministros.permisos import permite_atender
from suministros.servicios.base import (
    en_el_municipio,
    exigir_datos,
    exigir_monto,
    exigir_permiso,
    hecha_con,
    motivo_limpio,
    rechazar,
)

M = TipoMovimiento
RUBROS = (
    ("gasolina", "Gasolina", Uso.COMBUSTIBLE, "2611"),
    ("papeleria", "Papelería", Uso.MATERIAL, "2111"),
)


def sembrar_rubros() -> None:
    """The two rubros of the seed, the first time; later they are Tesorería's."""
    if not Rubro.objects.exists():
        Rubro.objects.bulk_create(
            Rubro(clave=clave, nombre=nombre, uso=uso, partida=partida)
            for clave, nombre, uso, partida in RUBROS
        )


@transaction.atomic
def mover_fondo(
    *,
    fondo_id: int,
    tipo: TipoMovimiento,
    monto: int,
    persona: Persona,
    ahora: datetime,
    solicitud: Solicitud | None = None,
    motivo: str = "",
    token: UUID | None = None,
) -> MovimientoDeFondo:
    """Move money of a fondo, in centavos: the only function that does. In the caller's transaction.

    The row of the movement comes first, since the database refuses columns that are not the sum of their
    movements; then one UPDATE that holds only while nothing is overdrawn, so that two at once never spend the
    same peso. Raises SinPresupuesto, with what is left.
    """
    movimiento = MovimientoDeFondo.objects.create(
        fondo_id=fondo_id,
        tipo=tipo,
        monto=monto,
        fecha=persona.hoy,
        solicitud=solicitud,
        motivo=motivo,
        actor=persona.usuario,
        momento=ahora,
        token=token,
    )
    if not _aplicar(fondo_id, tipo, monto):
        quedan = Fondo.objects.values_list("disponible", flat=True).get(pk=fondo_id)
        raise SinPresupuesto(
            f"Hacen falta {escribir_monto(monto)} y quedan {escribir_monto(quedan)} disponibles. "
            "Pida a Tesorería una ampliación o una transferencia, o ajuste lo pedido."
        )
    return movimiento


def _aplicar(fondo_id: int, tipo: str, monto: int) -> int:
    """Rows changed: one, or none when it would overdraw or leave a column below zero."""
    asignado, comprometido, ejercido = (signo * monto for signo in EFECTOS[tipo])
    return Fondo.objects.filter(
        pk=fondo_id,
        asignado__gte=F("comprometido") + F("ejercido") + comprometido + ejercido - asignado,
        comprometido__gte=-comprometido,
    ).update(
        asignado=F("asignado") + asignado,
        comprometido=F("comprometido") + comprometido,
        ejercido=F("ejercido") + ejercido,
    )


def comprometer(
    solicitud: Solicitud, monto: int, *, persona: Persona, ahora: datetime, motivo: str = ""
) -> None:
    """Commit money of the request's fondo, and authorise it; the caller saves the request.

    One that had no fondo when it was asked takes the one that there is now. Raises SinPresupuesto,
    DatosInvalidos (there is none).
    """
    if monto == 0:
        return
    if solicitud.fondo_id is None:
        solicitud.fondo = fondo_sugerido(
            solicitud.direccion_id, solicitud.ejercicio_id, solicitud.tipo, solicitud.linea
        )
    if solicitud.fondo_id is None:
        rechazar(
            "fondo",
            "La dirección no tiene de dónde pagarlo: abra el fondo de su POA o fije un techo provisional.",
        )
    mover_fondo(
        fondo_id=solicitud.fondo_id,
        tipo=M.COMPROMISO,
        monto=monto,
        persona=persona,
        ahora=ahora,
        solicitud=solicitud,
        motivo=motivo,
    )


def recomprometer(
    solicitud: Solicitud, diferencia: int, *, persona: Persona, ahora: datetime, motivo: str
) -> None:
    """Commit so much more for the request, or free it when it is less; the caller saves its
    `monto_autorizado`.

    Raises SinPresupuesto.
    """
    if diferencia > 0:
        comprometer(solicitud, diferencia, persona=persona, ahora=ahora, motivo=motivo)
    elif diferencia < 0 and solicitud.fondo_id is not None:
        mover_fondo(
            fondo_id=solicitud.fondo_id,
            tipo=M.LIBERACION,
            monto=-diferencia,
            persona=persona,
            ahora=ahora,
            solicitud=solicitud,
            motivo=motivo,
        )
    solicitud.monto_autorizado += diferencia


def ejercer(solicitud: Solicitud, monto: int, *, persona: Persona, ahora: datetime) -> None:
    """Spend what was committed for the request; the caller saves its `monto_ejercido`."""
    if monto == 0 or solicitud.fondo_id is None:
        return
    mover_fondo(
        fondo_id=solicitud.fondo_id,
        tipo=M.EJERCICIO,
        monto=monto,
        persona=persona,
        ahora=ahora,
        solicitud=solicitud,
    )
    solicitud.monto_ejercido += monto


def liberar(solicitud: Solicitud, *, persona: Persona, ahora: datetime, motivo: str = "") -> int:
    """Free all that is still committed for the request; returns how much, in centavos."""
    monto = comprometido_por(solicitud)
    if monto and solicitud.fondo_id is not None:
        mover_fondo(
            fondo_id=solicitud.fondo_id,
            tipo=M.LIBERACION,
            monto=monto,
            persona=persona,
            ahora=ahora,
            solicitud=solicitud,
            motivo=motivo,
        )
    return monto


@transaction.atomic
def abrir_fondo(*, inversion: Inversion, rubro: Rubro, persona: Persona, ahora: datetime) -> Fondo:
    """Make an Inversion of an authorised POA a fondo of a rubro, with its amount.

    The provisional ceiling of the dirección for that rubro becomes it, and what was committed under it stays.
    Raises SinPermiso, TransicionInvalida (POA not authorised, already open), SinPresupuesto (more was already
    committed than the POA gives), DatosInvalidos (no amount).
    """
    exigir_permiso(permite_atender(persona))
    filas = Inversion.objects.select_for_update(of=("self",)).select_related(
        "estrategia__programa__direccion", "estrategia__programa__ejercicio"
    )
    inversion = filas.get(pk=inversion.pk)  # two at once would open it twice
    programa = inversion.estrategia.programa
    if not programa.en_vigor:
        raise TransicionInvalida("El POA aún no se autoriza: mientras tanto rige un techo provisional.")
    if Fondo.objects.filter(inversion=inversion).exists():
        raise TransicionInvalida("Esa inversión ya tiene su fondo.")
    exigir_monto(inversion.monto)
    lugar = {"direccion": programa.direccion, "ejercicio": programa.ejercicio, "rubro": rubro}
    fondo = Fondo.objects.select_for_update(of=("self",), no_key=True).filter(inversion=None, **lugar).first()
    fondo = fondo or Fondo.objects.create(**lugar)
    fondo.inversion = inversion
    fondo.save(update_fields=["inversion"])
    _dejar_asignado(fondo, inversion.monto, M.ASIGNACION, persona, ahora, "Inversión del POA autorizado")
    _asentar("fondo.abrir", fondo, persona, ahora, monto=inversion.monto, inversion=inversion.pk)
    return fondo


def _dejar_asignado(
    fondo: Fondo, monto: int, sube: TipoMovimiento, persona: Persona, ahora: datetime, motivo: str
) -> None:
    """Bring `asignado` to an amount, by the movement that is missing."""
    diferencia = monto - fondo.asignado
    if diferencia:
        mover_fondo(
            fondo_id=fondo.pk,
            tipo=sube if diferencia > 0 else M.REDUCCION,
            monto=abs(diferencia),
            persona=persona,
            ahora=ahora,
            motivo=motivo,
        )
    fondo.refresh_from_db()


@transaction.atomic
def fijar_techo(
    *,
    direccion: Direccion,
    ejercicio: Ejercicio,
    rubro: Rubro,
    monto: int,
    motivo: str,
    persona: Persona,
    ahora: datetime,
) -> Fondo:
    """Set, or change, the provisional ceiling of a dirección whose POA gives that rubro no fondo yet;
    centavos.

    Raises SinPermiso, TransicionInvalida (the POA's fondo is open already), SinPresupuesto (more is
    committed), DatosInvalidos.
    """
    exigir_permiso(permite_atender(persona))
    motivo = motivo_limpio(motivo)
    exigir_monto(monto)
    lugar = {"direccion": direccion, "ejercicio": ejercicio, "rubro": rubro}
    if Fondo.objects.filter(**lugar, inversion__isnull=False).exists():
        raise TransicionInvalida("El POA ya se autorizó: amplíe o transfiera en el fondo de su inversión.")
    fondo, _ = Fondo.objects.get_or_create(
        direccion=direccion, ejercicio=ejercicio, rubro=rubro, inversion=None
    )
    fondo = Fondo.objects.select_for_update(of=("self",), no_key=True).get(pk=fondo.pk)
    _dejar_asignado(fondo, monto, M.ASIGNACION, persona, ahora, motivo)
    _asentar("fondo.techo", fondo, persona, ahora, monto=monto)
    return fondo


@transaction.atomic
def ampliar_fondo(
    *, fondo_id: int, monto: int, motivo: str, token: UUID, persona: Persona, ahora: datetime
) -> MovimientoDeFondo:
    """Give a fondo more money, once a token. Raises SinPermiso, Conflicto, DatosInvalidos (monto, motivo)."""
    return _cambiar(fondo_id, M.AMPLIACION, "fondo.ampliar", monto, motivo, token, persona, ahora)


@transaction.atomic
def reducir_fondo(
    *, fondo_id: int, monto: int, motivo: str, token: UUID, persona: Persona, ahora: datetime
) -> MovimientoDeFondo:
    """Take money that is free from a fondo. Raises as `ampliar_fondo`, and SinPresupuesto."""
    return _cambiar(fondo_id, M.REDUCCION, "fondo.reducir", monto, motivo, token, persona, ahora)


def _cambiar(
    fondo_id: int,
    tipo: TipoMovimiento,
    accion: str,
    monto: int,
    motivo: str,
    token: UUID,
    persona: Persona,
    ahora: datetime,
) -> MovimientoDeFondo:
    exigir_permiso(permite_atender(persona))
    filas = Fondo.objects.select_for_update(of=("self",), no_key=True).select_related("direccion")
    fondo = filas.get(pk=fondo_id)
    if hecho := hecha_con(MovimientoDeFondo, token, fondo_id=fondo_id, tipo=tipo):
        return hecho
    motivo = motivo_limpio(motivo)
    exigir_monto(monto)
    hecho = mover_fondo(
        fondo_id=fondo_id, tipo=tipo, monto=monto, persona=persona, ahora=ahora, motivo=motivo, token=token
    )
    _asentar(accion, fondo, persona, ahora, monto=monto)
    return hecho


@transaction.atomic
def transferir(
    *, de_id: int, a_id: int, monto: int, motivo: str, token: UUID, persona: Persona, ahora: datetime
) -> MovimientoDeFondo:
    """Pass free money from one concept to another of the same dirección and year, once a token; gives the
    exit.

    Raises SinPermiso, SinPresupuesto, Conflicto (the token moved something else), DatosInvalidos (same
    fondo, another dirección or year, monto, motivo).
    """
    exigir_permiso(permite_atender(persona))
    # Always in the order of their ids: two that cross never wait for one another.
    filas = Fondo.objects.select_for_update(of=("self",), no_key=True).select_related("direccion")
    fondos = {f.pk: f for f in filas.filter(pk__in=(de_id, a_id)).order_by("pk")}
    if hecho := hecha_con(MovimientoDeFondo, token, fondo_id=de_id, tipo=M.TRANSFERENCIA_SALIDA):
        return hecho
    motivo = motivo_limpio(motivo)
    exigir_monto(monto)
    de, a = fondos[de_id], fondos[a_id]
    if de == a or (de.direccion_id, de.ejercicio_id) != (a.direccion_id, a.ejercicio_id):
        rechazar("a", "Elija otro concepto de la misma dirección y del mismo año.")
    salida = mover_fondo(
        fondo_id=de_id,
        tipo=M.TRANSFERENCIA_SALIDA,
        monto=monto,
        persona=persona,
        ahora=ahora,
        motivo=motivo,
        token=token,
    )
    mover_fondo(
        fondo_id=a_id,
        tipo=M.TRANSFERENCIA_ENTRADA,
        monto=monto,
        persona=persona,
        ahora=ahora,
        motivo=motivo,
    )
    _asentar("fondo.transferir", de, persona, ahora, monto=monto, a=a_id)
    return salida


@transaction.atomic
def guardar_rubro(
    *,
    clave: str,
    nombre: str,
    uso: str,
    partida: str = "",
    activo: bool = True,
    rubro_id: int | None = None,
    persona: Persona,
    ahora: datetime,
) -> Rubro:
    """Add a rubro, or change it. Raises SinPermiso, DatosInvalidos (clave, nombre, uso)."""
    exigir_permiso(permite_atender(persona))
    clave, nombre = limpiar(clave).lower(), limpiar(nombre)
    if not clave or not nombre or uso not in Uso.values:
        rechazar("nombre", "Escriba la clave, el nombre y el uso.")
    rubro = Rubro.objects.select_for_update(no_key=True).get(pk=rubro_id) if rubro_id else Rubro()
    if rubro.pk and rubro.uso != uso and rubro.fondos.exists():
        rechazar("uso", "Ya hay dinero en este rubro y no cambia lo que paga: agregue otro rubro.")
    rubro.clave, rubro.nombre, rubro.uso = clave, nombre, uso
    rubro.partida, rubro.activo = limpiar(partida), activo
    exigir_datos(_errores_de_rubro(rubro))
    rubro.save()
    en_el_municipio("rubro.guardar", rubro, persona, ahora, clave=clave, activo=activo)
    return rubro


def _errores_de_rubro(r: Rubro) -> dict[str, str]:
    largos = {"clave": 20, "nombre": 100, "partida": 10}
    errores = {c: f"Use a lo más {n} letras." for c, n in largos.items() if len(getattr(r, c)) > n}
    if Rubro.objects.filter(clave=r.clave).exclude(pk=r.pk).exists():
        errores["clave"] = "Ya hay un rubro con esa clave."
    return errores


def _asentar(accion: str, fondo: Fondo, persona: Persona, ahora: datetime, **datos: int) -> None:
    asentar(
        cadena=fondo.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=fondo,
        datos={"rubro": fondo.rubro_id, "ejercicio": fondo.ejercicio_id, **datos},
    )
