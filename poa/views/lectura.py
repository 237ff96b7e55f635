"""Pages of the plan: the POAs, the sheet of one of them, who holds which cargo."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from nucleo.errores import Conflicto, DatosInvalidos, TransicionInvalida
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa import consultas
from poa.forms import FiltroDeAdscripciones, FiltroDePoas
from poa.forms.vida import FormularioLeida
from poa.permisos import permite_editar, permite_escribir
from poa.servicios import autorizar_programa

POR_PAGINA = 25


@requiere(Accion.VER_POAS)
@require_GET
def poas(request: HttpRequest) -> HttpResponse:
    """The POAs one may see, by ejercicio and dirección."""
    visibles = consultas.programas_visibles_para(request.persona)
    filtro = FiltroDePoas(request.GET, visibles)
    pagina = Paginator(consultas.con_la_hoja(filtro.aplicar()), POR_PAGINA).get_page(request.GET.get("page"))
    contexto = {
        "filtro": filtro,
        "pagina": pagina,
        "resumenes": [consultas.resumen_de(programa) for programa in pagina],
        "filtrado": bool(filtro.limpio),
        "empieza": request.persona.puede(Accion.ELABORAR_POA),
    }
    return render(request, "poa/poas.html", contexto)


@requiere(Accion.VER_POAS)
@require_GET
def poa(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of a POA, with what it lacks and what the example added."""
    visibles = consultas.programas_visibles_para(request.persona)
    programa = get_object_or_404(consultas.con_la_hoja(visibles.select_related("documento")), pk=pk)
    faltantes = consultas.faltantes_de(programa)
    contexto = {
        "programa": programa,
        "faltantes": faltantes,
        "programacion": consultas.programacion_de(programa),
        "totales": consultas.totales_de(programa),
        "es_ejemplo": consultas.es_todo_de_ejemplo(programa),
        "tiene_ejemplos": consultas.tiene_ejemplos(programa),
        "cambios": programa.cambios.select_related("actor"),
        "escribe": permite_escribir(request.persona, programa.direccion_id) and permite_editar(programa),
        "donde": [programa.direccion.nombre, f"Ejercicio {programa.ejercicio}"],
    }
    return render(request, "poa/poa.html", contexto)


@requiere(Accion.AUTORIZAR_POA)
@require_POST
def poa_autorizar(request: HttpRequest, pk: int) -> HttpResponse:
    """Planeación authorises the POA."""
    visibles = consultas.programas_visibles_para(request.persona, Accion.AUTORIZAR_POA)
    programa = get_object_or_404(visibles, pk=pk)
    leida = FormularioLeida(request.POST)
    try:
        if not leida.is_valid():
            raise DatosInvalidos("La página no envió qué hoja del POA leyó. Recárguela y léala otra vez.")
        hecho = autorizar_programa(
            persona=request.persona, ahora=timezone.now(), programa_id=programa.pk, **leida.cleaned_data
        )
    except (Conflicto, DatosInvalidos, TransicionInvalida) as error:
        messages.error(request, error.mensaje)
    else:
        messages.success(request, f"El POA quedó autorizado con el folio {hecho.folio}.")
    return redirect("poa", pk=pk)


@requiere(Accion.VER_ADSCRIPCIONES)
@require_GET
def adscripciones(request: HttpRequest) -> HttpResponse:
    """Who holds which cargo, from when and until when."""
    visibles = consultas.adscripciones_visibles_para(request.persona)
    filtro = FiltroDeAdscripciones(
        request.GET, consultas.direcciones_visibles_para(request.persona, Accion.VER_ADSCRIPCIONES)
    )
    direccion = filtro.limpio.get("direccion")
    cargos = consultas.cargos_de(
        visibles,
        request.hoy,
        cual=filtro.pestana,
        direccion_id=direccion.pk if direccion else None,
        texto=filtro.limpio.get("q", ""),
    )
    pagina = Paginator(cargos, POR_PAGINA).get_page(request.GET.get("page"))
    filtrado = bool(filtro.limpio.keys() & {"q", "direccion"})
    contexto = {"filtro": filtro, "pagina": pagina, "filtrado": filtrado}
    return render(request, "poa/adscripciones.html", contexto)
