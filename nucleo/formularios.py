"""Fields that clean what was typed, and the page with one form: show it, do it, or give it back filled."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nucleo.errores import ErrorDeDominio, SinPermiso
from nucleo.texto import limpiar


def _anio_posible(fecha: date) -> None:
    if not 1950 <= fecha.year <= 2150:
        raise forms.ValidationError("Revise el año.")


class CampoLinea(forms.CharField):
    """One line of text without control or direction-changing characters."""

    def to_python(self, value: Any) -> str:
        return " ".join(limpiar(super().to_python(value) or "").split())


class CampoFecha(forms.DateField):
    """A date that the browser's own picker fills, of a year in which this system can be used."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, validators=[_anio_posible], **kwargs)


def intentar(formulario: forms.Form, accion: Callable[[], Any]) -> bool:
    """Do it; when a rule says no, put the reason on the form so that it comes back filled."""
    try:
        accion()
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        for campo, mensaje in getattr(error, "errores", {}).items():
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
    """Show a page with one form, or do what it says, thank, and go on to `destino`."""
    if request.method == "POST" and formulario.is_valid() and intentar(formulario, accion):
        messages.success(request, listo)
        return redirect(destino)
    estado = 400 if request.method == "POST" else 200
    return render(request, plantilla, {**contexto, "form": formulario}, status=estado)


def decidir(request: HttpRequest, accion: Callable[[], Any], *, listo: str, destino: str) -> HttpResponse:
    """Do what one button says; when a rule says no, tell why on the page one came from."""
    try:
        accion()
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        messages.error(request, error.mensaje)
    else:
        messages.success(request, listo)
    return redirect(destino)
