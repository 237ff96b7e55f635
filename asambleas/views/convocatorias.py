"""The notices of an órgano: listed, written, corrected, posted, called off, printed."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actividades.forms.captura import FormaMotivo
from asambleas import permisos_convocatorias as permisos
from asambleas import servicios
from asambleas.consultas import organo_visible
from asambleas.consultas.convocatorias import (
    asamblea_de,
    convocatoria_visible,
    convocatorias_visibles_para,
    puntos_de,
    tipo_sugerido,
)
from asambleas.consultas.quorum import necesarias_en
from asambleas.documentos.cartel import cartel_de, direccion_publica
from asambleas.estados import Llamada, TipoAsamblea
from asambleas.forms.convocatorias import FormaCorregir, FormaNueva
from asambleas.models import Convocatoria, Organo
from asambleas.permisos import permite_llevar_organo
from asambleas.views.actas import marco_de
from nucleo.errores import SinPermiso
from nucleo.folios import codigo_legible
from nucleo.formularios import atender, decidir, intentar
from nucleo.personas import Veredicto
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion
from nucleo.texto import entero

# Less than this ahead, who publishes is told that people will hardly hear of it.
ANTICIPACION = timedelta(days=2)


def _exigir(veredicto: Veredicto) -> None:
    if not veredicto:
        raise SinPermiso(veredicto.razon)


def _marco(convocatoria: Convocatoria) -> dict[str, Any]:
    return {**marco_de(convocatoria.organo), "convocatoria": convocatoria}


@requiere(Accion.VER_ORGANOS)
@require_safe
def convocatorias(request: HttpRequest, pk: int) -> HttpResponse:
    """The notices of an órgano with their assemblies, the newest first."""
    organo = organo_visible(request.persona, pk)
    lista = convocatorias_visibles_para(request.persona).filter(organo=organo)
    contexto = {
        **marco_de(organo),
        "lista": [(c, asamblea_de(c)) for c in lista],
        "permiso": permite_llevar_organo(request.persona, organo),
    }
    return render(request, "asambleas/convocatorias/lista.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def convocatoria_nueva(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a notice: `tipo` chooses the suggested agenda, `de` a notice of the órgano to start from."""
    organo = organo_visible(request.persona, pk)
    _exigir(permite_llevar_organo(request.persona, organo))
    base = _base(organo, request.GET.get("de", ""))
    pedido = request.POST.get("tipo") or request.GET.get("tipo") or (base.tipo if base else "")
    tipo = pedido if pedido in TipoAsamblea.values else tipo_sugerido(organo)
    forma, hechas = FormaNueva(request.POST or None, organo=organo, tipo=tipo, base=base), []
    enviada = request.method == "POST" and forma.is_valid()
    if enviada and intentar(forma, lambda: hechas.append(_crear(request, pk, forma))):
        messages.success(request, "La convocatoria quedó en borrador: revísela y publíquela.")
        return redirect("convocatoria", pk=hechas[0].pk)
    contexto = {
        **marco_de(organo),
        "tipos": TipoAsamblea.choices,
        "tipo": tipo,
        "base": base,
        "form": forma,
    }
    estado = 400 if request.method == "POST" else 200
    return render(request, "asambleas/convocatorias/nueva.html", contexto, status=estado)


def _crear(request: HttpRequest, organo_id: int, forma: FormaNueva) -> Convocatoria:
    return servicios.crear_convocatoria(
        organo_id=organo_id,
        datos=forma.datos(),
        token=forma.cleaned_data["token"],
        persona=request.persona,
        ahora=timezone.now(),
    )


def _base(organo: Organo, crudo: str) -> Convocatoria | None:
    return organo.convocatorias.filter(pk=entero(crudo)).first()


@requiere(Accion.VER_ORGANOS)
@require_safe
def convocatoria(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: what it says, where it stands, what may be done with it."""
    actual, ahora = convocatoria_visible(request.persona, pk), timezone.now()
    organo, asamblea = actual.organo, asamblea_de(actual)
    contexto = {
        **_marco(actual),
        "asamblea": asamblea,
        "puntos": puntos_de(actual),
        "en_primera": necesarias_en(
            Llamada.PRIMERA, actual.convocados, organo.quorum_primera, organo.quorum_segunda
        ),
        "codigo": codigo_legible(actual.codigo),
        "url_publica": direccion_publica(actual) if actual.publicada_en else "",
        "corregir": permisos.permite_corregir(request.persona, actual),
        "publicar": permisos.permite_publicar(request.persona, actual, ahora),
        "pronto": actual.primera_en - ahora < ANTICIPACION,
        "cancelar": permisos.permite_cancelar(request.persona, actual, asamblea),
        "cartel": permisos.permite_cartel(actual),
        "otra": permite_llevar_organo(request.persona, organo),
    }
    return render(request, "asambleas/convocatorias/convocatoria.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def convocatoria_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a draft says."""
    actual = convocatoria_visible(request.persona, pk)
    _exigir(permisos.permite_corregir(request.persona, actual))
    forma = FormaCorregir(request.POST or None, convocatoria=actual)
    return atender(
        request,
        forma,
        lambda: servicios.corregir_convocatoria(
            convocatoria_id=pk,
            datos=forma.datos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/convocatorias/corregir.html",
        contexto=_marco(actual),
        listo="La convocatoria quedó corregida.",
        destino=reverse("convocatoria", args=[pk]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def convocatoria_publicar(request: HttpRequest, pk: int) -> HttpResponse:
    """Post it, and make its assembly."""
    convocatoria_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.publicar_convocatoria(
            convocatoria_id=pk,
            revision=entero(request.POST.get("revision")),
            persona=request.persona,
            ahora=timezone.now(),
        ),
        listo="La convocatoria ya es pública: imprima el cartel y péguelo donde se vea.",
        destino=reverse("convocatoria", args=[pk]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
def convocatoria_cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with its reason, and its assembly with it."""
    actual = convocatoria_visible(request.persona, pk)
    _exigir(permisos.permite_cancelar(request.persona, actual, asamblea_de(actual)))
    forma = FormaMotivo(request.POST or None)
    if actual.publicada_en:
        forma.fields["motivo"].help_text = "Se muestra en su página pública: no escriba nombres ni teléfonos."
    else:
        forma.fields["motivo"].help_text = "Queda en el historial, con su nombre."
    return atender(
        request,
        forma,
        lambda: servicios.cancelar_convocatoria(
            convocatoria_id=pk,
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/convocatorias/cancelar.html",
        contexto=_marco(actual),
        listo="La convocatoria quedó cancelada.",
        destino=reverse("convocatoria", args=[pk]),
    )


@requiere(Accion.VER_ORGANOS)
@require_safe
def convocatoria_cartel(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice to be printed and posted."""
    actual = convocatoria_visible(request.persona, pk)
    _exigir(permisos.permite_cartel(actual))
    return respuesta_pdf(cartel_de(actual), f"{actual.folio.replace('/', '-')}.pdf")
