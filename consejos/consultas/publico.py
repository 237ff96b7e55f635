"""What the public may read of the consejos."""

import secrets
from datetime import date

from django.db.models import QuerySet

from asambleas.estados import EstadoConvocatoria, EstadoOrgano, TipoAsamblea
from asambleas.models import Convocatoria, Organo
from consejos.estados import EstadoLlamado
from consejos.models import Consejo, Llamado, Postulacion
from nucleo.folios import codigo_normalizado

VISIBLES = (EstadoLlamado.PUBLICADO, EstadoLlamado.CERRADO, EstadoLlamado.CANCELADO)


def consejos_en_vigor() -> QuerySet[Consejo]:
    """Those that are constituted, by name."""
    return (
        Consejo.objects.filter(organo__estado=EstadoOrgano.CONSTITUIDO)
        .select_related("organo__direccion")
        .order_by("organo__nombre")
    )


def consejo_publico(organo_id: int) -> Consejo | None:
    """One of them, by its órgano."""
    return consejos_en_vigor().filter(organo_id=organo_id).first()


def sesiones_convocadas(organo: Organo, cuantas: int = 6) -> QuerySet[Convocatoria]:
    """The newest notices of its sessions that were posted: when, where, and their orden del día."""
    return organo.convocatorias.filter(
        tipo=TipoAsamblea.SESION, estado=EstadoConvocatoria.PUBLICADA
    ).order_by("-primera_en")[:cuantas]


def llamados_abiertos(hoy: date) -> QuerySet[Llamado]:
    """Public calls that take applications today."""
    return (
        Llamado.objects.filter(estado=EstadoLlamado.PUBLICADO, desde__lte=hoy, hasta__gte=hoy)
        .select_related("consejo__organo")
        .order_by("hasta")
    )


def llamado_publico(codigo: str) -> Llamado | None:
    """A call that was published, by the code of its poster; a draft does not exist for the public."""
    return (
        Llamado.objects.filter(codigo=codigo_normalizado(codigo), estado__in=VISIBLES)
        .select_related("consejo__organo__direccion")
        .first()
    )


def postulacion_por_clave(folio: str, clave: str) -> Postulacion | None:
    """The application of that folio, if the clave is its own."""
    hallada = (
        Postulacion.objects.filter(folio=folio.strip().upper())
        .select_related("llamado__consejo__organo")
        .first()
    )
    dada = codigo_normalizado(clave).encode()  # as text it would only compare ASCII
    return hallada if hallada and secrets.compare_digest(hallada.clave.encode(), dada) else None
