"""The way back of a POA's sheet: cancel a print that was not used, return one that was signed wrong."""

from datetime import datetime

from django.db import transaction

from nucleo import firmas
from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.estados import EstadoDocumento
from nucleo.models import Documento
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.models import Programa
from poa.permisos import permite_cancelar_impresion, permite_devolver_hoja
from poa.servicios.exigencias import exigir_permiso
from poa.servicios.programas import bloquear_programa


@transaction.atomic
def cancelar_impresion_plan(*, programa_id: int, motivo: str, persona: Persona, ahora: datetime) -> Documento:
    """Cancel a print that was not used: its folio stays visible as cancelled, the sheet is signed anew.

    Raises SinPermiso, DatosInvalidos without a reason.
    """
    programa = bloquear_programa(programa_id)
    exigir_permiso(permite_cancelar_impresion(programa, persona))
    return _cancelar(programa, "programa.cancelar_impresion", motivo, persona, ahora)


@transaction.atomic
def devolver_hoja(*, programa_id: int, motivo: str, persona: Persona, ahora: datetime) -> Documento:
    """Planeación does not sign what the dirección signed: its signature is annulled, on record, and the
    document cancelled; the dirección signs again, on a new folio.

    Raises SinPermiso, DatosInvalidos without a reason.
    """
    programa = bloquear_programa(programa_id)
    exigir_permiso(permite_devolver_hoja(programa, persona))
    return _cancelar(programa, "programa.devolver_hoja", motivo, persona, ahora)


def _cancelar(programa: Programa, accion: str, motivo: str, persona: Persona, ahora: datetime) -> Documento:
    motivo, documento = limpiar(motivo), programa.documento
    if not motivo:
        raise DatosInvalidos("Escriba el motivo.", {"motivo": "Este dato hace falta."})
    if documento is None:
        raise Conflicto("No hay una hoja que cancelar.")
    asentar(
        cadena=documento.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=programa,
        datos={"folio": documento.folio, "motivo": motivo},
    )
    # In this order: the database annuls no signature of a document that still stands.
    firmas.cambiar_estado(documento, EstadoDocumento.CANCELADA, motivo=motivo)
    firmas.anular_firmas(documento, motivo=motivo, ahora=ahora)
    programa.documento = None
    programa.save(update_fields=["documento"])
    return documento
