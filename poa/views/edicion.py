"""Writing a POA by hand: it is started, its contents, the texts of its sheet, its FODA."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.errores import Conflicto, DatosInvalidos, ErrorDeDominio, SinPermiso
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from poa.consultas.partes import HOJA, version_con_lo_suyo, version_de, version_de_hoja, version_de_lista
from poa.estados import TipoFODA
from poa.forms.edicion import (
    FormaBorrar,
    FormaCierre,
    FormaDeParte,
    FormaIdentidad,
    FormaNuevo,
    FormaObjetivo,
    FormaOrden,
    FormaTexto,
)
from poa.models import Inversion, LineaDeAccion, Programa
from poa.servicios import edicion, edicion_listas
from poa.templatetags.editor import direccion_de
from poa.views.editor import TITULOS, guardada, guardar, marco_de, sobre_borrador

FORMAS: dict[str, type[FormaDeParte]] = {
    "identidad": FormaIdentidad,
    "objetivo": FormaObjetivo,
    "cierre": FormaCierre,
}
CON_BLOQUE = {"linea": LineaDeAccion, "inversion": Inversion}


@requiere(Accion.ELABORAR_POA)
@require_http_methods(["GET", "HEAD", "POST"])
def poa_nuevo(request: HttpRequest) -> HttpResponse:
    """Start the POA of one's dirección in a year."""
    forma = FormaNuevo(request.POST or None, persona=request.persona)
    if request.method == "POST" and forma.is_valid():
        try:
            programa = edicion.empezar_programa(
                persona=request.persona, ahora=timezone.now(), **forma.cleaned_data
            )
        except Conflicto as error:
            forma.add_error(None, error.mensaje)
        else:
            messages.success(request, "El POA quedó empezado, en borrador. Escríbalo en el orden que quiera.")
            return redirect("poa_editar", pk=programa.pk)
    return render(request, "poa/editor/nuevo.html", {"forma": forma, "donde": ["Empezar un POA"]})


@sobre_borrador
@require_GET
def poa_editar(request: HttpRequest, programa: Programa) -> HttpResponse:
    """The contents of the POA that is being written, and what it still lacks."""
    return render(request, "poa/editor/indice.html", marco_de(programa, ""))


@sobre_borrador
def poa_editar_hoja(request: HttpRequest, programa: Programa, parte: str) -> HttpResponse:
    """One section of the sheet's own texts."""
    if parte not in HOJA:
        raise Http404
    forma = FORMAS[parte](request.POST) if request.method == "POST" else _forma_de_hoja(programa, parte)
    if forma.is_bound and guardar(
        request,
        forma,
        lambda **actor: edicion.editar_hoja(
            programa_id=programa.pk,
            parte=parte,
            datos=forma.datos(),
            version=forma.cleaned_data["version"],
            **actor,
        ),
    ):
        return guardada(request, programa, parte, que=f"Se guardó: {TITULOS[parte]}.")
    if forma.choque:
        programa.refresh_from_db()
        actuales = {campo: getattr(programa, campo) for campo in HOJA[parte]}
        forma.ofrecer_de_nuevo(version_de_hoja(programa, parte), actuales)
    contexto = marco_de(programa, parte, forma=forma, titulo=TITULOS[parte])
    return render(request, "poa/editor/hoja.html", contexto)


def _forma_de_hoja(programa: Programa, parte: str) -> FormaDeParte:
    inicial = {campo: getattr(programa, campo) for campo in HOJA[parte]}
    return FORMAS[parte](initial={**inicial, "version": version_de_hoja(programa, parte)})


@sobre_borrador
def poa_editar_foda(request: HttpRequest, programa: Programa) -> HttpResponse:
    """The four lists: add (several at once when several lines are pasted), change, order, take out."""
    forma: FormaTexto | None = None
    if request.method == "POST":
        cual = request.POST.get("elemento", "")
        forma = FormaTexto(request.POST, prefix=cual)
        hecho = _agregar_foda if entero(cual) is None else _editar_foda
        respuesta = hecho(request, programa, cual, forma)
        if respuesta is not None:
            return respuesta
    contexto = marco_de(programa, "foda", titulo=TITULOS["foda"])
    contexto["listas"] = [_lista_foda(contexto["programa"], tipo, forma) for tipo in TipoFODA]
    return render(request, "poa/editor/foda.html", contexto)


def _agregar_foda(
    request: HttpRequest, programa: Programa, tipo: str, forma: FormaTexto
) -> HttpResponse | None:
    if tipo not in TipoFODA.values:
        raise DatosInvalidos("La página no envió a qué lista se agrega. Recárguela.")
    if not guardar(
        request,
        forma,
        lambda **actor: edicion_listas.agregar_foda(
            programa_id=programa.pk, tipo=tipo, **forma.cleaned_data, **actor
        ),
    ):
        return None
    que = f"Se agregó en {TipoFODA(tipo).label.lower()}."
    return guardada(request, programa, "foda", que=que, borrador=f"foda-{tipo}", ancla=f"id_{tipo}-texto")


