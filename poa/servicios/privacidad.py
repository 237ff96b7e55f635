"""Personal data: the aviso that is published, one person's data given whole, and anonymised."""

from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.contexto import olvidar_municipio
from nucleo.errores import Conflicto
from nucleo.fechas import fecha_larga
from nucleo.models import EnlaceDeUnUso, FirmaEnCurso, Usuario
from nucleo.personas import Persona
from nucleo.texto import parrafos_pegados
from poa.aviso_sugerido import POR_ESCRIBIR
from poa.consultas.expediente import ENTRADAS, expediente_de, sesiones_guardadas
from poa.consultas.privacidad import nombre_de_baja, permite_anonimizar
from poa.models import AvisoDePrivacidad, Ayuntamiento
from poa.permisos import permite_catalogos, permite_cuentas
from poa.servicios.exigencias import exigir_datos, exigir_permiso
from poa.servicios.personas import bloquear_usuario


@transaction.atomic
def publicar_aviso(
    *, persona: Persona, ahora: datetime, texto: str, vigente_desde: date, vista: int | None = None
) -> AvisoDePrivacidad:
    """Publish the next version; the earlier ones stay as they were.

    `vista` is the version that the text started from (0: there was none; None: nobody looked). Raises
    SinPermiso; DatosInvalidos (texto, vigente_desde); Conflicto when another was published meanwhile.
    """
    exigir_permiso(permite_catalogos(persona))
    Ayuntamiento.objects.select_for_update().first()  # two who publish at once wait for one another
    anterior = AvisoDePrivacidad.objects.first()
    numero = anterior.version if anterior else 0
    if vista is not None and vista != numero:
        raise Conflicto(
            f"Mientras usted escribía se publicó la versión {numero}. Revise qué dice y publique otra vez: "
            "lo que usted escribió sigue aquí abajo."
        )
    texto = parrafos_pegados(texto)
    exigir_datos(_errores(texto, vigente_desde, persona.hoy, anterior))
    aviso = AvisoDePrivacidad.objects.create(
        version=numero + 1,
        texto=texto,
        vigente_desde=vigente_desde,
        publicado_por=persona.usuario,
        publicado_en=ahora,
    )
    datos = {"version": aviso.version, "vigente_desde": vigente_desde.isoformat()}
    _asentar("aviso.publicar", aviso, persona, ahora, datos)
    olvidar_municipio()
    return aviso


def _errores(texto: str, desde: date, hoy: date, anterior: AvisoDePrivacidad | None) -> dict[str, str]:
    errores = {}
    if not texto:
        errores["texto"] = "Escriba el aviso."
    elif POR_ESCRIBIR in texto:
        errores["texto"] = f"Falta completar lo que dice «{POR_ESCRIBIR}»."
    elif anterior and texto == anterior.texto:
        errores["texto"] = f"Es igual a la versión {anterior.version}: no hay nada que publicar."
    if anterior and desde < anterior.vigente_desde:
        dia, cual = fecha_larga(anterior.vigente_desde), f"La versión {anterior.version}"
        errores["vigente_desde"] = f"{cual} rige desde el {dia}: elija ese día u otro posterior."
    elif desde < hoy:
        errores["vigente_desde"] = "Rige desde hoy o desde un día posterior: lo anterior ya pasó."
    return errores


@transaction.atomic
def exportar_datos(*, persona: Persona, ahora: datetime, usuario_id: int) -> dict[str, Any]:
    """Everything held of one person, to be handed to them; that it was given stays on record.

    Raises SinPermiso; Conflicto for the system's own account.
    """
    exigir_permiso(permite_cuentas(persona))
    usuario = bloquear_usuario(usuario_id)
    _asentar("usuario.exportar", usuario, persona, ahora)
    return expediente_de(usuario, ahora)


@transaction.atomic
def anonimizar_usuario(*, persona: Persona, ahora: datetime, usuario_id: int, motivo: str) -> Usuario:
    """Take away who a person was from their account; what they signed and the bitácora stay as they are.

    Raises SinPermiso; DatosInvalidos (motivo); Conflicto for oneself, the system's own account, an active
    one, one that holds a cargo, or one already anonymised.
    """
    exigir_permiso(permite_cuentas(persona))
    usuario = bloquear_usuario(usuario_id)
    permitido = permite_anonimizar(usuario, persona)
    if not permitido:
        raise Conflicto(permitido.razon)
    motivo = parrafos_pegados(motivo)
    exigir_datos({} if motivo else {"motivo": "Escriba el motivo: queda en la bitácora."})
    _borrar_rastros(usuario)
    _vaciar(usuario)
    # Neither the name nor the user name: what enters the bitácora never leaves it.
    _asentar("usuario.anonimizar", usuario, persona, ahora, {"motivo": motivo})
    return usuario


def _borrar_rastros(usuario: Usuario) -> None:
    """How they came in: sessions, links, second factor, tries at the door, a signature left half done."""
    Session.objects.filter(pk__in=[s.pk for s in sesiones_guardadas(usuario)]).delete()
    for modelo in ENTRADAS:
        modelo.objects.filter(username__iexact=usuario.username).delete()
    EnlaceDeUnUso.objects.filter(usuario=usuario).delete()
    Authenticator.objects.filter(user=usuario).delete()
    EmailAddress.objects.filter(user=usuario).delete()
    FirmaEnCurso.objects.filter(firmante=usuario).delete()


def _vaciar(usuario: Usuario) -> None:
    usuario.username, usuario.nombre = nombre_de_baja(usuario), f"Persona dada de baja {usuario.pk}"
    usuario.rfc = usuario.curp = usuario.email = ""
    usuario.last_login = None
    usuario.set_unusable_password()
    usuario.save()


def _asentar(
    accion: str, objeto: Any, persona: Persona, ahora: datetime, datos: dict[str, Any] | None = None
) -> None:
    asentar(cadena=MUNICIPIO, accion=accion, actor=persona.usuario, ahora=ahora, objeto=objeto, datos=datos)
