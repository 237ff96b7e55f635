"""What a consejo holds of a citizen: their applications and documents, given whole and emptied."""

from asambleas.consultas.ciudadanos import escrito
from asambleas.expedientes import Fila, Ids, Parte
from consejos.models import ArchivoDePostulacion, CambioDePostulacion, Postulacion

SIN_TEXTO = "Texto retirado a petición de la persona."


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
    suyas = Postulacion.objects.filter(ciudadano__in=ids)
    ArchivoDePostulacion.objects.filter(postulacion__in=suyas).delete()
    CambioDePostulacion.objects.filter(postulacion__in=suyas).exclude(motivo="").update(motivo=SIN_TEXTO)
    suyas.exclude(motivo="").update(motivo=SIN_TEXTO)
    suyas.update(exposicion="")


def _archivos(ids: Ids) -> list[str]:
    suyos = ArchivoDePostulacion.objects.filter(postulacion__ciudadano__in=ids)
    return list(suyos.values_list("archivo", flat=True))


def _nombra(nombre: str) -> bool:
    return ArchivoDePostulacion.objects.filter(archivo=nombre).exists()


POSTULACIONES = Parte(
    "postulaciones", "postulaciones", _postulaciones, _sin_texto, archivos=_archivos, nombra=_nombra
)
