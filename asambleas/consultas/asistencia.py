"""The list of who came to an assembly, as each person may see it and as it is printed."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from asambleas.consultas.mascaras import DatosVistos, datos_vistos
from asambleas.consultas.organos import organos_visibles_para
from asambleas.models import Asamblea, Asistente
from nucleo.personas import Persona
from poa.consultas.municipio import municipio_congelado
from poa.consultas.privacidad import aviso_vigente


def asistente_visible(persona: Persona, pk: int) -> Asistente:
    """Somebody on the list of one of them. Raises Http404."""
    visibles = Asistente.objects.filter(asamblea__organo__in=organos_visibles_para(persona))
    hallado = visibles.select_related("asamblea__organo__direccion", "ciudadano__localidad").filter(pk=pk)
    asistente = hallado.first()
    if asistente is None:
        raise Http404
    return asistente


def asistentes_de(asamblea: Asamblea) -> QuerySet[Asistente]:
    """Who is on the list, in order."""
    return asamblea.asistentes.select_related("ciudadano__localidad").order_by("numero")


@dataclass(frozen=True)
class Renglon:
    """Somebody on the list, as the person who looks may see them; `repetido`: their name is there twice."""

    asistente: Asistente
    datos: DatosVistos
    repetido: bool


def renglones_de(asamblea: Asamblea, persona: Persona) -> list[Renglon]:
    """The whole list, each as that person may see them."""
    asistentes = list(asistentes_de(asamblea))
    nombres = [a.ciudadano.busqueda for a in asistentes]
    veces = {n: nombres.count(n) for n in set(nombres)} if len(nombres) < 500 else {}
    return [
        Renglon(a, datos_vistos(a.ciudadano, persona), veces.get(a.ciudadano.busqueda, 1) > 1)
        for a in asistentes
    ]


def datos_de_lista(asamblea: Asamblea, *, vacios: int = 0) -> dict[str, Any]:
    """What the printed list says, as plain data: with who came, or with `vacios` empty rows to sign."""
    convocatoria, organo = asamblea.convocatoria, asamblea.organo
    momento = timezone.localtime(asamblea.inicio_en or convocatoria.primera_en)
    aviso = aviso_vigente(momento.date())
    filas = [] if vacios else [_fila(a) for a in asistentes_de(asamblea)]
    return {
        "municipio": municipio_congelado(),
        "direccion": organo.direccion.nombre,
        "organo": {"nombre": organo.nombre, "folio": organo.folio},
        "localidad": organo.localidad.nombre if organo.localidad else "",
        "evento": asamblea.get_tipo_display(),
        "momento": momento.strftime("%Y-%m-%dT%H:%M"),
        "lugar": convocatoria.lugar,
        "convocatoria": convocatoria.folio,
        "aviso": aviso.version if aviso else 0,
        "asistentes": filas,
        "vacios": [*range(1, vacios + 1)],
    }


def _fila(asistente: Asistente) -> dict[str, Any]:
    persona = asistente.ciudadano
    lugar = [persona.localidad.nombre if persona.localidad else "", persona.domicilio]
    return {
        "numero": asistente.numero,
        "nombre": persona.nombre,
        "lugar": ", ".join(x for x in lugar if x),
        "telefono": persona.telefono,
        "firma": asistente.firma_archivo,
        "firma_sha256": asistente.firma_sha256,
    }
