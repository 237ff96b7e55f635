"""Tesorería answers one request: its page, the acuse, and the decisions that take a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nucleo.errores import SinPermiso, TransicionInvalida
from nucleo.formularios import atender, decidir
from nucleo.personas import Veredicto
from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from suministros import servicios
from suministros.consultas import comprometido_por, fondo_sugerido, por_llegar, solicitud_visible
from suministros.estados import Acto, EstadoPrestamo, EstadoVale
from suministros.forms.bandeja import FormaMotivoDeSolicitud
from suministros.models import Renglon, Solicitud
from suministros.permisos import permite, tiene_papel
from suministros.views.bandeja import fila_de, seccion
from suministros.views.marco import falta_de
from suministros.views.papeles import emitir

A = Acto
formulario_o_pagina = require_http_methods(["GET", "HEAD", "POST"])
# The acts of Tesorería with a page of their own, in the order in which they are offered.
PAGINAS: tuple[tuple[Acto, str, str, str], ...] = (
    (A.ASIGNAR_VEHICULO, "atender_vehiculo", "Asignar vehículo", "suministros"),
    (A.ASIGNAR_COMBUSTIBLE, "atender_combustible", "Asignar combustible", "dinero"),
    (A.AUTORIZAR_MATERIAL, "atender_material", "Autorizar el material", "listo"),
    (A.REGISTRAR_COMPRA, "atender_compra", "Llegó la compra", "descargar"),
    (A.ENTREGAR, "atender_entrega", "Entregar material", "carpeta"),
    (A.DEVOLVER_VEHICULO, "solicitud_regreso", "Registrar el regreso del vehículo", "suministros"),
    (A.REGISTRAR_CARGA, "solicitud_carga", "Registrar la carga", "dinero"),
)


def abrir(request: HttpRequest, pk: int, acto: Acto) -> Solicitud:
    """The request, once the person may do that with it now.

    Raises Http404, SinPermiso (403), TransicionInvalida (409).
    """
    solicitud = solicitud_visible(request.persona, pk)
    if not (puede := permite(acto, request.persona, solicitud)):
        es_suyo = tiene_papel(acto, request.persona, solicitud)
        raise (TransicionInvalida if es_suyo else SinPermiso)(puede.razon)
    return solicitud


def marco_de(request: HttpRequest, solicitud: Solicitud) -> dict[str, Any]:
    """What every page of a request shows to who answers it."""
    fondo = solicitud.fondo or fondo_sugerido(
        solicitud.direccion_id, solicitud.ejercicio_id, solicitud.tipo, solicitud.linea
    )
    fila = fila_de(solicitud, request.hoy)
    contexto = seccion(request, "bandeja", solicitud=solicitud, fila=fila, fondo=fondo)
    return {**contexto, "donde": [solicitud.direccion.nombre, str(solicitud.ejercicio)]}


@dataclass(frozen=True)
class Decision:
    """A decision with its reason: how it is asked, and which service takes it."""

    acto: Acto
    ruta: str
    titulo: str
    explica: str
    boton: str
    hecho: str
    confirmar: str
    servicio: Callable[..., Any]


DECISIONES = {
    d.acto: d
    for d in (
        Decision(
            A.NEGAR,
            "atender_negar",
            "Negar la solicitud",
            "La dirección lee el motivo, y lo que estaba comprometido queda libre. También es una respuesta.",
            "Negar",
            "La solicitud quedó negada y la dirección ya lo ve.",
            "¿Negar la solicitud? No se puede deshacer.",
            servicios.negar_solicitud,
        ),
        Decision(
            A.DEVOLVER,
            "atender_devolver",
            "Devolver para corregir",
            "Vuelve a la dirección antes del acuse. Diga qué falta o qué hay que corregir.",
            "Devolver",
            "La solicitud se devolvió a la dirección.",
            "",
            servicios.devolver_solicitud,
        ),
        Decision(
            A.RETIRAR_RESPUESTA,
            "atender_retirar",
            "Retirar la respuesta",
            "Libera el vehículo, el vale y el dinero, y la solicitud vuelve a esperar respuesta.",
            "Retirar la respuesta",
            "La respuesta se retiró: puede dar otra.",
            "¿Retirar la respuesta? El vale que se dio queda cancelado.",
            servicios.retirar_respuesta,
        ),
        Decision(
            A.CERRAR,
            "atender_cerrar",
            "Cerrar con lo entregado",
            "Se da por terminada con lo que ya se entregó. Lo que sigue comprometido queda libre.",
            "Cerrar",
            "La solicitud quedó cerrada.",
            "¿Cerrar la solicitud con lo entregado? No se puede deshacer.",
            servicios.cerrar_solicitud,
        ),
    )
}


@dataclass(frozen=True)
class Boton:
    """One thing to do with a request: where, its words, and whether it may be done."""

    ruta: str
    texto: str
    icono: str
    permiso: Veredicto
    tipo: str = "primario"


def _botones(request: HttpRequest, solicitud: Solicitud, renglones: list[Renglon]) -> list[Boton]:
    """What can be done now by who looks; what cannot is not offered: the state says why."""
    hechas = _no_hacen_falta(solicitud, renglones)
    paginas = [
        Boton(r, t, i, permite(a, request.persona, solicitud)) for a, r, t, i in PAGINAS if a not in hechas
    ]
    decisiones = [
        Boton(d.ruta, d.titulo, "", permite(d.acto, request.persona, solicitud), "secundario")
        for d in DECISIONES.values()
        if d.acto not in hechas
    ]
    return [b for b in (*paginas, *decisiones) if b.permiso]


def _no_hacen_falta(solicitud: Solicitud, renglones: list[Renglon]) -> set[Acto]:
    """Acts that its state admits, but for which it has nothing, or something comes first."""
    hechas = set()
    fuera = solicitud.prestamos.filter(estado=EstadoPrestamo.EN_USO).exists()
    if not fuera:
        hechas.add(A.DEVOLVER_VEHICULO)
    if fuera or solicitud.entregas.filter(recibida_en__isnull=True).exists():
        hechas.add(A.CERRAR)
    if not solicitud.vales.filter(estado=EstadoVale.VIGENTE).exists():
        hechas.add(A.REGISTRAR_CARGA)
    if not solicitud.folio_compra:
        hechas.add(A.REGISTRAR_COMPRA)
    no_hay = por_llegar(renglones)
    if all(no_hay[r.pk] == r.falta for r in renglones):
        hechas.add(A.ENTREGAR)
    return hechas


@requiere(Accion.ATENDER_SUMINISTROS)
@require_safe
def atender_solicitud(request: HttpRequest, pk: int) -> HttpResponse:
    """One request as Tesorería sees it: what is asked, from what it is paid, and what can be done."""
    solicitud = solicitud_visible(request.persona, pk)
    renglones = list(solicitud.renglones.select_related("articulo"))
    contexto = {
        "acuse": permite(A.ACUSAR, request.persona, solicitud),
        "botones": _botones(request, solicitud, renglones),
        "comprometido": comprometido_por(solicitud),
        "renglones": renglones,
        "falta": falta_de(solicitud, renglones),
        "prestamos": solicitud.prestamos.select_related("vehiculo"),
        "vales": solicitud.vales.select_related("vehiculo"),
        "entregas": solicitud.entregas.all(),
        "por_firmar": solicitud.entregas.filter(recibida_en__isnull=True).exists(),
        "historial": _historial(solicitud),
    }
    return render(
        request, "suministros/respuestas/atender.html", {**marco_de(request, solicitud), **contexto}
    )


def _historial(solicitud: Solicitud) -> list[dict[str, Any]]:
    actos = {a.value: a.label for a in Acto}
    return [
        {
            # What moved nothing says what was done.
            "texto": capfirst(c.get_a_display() if c.a != c.de else actos.get(c.acto, c.acto)),
            "quien": c.actor,
            "cuando": c.momento,
            "motivo": c.motivo,
            "tono": "",
        }
        for c in solicitud.cambios.select_related("actor").order_by("-momento", "-id")
    ]


@requiere(Accion.ATENDER_SUMINISTROS)
@require_POST
def atender_acusar(request: HttpRequest, pk: int) -> HttpResponse:
    """Tesorería has it: who and when are kept, and the oficio counts."""
    solicitud = solicitud_visible(request.persona, pk)
    revision = entero(request.POST.get("revision"))
    de_la_lista = request.POST.get("vuelve") == "bandeja"
    destino = reverse("bandeja") if de_la_lista else reverse("atender_solicitud", args=[pk])

    def acusar() -> None:
        servicios.acusar_solicitud(
            solicitud_id=pk, persona=request.persona, ahora=timezone.now(), revision=revision
        )
        emitir(request, solicitud.documento)

    return decidir(
        request,
        acusar,
        listo=f"Quedó el acuse de {solicitud.folio}: ahora espera respuesta.",
        destino=destino,
    )


def _decidir(request: HttpRequest, pk: int, acto: Acto) -> HttpResponse:
    decision, solicitud = DECISIONES[acto], abrir(request, pk, acto)
    forma = FormaMotivoDeSolicitud(request.POST or None, initial={"revision": solicitud.revision})
    return atender(
        request,
        forma,
        lambda: decision.servicio(
            solicitud_id=pk, persona=request.persona, ahora=timezone.now(), **forma.cleaned_data
        ),
        plantilla="suministros/respuestas/decision.html",
        contexto={**marco_de(request, solicitud), "decision": decision},
        listo=decision.hecho,
        destino=reverse("atender_solicitud", args=[pk]),
    )


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_negar(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse it with a reason."""
    return _decidir(request, pk, A.NEGAR)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_devolver(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it back with a reason."""
    return _decidir(request, pk, A.DEVOLVER)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer back with a reason."""
    return _decidir(request, pk, A.RETIRAR_RESPUESTA)


@requiere(Accion.ATENDER_SUMINISTROS)
@formulario_o_pagina
def atender_cerrar(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it with what was delivered."""
    return _decidir(request, pk, A.CERRAR)
