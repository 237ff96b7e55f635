"""Where one goes after saving: back to where one was, and never off this site."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from actividades.consultas import visibles_para
from actividades.models import Actividad


def siguiente_de(request: HttpRequest) -> str:
    """The local path the form or the address carries in `siguiente`, or nothing."""
    destino = request.POST.get("siguiente") or request.GET.get("siguiente") or ""
    local = destino.startswith("/") and url_has_allowed_host_and_scheme(destino, allowed_hosts=None)
    return destino if local else ""


def regreso(request: HttpRequest, actividad: Actividad) -> str:
    """Back to where one was, or to the page of the act."""
    return siguiente_de(request) or reverse("actividad", args=[actividad.pk])


def con_consulta(ruta: str, **parametros: object) -> str:
    """A path with its query, without empty parameters; a list repeats its name."""
    presentes = {nombre: valor for nombre, valor in parametros.items() if valor}
    return f"{ruta}?{urlencode(presentes, doseq=True)}" if presentes else ruta


def actividad_visible(request: HttpRequest, pk: int) -> Actividad:
    """The act, if the person may see it; otherwise it does not exist."""
    visibles = visibles_para(request.persona).select_related(
        "linea__estrategia__programa__ejercicio",
        "linea__estrategia__eje",
        "trimestre_programa__programa__direccion",
        "trimestre_programa__programa__ejercicio",
        "registrada_por",
        "validada_por",
    )
    return get_object_or_404(visibles, pk=pk)


def donde_de(actividad: Actividad) -> list[str]:
    """Dirección, ejercicio and quarter, for the strip above the page."""
    tp = actividad.trimestre_programa
    return [tp.programa.direccion.nombre, str(tp.programa.ejercicio), tp.get_numero_display()]
