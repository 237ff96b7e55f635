"""What the public may read of the consejos."""

import secrets
from datetime import date

from django.db.models import Q, QuerySet

from asambleas.estados import EstadoConvocatoria, EstadoOrgano, TipoAsamblea
from asambleas.models import Convocatoria, Organo
from consejos.estados import EstadoLlamado
from consejos.models import Consejo, Llamado, Postulacion
from nucleo.folios import codigo_normalizado

VISIBLES = (EstadoLlamado.PUBLICADO, EstadoLlamado.CERRADO, EstadoLlamado.CANCELADO)


def _en_vigor(hoy: date) -> Q:
    """Constituted, and inside its term (`vigente_hasta` is the first day after it)."""
    en_plazo = Q(organo__vigente_hasta__isnull=True) | Q(organo__vigente_hasta__gt=hoy)
    return Q(organo__estado=EstadoOrgano.CONSTITUIDO) & en_plazo


def _publicos() -> QuerySet[Consejo]:
    """Those that were ever constituted and were not called off, by name."""
    return (
        Consejo.objects.filter(organo__estado__in=(EstadoOrgano.CONSTITUIDO, EstadoOrgano.CONCLUIDO))
        .select_related("organo__direccion")
        .order_by("organo__nombre", "organo_id")
    )


def consejos_en_vigor(hoy: date) -> QuerySet[Consejo]:
    """Those that stand on that day."""
    return _publicos().filter(_en_vigor(hoy))


def consejos_terminados(hoy: date) -> QuerySet[Consejo]:
    """Those whose term is over, said or not: what they agreed goes on being public."""
    return _publicos().exclude(_en_vigor(hoy))


def consejo_publico(organo_id: int) -> Consejo | None:
    """One of either, by its órgano."""
    return _publicos().filter(organo_id=organo_id).first()


def esta_en_vigor(consejo: Consejo, hoy: date) -> bool:
    """Whether it stands on that day."""
    return consejos_en_vigor(hoy).filter(pk=consejo.pk).exists()


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
