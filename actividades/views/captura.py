"""The capture form: a new act, and the correction of one."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from actividades import archivos, permisos
from actividades.consultas import fecha_sugerida, grupos_de_lineas, plazos, ventanas_de_captura
from actividades.consultas.captura import EMERGENTE
from actividades.forms import FormaActividad, FormaCorreccion
from actividades.models import Actividad
from actividades.servicios import corregir_actividad, registrar_actividad
from actividades.views.regreso import actividad_visible, con_consulta, donde_de, regreso, siguiente_de
from nucleo.errores import Conflicto, ErrorDeDominio
from nucleo.fechas import fecha_larga
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion


@requiere(Accion.REGISTRAR_ACTIVIDAD)
def actividad_nueva(request: HttpRequest) -> HttpResponse:
    """Log an act; «guardar y registrar otra» comes back with the same línea and localidades."""
    direccion = _direccion_elegida(request)
    ventanas = ventanas_de_captura(direccion.pk, request.hoy)
    grupos = grupos_de_lineas(persona=request.persona, direccion_id=direccion.pk, ventanas=ventanas)
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    inicial = {
        "fecha": fecha_sugerida(ventanas, request.hoy),
        "linea": request.GET.get("linea", ""),
        "localidades": [x for x in request.GET.getlist("localidad") if x.isdigit()],
    }
    forma = FormaActividad(*datos, grupos=grupos, hoy=request.hoy, plazos=plazos(ventanas), initial=inicial)
    if datos and (destino := _registrar(request, forma, direccion)):
        return redirect(destino)
    contexto = {
        "forma": forma,
        "direccion": direccion,
        "direcciones": _direcciones_propias(request),
        "ventanas": ventanas,
        "abierta": any(v.abierta for v in ventanas),
        "siguiente": siguiente_de(request),
        "archivos": archivos,
        "donde": [direccion.nombre, "Registrar actividad"],
    }
    return render(request, "actividades/actividad_nueva.html", contexto)


def _direcciones_propias(request: HttpRequest) -> list[Direccion]:
    propias = request.persona.direcciones_con(Accion.REGISTRAR_ACTIVIDAD)
    return list(Direccion.objects.filter(pk__in=propias))


def _direccion_elegida(request: HttpRequest) -> Direccion:
    pedida = request.POST.get("direccion") or request.GET.get("direccion")
    propias = _direcciones_propias(request)
    elegidas = [d for d in propias if pedida in (None, "", str(d.pk))]
    if not elegidas:
        raise Http404
    return elegidas[0]


def _registrar(request: HttpRequest, forma: FormaActividad, direccion: Direccion) -> str:
    """Address to go on to, or nothing when the form has to be shown again."""
    if not forma.is_valid():
        forma.conservar()
        return ""
    try:
        acto = registrar_actividad(
            direccion_id=direccion.pk,
            datos=forma.datos(),
            token=forma.cleaned_data["token"],
            persona=request.persona,
            ahora=timezone.now(),
            archivos=forma.archivos_listos(),
        )
    except ErrorDeDominio as error:
        forma.anotar(error)
        # A used token cannot be used again; what was typed stays.
        forma.conservar(**({"token": str(uuid4())} if isinstance(error, Conflicto) else {}))
        return ""
    messages.success(request, f"Se registró la actividad del {fecha_larga(acto.fecha)}.")
    if "otra" not in request.POST:
        return regreso(request, acto)
    return con_consulta(
        reverse("actividad_nueva"),
        direccion=direccion.pk,
        linea=acto.linea_id or EMERGENTE,
        localidad=[x.pk for x in forma.cleaned_data["localidades"]],
        siguiente=siguiente_de(request),
    )


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
        "evidencias": acto.evidencias.all(),
        "ventanas": ventanas,
        "siguiente": siguiente_de(request),
        "archivos": archivos,
        "donde": donde_de(acto),
    }
    return render(request, "actividades/actividad_editar.html", contexto)


def _inicial(acto: Actividad) -> dict[str, Any]:
    campos = ("fecha", "cantidad", "descripcion", "mujeres", "hombres", "revision")
    inicial = {campo: getattr(acto, campo) for campo in campos}
    inicial["linea"] = str(acto.linea_id) if acto.linea_id else EMERGENTE
    inicial["localidades"] = [x.pk for x in acto.localidades.all()]
    return inicial


def _corregir(request: HttpRequest, forma: FormaCorreccion, acto: Actividad) -> bool:
    if not forma.is_valid():
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
        )
    except ErrorDeDominio as error:
        forma.anotar(error)
        # Told of the conflict, the person who saves again does so knowing it.
        actual = Actividad.objects.values_list("revision", flat=True).get(pk=acto.pk)
        forma.conservar(**({"revision": str(actual)} if isinstance(error, Conflicto) else {}))
        return False
    messages.success(request, f"Se guardó la corrección. La actividad está {corregida.get_estado_display()}.")
    return True
