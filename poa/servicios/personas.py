"""Accounts of people: made, corrected, deactivated; their second factor taken away when it was lost."""

import re
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.models import EnlaceDeUnUso, Usuario
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.consultas.privacidad import es_baja
from poa.permisos import SISTEMA, permite_cuentas
from poa.servicios.cargos import bloquear_administradores, exigir_que_quede_administrador
from poa.servicios.exigencias import exigir_datos, exigir_permiso

_USUARIO = re.compile(r"^[a-z0-9][a-z0-9._-]{2,59}$")
_BAJA = re.compile(r"^baja-\d+$")
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


def errores_de_alta(*, username: str, nombre: str, rfc: str, curp: str) -> dict[str, str]:
    """Everything that is wrong with an account to be made, by field, a taken username too."""
    username = username.strip().lower()
    errores = _errores_de_cuenta(username, limpiar(nombre), rfc.strip().upper(), curp.strip().upper())
    if "username" not in errores and _esta_tomado(username):
        errores["username"] = f"Ya existe el usuario «{username}»."
    return errores


def _esta_tomado(username: str) -> bool:
    return Usuario.objects.filter(username__iexact=username).exists()


def _errores_de_cuenta(username: str, nombre: str, rfc: str, curp: str) -> dict[str, str]:
    errores = {}
    if not _USUARIO.match(username):
        errores["username"] = "El usuario lleva de 3 a 60 letras sin acento, cifras, puntos o guiones."
    elif username == SISTEMA or _BAJA.match(username):
        errores["username"] = "Ese nombre lo usa el propio sistema; elija otro."
    return errores | _errores_de_ficha(nombre, rfc, curp)


def _errores_de_ficha(nombre: str, rfc: str, curp: str) -> dict[str, str]:
    errores = {}
    if not nombre:
        errores["nombre"] = "Escriba el nombre completo."
    if rfc and not _RFC.match(rfc):
        errores["rfc"] = "El RFC de una persona tiene 13 caracteres, como PELN800101XX0."
    if curp and not _CURP.match(curp):
        errores["curp"] = "La CURP tiene 18 caracteres, como PELN800101MJCRPN09."
    return errores


def poner_clave(usuario: Usuario, clave: str) -> None:
    """Set a password, not saved yet; raises DatosInvalidos (clave) with what the validators say."""
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
    exigir_permiso(permite_cuentas(persona))
    username, nombre = username.strip().lower(), limpiar(nombre)
    rfc, curp = rfc.strip().upper(), curp.strip().upper()
    exigir_datos(_errores_de_cuenta(username, nombre, rfc, curp))
    if _esta_tomado(username):
        raise Conflicto(f"Ya existe el usuario «{username}».")
    usuario = Usuario(username=username, nombre=nombre, rfc=rfc, curp=curp)
    if clave is None:
        usuario.set_unusable_password()
    else:
        poner_clave(usuario, clave)
    usuario.save()
    _asentar(usuario, "crear", persona, ahora, username=username)
    return usuario


@transaction.atomic
def editar_usuario(
    *, persona: Persona, ahora: datetime, usuario_id: int, nombre: str, rfc: str = "", curp: str = ""
) -> Usuario:
    """Correct the name, RFC or CURP of a person; the username stays.

    The chain tells which data changed, not what RFC or CURP they were. Raises SinPermiso; DatosInvalidos
    (nombre, rfc, curp); Conflicto for the system's own account.
    """
    exigir_permiso(permite_cuentas(persona))
    usuario = bloquear_cuenta(usuario_id)
    nuevos = {"nombre": limpiar(nombre), "rfc": rfc.strip().upper(), "curp": curp.strip().upper()}
    exigir_datos(_errores_de_ficha(**nuevos))
    distintos = [campo for campo, valor in nuevos.items() if getattr(usuario, campo) != valor]
    if distintos:
        for campo in distintos:
            setattr(usuario, campo, nuevos[campo])
        usuario.save(update_fields=distintos)
        _asentar(usuario, "editar", persona, ahora, username=usuario.username, campos=distintos)
    return usuario


@transaction.atomic
def activar_usuario(*, persona: Persona, ahora: datetime, usuario_id: int, activo: bool) -> Usuario:
    """Let a person in, or no longer: their session ends at the next request and their links stop working.

    Raises SinPermiso; Conflicto for one's own account, the system's, and the last administrador.
    """
    exigir_permiso(permite_cuentas(persona))
    bloquear_administradores()
    usuario = bloquear_cuenta(usuario_id)
    if usuario.pk == persona.usuario.pk:
        raise Conflicto(
            "Su propia cuenta no la puede desactivar usted: pídalo a otra persona administradora."
        )
    if usuario.is_active == activo:
        return usuario
    usuario.is_active = activo
    usuario.save(update_fields=["is_active"])
    if not activo:
        exigir_que_quede_administrador(persona.hoy)
        anular_enlaces(usuario, ahora)
    _asentar(usuario, "activar" if activo else "desactivar", persona, ahora, username=usuario.username)
    return usuario


@transaction.atomic
def restablecer_segundo_factor(*, persona: Persona, ahora: datetime, usuario_id: int, motivo: str) -> Usuario:
    """Take away a second factor that was lost, with its recovery codes, and the reason on record.

    Raises SinPermiso; DatosInvalidos (motivo); Conflicto for one's own, and when there is none.
    """
    exigir_permiso(permite_cuentas(persona))
    usuario = bloquear_cuenta(usuario_id)
    motivo = limpiar(motivo)
    exigir_datos({} if motivo else {"motivo": "Escriba el motivo: queda en la bitácora."})
    if usuario.pk == persona.usuario.pk:
        raise Conflicto("El suyo se desactiva en «Seguridad de mi cuenta».")
    borrados, _ = Authenticator.objects.filter(user=usuario).delete()
    if not borrados:
        raise Conflicto(f"{usuario.nombre} no tiene segundo factor.")
    _asentar(usuario, "segundo_factor", persona, ahora, username=usuario.username, motivo=motivo)
    return usuario


def bloquear_cuenta(usuario_id: int) -> Usuario:
    """The account of a person to be changed, locked; Conflicto for one that was anonymised, too."""
    usuario = bloquear_usuario(usuario_id)
    if es_baja(usuario):
        raise Conflicto("Los datos de esta persona se anonimizaron: su cuenta ya no se usa.")
    return usuario


def bloquear_usuario(usuario_id: int) -> Usuario:
    """The account of a person, locked; Conflicto for the one of the commands: nobody signs in with it."""
    usuario = Usuario.objects.select_for_update().get(pk=usuario_id)
    if usuario.username == SISTEMA:
        raise Conflicto("Esa cuenta es la del propio sistema: no es de una persona y no se administra.")
    return usuario


def anular_enlaces(usuario: Usuario, ahora: datetime) -> None:
    """Links of a person that were not used stop working."""
    EnlaceDeUnUso.objects.filter(usuario=usuario, usado_en__isnull=True, vence_en__gt=ahora).update(
        vence_en=ahora
    )


def _asentar(usuario: Usuario, accion: str, persona: Persona, ahora: datetime, **datos: Any) -> None:
    asentar(
        cadena=MUNICIPIO,
        accion=f"usuario.{accion}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=usuario,
        datos=datos,
    )
