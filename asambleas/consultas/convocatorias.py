"""Notices as each person may see them, the one that anybody reads, and what a new one starts from."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from asambleas.consultas.organos import organos_visibles_para
from asambleas.estados import (
    Calidad,
    EstadoAsamblea,
    EstadoConvocatoria,
    EstadoOrgano,
    TipoAsamblea,
)
from asambleas.models import Asamblea, Convocatoria, Organo
from nucleo.folios import codigo_normalizado
from nucleo.personas import Persona

T = TipoAsamblea
_LISTA = "Lista de asistencia y declaración del quórum"
_FIRMA = "Lectura y firma del acta"
# What is usual in each kind of assembly; whoever writes the notice changes it.
ORDEN_SUGERIDO: dict[str, tuple[str, ...]] = {
    T.CONSTITUTIVA: (
        _LISTA,
        "Presentación de las autoridades y del personal técnico",
        "Explicación del proyecto y de las funciones de quienes resulten electos",
        "Elección a libre voto de las personas representantes",
        "Aceptación del cargo y protesta",
        "Asuntos generales y acuerdos",
        _FIRMA,
    ),
    T.SUSTITUCION: (
        _LISTA,
        "Exposición del motivo de la sustitución",
        "Elección a libre voto de quien sustituye",
        "Aceptación del cargo y protesta",
        "Asuntos generales y acuerdos",
        _FIRMA,
    ),
    T.SESION: (
        _LISTA,
        "Lectura del acta anterior y avance de sus acuerdos",
        "Asuntos de la sesión",
        "Asuntos generales y acuerdos",
        _FIRMA,
    ),
    T.ENTREGA: (
        _LISTA,
        "Presentación de las autoridades, del personal técnico y de quien ejecutó la obra",
        "Informe de la obra terminada y recorrido por ella",
        "Observaciones y plazos para atenderlas",
        "Entrega-recepción y asuntos generales",
        _FIRMA,
    ),
}


def convocatorias_visibles_para(persona: Persona) -> QuerySet[Convocatoria]:
    """Notices of the órganos that the person sees."""
    visibles = Convocatoria.objects.filter(organo__in=organos_visibles_para(persona))
    return visibles.select_related("organo__direccion", "organo__localidad", "asamblea", "hecha_por")


def convocatoria_visible(persona: Persona, pk: int) -> Convocatoria:
    """One of them. Raises Http404: what is not yours does not exist."""
    convocatoria = convocatorias_visibles_para(persona).filter(pk=pk).first()
    if convocatoria is None:
        raise Http404
    return convocatoria


def asamblea_de(convocatoria: Convocatoria) -> Asamblea | None:
    """What it calls to, once it was published."""
    return getattr(convocatoria, "asamblea", None)


def puntos_de(convocatoria: Convocatoria) -> list[str]:
    """Its orden del día, a point each."""
    return [p for p in convocatoria.orden_del_dia.splitlines() if p.strip()]


def tipo_sugerido(organo: Organo) -> TipoAsamblea:
    """What the next assembly is most likely for."""
    return T.CONSTITUTIVA if organo.estado == EstadoOrgano.EN_INTEGRACION else T.SESION


def convocados_sugeridos(organo: Organo, tipo: str) -> int | None:
    """A session calls its members; how many neighbours an assembly calls is told by who carries it."""
    if tipo != T.SESION:
        return None
    return organo.integrantes.filter(hasta__isnull=True, calidad=Calidad.PROPIETARIO).count() or None


@dataclass(frozen=True)
class AvisoPublico:
    """What anybody may know of a notice: neither who wrote it nor who came."""

    convocatoria: Convocatoria
    puntos: list[str]
    cancelada: bool
    situacion: str


_SITUACION: dict[str, str] = {
    EstadoAsamblea.INSTALADA: "Esta asamblea ya está instalada.",
    EstadoAsamblea.CERRADA: "Esta asamblea ya se celebró.",
    EstadoAsamblea.SIN_QUORUM: "Esta asamblea no se celebró por falta de quórum.",
    EstadoAsamblea.SEGUNDA: "No hubo quórum en primera convocatoria: se espera la segunda.",
}


def aviso_publico(codigo: str) -> AvisoPublico | None:
    """The notice of a code as it was typed, posted or called off; None for a draft or an unknown."""
    convocatoria = (
        Convocatoria.objects.filter(codigo=codigo_normalizado(codigo), publicada_en__isnull=False)
        .select_related("organo__direccion", "organo__localidad", "asamblea")
        .first()
    )
    if convocatoria is None:
        return None
    cancelada, asamblea = esta_cancelada(convocatoria), asamblea_de(convocatoria)
    situacion = "" if cancelada or asamblea is None else _SITUACION.get(asamblea.estado, "")
    return AvisoPublico(convocatoria, puntos_de(convocatoria), cancelada, situacion)


def esta_cancelada(convocatoria: Convocatoria) -> bool:
    """Whether nobody is to come: it was called off, or its órgano was before the assembly was held."""
    if convocatoria.estado == EstadoConvocatoria.CANCELADA:
        return True
    asamblea = asamblea_de(convocatoria)
    espera = asamblea is not None and asamblea.estado in {EstadoAsamblea.CONVOCADA, EstadoAsamblea.SEGUNDA}
    return espera and convocatoria.organo.estado == EstadoOrgano.CANCELADO
