"""Accounts of people, and the cargos they hold from a day until another."""

import re
from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.roles import Rol
from nucleo.texto import limpiar
from poa.models import Adscripcion, Direccion
from poa.permisos import SISTEMA, permite_administrar
from poa.servicios.exigencias import exigir_datos, exigir_permiso

_USUARIO = re.compile(r"^[a-z0-9][a-z0-9._-]{2,59}$")
_RFC = re.compile(r"^[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}$")
_CURP = re.compile(r"^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$")


@transaction.atomic
def persona_del_sistema(hoy: date) -> Persona:
    """The actor of commands: an inactive user without a password, made the first time it is needed."""
    usuario, nuevo = Usuario.objects.get_or_create(
        username=SISTEMA, defaults={"nombre": "Sistema", "is_active": False}
    )
    if nuevo:
        usuario.set_unusable_password()
        usuario.save(update_fields=["password"])
    return Persona.de(usuario, hoy)


def _errores_de_cuenta(username: str, nombre: str, rfc: str, curp: str) -> dict[str, str]:
    errores = {}
    if not _USUARIO.match(username):
        errores["username"] = "El usuario lleva de 3 a 60 letras sin acento, cifras, puntos o guiones."
    if not nombre:
        errores["nombre"] = "Escriba el nombre completo."
    if rfc and not _RFC.match(rfc):
        errores["rfc"] = "El RFC de una persona tiene 13 caracteres, como PELN800101XX0."
    if curp and not _CURP.match(curp):
        errores["curp"] = "La CURP tiene 18 caracteres, como PELN800101MJCRPN09."
    return errores


def _poner_clave(usuario: Usuario, clave: str | None) -> None:
    if clave is None:
        usuario.set_unusable_password()
        return
    try:
        validate_password(clave, usuario)
    except ValidationError as error:
        raise DatosInvalidos(" ".join(error.messages), {"clave": " ".join(error.messages)}) from error
    usuario.set_password(clave)


@transaction.atomic
def crear_usuario(
    *,
    persona: Persona,
    ahora: datetime,
    username: str,
    nombre: str,
    clave: str | None = None,
    rfc: str = "",
    curp: str = "",
) -> Usuario:
    """Make the account of a person; without `clave` nobody can sign in with it yet.

    Raises SinPermiso; DatosInvalidos by field (username, nombre, rfc, curp, clave); Conflicto when the
    username is taken, without regard to case.
    """
    exigir_permiso(permite_administrar(persona))
    username, nombre = username.strip().lower(), limpiar(nombre)
    rfc, curp = rfc.strip().upper(), curp.strip().upper()
    exigir_datos(_errores_de_cuenta(username, nombre, rfc, curp))
    if Usuario.objects.filter(username__iexact=username).exists():
        raise Conflicto(f"Ya existe el usuario «{username}».")
    usuario = Usuario(username=username, nombre=nombre, rfc=rfc, curp=curp)
    _poner_clave(usuario, clave)
    usuario.save()
    asentar(
        cadena=MUNICIPIO,
        accion="usuario.crear",
        actor=persona.usuario,
        ahora=ahora,
        objeto=usuario,
        datos={"username": username},
    )
    return usuario


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
) -> Adscripcion:
    """A person takes a cargo in a dirección, over the half-open period [desde, hasta).

    Raises SinPermiso; DatosInvalidos (cargo, hasta, oficio); Conflicto when the same person already
    holds the same role there on some of those days.
    """
    exigir_permiso(permite_administrar(persona))
    cargo, oficio = limpiar(cargo), limpiar(oficio)
    exigir_datos(_errores_de_cargo(cargo, desde, hasta, como_encargado, oficio))
    Direccion.objects.select_for_update().get(pk=direccion.pk)
    if _se_encima(usuario, direccion, rol, desde, hasta):
        raise Conflicto(f"{usuario.nombre} ya tiene esa función en {direccion.nombre} en esas fechas.")
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

    Raises SinPermiso; DatosInvalidos (hasta); Conflicto when it had already ended before that day.
    """
    exigir_permiso(permite_administrar(persona))
    adscripcion = (
        Adscripcion.objects.select_for_update(of=("self",))
        .select_related("usuario", "direccion")
        .get(pk=adscripcion_id)
    )
    if hasta <= adscripcion.desde:
        raise DatosInvalidos(
            "El cargo termina después del día en que empieza.", {"hasta": "Elija una fecha posterior."}
        )
    if adscripcion.hasta and adscripcion.hasta <= hasta:
        raise Conflicto("Ese cargo ya tenía fecha de término.")
    adscripcion.hasta = hasta
    adscripcion.save(update_fields=["hasta"])
    _asentar_cargo(adscripcion, "adscripcion.terminar", persona, ahora)
    return adscripcion


def _asentar_cargo(adscripcion: Adscripcion, accion: str, persona: Persona, ahora: datetime) -> None:
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
        },
    )
