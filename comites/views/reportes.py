"""What people report of a work: taken, passed on, answered, closed."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actividades.forms.captura import FormaMotivo
from asambleas.consultas.mascaras import datos_vistos
from asambleas.permisos import permite_llevar
from asambleas.servicios.ciudadanos import anotar_consulta
from comites import servicios
from comites.consultas.tablero import comite_visible, esperas_de, reporte_visible
from comites.estados import ABIERTOS, EstadoReporte, TipoDeReporte
from comites.forms.reporte import FormaContestar, FormaReporte, FormaTurnar
from comites.models import Comite, Reporte
from comites.permisos import permite_mover
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.roles import Accion

R = EstadoReporte


def _marco(comite: Comite) -> dict[str, Any]:
    organo = comite.organo
    return {"comite": comite, "organo": organo, "donde": [organo.direccion.nombre, comite.obra.nombre]}


@requiere(Accion.VER_ORGANOS)
@require_safe
def reportes(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports of a comité and how long each waits."""
    comite = comite_visible(request.persona, pk)
    estado, tipo = request.GET.get("estado", ""), request.GET.get("tipo", "")
    lista = comite.reportes.all()
    if estado == "abiertos":
        lista = lista.filter(estado__in=ABIERTOS)
    elif estado in R.values:
        lista = lista.filter(estado=estado)
    if tipo in TipoDeReporte.values:
        lista = lista.filter(tipo=tipo)
    pagina = Paginator(lista, 30).get_page(request.GET.get("pagina"))
    contexto = {
        **_marco(comite),
        "pagina": pagina,
        "esperas": esperas_de(list(pagina), request.hoy),
        "permiso": permite_llevar(request.persona, comite.organo.direccion_id),
        "estados": [("abiertos", "abiertos"), *R.choices],
        "tipos": TipoDeReporte.choices,
        "estado": estado,
        "tipo": tipo,
        "url_publica": request.build_absolute_uri(reverse("reportar", args=[pk])),
    }
    return render(request, "comites/reportes.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def reporte_nuevo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report at the counter, by telephone or in writing."""
    comite = comite_visible(request.persona, pk)
    forma = FormaReporte(request.POST or None)
    hechos: list[Reporte] = []

    def recibir() -> None:
        hechos.append(
            servicios.recibir_reporte(
                comite_id=comite.pk,
                datos=forma.datos(),
                token=forma.cleaned_data["token"],
                persona=request.persona,
                ahora=timezone.now(),
            )
        )

    volver = reverse("reportes", args=[pk])
    respuesta = atender(
        request,
        forma,
        recibir,
        plantilla="comites/reporte_nuevo.html",
        contexto={**_marco(comite), "volver": volver},
        listo="El reporte quedó recibido. Dele a la persona su folio y su clave.",
        destino=volver,
    )
    return redirect("reporte", pk=hechos[0].pk) if hechos else respuesta


@requiere(Accion.VER_ORGANOS)
@require_safe
def reporte(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what it says, where it went, what was answered, how long it took."""
    actual = reporte_visible(request.persona, pk)
    datos = datos_vistos(actual.ciudadano, request.persona) if actual.ciudadano else None
    if datos and datos.completos:
        anotar_consulta(
            organo=actual.comite.organo, objeto=actual, persona=request.persona, ahora=timezone.now()
        )
    contexto = {
        **_marco(actual.comite),
        "reporte": actual,
        "espera": esperas_de([actual], request.hoy)[0],
        "datos": datos,
        "permisos": {a: permite_mover(request.persona, actual, a) for a in R.values},
        "lleva": permite_llevar(request.persona, actual.comite.organo.direccion_id),
        "turnar": FormaTurnar(initial={"area": actual.turnado_a}),
        "contestar": FormaContestar(initial={"respuesta": actual.respuesta}),
        "historial": [
            {"texto": c.get_a_display(), "quien": c.actor or "", "cuando": c.momento, "motivo": c.nota}
            for c in actual.cambios.select_related("actor")
        ],
    }
    return render(request, "comites/reporte.html", contexto)


def _con_forma(
    request: HttpRequest, pk: int, a: str, forma: Any, accion: Any, titulo: str, boton: str, listo: str
) -> HttpResponse:
    """A decision on a report that takes some words."""
    actual = reporte_visible(request.persona, pk)
    if not (puede := permite_mover(request.persona, actual, a)):
        raise SinPermiso(puede.razon)
    volver = reverse("reporte", args=[pk])
    return atender(
        request,
        forma,
        lambda: accion(reporte_id=pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now()),
        plantilla="comites/formulario.html",
        contexto={**_marco(actual.comite), "titulo": titulo, "boton": boton, "volver": volver},
        listo=listo,
        destino=volver,
    )


@requiere(Accion.LLEVAR_ORGANOS)
def reporte_turnar(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass it to the area that has to answer."""
    forma = FormaTurnar(request.POST or None)
    return _con_forma(
        request,
        pk,
        R.TURNADO,
        forma,
        servicios.turnar_reporte,
        "Turnar el reporte",
        "Turnar",
        "El reporte quedó turnado.",
    )


@requiere(Accion.LLEVAR_ORGANOS)
def reporte_contestar(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the answer."""
    forma = FormaContestar(request.POST or None)
    return _con_forma(
        request,
        pk,
        R.CONTESTADO,
        forma,
        servicios.contestar_reporte,
        "Contestar el reporte",
        "Guardar la respuesta",
        "La respuesta quedó a la vista de quien tiene el folio y la clave.",
    )


@requiere(Accion.LLEVAR_ORGANOS)
def reporte_descartar(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave it out, with its reason."""
    forma = FormaMotivo(request.POST or None)
    return _con_forma(
        request,
        pk,
        R.DESCARTADO,
        forma,
        servicios.descartar_reporte,
        "Descartar el reporte",
        "Descartar",
        "El reporte quedó descartado.",
    )


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def reporte_cerrar(request: HttpRequest, pk: int) -> HttpResponse:
    """Close what was answered."""
    reporte_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.cerrar_reporte(reporte_id=pk, persona=request.persona, ahora=timezone.now()),
        listo="El reporte quedó cerrado.",
        destino=reverse("reporte", args=[pk]),
    )
