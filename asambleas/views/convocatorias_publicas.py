"""What anybody may know of a posted notice: its page and its calendar file, without a session."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asambleas.consultas.convocatorias import AvisoPublico, aviso_publico
from asambleas.documentos.calendario import calendario_de
from asambleas.documentos.cartel import direccion_publica
from asambleas.documentos.redaccion import ASUNTO
from asambleas.estados import TipoAsamblea
from asambleas.procedimientos import procedimiento_de
from nucleo.folios import codigo_legible
from nucleo.limites import contar_intento
from nucleo.reglas import publica


def _aviso(request: HttpRequest, codigo: str) -> AvisoPublico:
    """The notice of a code; unknown, or still a draft, is the same 404."""
    contar_intento(request, "convocatorias")
    aviso = aviso_publico(codigo)
    if aviso is None:
        raise Http404
    return aviso


@publica
@require_safe
def convocatoria_publicada(request: HttpRequest, codigo: str) -> HttpResponse:
    """When, where and about what; called off, it says so."""
    aviso = _aviso(request, codigo)
    c = aviso.convocatoria
    contexto = {
        "aviso": aviso,
        "c": c,
        "organo": c.organo,
        "procedimiento": procedimiento_de(c.organo.procedimiento),
        "asunto": ASUNTO[TipoAsamblea(c.tipo)][1],
        "codigo": codigo_legible(c.codigo),
        "donde": [c.organo.direccion.nombre, c.organo.nombre],
    }
    return render(request, "asambleas/convocatorias/publica.html", contexto)


@publica
@require_safe
def convocatoria_ics(request: HttpRequest, codigo: str) -> HttpResponse:
    """The same for the calendar of a telephone."""
    aviso = _aviso(request, codigo)
    contenido = calendario_de(aviso, direccion_publica(aviso.convocatoria))
    respuesta = HttpResponse(contenido, content_type="text/calendar; charset=utf-8")
    nombre = aviso.convocatoria.folio.replace("/", "-")
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}.ics"'
    return respuesta
