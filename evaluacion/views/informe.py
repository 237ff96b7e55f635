"""The monthly report of a dirección: its page, its PDF and its Word file."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from evaluacion.consultas.informe import (
    MAX_FOTOS,
    Mes,
    informe_del_mes,
    mes_sugerido,
    meses_con_actos,
)
from evaluacion.consultas.membrete import membrete_de
from evaluacion.documentos.informe import InformeEnPapel, informe_en_pdf
from evaluacion.documentos.informe_word import informe_en_word
from evaluacion.forms.informe import FormularioInforme, FormularioPeriodo
from nucleo.pdf import PdfFallido
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from poa.consultas import programas_visibles_para
from poa.documentos import Papel
from poa.models import Programa

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _visibles(request: HttpRequest) -> list[Programa]:
    programas = programas_visibles_para(request.persona, Accion.VER_ACTIVIDADES)
    return list(programas.order_by("direccion__nombre", "-ejercicio__anio"))


def _direccion(request: HttpRequest, programas: list[Programa]) -> int | None:
    """The dirección that was asked for, or one's own; None when there is something to choose."""
    ids = {p.direccion_id for p in programas}
    if pedida := entero(request.GET.get("direccion")):
        if pedida not in ids:
            raise Http404
        return pedida
    propias = [c.direccion_id for c in request.persona.cargos if c.direccion_id in ids]
    if propias and not request.persona.alcanza_todas(Accion.VER_ACTIVIDADES):
        return propias[0]
    return ids.pop() if len(ids) == 1 else None


def _mes(request: HttpRequest, conteos: dict[Mes, int]) -> Mes:
    anio, numero = entero(request.GET.get("ejercicio")), entero(request.GET.get("mes"))
    sugerido = mes_sugerido(conteos, request.hoy, anio if anio and 1950 <= anio <= 2150 else None)
    return Mes(sugerido.anio, numero) if numero and numero <= 12 else sugerido


@requiere(Accion.VER_ACTIVIDADES)
@require_safe
def informe(request: HttpRequest) -> HttpResponse:
    """Choose dirección and month, see what the report will say, and take it away."""
    programas = _visibles(request)
    direccion = _direccion(request, programas)
    if direccion is None:
        return _pagina(request, programas, None, None, {})
    conteos = meses_con_actos(request.persona, direccion)
    return _pagina(request, programas, direccion, _mes(request, conteos), conteos)


def _pagina(
    request: HttpRequest,
    programas: list[Programa],
    direccion: int | None,
    mes: Mes | None,
    conteos: dict[Mes, int],
    form: FormularioInforme | None = None,
    estado: int = 200,
) -> HttpResponse:
    suyos = [p for p in programas if p.direccion_id == direccion]
    nombre = suyos[0].direccion.nombre if suyos else ""
    programa = next((p for p in suyos if mes and p.ejercicio.anio == mes.anio), None)
    contexto: dict[str, Any] = {
        "periodo": FormularioPeriodo(
            direcciones=list({p.direccion_id: p.direccion.nombre for p in programas}.items()),
            direccion=direccion,
            anios=[p.ejercicio.anio for p in suyos],
            mes=mes,
            conteos=conteos,
        ),
        "hay_direcciones": bool(programas),
        "direccion": nombre,
        "mes": mes,
        "max_fotos": MAX_FOTOS,
        "donde": [nombre, f"POA {mes.anio}" if mes else ""],
    }
    if programa and mes:
        if form is None:
            form = FormularioInforme(
                informe=informe_del_mes(persona=request.persona, programa=programa, mes=mes)
            )
        contexto |= {
            "form": form,
            "i": form.informe,
            "registra": request.persona.puede(Accion.REGISTRAR_ACTIVIDAD, direccion),
        }
    return render(request, "evaluacion/informe.html", contexto, status=estado)


@requiere(Accion.VER_ACTIVIDADES)
@require_safe
def informe_pdf(request: HttpRequest, pk: int, mes: int) -> HttpResponse:
    """The report as PDF, with the photos and texts that the address says."""
    return _archivo(request, pk, mes, informe_en_pdf, "pdf", "application/pdf")


@requiere(Accion.VER_ACTIVIDADES)
@require_safe
def informe_word(request: HttpRequest, pk: int, mes: int) -> HttpResponse:
    """The same as a Word document, to be gone on with."""
    return _archivo(request, pk, mes, informe_en_word, "docx", WORD)


def _archivo(
    request: HttpRequest,
    pk: int,
    numero: int,
    hacer: Callable[[InformeEnPapel], bytes],
    extension: str,
    tipo: str,
) -> HttpResponse:
    visibles = programas_visibles_para(request.persona, Accion.VER_ACTIVIDADES)
    programa = get_object_or_404(visibles, pk=pk)
    if numero not in range(1, 13):
        raise Http404
    mes = Mes(programa.ejercicio.anio, numero)
    form = FormularioInforme(
        request.GET, informe=informe_del_mes(persona=request.persona, programa=programa, mes=mes)
    )
    estado = 400
    if form.is_valid():
        try:
            contenido = hacer(_en_papel(request, form))
            nombre = f"Informe-{programa.direccion.clave}-{mes.anio}-{mes.numero:02}.{extension}"
            return _para_guardar(contenido, nombre, tipo)
        except PdfFallido as error:
            form.add_error(None, str(error))
            estado = 503
    conteos = meses_con_actos(request.persona, programa.direccion_id)
    return _pagina(request, _visibles(request), programa.direccion_id, mes, conteos, form, estado)


def _en_papel(request: HttpRequest, form: FormularioInforme) -> InformeEnPapel:
    datos, direccion = form.cleaned_data, form.informe.programa.direccion_id
    return InformeEnPapel(
        informe=form.informe,
        membrete=membrete_de(direccion, request.hoy),
        generado=timezone.now(),
        autor=request.persona.usuario.nombre,
        fotos=tuple(form.fotos),
        introduccion=datos["introduccion"],
        cierre=datos["cierre"],
        papel=Papel(datos["papel"] or Papel.CARTA),
    )


def _para_guardar(contenido: bytes, nombre: str, tipo: str) -> HttpResponse:
    respuesta = HttpResponse(contenido, content_type=tipo)
    respuesta["Content-Disposition"] = content_disposition_header(True, nombre) or "attachment"
    respuesta["Cache-Control"] = "private, no-store"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta
