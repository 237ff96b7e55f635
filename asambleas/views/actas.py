"""The actas of an órgano: begun, written, frozen, called off, published; and what anybody reads of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from asambleas import permisos_actas as permisos
from asambleas import servicios
from asambleas.consultas import organo_visible
from asambleas.consultas.actas import (
    acta_visible,
    actas_de,
    actas_publicas,
    asambleas_sin_acta,
    avisos_al_congelar,
    documentos_cancelados,
    faltan_a,
    folio_en_direccion,
)
from asambleas.consultas.instantanea import datos_de_acta
from asambleas.documentos.redaccion import redactar
from asambleas.forms.actas import FormaLevantar, FormaMotivoDeActa, FormaRevision, FormaTextos
from asambleas.models import Acta, Organo
from asambleas.permisos import permite_llevar_organo
from asambleas.procedimientos import procedimiento_de
from nucleo.errores import SinPermiso
from nucleo.folios import codigo_legible
from nucleo.formularios import atender, decidir
from nucleo.limites import contar_intento
from nucleo.personas import Veredicto
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion


def marco_de(organo: Organo) -> dict[str, Any]:
    """Whose it is and the way back."""
    procedimiento = procedimiento_de(organo.procedimiento)
    return {
        "organo": organo,
        "procedimiento": procedimiento,
        "donde": [organo.direccion.nombre, organo.nombre],
    }


def marco_de_acta(acta: Acta) -> dict[str, Any]:
    """What every page of an acta shows."""
    return {**marco_de(acta.organo), "acta": acta}


@requiere(Accion.VER_ORGANOS)
@require_safe
def actas(request: HttpRequest, pk: int) -> HttpResponse:
    """Every acta of an órgano, and the assemblies that still have none."""
    organo = organo_visible(request.persona, pk)
    lista = actas_de(request.persona, organo)
    contexto = {
        **marco_de(organo),
        "lista": lista,
        "sin_acta": asambleas_sin_acta(organo),
        "permiso": permite_llevar_organo(request.persona, organo),
        "url_publica": _url_publica(organo) if any(a.acta.publicada_en for a in lista) else "",
    }
    return render(request, "asambleas/actas/actas.html", contexto)


def _url_publica(organo: Organo) -> str:
    return reverse("actas_publicas", args=[folio_en_direccion(organo)])


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def acta_levantar(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the acta of an assembly."""
    organo = organo_visible(request.persona, pk)
    if not (puede := permite_llevar_organo(request.persona, organo)):
        raise SinPermiso(puede.razon)
    forma = FormaLevantar(request.POST, organo=organo)
    if not forma.is_valid():
        messages.error(request, "Elija una asamblea que ya se haya celebrado y no tenga acta.")
        return redirect("actas", pk=pk)
    asamblea = forma.cleaned_data["asamblea"]
    nueva = servicios.levantar_acta(
        organo_id=pk,
        tipo=asamblea.tipo,
        asamblea_id=asamblea.pk,
        persona=request.persona,
        ahora=timezone.now(),
    )
    messages.success(request, "El acta quedó compuesta con lo que se capturó. Revise los textos marcados.")
    return redirect("acta", pk=nueva.pk)


