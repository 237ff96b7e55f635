"""The page of an assembly and what is told of it: quórum, end, not held, authorities, explanation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actividades.forms.captura import FormaMotivo
from asambleas import permisos_convocatorias as permisos
from asambleas import servicios
from asambleas.consultas.asambleas import asamblea_visible, camino_de
from asambleas.consultas.quorum import primera_fallida, quorum_de
from asambleas.estados import EstadoAsamblea
from asambleas.forms.convocatorias import (
    ConjuntoDeAutoridades,
    FormaCerrar,
    FormaDeAsamblea,
    FormaDeclarar,
    FormaExplicacion,
    autoridades_de,
)
from asambleas.models import Asamblea
from asambleas.views.actas import marco_de
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, intentar
from nucleo.personas import Veredicto
from nucleo.reglas import requiere
from nucleo.roles import Accion


def _marco(asamblea: Asamblea) -> dict[str, Any]:
    return {**marco_de(asamblea.organo), "asamblea": asamblea, "convocatoria": asamblea.convocatoria}


def _a_la_hora(ahora: datetime) -> datetime:
    """The minute that a form offers: a picker has no seconds, and those would be in the future."""
    return ahora.replace(second=0, microsecond=0)


@requiere(Accion.VER_ORGANOS)
@require_safe
def asamblea(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands, its quórum in numbers, who was there, and what may be done now."""
    actual, persona, ahora = asamblea_visible(request.persona, pk), request.persona, timezone.now()
    quorum = quorum_de(actual)
    contexto = {
        **_marco(actual),
        "camino": camino_de(actual),
        "quorum": quorum,
        "primera": primera_fallida(actual),
        "en_lista": actual.asistentes.count(),
        "autoridades": actual.autoridades.all(),
        "declarar": permisos.permite_declarar(persona, actual, ahora),
        "cerrar": permisos.permite_cerrar(persona, actual),
        "no_celebrar": permisos.permite_no_celebrar(persona, actual, ahora, quorum.alcanza),
        "anotar": permisos.permite_anotar(persona, actual),
    }
    return render(request, "asambleas/asambleas/asamblea.html", contexto)


@dataclass(frozen=True)
class Acto:
    """A page with one form of an assembly: what it says, and the service that does it."""

    titulo: str
    explica: str
    boton: str
    hecho: str
    servicio: Callable[..., Asamblea]
    peligro: bool = False
    con_quorum: bool = False


DECLARAR = Acto(
    "Declarar el quórum",
    "Se cuenta a quienes están en la lista de asistencia: revise antes que en ninguna tableta quede gente "
    "sin enviar. Si alcanza, la asamblea queda instalada; si no, en primera convocatoria queda en espera de "
    "la segunda. Si empezó a la hora de la segunda o después, se juzga con lo que pide esa. No se puede "
    "deshacer.",
    "Contar y declarar",
    "",
    servicios.declarar_quorum,
    con_quorum=True,
)
CERRAR = Acto(
    "Cerrar la asamblea",
    "Después ya no cambian la lista de asistencia, las autoridades ni lo que se explicó: complete antes lo "
    "que falte, y revise que en ninguna tableta quede gente sin enviar. Lo que una tableta haya guardado "
    "antes de esa hora se recibe todavía, hasta que el acta quede congelada.",
    "Cerrar la asamblea",
    "La asamblea quedó cerrada: ya se puede congelar su acta.",
    servicios.cerrar_asamblea,
    peligro=True,
)
EXPLICAR = Acto(
    "Qué se explicó",
    "Lo que el personal técnico explicó a quienes asistieron: el proyecto, los plazos, sus funciones.",
    "Guardar",
    "Se guardó lo que se explicó.",
    servicios.guardar_explicacion,
)
NO_CELEBRAR = Acto(
    "No se celebró",
    "Queda constancia de cuántas personas llegaron y del motivo: revise antes que en ninguna tableta quede "
    "gente sin enviar. No se puede deshacer: para reunirse otro día se escribe otra convocatoria.",
    "Anotar que no se celebró",
    "Quedó anotado que la asamblea no se celebró por falta de quórum.",
    servicios.no_celebrar,
    peligro=True,
    con_quorum=True,
)


def _actuar(
    request: HttpRequest, actual: Asamblea, acto: Acto, forma: Any, permiso: Veredicto
) -> HttpResponse:
    if not permiso:
        raise SinPermiso(permiso.razon)
    return atender(
        request,
        forma,
        lambda: _hacer(request, actual, acto, forma),
        plantilla="asambleas/asambleas/acto.html",
        contexto={**_marco(actual), "acto": acto, "quorum": quorum_de(actual) if acto.con_quorum else None},
        listo=acto.hecho,
        destino=reverse("asamblea", args=[actual.pk]),
    )


