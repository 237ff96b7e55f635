"""What every page of the editor shares: the draft it works on, its table of contents, how a part is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from nucleo.errores import Conflicto, ErrorDeDominio, SinPermiso
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa import consultas
from poa.consultas import Faltante
from poa.forms.edicion import FormaDeParte
from poa.models import Programa
from poa.permisos import permite_editar
from poa.templatetags.editor import direccion_de

Vista = Callable[..., HttpResponse]

TITULOS = {
    "identidad": "Visión y misión",
    "foda": "FODA",
    "objetivo": "Objetivo/FIN",
    "bloques": "Estrategias y actividades",
    "programacion": "Programación",
    "cierre": "Evaluación y responsable",
}


@dataclass(frozen=True)
class Entrada:
    """A line of the table of contents; `faltan` is how many data its part lacks."""

    parte: str
    titulo: str
    url: str
    faltan: int
    activa: bool
    dentro: bool = False


def sobre_borrador(vista: Vista) -> Vista:
    """The view gets the POA, of one's own dirección or 404; what is no longer a draft is only read."""

    @requiere(Accion.ELABORAR_POA)
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(vista)
    def con_borrador(request: HttpRequest, pk: int, **resto: Any) -> HttpResponse:
        visibles = consultas.programas_visibles_para(request.persona, Accion.ELABORAR_POA)
        programa = get_object_or_404(visibles, pk=pk)
        editable = permite_editar(programa)
        if request.method != "POST" and not editable:
            messages.info(request, editable.razon)
            return redirect("poa", pk=pk)
        return vista(request, programa, **resto)

    return con_borrador


def guardar(request: HttpRequest, forma: FormaDeParte, servicio: Callable[..., Any]) -> bool:
    """Call the service with the actor; an answer that is not yes goes into the form, which keeps the text.

    After a conflict `forma.choque` is set, otherwise `forma.resultado`. What is not of this POA is 404.
    """
    if not forma.is_valid():
        return False
    try:
        forma.resultado = servicio(persona=request.persona, ahora=timezone.now())
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        forma.choque = isinstance(error, Conflicto)
        forma.anotar(error)
        return False
    return True


def partes_en_orden(programa: Programa) -> list[str]:
    """Every page of the editor in the order of the sheet; the POA comes through con_la_hoja."""
    partes = ["identidad", "foda", "objetivo", "bloques"]
    for bloque in programa.estrategias.all():
        partes.append(f"bloque-{bloque.pk}")
        partes.extend(f"linea-{linea.pk}" for linea in bloque.lineas.all())
    return [*partes, "programacion", "cierre"]


def siguiente_de(programa: Programa, parte: str) -> str:
    """The page that comes after one, or nothing after the last."""
    partes = partes_en_orden(programa)
    lugar = partes.index(parte) + 1 if parte in partes else len(partes)
    return partes[lugar] if lugar < len(partes) else ""


def _contenido(programa: Programa, faltantes: list[Faltante], parte: str) -> list[Entrada]:
    de_bloque = {
        bloque.pk: {f"bloque-{bloque.pk}", *(f"linea-{linea.pk}" for linea in bloque.lineas.all())}
        for bloque in programa.estrategias.all()
    }

    def entrada(clave: str, titulo: str, partes: set[str], dentro: bool = False) -> Entrada:
        faltan = sum(f.parte in partes for f in faltantes)
        return Entrada(clave, titulo, direccion_de(programa.pk, clave), faltan, parte in partes, dentro)

    entradas = []
    for clave, titulo in TITULOS.items():
        entradas.append(entrada(clave, titulo, {clave}))
        if clave == "bloques":
            entradas.extend(
                entrada(f"bloque-{b.pk}", f"{b.titulo}: {b.nombre}", de_bloque[b.pk], dentro=True)
                for b in programa.estrategias.all()
            )
    return entradas


def marco_de(programa: Programa, parte: str, **mas: Any) -> dict[str, Any]:
    """Context of a page of the editor: the sheet read anew, contents, what is missing here, what follows."""
    programa = consultas.con_la_hoja().get(pk=programa.pk)
    faltantes = consultas.faltantes_de(programa)
    siguiente = siguiente_de(programa, parte)
    return {
        "programa": programa,
        "parte": parte,
        "contenido": _contenido(programa, faltantes, parte),
        "faltantes": faltantes,
        "faltan_aqui": [f for f in faltantes if f.parte == parte],
        "siguiente": siguiente,
        "donde": [programa.direccion.nombre, f"Ejercicio {programa.ejercicio}"],
        **mas,
    }


def guardada(
    request: HttpRequest, programa: Programa, parte: str, *, que: str, borrador: str = "", ancla: str = ""
) -> HttpResponse:
    """After a save: say so, tell the page which unsaved text to forget, and stay or go on to what follows."""
    messages.success(request, que)
    destino = parte
    if "seguir" in request.POST:
        destino = siguiente_de(consultas.con_la_hoja().get(pk=programa.pk), parte) or parte
    url = direccion_de(programa.pk, destino)
    return redirect(
        f"{url}?guardado={borrador or parte}" + (f"#{ancla}" if ancla and destino == parte else "")
    )
