"""Pages of people: their accounts, the link to set a password, their cargos."""

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.errores import Conflicto
from nucleo.formularios import atender, decidir, intentar
from nucleo.limites import contar_intento
from nucleo.models import Usuario
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion
from nucleo.segundo_factor import tiene_factor
from poa import servicios
from poa.consultas import personas as consultas
from poa.consultas.enlaces import enlace_vigente
from poa.consultas.privacidad import aviso_vigente, es_baja, permite_anonimizar
from poa.forms.cuentas import (
    ACTIVAS,
    FiltroDePersonas,
    FormularioCargo,
    FormularioClave,
    FormularioCorregirCargo,
    FormularioMotivoDeCuenta,
    FormularioPersona,
    FormularioTerminarCargo,
)
from poa.models import Adscripcion

POR_PAGINA = 25
ENLACES_POR_MINUTO = 10
formulario_o_pagina = require_http_methods(["GET", "HEAD", "POST"])
INSERVIBLE = "poa/cuentas/enlace_inservible.html"


def _persona(pk: int) -> Usuario:
    return get_object_or_404(consultas.personas(), pk=pk)


def _cargo(pk: int) -> Adscripcion:
    cargos = Adscripcion.objects.select_related("usuario", "direccion")
    return get_object_or_404(cargos.filter(usuario__in=consultas.personas()), pk=pk)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@require_GET
def personas(request: HttpRequest) -> HttpResponse:
    """Who has an account, with the cargos of today."""
    filtro = FiltroDePersonas(request.GET)
    buscado = filtro.limpio.get("q", "")
    filas = consultas.fichas(request.hoy, texto=buscado, activas=filtro.pestana == ACTIVAS)
    contexto = {
        "filtro": filtro,
        "q": buscado,
        "pagina": Paginator(filas, POR_PAGINA).get_page(request.GET.get("pagina")),
    }
    return render(request, "poa/cuentas/personas.html", contexto)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@formulario_o_pagina
def persona_nueva(request: HttpRequest) -> HttpResponse:
    """Make an account, without a password: a link sets it."""
    formulario = FormularioPersona(request.POST or None)
    if request.method == "POST" and formulario.is_valid():
        hecho: list[Usuario] = []
        if intentar(
            formulario,
            lambda: hecho.append(
                servicios.crear_usuario(
                    persona=request.persona, ahora=timezone.now(), **formulario.cleaned_data
                )
            ),
        ):
            messages.success(request, "La cuenta está hecha. Falta su cargo y el enlace para su contraseña.")
            return redirect("persona", pk=hecho[0].pk)
    estado = 400 if request.method == "POST" else 200
    return render(request, "poa/cuentas/persona_form.html", {"form": formulario}, status=estado)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@require_GET
