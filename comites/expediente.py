"""What a comité holds of a citizen: the reports they brought, given whole and emptied of their words."""

from asambleas.consultas.ciudadanos import escrito
from asambleas.expedientes import Fila, Ids, Parte
from comites.models import CambioDeReporte, Reporte

SIN_TEXTO = "Texto retirado a petición de la persona."


def _reportes(ids: Ids) -> list[Fila]:
    return [
        {
            "registro": r.ciudadano_id,
            "folio": r.folio,
            "tipo": r.get_tipo_display(),
            "medio": r.get_medio_display(),
            "recibido_el": escrito(r.recibido_el),
            "descripcion": r.descripcion,
            "estado": r.get_estado_display(),
            "turnado_a": r.turnado_a,
            "respuesta": r.respuesta,
        }
        for r in Reporte.objects.filter(ciudadano__in=ids).order_by("pk")
    ]


def _sin_texto(ids: Ids) -> None:
    """What they wrote, and what was answered, may say who they are; that it came and was answered stays."""
    suyos = Reporte.objects.filter(ciudadano__in=ids)
    suyos.exclude(respuesta="").update(respuesta=SIN_TEXTO)
    CambioDeReporte.objects.filter(reporte__in=suyos).exclude(nota="").update(nota=SIN_TEXTO)
    suyos.update(descripcion=SIN_TEXTO)


REPORTES = Parte("reportes", "reportes", _reportes, _sin_texto)
