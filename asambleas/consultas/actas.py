"""Actas as each person may see them, what each still lacks, and those that anybody may read."""

from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Replace
from django.http import Http404

from asambleas.consultas.demandas import puestos_cubiertos
from asambleas.consultas.organos import organos_visibles_para
from asambleas.estados import EstadoActa, EstadoAsamblea, TipoAsamblea
from asambleas.models import Acta, Asamblea, Organo
from nucleo.estados import EstadoDocumento
from nucleo.models import Documento
from nucleo.personas import Persona

CLASE = "acta"
CON_ACTA = (EstadoAsamblea.INSTALADA, EstadoAsamblea.CERRADA)
_JUNTO = ("organo__direccion", "organo__localidad", "asamblea__convocatoria", "documento")


def actas_visibles_para(persona: Persona) -> QuerySet[Acta]:
    """Actas of the órganos that the person sees."""
    visibles = Acta.objects.filter(organo__in=organos_visibles_para(persona))
    return visibles.select_related(*_JUNTO).prefetch_related("acuerdos")


def acta_visible(persona: Persona, pk: int) -> Acta:
    """One of them. Raises Http404: what is not yours does not exist."""
    acta = actas_visibles_para(persona).filter(pk=pk).first()
    if acta is None:
        raise Http404
    return acta


@dataclass(frozen=True)
class ActaConFaltas:
    """An acta in a list, and what it waits for."""

    acta: Acta
    faltan: list[str]


def actas_de(persona: Persona, organo: Organo) -> list[ActaConFaltas]:
    """Every acta of an órgano, the newest first, each with what is missing."""
    actas = actas_visibles_para(persona).filter(organo=organo)
    return [ActaConFaltas(acta, faltan_a(acta)) for acta in actas]


def faltan_a(acta: Acta) -> list[str]:
    """What an acta waits for before it is done; empty when nothing."""
    if acta.estado == EstadoActa.CONGELADA:
        return ["adjuntar el acta firmada a mano, o firmarla con e.firma"]
    if acta.estado != EstadoActa.BORRADOR:
        return []
    faltan = ["congelarla con su folio"]
    if acta.asamblea is not None and acta.asamblea.estado != EstadoAsamblea.CERRADA:
        faltan.insert(0, "cerrar la asamblea")
    return faltan


def avisos_al_congelar(acta: Acta) -> list[str]:
    """What would be missed on the paper, though it does not stop it."""
    avisos = []
    if acta.tipo == TipoAsamblea.CONSTITUTIVA and not puestos_cubiertos(acta.organo):
        avisos.append("Hay puestos sin elegir o sin protesta: el acta saldrá sin ellos.")
    if acta.asamblea is not None and not acta.asamblea.autoridades.exists():
        avisos.append("No se anotó a ninguna autoridad ni personal técnico.")
    if not acta.desarrollo:
        avisos.append("El desarrollo está vacío.")
    if not acta.acuerdos.exists():
        avisos.append("No tiene acuerdos.")
    return avisos


def asambleas_sin_acta(organo: Organo) -> list[Asamblea]:
    """Assemblies that were held and whose acta nobody has begun, the newest first."""
    con_acta = organo.actas.exclude(estado=EstadoActa.CANCELADA).exclude(asamblea=None)
    celebradas = organo.asambleas.filter(estado__in=CON_ACTA).exclude(pk__in=con_acta.values("asamblea"))
    return list(celebradas.select_related("convocatoria"))


def documentos_cancelados(acta: Acta) -> QuerySet[Documento]:
    """Each folio of the acta that came to nothing, the last one first."""
    return Documento.objects.filter(
        clase=CLASE, clave=str(acta.pk), estado=EstadoDocumento.CANCELADA
    ).order_by("-vuelta")


def folio_en_direccion(organo: Organo) -> str:
    """The folio as it stands in a public address."""
    return organo.folio.replace("/", "-")


def actas_publicas(folio: str) -> tuple[Organo, list[Acta]] | None:
    """The órgano of a folio as it stands in an address, and its published actas, the newest first.

    None for an unknown folio and for an órgano that published nothing: from outside they are the same.
    """
    con_direccion = Organo.objects.annotate(en_direccion=Replace(F("folio"), Value("/"), Value("-")))
    organo = con_direccion.select_related("direccion", "localidad").filter(en_direccion=folio).first()
    if organo is None:
        return None
    publicadas = organo.actas.filter(publicada_en__isnull=False, estado=EstadoActa.FIRMADA)
    actas = list(publicadas.select_related("documento", "asamblea").order_by("-publicada_en", "-pk"))
    return (organo, actas) if actas else None
