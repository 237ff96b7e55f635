"""The capture form: a new act, and the correction of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actividades import archivos, permisos
from actividades.consultas import grupos_de_lineas, plazos, ventanas_de_captura
from actividades.forms.captura import FormaActividad, FormaCorreccion
from actividades.models import Actividad
from actividades.servicios import corregir_actividad
from actividades.views.envio import otra_igual
from actividades.views.formulario import (
    dicho_por,
    direccion_elegida,
    direcciones_propias,
    forma_nueva,
    parecidas_al_envio,
    registrar,
    token_nuevo,
)
from actividades.views.regreso import actividad_visible, donde_de, regreso, siguiente_de
from nucleo.errores import Conflicto, ErrorDeDominio
from nucleo.fechas import fecha_larga
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion


@requiere(Accion.REGISTRAR_ACTIVIDAD)
def actividad_nueva(request: HttpRequest) -> HttpResponse:
    """Log an act; «guardar y registrar otra» comes back with the same línea and localidades."""
    direccion = direccion_elegida(request)
    forma, ventanas = forma_nueva(request, direccion)
    parecidas: list[dict[str, str]] = []
    if request.method == "POST":
        parecidas = _por_confirmar(request, forma, direccion)
        if not parecidas and (destino := _registrar(request, forma, direccion)):
            return redirect(destino)
        forma.conservar(**token_nuevo(forma.falla))
    contexto = {
        "forma": forma,
        "parecidas": parecidas,
        "direccion": direccion,
        "direcciones": direcciones_propias(request),
        "ventanas": ventanas,
        "abierta": any(v.abierta for v in ventanas),
        "siguiente": siguiente_de(request),
        "archivos": archivos,
        "donde": [direccion.nombre, "Registrar actividad"],
    }
    return render(request, "actividades/actividad_nueva.html", contexto)


def _por_confirmar(request: HttpRequest, forma: FormaActividad, direccion: Direccion) -> list[dict[str, str]]:
    """Acts like this one, until the person says that it is another one."""
    if "repetir" in request.POST or not forma.completa():
        return []
    if Actividad.objects.filter(token=forma.cleaned_data["token"]).exists():
        return []
    return parecidas_al_envio(forma, direccion)


def _registrar(request: HttpRequest, forma: FormaActividad, direccion: Direccion) -> str:
    """Address to go on to, or nothing when the form has to be shown again."""
    if not forma.completa():
        return ""
    try:
        acto = registrar(request, forma, direccion)
    except ErrorDeDominio as error:
        forma.anotar(error)
        return ""
    messages.success(request, f"Se registró la actividad del {fecha_larga(acto.fecha)}.")
    return otra_igual(request, acto) if "otra" in request.POST else regreso(request, acto)


@requiere(Accion.REGISTRAR_ACTIVIDAD)
def actividad_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an act that is not validated; a devuelta goes back to be validated."""
    acto = actividad_visible(request, pk)
    permisos.exigir(permisos.CORREGIR, request.persona, acto)
    programa = acto.trimestre_programa.programa
    ventanas = ventanas_de_captura(programa.direccion_id, request.hoy)
    grupos = grupos_de_lineas(
        persona=request.persona,
        direccion_id=programa.direccion_id,
        ventanas=ventanas,
        tambien=programa.pk,
    )
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    forma = FormaCorreccion(
        *datos,
        grupos=grupos,
        hoy=request.hoy,
        plazos=plazos(ventanas),
        evidencias=acto.evidencias.all(),
        initial=_inicial(acto),
    )
    if datos and _corregir(request, forma, acto):
        return redirect(regreso(request, acto))
    contexto = {
        "forma": forma,
        "actividad": acto,
        "evidencias": forma.puestas,
        "ventanas": ventanas,
        "siguiente": siguiente_de(request),
        "archivos": archivos,
        "donde": donde_de(acto),
    }
    return render(request, "actividades/actividad_editar.html", contexto)


def _inicial(acto: Actividad) -> dict[str, Any]:
    return {**dicho_por(acto), "fecha": acto.fecha, "revision": acto.revision}


def _corregir(request: HttpRequest, forma: FormaCorreccion, acto: Actividad) -> bool:
    if not forma.completa():
        forma.conservar()
        return False
    try:
        corregida = corregir_actividad(
            actividad=acto,
            datos=forma.datos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
            agregar=forma.archivos_listos(),
            quitar=[e.pk for e in forma.cleaned_data["quitar"]],
            acomodo=forma.acomodo(),
        )
    except ErrorDeDominio as error:
        forma.anotar(error)
        # Told of the conflict, the person who saves again does so knowing it.
        actual = Actividad.objects.values_list("revision", flat=True).get(pk=acto.pk)
        forma.conservar(**({"revision": str(actual)} if isinstance(error, Conflicto) else {}))
        return False
    messages.success(request, f"Se guardó la corrección. La actividad está {corregida.get_estado_display()}.")
    return True