def _hacer(request: HttpRequest, actual: Asamblea, acto: Acto, forma: Any) -> None:
    acto.servicio(asamblea_id=actual.pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now())


@requiere(Accion.LLEVAR_ORGANOS)
def asamblea_quorum(request: HttpRequest, pk: int) -> HttpResponse:
    """Count the list and declare the quórum; without it at the first call, wait for the second."""
    actual, ahora = asamblea_visible(request.persona, pk), timezone.now()
    if not (puede := permisos.permite_declarar(request.persona, actual, ahora)):
        raise SinPermiso(puede.razon)
    datos = request.POST or None
    forma = FormaDeclarar(datos, asamblea=actual, inicial={"inicio_en": _a_la_hora(ahora)})
    if datos and forma.is_valid() and intentar(forma, lambda: _hacer(request, actual, DECLARAR, forma)):
        _decir_como_quedo(request, pk)
        return redirect("asamblea", pk=pk)
    contexto = {**_marco(actual), "acto": DECLARAR, "form": forma, "quorum": quorum_de(actual)}
    estado = 400 if request.method == "POST" else 200
    return render(request, "asambleas/asambleas/acto.html", contexto, status=estado)


def _decir_como_quedo(request: HttpRequest, pk: int) -> None:
    hecha = asamblea_visible(request.persona, pk)
    if hecha.estado == EstadoAsamblea.INSTALADA:
        messages.success(request, f"{quorum_de(hecha).palabras} La asamblea quedó instalada.")
    elif fallida := primera_fallida(hecha):
        messages.warning(request, f"{fallida.palabras} Queda en espera de la segunda convocatoria.")


@requiere(Accion.LLEVAR_ORGANOS)
def asamblea_cerrar(request: HttpRequest, pk: int) -> HttpResponse:
    """End it."""
    actual, ahora = asamblea_visible(request.persona, pk), timezone.now()
    forma = FormaCerrar(request.POST or None, asamblea=actual, inicial={"fin_en": _a_la_hora(ahora)})
    return _actuar(request, actual, CERRAR, forma, permisos.permite_cerrar(request.persona, actual))


@requiere(Accion.LLEVAR_ORGANOS)
def asamblea_no_celebrar(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was not held for lack of quórum."""
    actual = asamblea_visible(request.persona, pk)
    forma = FormaMotivo(request.POST or None)
    forma.fields["motivo"].help_text = "Por ejemplo: se esperó media hora y no llegaron más personas."
    hay_quorum = quorum_de(actual).alcanza
    permiso = permisos.permite_no_celebrar(request.persona, actual, timezone.now(), hay_quorum)
    return _actuar(request, actual, NO_CELEBRAR, forma, permiso)


@requiere(Accion.LLEVAR_ORGANOS)
def asamblea_explicacion(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was explained."""
    actual = asamblea_visible(request.persona, pk)
    forma = FormaExplicacion(request.POST or None, asamblea=actual, inicial={"texto": actual.explicacion})
    return _actuar(request, actual, EXPLICAR, forma, permisos.permite_anotar(request.persona, actual))


@requiere(Accion.LLEVAR_ORGANOS)
def asamblea_autoridades(request: HttpRequest, pk: int) -> HttpResponse:
    """The authorities and technical staff who were there, one under the other."""
    actual = asamblea_visible(request.persona, pk)
    if not (puede := permisos.permite_anotar(request.persona, actual)):
        raise SinPermiso(puede.razon)
    datos = request.POST or None
    conjunto, forma = autoridades_de(datos, asamblea=actual), FormaDeAsamblea(datos, asamblea=actual)
    if datos and _anotar(request, pk, conjunto, forma):
        messages.success(request, "Quedó anotado quién asistió.")
        return redirect("asamblea_autoridades" if "mas" in request.POST else "asamblea", pk=pk)
    contexto = {**_marco(actual), "conjunto": conjunto, "form": forma}
    estado = 400 if request.method == "POST" else 200
    return render(request, "asambleas/asambleas/autoridades.html", contexto, status=estado)


def _anotar(request: HttpRequest, pk: int, conjunto: ConjuntoDeAutoridades, forma: FormaDeAsamblea) -> bool:
    if not (conjunto.is_valid() and forma.is_valid()):
        return False
    return intentar(
        forma,
        lambda: servicios.anotar_autoridades(
            asamblea_id=pk,
            autoridades=conjunto.datos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
    )
