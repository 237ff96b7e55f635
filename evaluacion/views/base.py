"""What the pages of a quarter share: find it among what the person may see, answer forms and errors."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from evaluacion.consultas.estado import Situacion, situaciones, trimestres_visibles_para
from nucleo.errores import ErrorDeDominio, SinPermiso


def hallar(request: HttpRequest, pk: int) -> Situacion:
    """The quarter, if this person may see it; what is not yours does not exist (404)."""
    halladas = situaciones(trimestres_visibles_para(request.persona).filter(pk=pk), hoy=request.hoy)
    if not halladas:
        raise Http404
    return halladas[0]


def donde(s: Situacion) -> list[str]:
    """Where one is: dirección, ejercicio, trimestre."""
    return [s.tp.programa.direccion.nombre, f"POA {s.tp.programa.ejercicio}", s.tp.get_numero_display()]


def marco(s: Situacion, **mas: Any) -> dict[str, Any]:
    """Context every page of a quarter starts from."""
    return {"s": s, "tp": s.tp, "donde": donde(s), **mas}


def intentar(formulario: forms.Form, accion: Callable[[], Any]) -> bool:
    """Do it; when a rule says no, put the reason on the form so that it comes back filled."""
    try:
        accion()
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        campos = getattr(error, "errores", {})
        for campo, mensaje in campos.items():
            if campo in formulario.fields:
                formulario.add_error(campo, mensaje)
        if not formulario.errors:
            formulario.add_error(None, error.mensaje)
        return False
    return True


def atender(
    request: HttpRequest,
    formulario: forms.Form,
    accion: Callable[[], Any],
    *,
    plantilla: str,
    contexto: dict[str, Any],
    listo: str,
    destino: str,
) -> HttpResponse:
    """A page with one form: show it, or do what it says, thank, and go on to `destino`."""
    if request.method == "POST" and formulario.is_valid() and intentar(formulario, accion):
        messages.success(request, listo)
        return redirect(destino)
    estado = 400 if request.method == "POST" else 200
    return render(request, plantilla, {**contexto, "form": formulario}, status=estado)
