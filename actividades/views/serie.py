"""Logging a series: told once, looked at act by act, and then all of it or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actividades.forms.serie import FormaSerie
from actividades.servicios import registrar_serie
from actividades.views.formulario import copiada, direccion_elegida, opciones, token_nuevo
from actividades.views.regreso import siguiente_de
from nucleo.errores import ErrorDeDominio
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion


@requiere(Accion.REGISTRAR_ACTIVIDAD)
@require_http_methods(["GET", "POST"])
def actividades_serie(request: HttpRequest) -> HttpResponse:
    """The form, then the list of what would be logged, then the acts."""
    direccion = direccion_elegida(request)
    ofrece, ventanas = opciones(request, direccion)
    datos = (request.POST,) if request.method == "POST" else ()
    forma = FormaSerie(*datos, initial=copiada(request, direccion), **ofrece)
    lista = bool(datos) and forma.is_valid() and "cambiar" not in request.POST
    if lista and "confirmar" in request.POST and _registrar(request, forma, direccion):
        return redirect(siguiente_de(request) or "actividades")
    contexto = {
        "forma": forma,
        "renglones": list(forma.renglones()) if lista and forma.is_valid() else [],
        "direccion": direccion,
        "ventanas": ventanas,
        "abierta": any(v.abierta for v in ventanas),
        "siguiente": siguiente_de(request),
        "donde": [direccion.nombre, "Registrar una serie"],
    }
    return render(request, "actividades/serie.html", contexto)


def _registrar(request: HttpRequest, forma: FormaSerie, direccion: Direccion) -> bool:
    try:
        hechas = registrar_serie(
            direccion_id=direccion.pk,
            serie=forma.serie(),
            token=forma.cleaned_data["token"],
            persona=request.persona,
            ahora=timezone.now(),
        )
    except ErrorDeDominio as error:
        forma.anotar(error)
        forma.conservar(**token_nuevo(error))
        return False
    cuantas = "1 actividad" if len(hechas) == 1 else f"{len(hechas)} actividades"
    messages.success(request, f"Se registraron {cuantas}. Agregue las fotos en cada una.")
    return True
