"""The votes of an órgano: a card for each post, registering one, annulling it, the protesta."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from actividades.forms.captura import FormaMotivo
from asambleas import servicios
from asambleas.consultas import organo_visible, organos_visibles_para
from asambleas.consultas.elecciones import (
    Tarjeta,
    asamblea_instalada,
    elegibles,
    tarjetas_de,
    ultima_ronda,
    vuelta,
)
from asambleas.estados import Calidad, EstadoEleccion
from asambleas.forms.elecciones import FormaVotacion, nombrado
from asambleas.models import Asamblea, Eleccion, Organo
from asambleas.permisos import permite_llevar_organo
from asambleas.permisos_elecciones import permite_anular_eleccion, permite_puestos, permite_votar
from asambleas.procedimientos import procedimiento_de
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.roles import Accion


def marco_de(organo: Organo) -> dict[str, Any]:
    """What every page of an órgano shows: whose it is and the way back."""
    procedimiento = procedimiento_de(organo.procedimiento)
    return {
        "organo": organo,
        "procedimiento": procedimiento,
        "url_organo": reverse(procedimiento.ruta, args=[organo.pk]),
        "donde": [organo.direccion.nombre, organo.nombre],
    }


@requiere(Accion.VER_ORGANOS)
@require_GET
def elecciones(request: HttpRequest, pk: int) -> HttpResponse:
    """Each post: its seats, its votes, what to do next."""
    organo = organo_visible(request.persona, pk)
    asamblea = asamblea_instalada(organo)
    tarjetas = tarjetas_de(organo, asamblea, request.hoy)
    contexto = {
        **marco_de(organo),
        "asamblea": asamblea,
        "presentes": asamblea.asistentes.count() if asamblea else 0,
        "tarjetas": [(t, _votaciones(request, t, asamblea)) for t in tarjetas],
        "por_protestar": [i for t in tarjetas for i in t.ocupan if not i.acepto_en and not i.hasta],
        "lleva": permite_llevar_organo(request.persona, organo),
        "votar": permite_votar(request.persona, asamblea) if asamblea else None,
        "puestos": permite_puestos(request.persona, organo),
    }
    return render(request, "asambleas/elecciones.html", contexto)


def _votaciones(
    request: HttpRequest, tarjeta: Tarjeta, asamblea: Asamblea | None
) -> list[tuple[Eleccion, str, bool]]:
    """Each vote of a post with the name of its round and whether it may be annulled now."""

    def se_anula(votacion: Eleccion) -> bool:
        firme = any(i.acepto_en or i.hasta for i in votacion.integrantes.all())
        viva = asamblea is not None and votacion.asamblea_id == asamblea.pk
        return viva and not firme and bool(permite_anular_eleccion(request.persona, votacion))

    return [(v, vuelta(v.ronda), se_anula(v)) for v in tarjeta.votaciones]


def _asamblea(request: HttpRequest, pk: int) -> Asamblea:
    visibles = Asamblea.objects.filter(organo__in=organos_visibles_para(request.persona))
    return get_object_or_404(visibles.select_related("organo__direccion", "convocatoria"), pk=pk)


@requiere(Accion.LLEVAR_ORGANOS)
def eleccion_nueva(request: HttpRequest, pk: int, puesto: int, calidad: str) -> HttpResponse:
    """The vote of a post; after a tie, the next round among those who tied."""
    asamblea = _asamblea(request, pk)
    cual = get_object_or_404(asamblea.organo.puestos.all(), pk=puesto)
    if calidad not in Calidad.values:
        raise Http404
    if not (puede := permite_votar(request.persona, asamblea)):
        raise SinPermiso(puede.razon)
    ultima = ultima_ronda(asamblea, cual, calidad)
    empate = bool(ultima and ultima.estado == EstadoEleccion.EMPATE)
    pueden = elegibles(asamblea, ultima)
    cuantos = len(pueden) if empate else 3
    forma = FormaVotacion(request.POST or None, elegibles=pueden, fijos=empate, cuantos=cuantos)
    contexto = {
        **marco_de(asamblea.organo),
        "asamblea": asamblea,
        "puesto": cual,
        "calidad": Calidad(calidad),
        "empate": empate,
        "vuelta": vuelta(ultima.ronda + 1) if ultima else "",
        "presentes": asamblea.asistentes.count(),
        "ofrecidos": [nombrado(a) for a in pueden],
    }
    if request.method == "POST" and "agregar" in request.POST:
        return render(request, "asambleas/votacion.html", {**contexto, "form": forma.con_un_renglon_mas()})
    return atender(
        request,
        forma,
        lambda: _registrar(request, forma, asamblea_id=pk, puesto_id=puesto, calidad=calidad),
        plantilla="asambleas/votacion.html",
        contexto=contexto,
        listo="La votación quedó registrada.",
        destino=reverse("elecciones", args=[asamblea.organo_id]),
    )


def _registrar(request: HttpRequest, forma: FormaVotacion, **de: Any) -> Eleccion:
    return servicios.registrar_eleccion(
        **de,
        metodo=forma.cleaned_data["metodo"],
        votos=forma.votos,
        abstenciones=forma.cleaned_data["abstenciones"] or 0,
        token=forma.cleaned_data["token"],
        persona=request.persona,
        ahora=timezone.now(),
    )


@requiere(Accion.LLEVAR_ORGANOS)
def eleccion_anular(request: HttpRequest, pk: int) -> HttpResponse:
    """Annul a vote with its reason."""
    visibles = Eleccion.objects.filter(asamblea__organo__in=organos_visibles_para(request.persona))
    eleccion = get_object_or_404(visibles.select_related("asamblea__organo__direccion", "puesto"), pk=pk)
    if not (puede := permite_anular_eleccion(request.persona, eleccion)):
        raise SinPermiso(puede.razon)
    forma = FormaMotivo(request.POST or None)
    forma.fields["motivo"].help_text = "Queda en el historial del comité o consejo, con su nombre."
    return atender(
        request,
        forma,
        lambda: servicios.anular_eleccion(
            eleccion_id=pk,
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/eleccion_anular.html",
        contexto={**marco_de(eleccion.asamblea.organo), "eleccion": eleccion},
        listo="La votación quedó anulada: el puesto se puede votar otra vez.",
        destino=reverse("elecciones", args=[eleccion.asamblea.organo_id]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def tomar_protesta(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody elected who has not yet accepted and taken the protesta does."""
    organo = organo_visible(request.persona, pk)
    faltan = organo.integrantes.filter(hasta__isnull=True, acepto_en__isnull=True)
    return decidir(
        request,
        lambda: servicios.tomar_protesta(
            organo_id=pk,
            integrantes=list(faltan.values_list("pk", flat=True)),
            persona=request.persona,
            ahora=timezone.now(),
        ),
        listo="Quedó registrado que aceptaron su puesto y rindieron protesta.",
        destino=reverse("elecciones", args=[pk]),
    )
