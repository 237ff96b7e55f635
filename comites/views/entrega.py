"""The entrega-recepción of a work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from actividades.views.evidencias import respuesta_de_archivo
from asambleas.permisos import permite_llevar, permite_llevar_organo
from comites import servicios
from comites.consultas.tablero import comite_visible, organos_de_comites
from comites.forms.entrega import FormaEntrega, Limites
from comites.models import Entrega, FotoDeEntrega, ObservacionDeEntrega
from nucleo.errores import ErrorDeDominio, SinPermiso
from nucleo.formularios import decidir
from nucleo.reglas import requiere
from nucleo.roles import Accion


@requiere(Accion.VER_ORGANOS)
def entrega(request: HttpRequest, pk: int) -> HttpResponse:
    """What the acta de entrega-recepción will say; whoever may not write it reads it."""
    comite = comite_visible(request.persona, pk)
    actual = Entrega.objects.filter(comite=comite).select_related("acta__documento").first()
    permiso = permite_llevar_organo(request.persona, comite.organo)
    contexto = {
        "comite": comite,
        "organo": comite.organo,
        "entrega": actual,
        "permiso": permiso,
        "atiende": permite_llevar(request.persona, comite.organo.direccion_id),
        "donde": [comite.organo.direccion.nombre, comite.obra.nombre],
    }
    escribe = permiso and (actual is None or actual.acta.estado in {"borrador", "cancelada"})
    if not escribe and request.method == "POST":
        raise SinPermiso(permiso.razon or "El acta ya está congelada: cancélela para corregir la entrega.")
    if not escribe:
        return render(request, "comites/entrega.html", contexto)
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    forma = FormaEntrega(*datos, entrega=actual, obra=comite.obra)
    if datos and _guardar(request, forma, pk):
        return redirect("entrega", pk=pk)
    con_forma = {**contexto, "form": forma, "limites": Limites}
    return render(request, "comites/entrega.html", con_forma, status=400 if datos else 200)


def _guardar(request: HttpRequest, forma: FormaEntrega, pk: int) -> bool:
    """Do it, or leave the form filled with what is wrong and the photos that were good."""
    if not forma.completa():
        forma.conservar()
        return False
    try:
        servicios.guardar_entrega(
            organo_id=pk,
            datos=forma.datos(),
            fotos=forma.fotos(),
            persona=request.persona,
            ahora=timezone.now(),
        )
    except SinPermiso:
        raise
    except ErrorDeDominio as error:
        forma.anotar(error)
        forma.conservar()
        return False
    messages.success(request, "Se guardó la entrega. Revise su acta, congélela y recabe las firmas.")
    return True


@requiere(Accion.VER_ORGANOS)
@require_GET
def entrega_foto(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A photo of the annex, to whom may see its comité."""
    visibles = FotoDeEntrega.objects.filter(entrega__comite__organo__in=organos_de_comites(request.persona))
    return respuesta_de_archivo(request, get_object_or_404(visibles, pk=pk))


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def observacion_atender(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an observation was mended."""
    observacion = get_object_or_404(
        ObservacionDeEntrega.objects.select_related("entrega__comite"),
        pk=pk,
        entrega__comite__organo__in=organos_de_comites(request.persona),
    )
    return decidir(
        request,
        lambda: servicios.atender_observacion(
            observacion_id=pk, persona=request.persona, ahora=timezone.now()
        ),
        listo="La observación quedó atendida.",
        destino=reverse("entrega", args=[observacion.entrega.comite.organo_id]),
    )
