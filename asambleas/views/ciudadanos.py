"""The rights of a citizen over their data: found, given whole, anonymised, by the administrador."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from asambleas import servicios
from asambleas.consultas.ciudadanos import (
    MAX_HALLADOS,
    buscar_ciudadanos,
    ciudadanos_elegidos,
    permite_anonimizar_ciudadanos,
)
from asambleas.consultas.mascaras import telefono_tapado
from asambleas.forms.ciudadanos import FormaBajaDeCiudadano, FormaBuscarCiudadano, FormaElegidos
from nucleo.errores import DatosInvalidos
from nucleo.formularios import intentar
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import requiere
from nucleo.roles import Accion


@requiere(Accion.ADMINISTRAR_CUENTAS)
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ciudadania(request: HttpRequest) -> HttpResponse:
    """Look for somebody by name or telephone; what is typed goes in the body, so that no log says it."""
    forma = FormaBuscarCiudadano(request.POST or None)
    valida = request.method == "POST" and forma.is_valid()
    hallados = buscar_ciudadanos(forma.cleaned_data["q"]) if valida else []
    contexto = {
        "form": forma,
        "buscado": valida,
        "hallados": [(c, telefono_tapado(c.telefono)) for c in hallados],
        "demasiados": len(hallados) == MAX_HALLADOS,
    }
    estado = 400 if request.method == "POST" and not valida else 200
    return render(request, "asambleas/ciudadania/buscar.html", contexto, status=estado)


def _ids(request: HttpRequest) -> list[int]:
    """The rows that were chosen. Raises DatosInvalidos."""
    forma = FormaElegidos(request.POST)
    if not forma.is_valid():
        raise DatosInvalidos("Elija al menos un registro que todavía tenga datos.")
    return forma.ids()


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
@never_cache
def ciudadania_expediente(request: HttpRequest) -> HttpResponse:
    """Everything held of the chosen rows, to be read, handed over or anonymised."""
    return _mostrar(request, _ids(request), FormaBajaDeCiudadano())


def _mostrar(
    request: HttpRequest, ids: list[int], forma: FormaBajaDeCiudadano, estado: int = 200
) -> HttpResponse:
    contexto: dict[str, Any] = {
        "datos": servicios.exportar_ciudadanos(ids=ids, persona=request.persona, ahora=timezone.now()),
        "ids": ids,
        "permitido": permite_anonimizar_ciudadanos(ids, request.persona),
        "form": forma,
    }
    return render(request, "asambleas/ciudadania/expediente.html", contexto, status=estado)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
@never_cache
def ciudadania_exportar(request: HttpRequest) -> HttpResponse:
    """The same as a file to hand them."""
    ids = _ids(request)
    datos = servicios.exportar_ciudadanos(ids=ids, persona=request.persona, ahora=timezone.now())
    respuesta = JsonResponse(datos, json_dumps_params={"ensure_ascii": False, "indent": 2})
    respuesta["Content-Disposition"] = f'attachment; filename="datos-de-registro-{min(ids)}.json"'
    return respuesta


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
@never_cache
def ciudadania_anonimizar(request: HttpRequest) -> HttpResponse:
    """Anonymise the chosen rows, with the reason."""
    ids, forma = _ids(request), FormaBajaDeCiudadano(request.POST)
    hecho = forma.is_valid() and intentar(
        forma,
        lambda: servicios.anonimizar_ciudadanos(
            ids=ids, persona=request.persona, ahora=timezone.now(), **forma.cleaned_data
        ),
    )
    if not hecho:
        quedan = [c.pk for c in ciudadanos_elegidos(ids)]
        return _mostrar(request, quedan, forma, estado=400)
    messages.success(
        request, "Los datos de la persona quedaron anonimizados en todos los registros elegidos."
    )
    return redirect("ciudadania")
