"""What a consejo holds of a citizen: their applications and documents, given whole and emptied."""

from asambleas.consultas.ciudadanos import escrito
from asambleas.expedientes import Fila, Ids, Parte
from consejos.models import ArchivoDePostulacion, Postulacion


def _postulaciones(ids: Ids) -> list[Fila]:
    return [
        {
            "registro": p.ciudadano_id,
            "folio": p.folio,
            "recibida_en": escrito(p.recibida_en),
            "exposicion": p.exposicion,
            "estado": p.get_estado_display(),
            "motivo": p.motivo,
            "archivos": ", ".join(a.nombre for a in p.archivos.all()),
        }
        for p in Postulacion.objects.filter(ciudadano__in=ids).prefetch_related("archivos").order_by("pk")
    ]


def _sin_texto(ids: Ids) -> None:
    """Their words and their documents go; that somebody applied, and what was decided, stays."""
    ArchivoDePostulacion.objects.filter(postulacion__ciudadano__in=ids).delete()
    Postulacion.objects.filter(ciudadano__in=ids).update(exposicion="")


POSTULACIONES = Parte("postulaciones", "postulaciones", _postulaciones, _sin_texto)
