"""The entrega-recepción of a work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from asambleas.permisos import permite_llevar, permite_llevar_organo
from comites import servicios
from comites.consultas.tablero import comite_visible, organos_de_comites
from comites.forms.entrega import FormaEntrega
from comites.models import Entrega, ObservacionDeEntrega
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
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
    forma = FormaEntrega(request.POST or None, initial=FormaEntrega.inicial(actual, comite.obra))
    return atender(
        request,
        forma,
        lambda: servicios.guardar_entrega(
            organo_id=pk, datos=forma.datos(), persona=request.persona, ahora=timezone.now()
        ),
        plantilla="comites/entrega.html",
        contexto=contexto,
        listo="Se guardó la entrega. Revise su acta, congélela y recabe las firmas.",
        destino=reverse("entrega", args=[pk]),
    )


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
