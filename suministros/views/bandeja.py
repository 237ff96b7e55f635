"""Tesorería's inbox: what waits for it, since when; and the frame that its pages share."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nucleo.reglas import requiere
from nucleo.roles import Accion
from suministros.consultas import bandeja_de_tesoreria, buscadas, por_estado, solicitudes_visibles_para
from suministros.estados import TERMINADAS, EstadoSolicitud, TipoSolicitud
from suministros.forms.bandeja import FiltroDeBandeja
from suministros.models import Solicitud
from suministros.views.marco import pestanas_para

POR_PAGINA = 25
# From so many days on, a request that nobody answered is pointed out.
DIAS_DE_ATENCION = 3
S = EstadoSolicitud

# What Tesorería has to do with each: valor of the tab, its words, the states.
ESPERAS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("acuse", "Por acusar", frozenset({S.ENVIADA})),
    ("respuesta", "Por responder", frozenset({S.RECIBIDA})),
    ("compra", "En compra", frozenset({S.EN_COMPRA})),
    ("entrega", "Por entregar", frozenset({S.POR_ENTREGAR, S.ENTREGADA_PARCIAL})),
)
TONOS: dict[str, str] = {
    S.ENVIADA: "atencion",
    S.RECIBIDA: "atencion",
    S.CON_VEHICULO: "activo",
    S.CON_COMBUSTIBLE: "activo",
    S.EN_USO: "activo",
    S.POR_ENTREGAR: "atencion",
    S.SIN_EXISTENCIA: "error",
    S.EN_COMPRA: "activo",
    S.ENTREGADA_PARCIAL: "activo",
    S.ENTREGADA: "bien",
}


def seccion(request: HttpRequest, actual: str, **contexto: Any) -> dict[str, Any]:
    """The context of a page with its tabs: which there are for the person, and on which one is."""
    atiende = request.persona.puede(Accion.ATENDER_SUMINISTROS)
    pestanas = pestanas_para(request.persona, actual)
    return {"pestanas": pestanas, "atiende": atiende, "donde": ["Suministros"], **contexto}


@dataclass(frozen=True)
class Fila:
    """A request of the inbox: since when it waits, in days, and whether that is long."""

    solicitud: Solicitud
    dias: int
    tono: str

    @property
    def tarda(self) -> bool:
        return self.dias >= DIAS_DE_ATENCION


def fila_de(solicitud: Solicitud, hoy: date) -> Fila:
    """Counted from the last thing that was done with it; nothing waits in one that ended."""
    desde = solicitud.respondida_en or solicitud.recibida_en or solicitud.enviada_en
    espera = desde is not None and solicitud.estado not in TERMINADAS
    dias = (hoy - timezone.localdate(desde)).days if espera else 0
    return Fila(solicitud, max(dias, 0), TONOS.get(solicitud.estado, ""))


def _filtradas(solicitudes: QuerySet[Solicitud], f: dict[str, Any]) -> QuerySet[Solicitud]:
    solicitudes = buscadas(solicitudes, f["q"] or "")
    if f["direccion"]:
        solicitudes = solicitudes.filter(direccion=f["direccion"])
    if f["tipo"] == TipoSolicitud.REQUISICION:
        solicitudes = solicitudes.filter(tipo=f["tipo"])
    elif f["tipo"]:
        solicitudes = solicitudes.filter(pide=f["tipo"])
    return solicitudes.filter(urgente=True) if f["urgente"] else solicitudes


def _pestanas(solicitudes: QuerySet[Solicitud], espera: str) -> list[dict[str, Any]]:
    """The tabs of what waits, each with how many there are."""
    cuantas = {c.estado: c.cuantas for c in por_estado(solicitudes)}
    cuentas = [(v, t, sum(cuantas.get(S(e), 0) for e in estados)) for v, t, estados in ESPERAS]
    todas = ("", "Todo lo que espera", sum(cuantas.values()))
    return [{"valor": v, "texto": t, "cuantas": n, "actual": v == espera} for v, t, n in (todas, *cuentas)]


@requiere(Accion.ATENDER_SUMINISTROS)
@require_safe
def bandeja(request: HttpRequest) -> HttpResponse:
    """What waits for Tesorería; with a state in the filter, what was ever sent and is in it."""
    persona = request.persona
    forma = FiltroDeBandeja(request.GET, persona=persona)
    f = forma.valores()
    esperan = _filtradas(bandeja_de_tesoreria(persona), f)
    estados = {v: e for v, _, e in ESPERAS}
    espera = request.GET.get("espera", "") if request.GET.get("espera") in estados else ""
    if f["estado"]:
        espera = "-"
        lista = _filtradas(solicitudes_visibles_para(persona), f).filter(estado=f["estado"])
        lista = lista.exclude(folio="").order_by("-urgente", "-enviada_en", "-pk")
    else:
        lista = esperan.filter(estado__in=estados[espera]) if espera else esperan
    pagina = Paginator(lista, POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {
        "pagina": pagina,
        "filas": [fila_de(s, persona.hoy) for s in pagina],
        "forma": forma,
        "espera": espera,
        "esperas": _pestanas(esperan, espera),
        "filtrado": any(f.values()),
        "filtros_puestos": any(valor for campo, valor in f.items() if campo != "q"),
    }
    return render(request, "suministros/bandeja/bandeja.html", seccion(request, "bandeja", **contexto))
