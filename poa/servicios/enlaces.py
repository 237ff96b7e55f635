"""One-time links to set a password, given by hand: the administrador never knows the password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.utils import reset
from django.db import transaction
from django.utils import timezone

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, ErrorDeDominio
from nucleo.models import EnlaceDeUnUso, Usuario
from nucleo.personas import Persona
from poa.consultas.enlaces import enlace_vigente, huella_de_enlace
from poa.consultas.privacidad import aviso_vigente
from poa.permisos import permite_cuentas
from poa.servicios.exigencias import exigir_permiso
from poa.servicios.personas import anular_enlaces, bloquear_usuario, poner_clave

VIGENCIA = timedelta(hours=48)


class EnlaceInservible(ErrorDeDominio):
    """The link does not exist, was used or expired: the answer is the same for all three."""

    codigo_http = 404


@dataclass(frozen=True)
class EnlaceEmitido:
    """The only moment in which the token is known."""

    token: str
    usuario: Usuario
    vence_en: datetime


@transaction.atomic
def emitir_enlace(*, persona: Persona, ahora: datetime, usuario_id: int) -> EnlaceEmitido:
    """Make a link for a person to set their password; any earlier one stops working.

    Only its hash is kept. Raises SinPermiso; Conflicto for an inactive account or the system's own.
    """
    exigir_permiso(permite_cuentas(persona))
    usuario = bloquear_usuario(usuario_id)
    if not usuario.is_active:
        raise Conflicto(f"La cuenta de {usuario.nombre} está desactivada: actívela antes.")
    anular_enlaces(usuario, ahora)
    token, vence_en = secrets.token_urlsafe(32), ahora + VIGENCIA
    enlace = EnlaceDeUnUso.objects.create(
        usuario=usuario,
        huella=huella_de_enlace(token),
        emitido_por=persona.usuario,
        emitido_en=ahora,
        vence_en=vence_en,
    )
    asentar(
        cadena=MUNICIPIO,
        accion="enlace.emitir",
        actor=persona.usuario,
        ahora=ahora,
        objeto=enlace,
        datos={"username": usuario.username, "vence_en": vence_en.isoformat()},
    )
    return EnlaceEmitido(token, usuario, vence_en)


@transaction.atomic
def usar_enlace(*, ahora: datetime, token: str, clave: str) -> Usuario:
    """Set the password of the link's person, once; their sessions end and their failed tries are forgotten.

    Of several at the same time one wins. The version of the aviso de privacidad in force, which the page
    links to, is kept in the Asiento. Raises EnlaceInservible; DatosInvalidos (clave), and then the
    link is still good.
    """
    enlace = enlace_vigente(token, ahora)
    if enlace is None:
        raise EnlaceInservible("Este enlace no sirve.")
    usuario = bloquear_usuario(enlace.usuario_id)
    poner_clave(usuario, clave)
    sin_usar = EnlaceDeUnUso.objects.filter(pk=enlace.pk, usado_en__isnull=True, vence_en__gt=ahora)
    if not usuario.is_active or not sin_usar.update(usado_en=ahora):
        raise EnlaceInservible("Este enlace no sirve.")
    usuario.save(update_fields=["password"])
    reset(username=usuario.username)
    aviso = aviso_vigente(timezone.localdate(ahora))
    asentar(
        cadena=MUNICIPIO,
        accion="enlace.usar",
        actor=usuario,
        ahora=ahora,
        objeto=enlace,
        datos={"username": usuario.username, "aviso": aviso.version if aviso else None},
    )
    return usuario
