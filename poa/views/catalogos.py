"""Pages of the catalogues: their index, the municipality and its coat of arms, the three lists."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo import almacen
from nucleo.formularios import atender, decidir, intentar
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion
from poa import servicios
from poa.consultas.catalogos import EDITABLES, entradas_de, titulares_de, usos_de
from poa.consultas.municipio import url_del_escudo
from poa.consultas.personas import personas
from poa.forms.catalogos import (
    FiltroDeCatalogo,
    FormularioAyuntamiento,
    FormularioDireccion,
    FormularioEje,
    FormularioEscudo,
    FormularioLocalidad,
    FormularioVisto,
)
from poa.models import Ayuntamiento, DiaInhabil, Direccion, EjePMD, Ejercicio, Localidad

POR_PAGINA = 25
formulario_o_pagina = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Catalogo:
    """One of the lists: its table, its form, its services and its words."""

    tipo: str
    modelo: type[Any]
    formulario: type[FormularioVisto]
    crear: Callable[..., Any]
    editar: Callable[..., Any]
    titulo: str
    nuevo: str
    texto: str

    @property
    def url(self) -> str:
        return reverse("catalogo", args=[self.tipo])


CATALOGOS = {
    c.tipo: c
    for c in (
        Catalogo(
            "direcciones",
            Direccion,
            FormularioDireccion,
            servicios.crear_direccion,
            servicios.editar_direccion,
            "Direcciones",
            "Nueva dirección",
            "Direcciones y jefaturas que tienen POA, su clave y quién ha sido titular.",
        ),
        Catalogo(
            "localidades",
            Localidad,
            FormularioLocalidad,
            servicios.crear_localidad,
            servicios.editar_localidad,
            "Localidades",
            "Nueva localidad",
            "Los lugares del municipio que se eligen al registrar una actividad.",
        ),
        Catalogo(
            "ejes",
            EjePMD,
            FormularioEje,
            servicios.crear_eje,
            servicios.editar_eje,
            "Ejes del plan municipal",
            "Nuevo eje",
            "Los ejes del plan de desarrollo con los que se alinea cada estrategia.",
        ),
    )
}


def _catalogo(tipo: str) -> Catalogo:
    if tipo not in CATALOGOS:
        raise Http404
    return CATALOGOS[tipo]


@requiere(Accion.ADMINISTRAR_CATALOGOS, Accion.ADMINISTRAR_CUENTAS)
@require_GET
def catalogos(request: HttpRequest) -> HttpResponse:
    """The index: each catalogue one may keep, with how many entries it has."""
    contexto = {
        "ayuntamiento": Ayuntamiento.objects.first(),
        "lleva_catalogos": request.persona.puede(Accion.ADMINISTRAR_CATALOGOS),
        "lleva_cuentas": request.persona.puede(Accion.ADMINISTRAR_CUENTAS),
        "lleva_reglas": request.persona.puede(Accion.ADMINISTRAR_REGLAS),
        "listas": [(c, c.modelo.objects.filter(activa=True).count()) for c in CATALOGOS.values()],
        "ejercicio": Ejercicio.objects.first(),
        "inhabiles": DiaInhabil.objects.filter(fecha__year=request.hoy.year).count(),
        "personas": personas().filter(is_active=True).count(),
    }
    return render(request, "poa/catalogos/indice.html", contexto)


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@formulario_o_pagina
def ayuntamiento(request: HttpRequest) -> HttpResponse:
    """How the municipality names itself, and its coat of arms."""
    actual = Ayuntamiento.objects.first()
    if actual is None:
        raise Http404
    inicial = {campo: getattr(actual, campo) for campo in EDITABLES[Ayuntamiento]}
    formulario = FormularioAyuntamiento(request.POST or None, objetos=[actual], initial=inicial)
    return atender(
        request,
        formulario,
        lambda: servicios.editar_ayuntamiento(
            persona=request.persona, ahora=timezone.now(), **formulario.datos()
        ),
        plantilla="poa/catalogos/ayuntamiento.html",
        contexto={"escudo": url_del_escudo(actual.escudo), "form_escudo": FormularioEscudo()},
        listo="Los datos del ayuntamiento quedaron guardados.",
        destino=reverse("ayuntamiento"),
    )


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def ayuntamiento_escudo(request: HttpRequest) -> HttpResponse:
    """Put another coat of arms."""
    formulario = FormularioEscudo(request.POST, request.FILES)
    if formulario.is_valid():
        archivo = formulario.cleaned_data["escudo"]
        return decidir(
            request,
            lambda: servicios.poner_escudo(persona=request.persona, ahora=timezone.now(), archivo=archivo),
            listo="El escudo ya se ve en las páginas y saldrá en los documentos nuevos.",
            destino=reverse("ayuntamiento"),
        )
    for mensaje in formulario.errors.get("escudo", []):
        messages.error(request, str(mensaje))
    return redirect("ayuntamiento")


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def ayuntamiento_escudo_quitar(request: HttpRequest) -> HttpResponse:
    """Go back to the coat of arms of the product."""
    return decidir(
        request,
        lambda: servicios.poner_escudo(persona=request.persona, ahora=timezone.now(), archivo=""),
        listo="Se quitó el escudo; se usa el genérico.",
        destino=reverse("ayuntamiento"),
    )


@publica
@require_GET
def escudo(request: HttpRequest, huella: str) -> HttpResponse:
    """The coat of arms in use, for anybody: a PNG we wrote ourselves, checked against its name."""
    actual = Ayuntamiento.objects.first()
    if actual is None or not actual.escudo or url_del_escudo(actual.escudo) != request.path:
        raise Http404
    try:
        contenido = almacen.leer(actual.escudo)
    except FileNotFoundError as error:
        raise Http404 from error
    if almacen.sha256(contenido) != huella:
        raise Http404
    respuesta = HttpResponse(contenido, content_type="image/png")
    respuesta["Cache-Control"] = "public, max-age=86400, immutable"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_GET
def catalogo(request: HttpRequest, tipo: str) -> HttpResponse:
    """One list, with search and pages; those no longer offered apart."""
    cual = _catalogo(tipo)
    filtro = FiltroDeCatalogo(request.GET)
    buscado, inactivas = filtro.limpio.get("q", ""), bool(filtro.limpio.get("inactivas"))
    entradas = entradas_de(cual.modelo, texto=buscado, inactivas=inactivas)
    contexto = {
        "catalogo": cual,
        "pagina": Paginator(entradas, POR_PAGINA).get_page(request.GET.get("pagina")),
        "q": buscado,
        "inactivas": inactivas,
    }
    return render(request, "poa/catalogos/lista.html", contexto)


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@formulario_o_pagina
def catalogo_nuevo(request: HttpRequest, tipo: str) -> HttpResponse:
    """Add an entry."""
    cual = _catalogo(tipo)
    formulario = cual.formulario(request.POST or None)
    return atender(
        request,
        formulario,
        lambda: cual.crear(persona=request.persona, ahora=timezone.now(), **formulario.datos()),
        plantilla="poa/catalogos/entrada.html",
        contexto={"catalogo": cual},
        listo="Quedó en la lista.",
        destino=cual.url,
    )


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@formulario_o_pagina
def catalogo_editar(request: HttpRequest, tipo: str, pk: int) -> HttpResponse:
    """Change an entry; say what uses it, deactivate it, or delete it when nothing does."""
    cual = _catalogo(tipo)
    entrada = get_object_or_404(cual.modelo, pk=pk)
    inicial = {campo: getattr(entrada, campo) for campo in EDITABLES[cual.modelo]}
    formulario = cual.formulario(request.POST or None, objetos=[entrada], initial=inicial)
    if request.method == "POST" and formulario.is_valid():
        hecho = intentar(
            formulario,
            lambda: cual.editar(persona=request.persona, ahora=timezone.now(), pk=pk, **formulario.datos()),
        )
        if hecho:
            messages.success(request, "El cambio quedó guardado.")
            return redirect(cual.url)
    contexto = {"catalogo": cual, "form": formulario} | _de_la_entrada(cual.modelo.objects.get(pk=pk))
    return render(
        request, "poa/catalogos/entrada.html", contexto, status=400 if request.method == "POST" else 200
    )


def _de_la_entrada(entrada: Model) -> dict[str, Any]:
    titulares = titulares_de(entrada) if isinstance(entrada, Direccion) else []
    return {"entrada": entrada, "usos": usos_de(entrada), "titulares": titulares}


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def catalogo_activar(request: HttpRequest, tipo: str, pk: int) -> HttpResponse:
    """Offer an entry in new captures again, or no longer (`activa` empty)."""
    cual, activa = _catalogo(tipo), request.POST.get("activa") == "1"
    get_object_or_404(cual.modelo, pk=pk)
    return decidir(
        request,
        lambda: servicios.activar_entrada(
            persona=request.persona, ahora=timezone.now(), modelo=cual.modelo, pk=pk, activa=activa
        ),
        listo="Vuelve a ofrecerse."
        if activa
        else "Ya no se ofrece en capturas nuevas; lo anterior lo conserva.",
        destino=cual.url,
    )


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@require_POST
def catalogo_borrar(request: HttpRequest, tipo: str, pk: int) -> HttpResponse:
    """Delete an entry that nothing uses."""
    cual = _catalogo(tipo)
    get_object_or_404(cual.modelo, pk=pk)
    formulario = forms.Form(request.POST)
    hecho = intentar(
        formulario,
        lambda: servicios.borrar_entrada(
            persona=request.persona, ahora=timezone.now(), modelo=cual.modelo, pk=pk
        ),
    )
    if hecho:
        messages.success(request, "Se borró de la lista.")
        return redirect(cual.url)
    messages.error(request, str(formulario.non_field_errors()[0]))
    return redirect("catalogo_editar", tipo=tipo, pk=pk)
