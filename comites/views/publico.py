"""What anybody sees of the comités: the works, sending a report, following it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from comites import servicios
from comites.consultas.publico import comites_abiertos, reporte_por_clave
from comites.consultas.tablero import esperas_de
from comites.forms.reporte import FormaReporte, FormaSeguimiento
from comites.models import Reporte
from nucleo.formularios import intentar
from nucleo.limites import contar_intento, exceso
from nucleo.reglas import publica
from poa.servicios import persona_del_sistema

DONDE = ["Obras y comités"]


@publica
@require_safe
def obras(request: HttpRequest) -> HttpResponse:
    """Works with a comité, and where to report."""
    contar_intento(request, "obras")
    return render(request, "comites/publico_obras.html", {"comites": comites_abiertos(), "donde": DONDE})


@publica
def reportar(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a doubt, a complaint, a request for advice or a denunciation, with one's name or without it."""
    contar_intento(request, "obras")
    comite = comites_abiertos().filter(organo_id=pk).first()
    if comite is None:
        raise Http404
    forma = FormaReporte(request.POST or None, en_publico=True)
    contexto = {"comite": comite, "form": forma, "donde": DONDE}
    if request.method != "POST":
        return render(request, "comites/publico_reportar.html", contexto)
    if de_mas := exceso(request, "reportar", por_minuto=10):
        forma.add_error(None, de_mas)
        return render(request, "comites/publico_reportar.html", contexto, status=429)
    hechos: list[Reporte] = []

    def recibir() -> None:
        hechos.append(
            servicios.recibir_reporte(
                comite_id=comite.pk,
                datos=forma.datos(),
                token=forma.cleaned_data["token"],
                persona=persona_del_sistema(request.hoy),
                ahora=timezone.now(),
            )
        )

    if forma.is_valid() and intentar(forma, recibir):
        return render(request, "comites/publico_gracias.html", {**contexto, "reporte": hechos[0]})
    return render(request, "comites/publico_reportar.html", contexto, status=400)


@publica
def seguimiento(request: HttpRequest) -> HttpResponse:
    """How a report goes, for who has its folio and clave; the same answer for all that is unknown."""
    forma = FormaSeguimiento(request.POST or None)
    contexto = {"form": forma, "donde": DONDE, "buscado": False, "espera": None}
    if request.method == "POST":
        contar_intento(request, "seguimiento", por_minuto=10)
        if forma.is_valid():
            hallado = reporte_por_clave(**forma.cleaned_data)
            espera = esperas_de([hallado], request.hoy)[0] if hallado else None
            contexto |= {"buscado": True, "espera": espera}
    return render(request, "comites/publico_seguimiento.html", contexto)
