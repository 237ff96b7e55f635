"""Asking: the oficio, the requisición with as many renglones as it takes, and correcting them."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from nucleo.errores import SinPermiso
from nucleo.formularios import intentar
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion
from suministros import servicios
from suministros.consultas import solicitud_visible
from suministros.consultas.ejercicios import ejercicio_para
from suministros.consultas.origen import origen_de
from suministros.estados import Acto
from suministros.forms.solicitudes import (
    RENGLONES_AL_ABRIR,
    RENGLONES_MAS,
    FormaOficio,
    FormaRequisicion,
    escrito_en,
    juego_de_renglones,
)
from suministros.models import Solicitud
from suministros.permisos import permite

GUARDADA = "La solicitud quedó guardada. Revísela; todavía no se envía a Tesorería."


@requiere(Accion.PEDIR_SUMINISTROS)
def oficio_nuevo(request: HttpRequest) -> HttpResponse:
    """Ask for a vehicle or for fuel."""
    return _pedir_nueva(request, FormaOficio)


@requiere(Accion.PEDIR_SUMINISTROS)
def requisicion_nueva(request: HttpRequest) -> HttpResponse:
    """Ask for material."""
    return _pedir_nueva(request, FormaRequisicion)


@requiere(Accion.PEDIR_SUMINISTROS)
def solicitud_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a draft, or what was returned."""
    actual = solicitud_visible(request.persona, pk)
    if not (puede := permite(Acto.EDITAR, request.persona, actual)):
        raise SinPermiso(puede.razon)
    clase = FormaOficio if actual.es_oficio else FormaRequisicion
    return _pedir(request, clase, _Pedido(actual.direccion, actual))


@dataclass(frozen=True)
class _Pedido:
    """Of which dirección; the request that is corrected, or how a new one begins; the others one has."""

    direccion: Direccion
    actual: Solicitud | None = None
    inicial: dict[str, Any] = field(default_factory=dict)
    otras: list[Direccion] = field(default_factory=list)


def _pedir_nueva(request: HttpRequest, clase: Any) -> HttpResponse:
    """Of the dirección of the comité or activity one comes from, of the one chosen, or of one's only one."""
    ids = request.persona.direcciones_con(Accion.PEDIR_SUMINISTROS)
    propias = list(Direccion.objects.filter(pk__in=ids, activa=True).order_by("nombre"))
    if not propias:
        raise SinPermiso("Su dirección no está activa: no puede pedir suministros.")
    origen = origen_de(request.GET.dict(), [d.pk for d in propias])
    pedida = request.GET.get("direccion", "") or str(origen.direccion_id or propias[0].pk)
    elegida = next((d for d in propias if str(d.pk) == pedida), None)
    if elegida is None or origen.direccion_id not in (None, elegida.pk):
        raise Http404
    otras = propias if len(propias) > 1 else []
    return _pedir(request, clase, _Pedido(elegida, inicial=origen.inicial, otras=otras))


def _pedir(request: HttpRequest, clase: Any, pedido: _Pedido) -> HttpResponse:
    """The page of either paper: show it, add renglones to it, or keep what it says."""
    actual, direccion = pedido.actual, pedido.direccion
    ejercicio = actual.ejercicio if actual else ejercicio_para(direccion.pk, request.hoy)
    de = {"direccion": direccion, "anio": ejercicio.anio if ejercicio else request.hoy.year}
    con_renglones = clase is FormaRequisicion
    if request.method == "POST" and con_renglones and "mas" in request.POST:
        juego = juego_de_renglones(inicial=escrito_en(request.POST), mas=RENGLONES_MAS)
        forma = clase(initial=request.POST.dict(), **de)
        return _pagina(request, forma, juego, pedido)
    if request.method != "POST":
        forma = clase(initial=clase.inicial(actual) if actual else pedido.inicial, **de)
        juego = _renglones_de(actual) if con_renglones else None
        return _pagina(request, forma, juego, pedido)
    forma, juego = clase(request.POST, **de), juego_de_renglones(request.POST) if con_renglones else None
    bien = forma.is_valid() & (juego is None or juego.is_valid())
    guardadas: list[Solicitud] = []
    if bien and intentar(forma, lambda: guardadas.append(_guardar(request, forma, juego, pedido))):
        messages.success(request, GUARDADA)
        return redirect("solicitud", pk=guardadas[0].pk)
    return _pagina(request, forma, juego, pedido, estado=400)


def _renglones_de(actual: Solicitud | None) -> Any:
    if actual is None:
        return juego_de_renglones(mas=RENGLONES_AL_ABRIR)
    campos = ("articulo", "descripcion", "unidad", "cantidad", "precio")
    escritos = [
        {c: getattr(r, c) for c in campos} | ({"descripcion": "", "unidad": ""} if r.articulo_id else {})
        for r in actual.renglones.select_related("articulo")
    ]
    return juego_de_renglones(inicial=escritos, mas=1)


def _guardar(request: HttpRequest, forma: Any, juego: Any, pedido: _Pedido) -> Solicitud:
    datos = forma.datos() if juego is None else forma.datos(juego.datos())
    quien = {"persona": request.persona, "ahora": timezone.now()}
    if pedido.actual is None:
        token = forma.cleaned_data["token"]
        return servicios.crear_solicitud(direccion=pedido.direccion, datos=datos, token=token, **quien)
    revision = forma.cleaned_data["revision"]
    return servicios.editar_solicitud(solicitud_id=pedido.actual.pk, datos=datos, revision=revision, **quien)


def _pagina(request: HttpRequest, forma: Any, juego: Any, pedido: _Pedido, estado: int = 200) -> HttpResponse:
    direccion, actual = pedido.direccion, pedido.actual
    que = "la requisición" if juego else "el oficio"
    nuevas = {True: "Requisición de material", False: "Oficio de vehículo o combustible"}
    contexto = {
        "form": forma,
        "juego": juego,
        "direccion": direccion,
        "otras": pedido.otras,
        "fondos": forma.fondos,
        "actual": actual,
        "titulo": f"Corregir {que}" if actual else nuevas[juego is not None],
        "volver": reverse("solicitud", args=[actual.pk]) if actual else reverse("suministros"),
        "donde": [direccion.nombre, "Suministros"],
    }
    return render(request, "suministros/pedir.html", contexto, status=estado)
