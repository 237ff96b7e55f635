"""The requests one sees, and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nucleo.reglas import requiere
from nucleo.roles import Accion
from nucleo.texto import entero
from poa.models import Direccion
from suministros.consultas import (
    abiertas,
    buscadas,
    momentos_de,
    momentos_que_quedaron,
    por_autorizar,
    por_estado,
    por_recibir,
    solicitud_visible,
    solicitudes_visibles_para,
)
from suministros.estados import EN_LA_DIRECCION, MOMENTOS, Acto, EstadoSolicitud, TipoSolicitud
from suministros.models import Solicitud
from suministros.permisos import permite_contar
from suministros.views.marco import SIGUE, TONOS, botones_de, falta_de, marco_de, pestanas_para

POR_PAGINA = 25
FILTROS = ("estado", "tipo", "direccion")
ESPERAN = 12


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def suministros(request: HttpRequest) -> HttpResponse:
    """The requests one sees: what waits for one first, then all of them by filter and search."""
    persona = request.persona
    pedido = {c: request.GET.get(c, "").strip()[:40] for c in FILTROS}
    texto = request.GET.get("q", "").strip()[:100]
    todas = solicitudes_visibles_para(persona)
    pagina = Paginator(_filtradas(buscadas(todas, texto), pedido), POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    contexto = {
        "pagina": pagina,
        "filas": [(s, TONOS.get(s.estado, "neutro")) for s in pagina],
        "filtro": pedido | {"q": texto, "hay": bool(texto or any(pedido.values()))},
        "estados": [
            ("abiertas", "Sin concluir"),
            *((c.estado.value, f"{c.estado.label} ({c.cuantas:,})") for c in por_estado(todas)),
        ],
        "tipos": TipoSolicitud.choices,
        "direcciones": _direcciones(request),
        "esperan": [*por_autorizar(persona)[:ESPERAN], *por_recibir(persona)[:ESPERAN]][:ESPERAN],
        "pide": persona.puede(Accion.PEDIR_SUMINISTROS),
        "pestanas": pestanas_para(persona, "suministros"),
        "donde": ["Suministros"],
    }
    return render(request, "suministros/solicitudes.html", contexto)


def _filtradas(solicitudes: QuerySet[Solicitud], pedido: dict[str, str]) -> QuerySet[Solicitud]:
    estado, direccion = pedido["estado"], entero(pedido["direccion"])
    if estado == "abiertas":
        solicitudes = abiertas(solicitudes)
    elif estado in EstadoSolicitud.values:
        solicitudes = solicitudes.filter(estado=estado)
    if pedido["tipo"] in TipoSolicitud.values:
        solicitudes = solicitudes.filter(tipo=pedido["tipo"])
    if direccion is not None:
        solicitudes = solicitudes.filter(direccion_id=direccion)
    return solicitudes


def _direcciones(request: HttpRequest) -> list[tuple[str, str]]:
    """Only for who sees more than one."""
    if not request.persona.alcanza_todas(Accion.VER_SUMINISTROS):
        return []
    return [(str(d.pk), d.nombre) for d in Direccion.objects.filter(solicitudes__isnull=False).distinct()]


@requiere(Accion.VER_SUMINISTROS)
@require_safe
def solicitud(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what comes next and who does it, what it asks, its papers, what it counted."""
    actual = solicitud_visible(request.persona, pk)
    renglones = list(actual.renglones.select_related("articulo"))
    contexto = {
        **marco_de(actual),
        "sigue": SIGUE[actual.estado],
        "falta": falta_de(actual, renglones),
        "botones": list(botones_de(request.persona, actual)),
        "url_atender": _atender(request, pk),
        "de_mas": _de_mas(actual),
        "renglones": renglones,
        "entregas": list(actual.entregas.select_related("entregada_por", "recibida_por")),
        "vales": list(actual.vales.select_related("vehiculo", "carga__vehiculo")),
        "prestamos": list(actual.prestamos.select_related("vehiculo")),
        "momentos": _momentos(actual),
        "quedaron": momentos_que_quedaron(actual),
        "contar": permite_contar(request.persona, actual.direccion_id),
        "historial": _historial(actual),
    }
    return render(request, "suministros/solicitud.html", contexto)


def _atender(request: HttpRequest, pk: int) -> str:
    """Where Tesorería answers it."""
    atiende = request.persona.puede(Accion.ATENDER_SUMINISTROS)
    return reverse("atender_solicitud", args=[pk]) if atiende else ""


def _de_mas(actual: Solicitud) -> int:
    """How much more it asks than is left, before it is sent; centavos."""
    if actual.fondo is None or actual.estado not in EN_LA_DIRECCION:
        return 0
    return max(0, actual.monto_pedido - actual.fondo.disponible)


def _momentos(actual: Solicitud) -> list[dict[str, Any]]:
    return [{"momento": m, "nombre": MOMENTOS[m.clave].partition(": ")[2]} for m in momentos_de(actual)]


def _historial(actual: Solicitud) -> list[dict[str, Any]]:
    """Each change, with the words of its act."""
    actos = {a.value: a.label.capitalize() for a in Acto} | {"crear": "Se escribió"}
    return [
        {
            "texto": f"{actos.get(c.acto, c.acto)} → {c.get_a_display()}",
            "quien": c.actor,
            "cuando": c.momento,
            "motivo": c.motivo,
            "tono": TONOS.get(c.a, ""),
        }
        for c in actual.cambios.select_related("actor").order_by("-momento", "-id")
    ]
