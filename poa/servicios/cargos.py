"""The cargos people hold, from a day until another: given, corrected, ended; the earlier ones stay."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Rol
from nucleo.texto import limpiar
from poa.consultas.privacidad import es_baja
from poa.models import Adscripcion, Direccion
from poa.permisos import SISTEMA, permite_cuentas
from poa.servicios.cambios import aplicar_cambios
from poa.servicios.exigencias import exigir_datos, exigir_permiso, exigir_visto


def _errores_de_cargo(
    cargo: str, desde: date, hasta: date | None, como_encargado: bool, oficio: str
) -> dict[str, str]:
    errores = {}
    if not cargo:
        errores["cargo"] = "Escriba el cargo como se imprime bajo la firma."
    if hasta and hasta <= desde:
        errores["hasta"] = "El cargo termina después del día en que empieza."
    if como_encargado and not oficio:
        errores["oficio"] = "Quien queda como encargado(a) lo es por un oficio: escriba su número."
    return errores


def _se_encima(usuario: Usuario, direccion: Direccion, rol: Rol, desde: date, hasta: date | None) -> bool:
    iguales = Adscripcion.objects.filter(usuario=usuario, direccion=direccion, rol=rol)
    iguales = iguales.filter(Q(hasta__isnull=True) | Q(hasta__gt=desde))
    return (iguales.filter(desde__lt=hasta) if hasta else iguales).exists()


def _exigir_lugar(usuario: Usuario, direccion: Direccion, rol: Rol, desde: date, hasta: date | None) -> None:
    activa = Direccion.objects.select_for_update().get(pk=direccion.pk).activa
    if not activa:
        raise Conflicto(f"{direccion.nombre} está desactivada: no recibe cargos nuevos.")
    if usuario.username == SISTEMA:
        raise Conflicto("La cuenta del propio sistema no es de una persona: no lleva cargos.")
    if es_baja(Usuario.objects.select_for_update().get(pk=usuario.pk)):
        raise Conflicto("Los datos de esa persona se anonimizaron: ya no recibe cargos.")
    if _se_encima(usuario, direccion, rol, desde, hasta):
        raise Conflicto(f"{usuario.nombre} ya tiene esa función en {direccion.nombre} en esas fechas.")


def _firmantes_en(direccion: Direccion, rol: Rol, desde: date) -> list[Adscripcion]:
    """Who signs for a dirección with that role on a day, as titular: a relevo ends these."""
    firman = Adscripcion.objects.filter(
        direccion=direccion, rol=rol, puede_firmar=True, como_encargado=False, desde__lt=desde
    )
    return list(
        firman.filter(Q(hasta__isnull=True) | Q(hasta__gt=desde)).select_related("usuario", "direccion")
    )


def _relevar(
    usuario: Usuario, direccion: Direccion, rol: Rol, desde: date, persona: Persona, ahora: datetime
) -> None:
    for anterior in _firmantes_en(direccion, rol, desde):
        if anterior.usuario_id != usuario.pk:
            anterior.hasta = desde
            anterior.save(update_fields=["hasta"])
            _asentar_cargo(anterior, "adscripcion.terminar", persona, ahora)


@transaction.atomic
def adscribir(
    *,
    persona: Persona,
    ahora: datetime,
    usuario: Usuario,
    direccion: Direccion,
    rol: Rol,
    cargo: str,
    desde: date,
    hasta: date | None = None,
    puede_firmar: bool = False,
    como_encargado: bool = False,
    oficio: str = "",
    releva: bool = False,
) -> Adscripcion:
    """A person takes a cargo in a dirección, over the half-open period [desde, hasta).

    With `releva`, whoever signed there with the same role stops the day before. Raises SinPermiso;
    DatosInvalidos (cargo, hasta, oficio); Conflicto when the same person already holds the same role
    there on some of those days, and for an inactive dirección or the system's own account.
    """
    exigir_permiso(permite_cuentas(persona))
    cargo, oficio = limpiar(cargo), limpiar(oficio)
    exigir_datos(_errores_de_cargo(cargo, desde, hasta, como_encargado, oficio))
    _exigir_lugar(usuario, direccion, rol, desde, hasta)
    if releva:
        _relevar(usuario, direccion, rol, desde, persona, ahora)
    adscripcion = Adscripcion.objects.create(
        usuario=usuario,
        direccion=direccion,
        rol=rol,
        cargo=cargo,
        desde=desde,
        hasta=hasta,
        puede_firmar=puede_firmar,
        como_encargado=como_encargado,
        oficio=oficio,
    )
    _asentar_cargo(adscripcion, "adscripcion.crear", persona, ahora)
    return adscripcion


@transaction.atomic
def terminar_adscripcion(
    *, persona: Persona, ahora: datetime, adscripcion_id: int, hasta: date
) -> Adscripcion:
    """A cargo ends: `hasta` is the first day on which the person no longer holds it.

    Raises SinPermiso; DatosInvalidos (hasta); Conflicto when it had already ended before that day, and
    when nobody would be left as administrador.
    """
    exigir_permiso(permite_cuentas(persona))
    bloquear_administradores()
    adscripcion = _bloquear(adscripcion_id)
    if hasta <= adscripcion.desde:
        raise DatosInvalidos(
            "El cargo termina después del día en que empieza.", {"hasta": "Elija una fecha posterior."}
        )
    if adscripcion.hasta and adscripcion.hasta <= hasta:
        raise Conflicto("Ese cargo ya tenía fecha de término.")
    adscripcion.hasta = hasta
    adscripcion.save(update_fields=["hasta"])
    if adscripcion.rol == Rol.ADMINISTRADOR:
        exigir_que_quede_administrador(max(hasta, persona.hoy))
    _asentar_cargo(adscripcion, "adscripcion.terminar", persona, ahora)
    return adscripcion


@transaction.atomic
def corregir_adscripcion(
    *,
    persona: Persona,
    ahora: datetime,
    adscripcion_id: int,
    cargo: str,
    oficio: str = "",
    visto: str | None = None,
) -> Adscripcion:
    """Correct how a cargo or its oficio is written; who, where, since when and whether it signs stay.

    Papers already signed keep what they say. Raises SinPermiso, DatosInvalidos (cargo, oficio), Conflicto.
    """
    exigir_permiso(permite_cuentas(persona))
    adscripcion = _bloquear(adscripcion_id)
    exigir_visto(visto, adscripcion)
    cargo, oficio = limpiar(cargo), limpiar(oficio)
    exigir_datos(_errores_de_cargo(cargo, adscripcion.desde, None, adscripcion.como_encargado, oficio))
    if cambios := aplicar_cambios(adscripcion, {"cargo": cargo, "oficio": oficio}):
        _asentar_cargo(adscripcion, "adscripcion.corregir", persona, ahora, cambios=cambios)
    return adscripcion


@transaction.atomic
def retirar_adscripcion(*, persona: Persona, ahora: datetime, adscripcion_id: int) -> None:
    """Take back a cargo given by mistake, on its first day or before; later it can only be ended.

    Raises SinPermiso; Conflicto when it began before today, and for the last administrador.
    """
    exigir_permiso(permite_cuentas(persona))
    bloquear_administradores()
    adscripcion = _bloquear(adscripcion_id)
    if adscripcion.desde < persona.hoy:
        raise Conflicto("Ese cargo ya empezó: se le pone fecha de término y queda en la historia.")
    _asentar_cargo(adscripcion, "adscripcion.retirar", persona, ahora)
    adscripcion.delete()
    if adscripcion.rol == Rol.ADMINISTRADOR:
        exigir_que_quede_administrador(persona.hoy)


def bloquear_administradores() -> None:
    """Whoever may take an administrador away waits here for the others, so that one always stays."""
    list(Adscripcion.objects.select_for_update().filter(rol=Rol.ADMINISTRADOR).order_by("pk"))


def exigir_que_quede_administrador(dia: date) -> None:
    """Raise Conflicto when nobody with an active account is administrador on that day."""
    quedan = Adscripcion.objects.filter(rol=Rol.ADMINISTRADOR, desde__lte=dia, usuario__is_active=True)
    if not quedan.filter(Q(hasta__isnull=True) | Q(hasta__gt=dia)).exists():
        raise Conflicto(
            "El sistema se quedaría sin persona administradora: dé antes ese cargo a alguien más."
        )


def _bloquear(adscripcion_id: int) -> Adscripcion:
    adscripcion = (
        Adscripcion.objects.select_for_update(of=("self",))
        .select_related("usuario", "direccion")
        .filter(pk=adscripcion_id)
        .first()
    )
    if adscripcion is None:
        raise Conflicto("Ese cargo ya no existe: alguien más lo retiró.")
    return adscripcion


def _asentar_cargo(
    adscripcion: Adscripcion, accion: str, persona: Persona, ahora: datetime, **mas: Any
) -> None:
    asentar(
        cadena=adscripcion.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=adscripcion,
        datos={
            "usuario": adscripcion.usuario.username,
            "rol": str(adscripcion.rol),
            "cargo": adscripcion.cargo,
            "desde": adscripcion.desde.isoformat(),
            "hasta": adscripcion.hasta.isoformat() if adscripcion.hasta else None,
            "puede_firmar": adscripcion.puede_firmar,
            "oficio": adscripcion.oficio,
            **mas,
        },
    )
