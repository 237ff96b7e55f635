"""The board of comités, a new one, its page, its work, its end."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actividades.forms.captura import FormaMotivo
from asambleas import servicios as de_organos
from asambleas.consultas.fichas import con_pasos, ficha_de
from asambleas.estados import EstadoOrgano
from asambleas.permisos import permite_llevar_organo
from comites import servicios
from comites.consultas.tablero import (
    Filtro,
    comite_visible,
    esperas_de,
    organos_de_comites,
    renglones_de,
    tablero_de_comites,
)
from comites.estados import ABIERTOS
from comites.forms.obra import FormaComite, FormaCorregirObra, FormaTipo
from comites.models import Comite, TipoDeObra
from comites.permisos import permite_tipos
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion, Localidad

POR_PAGINA = 24


@requiere(Accion.VER_ORGANOS)
@require_safe
def comites(request: HttpRequest) -> HttpResponse:
    """All the comités one sees, by what they lack."""
    pedido = {c: request.GET.get(c, "").strip()[:100] for c in ("estado", "tipo", "localidad", "direccion")}
    filtro = Filtro(buscar=request.GET.get("q", "").strip()[:100], **pedido)
    pagina = Paginator(tablero_de_comites(request.persona, filtro), POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    contexto = {
        "pagina": pagina,
        "renglones": renglones_de(list(pagina), request.hoy),
        "filtro": filtro,
        "estados": EstadoOrgano.choices,
        "tipos": [(str(t.pk), t.nombre) for t in TipoDeObra.objects.all()],
        "localidades": [(str(x.pk), x.nombre) for x in Localidad.objects.all()],
        "direcciones": _direcciones(request),
        "lleva": request.persona.puede(Accion.LLEVAR_ORGANOS),
        "tipos_permiso": permite_tipos(request.persona),
        "donde": ["Comités de obra"],
    }
    return render(request, "comites/comites.html", contexto)


def _direcciones(request: HttpRequest) -> list[tuple[str, str]]:
    """Only for who sees more than one."""
    if not request.persona.alcanza_todas(Accion.VER_ORGANOS):
        return []
    return [(str(d.pk), d.nombre) for d in Direccion.objects.filter(organos__isnull=False).distinct()]


@requiere(Accion.LLEVAR_ORGANOS)
def comite_nuevo(request: HttpRequest) -> HttpResponse:
    """Register a work with its comité."""
    propias = Direccion.objects.filter(
        pk__in=request.persona.direcciones_con(Accion.LLEVAR_ORGANOS), activa=True
    )
    forma = FormaComite(request.POST or None, direcciones=propias)
    hechos: list[Comite] = []

    def registrar() -> None:
        hechos.append(
            servicios.registrar_comite(
                direccion=forma.cleaned_data["direccion"],
                datos=forma.datos(),
                token=forma.cleaned_data["token"],
                persona=request.persona,
                ahora=timezone.now(),
            )
        )

    respuesta = atender(
        request,
        forma,
        registrar,
        plantilla="comites/obra.html",
        contexto={"titulo": "Registrar una obra y su comité", "volver": reverse("comites")},
        listo="La obra y su comité quedaron registrados.",
        destino="comites",
    )
    return redirect("comite", pk=hechos[0].organo_id) if hechos else respuesta


@requiere(Accion.VER_ORGANOS)
@require_safe
def comite(request: HttpRequest, pk: int) -> HttpResponse:
    """One comité: its work, its six steps, what is reported to it."""
    actual = comite_visible(request.persona, pk)
    organo = con_pasos(organos_de_comites(request.persona)).get(pk=pk)
    abiertos = list(actual.reportes.filter(estado__in=ABIERTOS).order_by("recibido_el"))
    contexto = {
        **_marco(actual),
        "obra": actual.obra,
        "ficha": ficha_de(organo, request.hoy),
        "permiso": permite_llevar_organo(request.persona, organo),
        "esperas": esperas_de(abiertos, request.hoy),
        "historial": [
            {"texto": c.get_a_display(), "quien": c.actor, "cuando": c.momento, "motivo": c.motivo}
            for c in organo.cambios.select_related("actor")
        ],
    }
    return render(request, "comites/comite.html", contexto)


def _marco(actual: Comite) -> dict[str, Any]:
    organo = actual.organo
    return {"comite": actual, "organo": organo, "donde": [organo.direccion.nombre, actual.obra.nombre]}


@requiere(Accion.LLEVAR_ORGANOS)
def obra_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is known of the work."""
    actual = comite_visible(request.persona, pk)
    if not (puede := permite_llevar_organo(request.persona, actual.organo)):
        raise SinPermiso(puede.razon)
    forma = FormaCorregirObra(
        request.POST or None, obra=actual.obra, initial=FormaCorregirObra.inicial(actual.obra)
    )
    volver = reverse("comite", args=[pk])
    return atender(
        request,
        forma,
        lambda: servicios.corregir_obra(
            organo_id=pk,
            datos=forma.datos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="comites/obra.html",
        contexto={**_marco(actual), "titulo": "Corregir la obra", "volver": volver},
        listo="Se guardaron los datos de la obra.",
        destino=volver,
    )


@requiere(Accion.LLEVAR_ORGANOS)
def comite_cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """End a comité whose work will not be done."""
    actual = comite_visible(request.persona, pk)
    if not (puede := permite_llevar_organo(request.persona, actual.organo)):
        raise SinPermiso(puede.razon)
    forma, volver = FormaMotivo(request.POST or None), reverse("comite", args=[pk])
    forma.fields["motivo"].help_text = "Queda en el historial del comité, con su nombre."
    return atender(
        request,
        forma,
        lambda: de_organos.cancelar_organo(
            organo_id=pk,
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="comites/formulario.html",
        contexto={
            **_marco(actual),
            "titulo": "Obra cancelada",
            "explica": "El comité termina y ya no admite cambios. Lo que ya contó sigue contando.",
            "boton": "Cancelar la obra",
            "volver": volver,
        },
        listo="Quedó registrado que la obra se canceló.",
        destino=volver,
    )


@requiere(Accion.ADMINISTRAR_REGLAS)
def tipos_de_obra(request: HttpRequest) -> HttpResponse:
    """The kinds of work on offer; Planeación keeps them."""
    forma = FormaTipo(request.POST or None)
    return atender(
        request,
        forma,
        lambda: servicios.guardar_tipo(
            nombre=forma.cleaned_data["nombre"], persona=request.persona, ahora=timezone.now()
        ),
        plantilla="comites/tipos.html",
        contexto={"tipos": TipoDeObra.objects.all(), "donde": ["Tipos de obra"]},
        listo="El tipo de obra quedó en la lista.",
        destino=reverse("tipos_de_obra"),
    )


@requiere(Accion.ADMINISTRAR_REGLAS)
def tipo_de_obra_activar(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a kind again, or stop offering it; works that have it keep it."""
    destino = reverse("tipos_de_obra")
    tipo = TipoDeObra.objects.filter(pk=pk).first()
    if tipo is None or request.method != "POST":
        return redirect(destino)
    return decidir(
        request,
        lambda: servicios.guardar_tipo(
            nombre=tipo.nombre,
            tipo_id=tipo.pk,
            activo=not tipo.activo,
            persona=request.persona,
            ahora=timezone.now(),
        ),
        listo="Se guardó el cambio.",
        destino=destino,
    )