def _editar_foda(
    request: HttpRequest, programa: Programa, cual: str, forma: FormaTexto
) -> HttpResponse | None:
    if guardar(
        request,
        forma,
        lambda **actor: edicion_listas.editar_foda(
            programa_id=programa.pk, elemento_id=int(cual), **forma.cleaned_data, **actor
        ),
    ):
        que = "Se guardó el elemento."
        return guardada(request, programa, "foda", que=que, borrador=f"foda-{cual}", ancla=f"fila-{cual}")
    elemento = programa.foda.filter(pk=int(cual)).first()
    if not forma.choque:
        return None
    if elemento is None:  # somebody took it out: what was typed is told, not lost
        suyo = forma["texto"].value()
        messages.error(request, f"{forma.non_field_errors()[0]} Usted había escrito: {suyo}")
    else:
        forma.ofrecer_de_nuevo(version_de(elemento), {"texto": elemento.texto})
    return None


def _lista_foda(programa: Programa, tipo: TipoFODA, forma: FormaTexto | None) -> dict[str, Any]:
    def la_de(prefijo: str, texto: str, version: str) -> FormaTexto:
        if forma is not None and forma.prefix == prefijo:
            return forma
        return FormaTexto(prefix=prefijo, initial={"texto": texto, "version": version})

    elementos = [e for e in programa.foda.all() if e.tipo == tipo]
    version = version_de_lista(e.pk for e in elementos)
    filas = [
        {
            "pk": e.pk,
            "texto": e.texto,
            "version": version_con_lo_suyo(e),
            "forma": la_de(str(e.pk), e.texto, version_de(e)),
        }
        for e in elementos
    ]
    return {
        "tipo": tipo,
        "nombre": f"foda-{tipo}",
        "clase": "foda",
        "titulo": tipo.label,
        "pedir": f"Agregar a {tipo.label.lower()}",
        "filas": filas,
        "version": version,
        "orden": ",".join(str(e.pk) for e in elementos),
        "agregar": la_de(tipo.value, "", version),
    }


def _lista_y_pagina(lista: str) -> tuple[str, str]:
    """The page on which a list is shown, and its anchor there."""
    clase, _, de = lista.partition("-")
    pagina = {"foda": "foda", "bloques": "bloques"}.get(clase, f"bloque-{de}")
    return pagina, f"lista-{lista}"


@sobre_borrador
@require_POST
def poa_editar_ordenar(request: HttpRequest, programa: Programa) -> HttpResponse:
    """Put a list in another order: by its buttons, or dragged."""
    forma = FormaOrden(request.POST)
    if not forma.is_valid():
        messages.error(request, "No se entiende el orden pedido. No se movió nada.")
        return redirect("poa_editar", pk=programa.pk)
    datos = dict(forma.cleaned_data)
    mover = datos.pop("mover")
    try:
        edicion_listas.ordenar(
            persona=request.persona, ahora=timezone.now(), programa_id=programa.pk, **datos
        )
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, error.mensaje)
    pagina, ancla = _lista_y_pagina(datos["lista"])
    # The keyboard goes on from the button that moved the row.
    return redirect(direccion_de(programa.pk, pagina, f"mover-{mover.replace(':', '-')}" if mover else ancla))


@sobre_borrador
@require_POST
def poa_editar_borrar(request: HttpRequest, programa: Programa) -> HttpResponse:
    """Take out one row, after the page asked for confirmation."""
    forma = FormaBorrar(request.POST)
    if not forma.is_valid():
        messages.error(request, "No se entiende qué borrar. No se borró nada.")
        return redirect("poa_editar", pk=programa.pk)
    datos = forma.cleaned_data
    regreso = _regreso(programa, datos["clase"], datos["fila_id"])
    try:
        edicion_listas.borrar(persona=request.persona, ahora=timezone.now(), programa_id=programa.pk, **datos)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, error.mensaje)
    else:
        messages.success(request, "Se borró.")
    return redirect(regreso)


def _regreso(programa: Programa, clase: str, fila_id: int) -> str:
    if clase == "foda":
        return direccion_de(programa.pk, "foda")
    modelo = CON_BLOQUE.get(clase)
    fila = modelo._default_manager.filter(pk=fila_id).values("estrategia_id").first() if modelo else None
    return direccion_de(programa.pk, f"bloque-{fila['estrategia_id']}" if fila else "bloques")