@requiere(Accion.VER_ORGANOS)
def acta(request: HttpRequest, pk: int) -> HttpResponse:
    """The acta as it reads, with its texts to be written; with POST, write them."""
    actual = acta_visible(request.persona, pk)
    if request.method == "POST" and not (puede := permisos.permite_redactar(request.persona, actual)):
        raise SinPermiso(puede.razon)
    forma = FormaTextos(request.POST or None, acta=actual)
    return atender(
        request,
        forma,
        lambda: servicios.corregir_acta(
            acta_id=pk,
            textos=forma.textos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/actas/acta.html",
        contexto=_de_la_acta(request, actual),
        listo="Los textos del acta quedaron guardados.",
        destino=reverse("acta", args=[pk]),
    )


def _de_la_acta(request: HttpRequest, actual: Acta) -> dict[str, Any]:
    documento = actual.documento
    congelados = json.loads(documento.datos) if documento and documento.datos else None
    datos = congelados or datos_de_acta(actual, hoy=request.hoy)
    return {
        **marco_de_acta(actual),
        "bloques": redactar(_sin_contacto(datos)),
        "cuantos": len(datos["asistentes"]),
        "faltan": faltan_a(actual),
        "cancelados": documentos_cancelados(actual),
        "codigo": codigo_legible(actual.documento.codigo) if actual.documento else "",
        "escaneo": bool(actual.documento and actual.documento.firmas.filter(via="papel").exists()),
        "url_publica": _url_publica(actual.organo) if actual.publicada_en else "",
        "acciones": _acciones(request, actual),
    }


def _sin_contacto(datos: dict[str, Any]) -> dict[str, Any]:
    """Telephones and addresses are read in the PDF alone, where each look leaves its trace."""
    integrantes = [{**i, "domicilio": "", "telefono": ""} for i in datos["integrantes"]]
    return {**datos, "integrantes": integrantes}


def _acciones(request: HttpRequest, actual: Acta) -> dict[str, Veredicto]:
    persona = request.persona
    firma = permisos.permite_firmar(persona, actual)
    return {
        "redactar": permisos.permite_redactar(persona, actual),
        "congelar": permisos.permite_congelar(persona, actual),
        "completa": permisos.permite_completa(persona, actual),
        "firmar": firma or permisos.permite_adjuntar(persona, actual),
        "reabrir": permisos.permite_reabrir(persona, actual),
        "cancelar": permisos.permite_cancelar(persona, actual),
        "publicar": permisos.permite_publicar(persona, actual),
    }


@requiere(Accion.LLEVAR_ORGANOS)
def acta_congelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will not change any more, and freeze it."""
    actual = acta_visible(request.persona, pk)
    if not (puede := permisos.permite_congelar(request.persona, actual)):
        raise SinPermiso(puede.razon)
    forma = FormaRevision(request.POST or None, initial={"revision": actual.revision})
    return atender(
        request,
        forma,
        lambda: servicios.congelar_acta(
            acta_id=pk,
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="asambleas/actas/congelar.html",
        contexto={**marco_de_acta(actual), "avisos": avisos_al_congelar(actual)},
        listo="El acta quedó congelada con su folio. Ahora recabe las firmas o fírmela con e.firma.",
        destino=reverse("acta", args=[pk]),
    )


@dataclass(frozen=True)
class Deshacer:
    """How a way back is asked, and which service takes it."""

    titulo: str
    explica: str
    boton: str
    hecho: str
    permiso: Callable[..., Veredicto]
    servicio: Callable[..., Acta]


CANCELAR = Deshacer(
    "Cancelar el acta",
    "Deja de valer y su folio, si ya lo tiene, queda como cancelado. Después se puede levantar otra.",
    "Cancelar el acta",
    "El acta quedó cancelada.",
    permisos.permite_cancelar,
    servicios.cancelar_acta,
)
REABRIR = Deshacer(
    "Volver a redactar",
    "El folio queda como cancelado y el papel impreso ya no vale. El acta vuelve a redacción y, al "
    "congelarla otra vez, toma otro folio.",
    "Cancelar el folio y redactar",
    "El folio quedó cancelado; el acta está otra vez en redacción.",
    permisos.permite_reabrir,
    servicios.reabrir_acta,
)


def _deshacer(request: HttpRequest, pk: int, que: Deshacer) -> HttpResponse:
    actual = acta_visible(request.persona, pk)
    if not (puede := que.permiso(request.persona, actual)):
        raise SinPermiso(puede.razon)
    forma = FormaMotivoDeActa(request.POST or None)
    return atender(
        request,
        forma,
        lambda: que.servicio(
            acta_id=pk, motivo=forma.cleaned_data["motivo"], persona=request.persona, ahora=timezone.now()
        ),
        plantilla="asambleas/actas/deshacer.html",
        contexto={**marco_de_acta(actual), "que": que},
        listo=que.hecho,
        destino=reverse("acta", args=[pk]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
def acta_cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with its reason."""
    return _deshacer(request, pk, CANCELAR)


@requiere(Accion.LLEVAR_ORGANOS)
def acta_reabrir(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel its folio and write it again."""
    return _deshacer(request, pk, REABRIR)


@requiere(Accion.APROBAR_PASOS)
@require_POST
def acta_publicar(request: HttpRequest, pk: int) -> HttpResponse:
    """Put its versión pública where anybody reads it."""
    actual = acta_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.publicar_acta(acta_id=actual.pk, persona=request.persona, ahora=timezone.now()),
        listo="La versión pública del acta ya se puede leer sin entrar al sistema.",
        destino=reverse("acta", args=[pk]),
    )


@publica
@require_safe
def actas_del_organo(request: HttpRequest, folio: str) -> HttpResponse:
    """The published actas of an órgano, for anybody; unknown, or with none published, is the same 404."""
    contar_intento(request, "actas")
    halladas = actas_publicas(folio)
    if halladas is None:
        raise Http404
    organo, publicadas = halladas
    contexto = {
        "organo": organo,
        "procedimiento": procedimiento_de(organo.procedimiento),
        "publicadas": [(a, codigo_legible(a.documento.codigo)) for a in publicadas if a.documento],
        "donde": [organo.direccion.nombre, organo.nombre],
    }
    return render(request, "asambleas/actas/publicas.html", contexto)
