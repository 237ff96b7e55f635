"""The board of consejos, those whose term ends soon, and who attended which session."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from asambleas.consultas import organos_visibles_para
from asambleas.consultas.elecciones import dia_de
from asambleas.consultas.fichas import Ficha, con_pasos, fichas_de
from asambleas.estados import EstadoAsamblea, EstadoOrgano, TipoAsamblea
from asambleas.models import Asamblea, Integrante, Organo
from consejos.estados import EstadoLlamado
from consejos.models import Consejo, Llamado, Postulacion
from consejos.procedimiento import CLAVE
from nucleo.personas import Persona
from nucleo.texto import normalizar

AVISO_DE_RENOVACION = timedelta(days=90)
ABIERTOS = (EstadoLlamado.BORRADOR, EstadoLlamado.PUBLICADO)


def organos_de_consejos(persona: Persona) -> QuerySet[Organo]:
    """Those that the person sees."""
    return organos_visibles_para(persona).filter(procedimiento=CLAVE)


def consejo_visible(persona: Persona, organo_id: int) -> Consejo:
    """One of them, by its órgano. Raises Http404."""
    consejo = (
        Consejo.objects.filter(organo__in=organos_de_consejos(persona), organo_id=organo_id)
        .select_related("organo__direccion", "organo__localidad")
        .first()
    )
    if consejo is None:
        raise Http404
    return consejo


@dataclass(frozen=True)
class Renglon:
    """A consejo on the board: its steps, its open call and how many applied."""

    ficha: Ficha
    llamado: Llamado | None


def tablero_de_consejos(persona: Persona, *, buscar: str = "", estado: str = "") -> QuerySet[Organo]:
    """The órganos of the board, filtered; `renglones_de` reads what each shows."""
    organos = organos_de_consejos(persona)
    if buscar:
        organos = organos.filter(
            Q(busqueda__contains=normalizar(buscar)) | Q(folio__icontains=buscar.strip())
        )
    if estado in EstadoOrgano.values:
        organos = organos.filter(estado=estado)
    llamados = Llamado.objects.filter(estado__in=ABIERTOS).annotate(cuantas=Count("postulaciones"))
    return con_pasos(organos).prefetch_related(
        Prefetch("consejo__llamados", llamados, to_attr="llamados_abiertos")
    )


def renglones_de(organos: list[Organo], hoy: date) -> list[Renglon]:
    """What the board shows of each."""
    return [
        Renglon(ficha, next(iter(ficha.organo.consejo.llamados_abiertos), None))
        for ficha in fichas_de(organos, hoy)
    ]


def consejos_por_renovar(persona: Persona, hoy: date) -> QuerySet[Organo]:
    """Those in force whose term ends within ninety days, or already ended."""
    return (
        organos_de_consejos(persona)
        .filter(estado=EstadoOrgano.CONSTITUIDO, vigente_hasta__lte=hoy + AVISO_DE_RENOVACION)
        .order_by("vigente_hasta")
    )


def llamado_visible(persona: Persona, pk: int) -> Llamado:
    """A convocatoria pública that the person sees. Raises Http404."""
    llamado = (
        Llamado.objects.filter(pk=pk, consejo__organo__in=organos_de_consejos(persona))
        .select_related("consejo__organo__direccion")
        .first()
    )
    if llamado is None:
        raise Http404
    return llamado


def postulacion_visible(persona: Persona, pk: int) -> Postulacion:
    """An application that the person sees. Raises Http404."""
    postulacion = (
        Postulacion.objects.filter(pk=pk, llamado__consejo__organo__in=organos_de_consejos(persona))
        .select_related("llamado__consejo__organo__direccion", "ciudadano__localidad", "recibida_por")
        .first()
    )
    if postulacion is None:
        raise Http404
    return postulacion


@dataclass(frozen=True)
class AsistenciaDeConsejero:
    """How many of the sessions held while in post somebody attended."""

    integrante: Integrante
    sesiones: list[bool | None]

    @property
    def fue(self) -> int:
        return sum(bool(s) for s in self.sesiones)

    @property
    def de(self) -> int:
        return sum(s is not None for s in self.sesiones)


def sesiones_de(organo: Organo) -> list[Asamblea]:
    """The sessions that were held, the oldest first."""
    return list(
        organo.asambleas.filter(tipo=TipoAsamblea.SESION, estado=EstadoAsamblea.CERRADA)
        .select_related("convocatoria")
        .order_by("inicio_en", "id")
    )


def asistencia_de_consejeros(
    organo: Organo, hoy: date, *, con_protesta: bool = False
) -> tuple[list[Asamblea], list[AsistenciaDeConsejero]]:
    """Sessions held, and for each member in force whether they came (None: not in post yet); `con_protesta`:
    only who accepted the post.

    Each list takes a person's data anew: a member is known in it by the name, as in the votes.
    """
    sesiones = sesiones_de(organo)
    fueron = {
        (a, c)
        for a, c in Asamblea.objects.filter(pk__in=[s.pk for s in sesiones]).values_list(
            "pk", "asistentes__ciudadano__busqueda"
        )
    }
    en_vigor = organo.integrantes.filter(Q(hasta__isnull=True) | Q(hasta__gt=hoy)).select_related(
        "puesto", "ciudadano"
    )
    if con_protesta:
        en_vigor = en_vigor.filter(acepto_en__isnull=False)
    return sesiones, [
        AsistenciaDeConsejero(
            i,
            [
                (s.pk, i.identidad) in fueron if s.inicio_en and dia_de(s) >= i.desde else None
                for s in sesiones
            ],
        )
        for i in en_vigor
    ]
