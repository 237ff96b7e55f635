"""Pages of personal data: the aviso de privacidad, and one person's data given or anonymised."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nucleo.formularios import atender
from nucleo.models import Usuario
from nucleo.reconfirmar import reconfirmada
from nucleo.reglas import publica, requiere
from nucleo.roles import Accion
from poa import servicios
from poa.aviso_sugerido import texto_sugerido
from poa.consultas import privacidad as consultas
from poa.consultas.municipio import marco_del_municipio
from poa.consultas.personas import personas
from poa.forms.privacidad import FormularioAnonimizar, FormularioAviso
from poa.models import AvisoDePrivacidad

formulario_o_pagina = require_http_methods(["GET", "HEAD", "POST"])


@publica
@require_GET
def aviso_de_privacidad(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """The aviso in force today, or one of its versions, for anybody; 404 before there is any."""
    todos = AvisoDePrivacidad.objects.all()
    vigente = consultas.aviso_vigente(request.hoy)
    aviso = (vigente or todos.first()) if version is None else todos.filter(version=version).first()
    if aviso is None:
        aviso = get_object_or_404(todos, version=version)
    contexto = {
        "aviso": aviso,
        "bloques": consultas.bloques_de(aviso.texto),
        "vigente": vigente,
        "es_vigente": aviso == vigente,
        "por_regir": aviso.vigente_desde > request.hoy,
        "otras": todos.exclude(pk=aviso.pk),
    }
    return render(request, "poa/privacidad/aviso.html", contexto)


@requiere(Accion.ADMINISTRAR_CATALOGOS)
@formulario_o_pagina
def aviso_publicar(request: HttpRequest) -> HttpResponse:
    """Write the next version from the last one, or from the suggested text, and publish it."""
    publicados = consultas.avisos()
    formulario = FormularioAviso(request.POST or None, initial=_de_donde_se_parte(request, publicados))
    return atender(
        request,
        formulario,
        lambda: servicios.publicar_aviso(
            persona=request.persona, ahora=timezone.now(), **formulario.cleaned_data
        ),
        plantilla="poa/privacidad/publicar.html",
        contexto={"publicados": publicados, "vigente": consultas.aviso_vigente(request.hoy)},
        listo="El aviso quedó publicado; las versiones anteriores se conservan.",
        destino=reverse("aviso_publicar"),
    )


def _de_donde_se_parte(request: HttpRequest, publicados: list[AvisoDePrivacidad]) -> dict[str, Any]:
    if publicados:
        texto, vista = publicados[0].texto, publicados[0].version
        return {
            "texto": texto,
            "vista": vista,
            "vigente_desde": max(request.hoy, publicados[0].vigente_desde),
        }
    return {"texto": texto_sugerido(marco_del_municipio().nombre), "vista": 0, "vigente_desde": request.hoy}


def _persona(pk: int) -> Usuario:
    return get_object_or_404(personas(), pk=pk)


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@require_POST
@never_cache
def persona_exportar(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything held of a person, as a file to hand them."""
    usuario = _persona(pk)
    datos = servicios.exportar_datos(persona=request.persona, ahora=timezone.now(), usuario_id=pk)
    respuesta = JsonResponse(datos, json_dumps_params={"ensure_ascii": False, "indent": 2})
    respuesta["Content-Disposition"] = f'attachment; filename="datos-de-{usuario.username}.json"'
    return respuesta


@requiere(Accion.ADMINISTRAR_CUENTAS)
@reconfirmada()
@formulario_o_pagina
def persona_anonimizar(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what would go and what would stay, and anonymise with the reason; when it may not be, say why."""
    usuario = _persona(pk)
    permitido = consultas.permite_anonimizar(usuario, request.persona)
    formulario = FormularioAnonimizar(request.POST or None)
    return atender(
        request,
        formulario,
        lambda: servicios.anonimizar_usuario(
            persona=request.persona, ahora=timezone.now(), usuario_id=pk, **formulario.cleaned_data
        ),
        plantilla="poa/privacidad/anonimizar.html",
        contexto={"usuario": usuario, "permitido": permitido},
        listo="Los datos de la persona quedaron anonimizados.",
        destino=reverse("persona", args=[pk]),
    )
