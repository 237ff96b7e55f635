"""Doubts, complaints, advice and denunciations: received, passed on, answered, closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from asambleas.estados import EstadoOrgano
from asambleas.models import Ciudadano, Organo
from asambleas.permisos import permite_llevar
from asambleas.servicios import DatosDePaso, abrir_paso_repetido, enviar_paso
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    exigir_revision,
)
from asambleas.servicios.ciudadanos import DatosDePersona, crear_ciudadano
from comites.estados import PASOS_DE_REPORTE, EstadoReporte, Medio, TipoDeReporte
from comites.models import CambioDeReporte, Comite, Reporte
from comites.permisos import permite_mover
from comites.procedimiento import REPORTE
from nucleo.errores import DatosInvalidos, TransicionInvalida
from nucleo.folios import clave_corta, siguiente_numero
from nucleo.personas import Persona
from nucleo.texto import limpiar, parrafos_pegados
from poa.permisos import es_sistema

R = EstadoReporte
MAX_TEXTO = 4_000


@dataclass(frozen=True)
class DatosDeReporte:
    """What somebody comes with; without `quien` it is anonymous."""

    tipo: str
    medio: str
    descripcion: str
    quien: DatosDePersona | None = None


@transaction.atomic
def recibir_reporte(
    *, comite_id: int, datos: DatosDeReporte, token: UUID, persona: Persona, ahora: datetime
) -> Reporte:
    """Take a report with its folio and the clave to follow it; the same token twice is one.

    `persona` is who receives it, or the user `sistema` when the citizen sends it from the public page.
    Raises SinPermiso, DatosInvalidos (tipo, medio, descripcion, and the fields of the person).
    Source: «atendiendo dudas, quejas, asesorías y todo lo concierne al proyecto».
    """
    comite = Comite.objects.get(pk=comite_id)
    organo = bloquear_organo(comite.organo_id)
    en_publico = es_sistema(persona)
    if not en_publico:
        exigir_permiso(permite_llevar(persona, organo.direccion_id))
    if repetido := Reporte.objects.filter(token=token, comite=comite).first():
        return repetido
    descripcion = parrafos_pegados(datos.descripcion)
    exigir_datos(_errores(datos, descripcion))
    clave, anio = organo.direccion.clave, persona.hoy.year
    reporte = Reporte.objects.create(
        comite=comite,
        folio=f"REP/{clave}/{anio}/{siguiente_numero(f'reporte:{clave}:{anio}'):03d}",
        clave=clave_corta(),
        tipo=datos.tipo,
        medio=Medio.PORTAL if en_publico else datos.medio,
        ciudadano=_ciudadano(organo, datos, persona, ahora),
        descripcion=descripcion,
        recibido_el=persona.hoy,
        recibido_por=None if en_publico else persona.usuario,
        registrado_en=ahora,
        token=token,
    )
    CambioDeReporte.objects.create(
        reporte=reporte, de="", a=R.RECIBIDO, actor=reporte.recibido_por, momento=ahora
    )
    dejar_asiento("reporte.recibir", reporte, organo, persona, ahora, folio=reporte.folio, tipo=reporte.tipo)
    return reporte


def _ciudadano(organo: Organo, datos: DatosDeReporte, persona: Persona, ahora: datetime) -> Ciudadano | None:
    if datos.quien is None:
        return None
    return crear_ciudadano(direccion_id=organo.direccion_id, datos=datos.quien, hoy=persona.hoy, ahora=ahora)


def _errores(datos: DatosDeReporte, descripcion: str) -> dict[str, str]:
    errores = {}
    if datos.tipo not in TipoDeReporte.values:
        errores["tipo"] = "Elija qué es."
    if datos.medio not in Medio.values:
        errores["medio"] = "Elija cómo llegó."
    if not descripcion:
        errores["descripcion"] = "Cuente de qué se trata."
    elif len(descripcion) > MAX_TEXTO:
        errores["descripcion"] = f"Use a lo más {MAX_TEXTO:,} letras."
    return errores


def _tomar(reporte_id: int) -> tuple[Reporte, Organo]:
    """Lock its órgano, then read it anew."""
    organo = bloquear_organo(Reporte.objects.values_list("comite__organo_id", flat=True).get(pk=reporte_id))
    reporte = Reporte.objects.select_for_update(of=("self",)).select_related("comite").get(pk=reporte_id)
    reporte.comite.organo = organo
    return reporte, organo


def _mover(
    reporte: Reporte, organo: Organo, a: EstadoReporte, persona: Persona, ahora: datetime, nota: str = ""
) -> None:
    """The only writer of its state: the table, the row of its history, the Asiento."""
    de = reporte.estado
    if a not in PASOS_DE_REPORTE[de]:
        raise TransicionInvalida(f"El reporte está {reporte.get_estado_display()} y no admite ese cambio.")
    reporte.estado = a
    reporte.revision += 1
    reporte.save()
    CambioDeReporte.objects.create(
        reporte=reporte, de=de, a=a, actor=persona.usuario, momento=ahora, nota=nota
    )
    dejar_asiento(f"reporte.{a}", reporte, organo, persona, ahora, folio=reporte.folio, de=de)


def _texto(valor: str, campo: str, falta: str, largo: int = MAX_TEXTO) -> str:
    limpio = parrafos_pegados(valor)
    if not limpio:
        raise DatosInvalidos(falta, {campo: falta})
    if len(limpio) > largo:
        raise DatosInvalidos("Acorte el texto.", {campo: f"Use a lo más {largo:,} letras."})
    return limpio


@transaction.atomic
def turnar_reporte(
    *, reporte_id: int, area: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Reporte:
    """Pass it to the area that has to answer.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (area).
    """
    reporte, organo = _tomar(reporte_id)
    exigir_permiso(permite_llevar(persona, organo.direccion_id))
    exigir_paso(permite_mover(persona, reporte, R.TURNADO))
    exigir_revision(reporte, revision)
    reporte.turnado_a = " ".join(
        limpiar(_texto(area, "area", "Escriba el área a la que se turna.", 150)).split()
    )
    reporte.turnado_el = persona.hoy
    reporte.contestado_el = None  # passed on again, it waits again
    _mover(reporte, organo, R.TURNADO, persona, ahora, reporte.turnado_a)
    return reporte


@transaction.atomic
def contestar_reporte(
    *, reporte_id: int, respuesta: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Reporte:
    """Write the answer, which the citizen reads with folio and clave.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (respuesta).
    """
    reporte, organo = _tomar(reporte_id)
    exigir_permiso(permite_llevar(persona, organo.direccion_id))
    exigir_paso(permite_mover(persona, reporte, R.CONTESTADO))
    exigir_revision(reporte, revision)
    reporte.respuesta = _texto(respuesta, "respuesta", "Escriba la respuesta.")
    reporte.contestado_el = persona.hoy
    _mover(reporte, organo, R.CONTESTADO, persona, ahora)
    return reporte


@transaction.atomic
def cerrar_reporte(*, reporte_id: int, persona: Persona, ahora: datetime) -> Reporte:
    """Close what was answered. It is a step of its own, sent to be approved: a línea may count it; also once
    the comité concluded, but not of a work that was cancelled. Raises SinPermiso, TransicionInvalida.
    """
    reporte, organo = _tomar(reporte_id)
    exigir_permiso(permite_llevar(persona, organo.direccion_id))
    exigir_paso(permite_mover(persona, reporte, R.CERRADO))
    reporte.cerrado_el = persona.hoy
    _mover(reporte, organo, R.CERRADO, persona, ahora)
    if organo.estado == EstadoOrgano.CANCELADO:
        return reporte
    reporte.paso = abrir_paso_repetido(organo=organo, clave=REPORTE)
    reporte.save(update_fields=["paso"])
    enviar_paso(
        paso_id=reporte.paso.pk,
        datos=DatosDePaso(persona.hoy, f"{reporte.get_tipo_display()} atendida: {reporte.folio}."),
        persona=persona,
        ahora=ahora,
    )
    reporte.paso.refresh_from_db()
    return reporte


@transaction.atomic
def descartar_reporte(*, reporte_id: int, motivo: str, persona: Persona, ahora: datetime) -> Reporte:
    """Leave out what is not about the work, or came twice, with its reason.

    Raises SinPermiso, TransicionInvalida, DatosInvalidos (motivo).
    """
    reporte, organo = _tomar(reporte_id)
    exigir_permiso(permite_llevar(persona, organo.direccion_id))
    exigir_paso(permite_mover(persona, reporte, R.DESCARTADO))
    nota = _texto(motivo, "motivo", "Escriba el motivo: queda en el historial.", 1_000)
    _mover(reporte, organo, R.DESCARTADO, persona, ahora, nota)
    return reporte
