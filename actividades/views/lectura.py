"""The list of acts and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actividades import archivos, permisos
from actividades.consultas import Filtros, con_parecidas, historial_de, listar, parecidas_a, totales
from actividades.filtros import FormaFiltros
from actividades.forms.captura import FormaArchivos
from actividades.views.formulario import enlace_a
from actividades.views.regreso import actividad_visible, donde_de, siguiente_de
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.candados import permite_cambios

POR_PAGINA = 25


@requiere(Accion.VER_ACTIVIDADES)
@require_safe
def actividades(request: HttpRequest) -> HttpResponse:
    """Acts the person sees, filtered by the address, with the totals of the whole list."""
    persona, filtros = request.persona, Filtros.leer(request.GET)
    lista = listar(persona, filtros)
    pagina = Paginator(lista, POR_PAGINA).get_page(request.GET.get("pagina"))
    elegibles = {a.pk for a in pagina if permisos.puede_elegirse(persona, a)}
    forma = FormaFiltros(request.GET, persona=persona, filtros=filtros)
    de_todas = persona.alcanza_todas(Accion.VER_ACTIVIDADES)
    contexto = {
        "pagina": pagina,
        "totales": totales(lista),
        "filtros": filtros,
        "forma": forma,
        "resumen": forma.resumen(),
        "elegibles": elegibles,
        "con_parecidas": con_parecidas(list(pagina)),
        "registra": persona.puede(Accion.REGISTRAR_ACTIVIDAD),
        "importa": bool(permisos.puede_importar(persona)),
        "donde": [] if de_todas else sorted({c.direccion for c in persona.cargos}),
        "varias_direcciones": de_todas,
    }
    return render(request, "actividades/actividades.html", contexto)


@requiere(Accion.VER_ACTIVIDADES)
@require_safe
def actividad(request: HttpRequest, pk: int) -> HttpResponse:
    """One act: what it says, its evidence, its history, and what can be done with it."""
    acto = actividad_visible(request, pk)
    contexto = {
        "actividad": acto,
        "localidades": acto.localidades.all(),
        "evidencias": acto.evidencias.select_related("subida_por"),
        "parecidas": [enlace_a(otra) for otra in parecidas_a(acto)],
        "historial": historial_de(acto),
        "acciones": permisos.acciones_sobre(request.persona, acto),
        "candado": permite_cambios(acto.trimestre_programa, linea_id=acto.linea_id),
        "es_de_la_direccion": bool(
            permisos.puede_registrar(request.persona, acto.trimestre_programa.programa.direccion_id)
        ),
        "forma_archivos": FormaArchivos(),
        "archivos": archivos,
        "siguiente": siguiente_de(request),
        "donde": donde_de(acto),
    }
    return render(request, "actividades/actividad.html", contexto)
