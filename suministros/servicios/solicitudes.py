"""A request is written, authorised, sent, received, and, when it must be, returned, refused or cancelled."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from nucleo.dinero import escribir_monto
from nucleo.errores import DatosInvalidos, SinPresupuesto
from nucleo.folios import siguiente_numero
from nucleo.personas import Persona
from poa.models import Direccion, Ejercicio
from suministros.consultas.ejercicios import ejercicio_para
from suministros.consultas.fondos import fondo_sugerido
from suministros.consultas.papeles import SOLICITUD as PAPEL
from suministros.consultas.papeles import datos_de_solicitud
from suministros.estados import OFICIO, REQUISICION, Acto, EstadoSolicitud, TipoSolicitud
from suministros.models import CambioDeSolicitud, Solicitud
from suministros.permisos import permite_pedir
from suministros.servicios.base import (
    dejar_asiento,
    exigir_permiso,
    hecha_con,
    motivo_limpio,
    mover_solicitud,
    tomar,
)
from suministros.servicios.escribir import DatosDeSolicitud, escribir_solicitud, texto_de_busqueda
from suministros.servicios.momentos import anular_momentos, marcar_momento
from suministros.servicios.papeles import congelar_papel

S = EstadoSolicitud
FORMATO_DE_FOLIO = {
    "oficio": "{clave}/{numero:03d}/{anio}",
    "requisicion": "{clave}/REQ/{numero:03d}/{anio}",
    "vale": "{clave}/VALE/{numero:03d}/{anio}",
}


@transaction.atomic
def crear_solicitud(
    *, direccion: Direccion, datos: DatosDeSolicitud, token: UUID, persona: Persona, ahora: datetime
) -> Solicitud:
    """A draft. Sent twice with one token it is one.

    Raises SinPermiso, DatosInvalidos (a message per field), Conflicto (the token is another person's).
    """
    exigir_permiso(permite_pedir(persona, direccion.pk))
    suya = {"direccion_id": direccion.pk, "pedida_por_id": persona.usuario.pk}
    if hecha := hecha_con(Solicitud, token, **suya):
        return hecha
    solicitud = Solicitud(
        direccion=direccion,
        ejercicio=_ejercicio(direccion.pk, persona),
        pedida_por=persona.usuario,
        creada_en=ahora,
        token=token,
    )
    try:
        with transaction.atomic():
            escribir_solicitud(solicitud, datos)
    except IntegrityError:  # the same form, sent at the same time
        if hecha := hecha_con(Solicitud, token, **suya):
            return hecha
        raise
    CambioDeSolicitud.objects.create(
        solicitud=solicitud, a=S.BORRADOR, acto="crear", actor=persona.usuario, momento=ahora
    )
    dejar_asiento("solicitud.crear", solicitud, solicitud, persona, ahora, monto=solicitud.monto_pedido)
    return solicitud


@transaction.atomic
def editar_solicitud(
    *,
    solicitud_id: int,
    datos: DatosDeSolicitud,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
) -> Solicitud:
    """Change a draft, or what was returned; its paper (`tipo`) stays.

    Raises as `crear_solicitud`, and Conflicto.
    """
    solicitud, _ = tomar(solicitud_id, Acto.EDITAR, persona, revision)
    if datos.tipo != solicitud.tipo:
        raise DatosInvalidos("Una solicitud no cambia de oficio a requisición: haga otra.")
    escribir_solicitud(solicitud, datos)
    dejar_asiento("solicitud.editar", solicitud, solicitud, persona, ahora, monto=solicitud.monto_pedido)
    return solicitud


def _ejercicio(direccion_id: int, persona: Persona) -> Ejercicio:
    ejercicio = ejercicio_para(direccion_id, persona.hoy)
    if ejercicio is None:
        raise DatosInvalidos(f"Planeación aún no abre el ejercicio {persona.hoy.year} en el sistema.")
    return ejercicio


@transaction.atomic
def pedir_autorizacion(
    *, solicitud_id: int, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Tell the titular that a draft is ready. Raises SinPermiso, TransicionInvalida, Conflicto."""
    solicitud, _ = tomar(solicitud_id, Acto.PEDIR_AUTORIZACION, persona, revision)
    mover_solicitud(solicitud, S.POR_AUTORIZAR, Acto.PEDIR_AUTORIZACION, persona=persona, ahora=ahora)
    return solicitud


@transaction.atomic
def enviar_solicitud(
    *, solicitud_id: int, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """The titular authorises it and it goes to Tesorería with its folio; a requisición counts as sent.

    What its paper says is frozen here. Once given, the folio stays, also when it comes back to be corrected.
    Raises SinPermiso, TransicionInvalida, Conflicto, SinPresupuesto (it asks for more than is left),
    DatosInvalidos (its day has passed).
    """
    solicitud, tp = tomar(solicitud_id, Acto.ENVIAR, persona, revision, momentos=True)
    if not solicitud.folio:
        _al_ejercicio_de_hoy(solicitud, persona)
    _exigir_que_se_pueda(solicitud, persona)
    if not solicitud.folio:
        solicitud.folio = nuevo_folio(solicitud.tipo, solicitud.direccion.clave, solicitud.ejercicio.anio)
        solicitud.busqueda = texto_de_busqueda(solicitud)
    solicitud.enviada_por, solicitud.enviada_en = persona.usuario, ahora
    dicho = datos_de_solicitud(solicitud, persona.hoy)
    solicitud.documento = congelar_papel(solicitud, PAPEL, solicitud.pk, dicho)
    mover_solicitud(
        solicitud,
        S.ENVIADA,
        Acto.ENVIAR,
        persona=persona,
        ahora=ahora,
        monto=solicitud.monto_pedido,
        urgente=solicitud.urgente,
    )
    if solicitud.tipo == TipoSolicitud.REQUISICION:
        marcar_momento(solicitud, REQUISICION, tp, persona=persona, ahora=ahora)
    return solicitud


def nuevo_folio(tipo: str, clave: str, anio: int) -> str:
    """The next of its type, dirección and year: «PC/001/2024»; in the transaction of what it numbers."""
    numero = siguiente_numero(f"suministros:{tipo}:{clave}:{anio}")
    return FORMATO_DE_FOLIO[tipo].format(clave=clave, numero=numero, anio=anio)


def _al_ejercicio_de_hoy(solicitud: Solicitud, persona: Persona) -> None:
    """A draft of last year is sent with this year's folio and money."""
    ejercicio = _ejercicio(solicitud.direccion_id, persona)
    if solicitud.ejercicio != ejercicio or solicitud.fondo_id is None:
        solicitud.ejercicio = ejercicio
        solicitud.fondo = fondo_sugerido(
            solicitud.direccion_id, ejercicio.pk, solicitud.tipo, solicitud.linea
        )


def _exigir_que_se_pueda(solicitud: Solicitud, persona: Persona) -> None:
    """Its day has not passed, unless it is regularised; and there is the money it asks for."""
    ya_paso = solicitud.desde and timezone.localdate(solicitud.desde) < persona.hoy
    if ya_paso and not solicitud.urgente:
        raise DatosInvalidos(
            "El día ya pasó. Si se dio de palabra, márquela como urgente para regularizarla.",
            {"desde": "El día ya pasó."},
        )
    quedan = solicitud.fondo.disponible if solicitud.fondo else 0
    if solicitud.fondo and solicitud.monto_pedido > quedan:
        raise SinPresupuesto(
            f"Pide {escribir_monto(solicitud.monto_pedido)} y quedan {escribir_monto(quedan)} disponibles "
            f"para {solicitud.fondo.rubro.nombre.lower()}."
        )


@transaction.atomic
def devolver_solicitud(
    *, solicitud_id: int, motivo: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Send it back to be corrected: the titular a draft, Tesorería what she has not acknowledged yet.

    That it was sent counts no more: it counts when it is sent again. Raises SinPermiso, TransicionInvalida,
    Conflicto, DatosInvalidos (no reason).
    """
    solicitud, _ = tomar(solicitud_id, Acto.DEVOLVER, persona, revision, momentos=True)
    motivo = motivo_limpio(motivo)
    mover_solicitud(solicitud, S.DEVUELTA, Acto.DEVOLVER, persona=persona, ahora=ahora, motivo=motivo)
    anular_momentos(solicitud, motivo=motivo, persona=persona, ahora=ahora)
    return solicitud


@transaction.atomic
def acusar_solicitud(
    *, solicitud_id: int, persona: Persona, ahora: datetime, revision: int | None = None
) -> Solicitud:
    """Tesorería's acuse de recibido: who and when; with it the oficio counts.

    Raises as `pedir_autorizacion`.
    """
    solicitud, tp = tomar(solicitud_id, Acto.ACUSAR, persona, revision, momentos=True)
    solicitud.recibida_por, solicitud.recibida_en = persona.usuario, ahora
    mover_solicitud(solicitud, S.RECIBIDA, Acto.ACUSAR, persona=persona, ahora=ahora)
    if solicitud.tipo == TipoSolicitud.OFICIO:
        marcar_momento(solicitud, OFICIO, tp, persona=persona, ahora=ahora)
    return solicitud
