"""The board of consejos, a new one, its page and who attends its sessions."""

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
from asambleas.permisos import permite_llevar_organo, permite_terminar
from consejos import servicios
from consejos.consultas.tablero import (
    asistencia_de_consejeros,
    consejo_visible,
    consejos_por_renovar,
    organos_de_consejos,
    renglones_de,
    tablero_de_consejos,
)
from consejos.forms.consejo import FormaConsejo, FormaDelConsejo
from consejos.models import Consejo
from nucleo.errores import SinPermiso
from nucleo.formularios import atender
from nucleo.reglas import requiere
from nucleo.roles import Accion
from poa.models import Direccion

POR_PAGINA = 24
TERMINA = (
    "Sus integrantes dejan el puesto y sus credenciales dejan de acreditar; sus actas y lo que ya contó se "
    "quedan. No se puede deshacer."
)
NO_SE_CONSTITUYE = "Todavía no se constituye: queda cancelado y ya no admite cambios. No se puede deshacer."


@requiere(Accion.VER_ORGANOS)
@require_safe
def consejos(request: HttpRequest) -> HttpResponse:
    """All the consejos one sees, by what they lack."""
    buscar, estado = request.GET.get("q", "").strip()[:100], request.GET.get("estado", "")
    tablero = tablero_de_consejos(request.persona, buscar=buscar, estado=estado)
    pagina = Paginator(tablero, POR_PAGINA).get_page(request.GET.get("pagina"))
    contexto = {
        "pagina": pagina,
        "renglones": renglones_de(list(pagina), request.hoy),
        "por_renovar": consejos_por_renovar(request.persona, request.hoy),
        "estados": EstadoOrgano.choices,
        "q": buscar,
        "estado": estado,
        "lleva": request.persona.puede(Accion.LLEVAR_ORGANOS),
        "donde": ["Consejos ciudadanos"],
    }
    return render(request, "consejos/consejos.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def consejo_nuevo(request: HttpRequest) -> HttpResponse:
    """Register a consejo."""
    propias = Direccion.objects.filter(
        pk__in=request.persona.direcciones_con(Accion.LLEVAR_ORGANOS), activa=True
    )
    forma = FormaConsejo(request.POST or None, direcciones=propias)
    hechos: list[Consejo] = []

    def registrar() -> None:
        hechos.append(
            servicios.registrar_consejo(
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
        plantilla="consejos/formulario.html",
        contexto={"titulo": "Registrar un consejo", "boton": "Registrar", "volver": reverse("consejos")},
        listo="El consejo quedó registrado. Lo primero es su convocatoria pública.",
        destino="consejos",
    )
    return redirect("consejo", pk=hechos[0].organo_id) if hechos else respuesta


@requiere(Accion.VER_ORGANOS)
@require_safe
def consejo(request: HttpRequest, pk: int) -> HttpResponse:
    """One consejo: what it is for, its three steps, its call, its sessions."""
    actual = consejo_visible(request.persona, pk)
    organo = con_pasos(organos_de_consejos(request.persona)).get(pk=pk)
    sesiones, asistencia = asistencia_de_consejeros(organo, request.hoy)
    contexto = {
        **_marco(actual),
        "ficha": ficha_de(organo, request.hoy),
        "llamados": actual.llamados.all(),
        "sesiones": sesiones,
        "asistencia": asistencia,
        "permiso": permite_llevar_organo(request.persona, organo),
        "terminar": permite_terminar(request.persona, organo),
        "historial": [
            {"texto": c.get_a_display(), "quien": c.actor, "cuando": c.momento, "motivo": c.motivo}
            for c in organo.cambios.select_related("actor")
        ],
    }
    return render(request, "consejos/consejo.html", contexto)


def _marco(actual: Consejo) -> dict[str, Any]:
    organo = actual.organo
    return {"consejo": actual, "organo": organo, "donde": [organo.direccion.nombre, organo.nombre]}


@requiere(Accion.LLEVAR_ORGANOS)
def consejo_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what it is for."""
    actual = consejo_visible(request.persona, pk)
    forma = FormaDelConsejo(request.POST or None, initial=FormaDelConsejo.inicial(actual))
    volver = reverse("consejo", args=[pk])
    return atender(
        request,
        forma,
        lambda: servicios.corregir_consejo(
            organo_id=pk, **forma.cleaned_data, persona=request.persona, ahora=timezone.now()
        ),
        plantilla="consejos/formulario.html",
        contexto={**_marco(actual), "titulo": "Corregir el consejo", "boton": "Guardar", "volver": volver},
        listo="Se guardó.",
        destino=volver,
    )


@requiere(Accion.APROBAR_PASOS)
def consejo_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that its term ended, or that it will never be constituted."""
    actual = consejo_visible(request.persona, pk)
    if not (puede := permite_terminar(request.persona, actual.organo)):
        raise SinPermiso(puede.razon)
    forma, volver = FormaMotivo(request.POST or None), reverse("consejo", args=[pk])
    constituido = actual.organo.estado == EstadoOrgano.CONSTITUIDO
    forma.fields["motivo"].help_text = "Queda en el historial del consejo, con su nombre."
    return atender(
        request,
        forma,
        lambda: de_organos.terminar_organo(
            organo_id=pk, motivo=forma.cleaned_data["motivo"], persona=request.persona, ahora=timezone.now()
        ),
        plantilla="consejos/formulario.html",
        contexto={
            **_marco(actual),
            "titulo": "Dar por terminado el consejo",
            "explica": TERMINA if constituido else NO_SE_CONSTITUYE,
            "boton": "Dar por terminado",
            "volver": volver,
        },
        listo="El consejo quedó terminado. Para renovarlo, registre uno nuevo y publique su convocatoria.",
        destino=volver,
    )
