"""Importing acts from a CSV, for Planeación."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actividades.consultas.importaciones import importaciones_de
from actividades.forms.captura import FormaImportar
from actividades.lectura_csv import COLUMNAS, ArchivoIlegible, leer_renglones, plantilla
from actividades.servicios import ImportacionInvalida, importar_actividades
from actividades.views.regreso import con_consulta
from nucleo.almacen import sha256
from nucleo.reglas import requiere
from nucleo.roles import Accion

MAX_ERRORES = 200


@requiere(Accion.IMPORTAR_ACTIVIDADES)
def actividades_importar(request: HttpRequest) -> HttpResponse:
    """Upload a CSV: all its rows, or none and the list of what is wrong."""
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    forma = FormaImportar(*datos, initial={"lote": uuid4()})
    errores: list[Any] = []
    if datos and forma.is_valid():
        try:
            if _importar(request, forma):
                return redirect(con_consulta(reverse("actividades"), importadas=1))
        except (ArchivoIlegible, ImportacionInvalida) as error:
            errores = error.errores
    contexto = {
        "forma": forma,
        "errores": errores[:MAX_ERRORES],
        "sobran": max(0, len(errores) - MAX_ERRORES),
        "total_errores": len(errores),
        "columnas": COLUMNAS,
        "donde": ["Importar actividades"],
    }
    return render(request, "actividades/actividades_importar.html", contexto)


def _importar(request: HttpRequest, forma: FormaImportar) -> bool:
    """Whether it was imported; a file that was imported before asks to be confirmed."""
    contenido = forma.cleaned_data["archivo"]
    huella, lote = sha256(contenido), forma.cleaned_data["lote"]
    anteriores = importaciones_de(huella, sin=lote)
    if anteriores and not forma.cleaned_data["repetir"]:
        forma.add_error(
            "repetir", f"Este mismo archivo ya se importó {anteriores}. Confirme aquí si va otra vez."
        )
        return False
    hecho = importar_actividades(
        renglones=leer_renglones(contenido),
        lote=lote,
        archivo_sha256=huella,
        persona=request.persona,
        ahora=timezone.now(),
    )
    messages.success(
        request, f"Se importaron {hecho.total:,} actividades, {hecho.validadas:,} de ellas ya validadas."
    )
    return True


@requiere(Accion.IMPORTAR_ACTIVIDADES)
@require_safe
def actividades_plantilla(request: HttpRequest) -> HttpResponse:
    """The header of the CSV, with the mark that makes spreadsheets read its accents."""
    respuesta = HttpResponse("\ufeff" + plantilla(), content_type="text/csv; charset=utf-8")
    respuesta["Content-Disposition"] = 'attachment; filename="actividades.csv"'
    return respuesta
