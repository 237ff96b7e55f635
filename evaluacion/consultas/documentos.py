"""The papers of a quarter: every version and every round, the cancelled ones too."""

from dataclasses import dataclass

from evaluacion.models import Desbloqueo, Evaluacion
from nucleo.estados import EstadoDocumento
from nucleo.models import Documento

CLASE = "trimestre"


@dataclass(frozen=True)
class DocumentoDeTrimestre:
    """A document with the desbloqueo its version was born of; only the last of a version is downloaded."""

    documento: Documento
    desbloqueo: Desbloqueo | None
    se_descarga: bool


def documentos_de(tp_id: int) -> list[DocumentoDeTrimestre]:
    """The documents of a quarter, newest first, without those that are only reserved; four queries."""
    documentos = (
        Documento.objects.filter(clase=CLASE, clave=str(tp_id))
        .exclude(estado=EstadoDocumento.RESERVADO)
        .prefetch_related("firmas")
        .order_by("-version", "-vuelta")
    )
    actuales = set(
        Evaluacion.objects.filter(trimestre_programa_id=tp_id).values_list("documento_id", flat=True)
    )
    desbloqueos = {
        d.evaluacion.version: d
        for d in Desbloqueo.objects.filter(evaluacion__trimestre_programa_id=tp_id).select_related(
            "evaluacion"
        )
    }
    return [DocumentoDeTrimestre(d, desbloqueos.get(d.version), d.pk in actuales) for d in documentos]
