"""What the directora is about to sign, to be read before: the live rows on paper, frozen nowhere."""

from datetime import datetime

from evaluacion.consultas.estado import Situacion
from evaluacion.consultas.instantanea import instantanea
from evaluacion.consultas.responsable import responsable_impreso
from evaluacion.documentos.trimestre import ContextoDeImpresion, hoja_previa
from nucleo.bitacora import canonico
from nucleo.fechas import momento_largo
from nucleo.personas import Persona


def vista_previa(situacion: Situacion, *, persona: Persona, ahora: datetime) -> bytes:
    """The PDF as it would be signed now, marked as a preview, without folio or code. Raises PdfFallido."""
    nombre, cargo = responsable_impreso(situacion, persona)
    contexto = ContextoDeImpresion(
        folio="sin folio",
        codigo="",
        url="vista previa",
        corte=momento_largo(ahora),
        cabeza_numero=0,
        cabeza_hash="",
        responsable=nombre,
        responsable_cargo=cargo,
        evaluador="",
        evaluador_cargo=situacion.tp.programa.evaluador,
    )
    return hoja_previa(canonico(instantanea(situacion)), contexto)