def persona(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: their data, their access, their cargos over time."""
    usuario = _persona(pk)
    contexto = {
        "usuario": usuario,
        "cargos": consultas.cargos_de_persona(usuario, request.hoy),
        "segundo_factor": tiene_factor(usuario),
        "enlace": consultas.enlace_pendiente(usuario, timezone.now()),
        "es_propia": usuario.pk == request.persona.usuario.pk,
        "tiene_clave": usuario.has_usable_password(),
        "es_baja": es_baja(usuario),
        "anonimizar": permite_anonimizar(usuario, request.persona),
    }
    return render(request, "poa/cuentas/persona.html", contexto)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@formulario_o_pagina
def persona_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the name, RFC or CURP."""
    usuario = _persona(pk)
    inicial = {"nombre": usuario.nombre, "rfc": usuario.rfc, "curp": usuario.curp}
    formulario = FormularioPersona(request.POST or None, initial=inicial, existente=True)
    return atender(
        request,
        formulario,
        lambda: servicios.editar_usuario(
            persona=request.persona, ahora=timezone.now(), usuario_id=pk, **formulario.cleaned_data
        ),
        plantilla="poa/cuentas/persona_form.html",
        contexto={"usuario": usuario},
        listo="Los datos quedaron corregidos.",
        destino=reverse("persona", args=[pk]),
    )


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
def persona_activar(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person in again, or no longer (`activa` empty)."""
    _persona(pk)
    activo = request.POST.get("activa") == "1"
    return decidir(
        request,
        lambda: servicios.activar_usuario(
            persona=request.persona, ahora=timezone.now(), usuario_id=pk, activo=activo
        ),
        listo="La cuenta está activa." if activo else "La cuenta está desactivada: su sesión terminó.",
        destino=reverse("persona", args=[pk]),
    )


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
@never_cache
def persona_enlace(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link to set the password and show it, this once: only its hash is kept."""
    _persona(pk)
    contar_intento(request, "dar_enlace", por_minuto=ENLACES_POR_MINUTO)
    try:
        emitido = servicios.emitir_enlace(persona=request.persona, ahora=timezone.now(), usuario_id=pk)
    except Conflicto as error:
        messages.error(request, error.mensaje)
        return redirect("persona", pk=pk)
    direccion = f"{settings.URL_PUBLICA}{reverse('poner_contrasena', args=[emitido.token])}"
    qr = segno.make(direccion, error="m").svg_data_uri(scale=4, border=2)
    contexto = {"emitido": emitido, "direccion": direccion, "qr": qr}
    return render(request, "poa/cuentas/enlace_emitido.html", contexto)


@publica
@formulario_o_pagina
@never_cache
def poner_contrasena(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link sets the password; looking at the page does not spend it."""
    contar_intento(request, "enlace")
    enlace = enlace_vigente(token, timezone.now())
    if enlace is None:
        return render(request, INSERVIBLE, status=404)
    formulario = FormularioClave(request.POST or None, usuario=enlace.usuario)
    if request.method == "POST" and formulario.is_valid():
        clave = formulario.cleaned_data["clave"]
        try:
            hecho = intentar(
                formulario, lambda: servicios.usar_enlace(ahora=timezone.now(), token=token, clave=clave)
            )
        except servicios.EnlaceInservible:
            return render(request, INSERVIBLE, status=404)
        if hecho:
            messages.success(request, "Su contraseña quedó guardada. Entre con ella.")
            return redirect("account_login")
    estado = 400 if request.method == "POST" else 200
    contexto = {
        "form": formulario,
        "usuario": enlace.usuario,
        "enlace": enlace,
        "aviso": aviso_vigente(request.hoy),
    }
    return render(request, "poa/cuentas/poner_contrasena.html", contexto, status=estado)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@formulario_o_pagina
def persona_segundo_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a second factor that was lost, with the reason."""
    usuario = _persona(pk)
    formulario = FormularioMotivoDeCuenta(request.POST or None)
    return atender(
        request,
        formulario,
        lambda: servicios.restablecer_segundo_factor(
            persona=request.persona, ahora=timezone.now(), usuario_id=pk, **formulario.cleaned_data
        ),
        plantilla="poa/cuentas/segundo_factor.html",
        contexto={"usuario": usuario},
        listo="Ya no se le pide segundo factor; podrá activar otro desde su cuenta.",
        destino=reverse("persona", args=[pk]),
    )


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@formulario_o_pagina
def cargo_nuevo(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a cargo."""
    usuario = _persona(pk)
    formulario = FormularioCargo(request.POST or None, initial={"desde": request.hoy})
    return atender(
        request,
        formulario,
        lambda: servicios.adscribir(
            persona=request.persona, ahora=timezone.now(), usuario=usuario, **formulario.datos()
        ),
        plantilla="poa/cuentas/cargo_nuevo.html",
        contexto={"usuario": usuario, "es_propia": usuario.pk == request.persona.usuario.pk},
        listo="El cargo quedó registrado.",
        destino=reverse("persona", args=[pk]),
    )


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@formulario_o_pagina
def cargo_corregir(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct how a cargo or its oficio is written."""
    cargo = _cargo(pk)
    formulario = FormularioCorregirCargo.de(cargo, request.POST or None)
    return atender(
        request,
        formulario,
        lambda: servicios.corregir_adscripcion(
            persona=request.persona, ahora=timezone.now(), adscripcion_id=pk, **formulario.datos()
        ),
        plantilla="poa/cuentas/cargo_corregir.html",
        contexto={"cargo": cargo, "usuario": cargo.usuario},
        listo="El cargo quedó corregido.",
        destino=reverse("persona", args=[cargo.usuario_id]),
    )


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@formulario_o_pagina
def cargo_terminar(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which is the last day of a cargo."""
    cargo = _cargo(pk)
    formulario = FormularioTerminarCargo(request.POST or None, initial={"ultimo_dia": request.hoy})
    return atender(
        request,
        formulario,
        lambda: servicios.terminar_adscripcion(
            persona=request.persona, ahora=timezone.now(), adscripcion_id=pk, hasta=formulario.hasta()
        ),
        plantilla="poa/cuentas/cargo_terminar.html",
        contexto={"cargo": cargo, "usuario": cargo.usuario},
        listo="El cargo tiene fecha de término y queda en la historia.",
        destino=reverse("persona", args=[cargo.usuario_id]),
    )


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
def cargo_retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a cargo given by mistake, before its second day."""
    cargo = _cargo(pk)
    return decidir(
        request,
        lambda: servicios.retirar_adscripcion(
            persona=request.persona, ahora=timezone.now(), adscripcion_id=pk
        ),
        listo="El cargo se retiró; queda constancia en la bitácora.",
        destino=reverse("persona", args=[cargo.usuario_id]),
    )
