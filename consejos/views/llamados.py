"""The public calls of a consejo and the applications, for who carries it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST, require_safe

from actividades.forms.captura import FormaMotivo
from actividades.views.evidencias import respuesta_de_archivo
from asambleas.consultas.mascaras import datos_vistos
from asambleas.permisos import permite_llevar_organo
from asambleas.servicios.ciudadanos import anotar_consulta
from consejos import permisos, servicios
from consejos.consultas.tablero import consejo_visible, llamado_visible, postulacion_visible
from consejos.documentos.cartel import cartel_del_llamado
from consejos.estados import EstadoLlamado, EstadoPostulacion
from consejos.forms.consejo import FormaDecision, FormaLlamado
from consejos.models import ArchivoDePostulacion, Llamado, Postulacion
from consejos.views.recibir import recibir
from nucleo.errores import SinPermiso
from nucleo.formularios import atender, decidir
from nucleo.reglas import requiere
from nucleo.respuestas import respuesta_pdf
from nucleo.roles import Accion

E = EstadoLlamado


def _marco(request: HttpRequest, llamado: Llamado) -> dict[str, Any]:
    organo = llamado.consejo.organo
    return {"llamado": llamado, "organo": organo, "donde": [organo.direccion.nombre, organo.nombre]}


@requiere(Accion.VER_ORGANOS)
@require_safe
def llamados(request: HttpRequest, pk: int) -> HttpResponse:
    """The public calls of a consejo."""
    consejo = consejo_visible(request.persona, pk)
    contexto = {
        "consejo": consejo,
        "organo": consejo.organo,
        "llamados": consejo.llamados.prefetch_related("postulaciones"),
        "permiso": permite_llevar_organo(request.persona, consejo.organo),
        "donde": [consejo.organo.direccion.nombre, consejo.organo.nombre],
    }
    return render(request, "consejos/llamados.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def llamado_nuevo(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a public call."""
    consejo = consejo_visible(request.persona, pk)
    forma = FormaLlamado(request.POST or None, initial=FormaLlamado.inicial(None, request.hoy))
    volver = reverse("llamados", args=[pk])
    hechos: list[Llamado] = []

    def escribir() -> None:
        hechos.append(
            servicios.crear_llamado(
                organo_id=pk, datos=forma.datos(), persona=request.persona, ahora=timezone.now()
            )
        )

    respuesta = atender(
        request,
        forma,
        escribir,
        plantilla="consejos/formulario.html",
        contexto={
            "organo": consejo.organo,
            "titulo": "Escribir la convocatoria pública",
            "boton": "Guardar borrador",
            "volver": volver,
            "donde": [consejo.organo.direccion.nombre, consejo.organo.nombre],
        },
        listo="La convocatoria quedó en borrador: revísela y publíquela.",
        destino=volver,
    )
    return redirect("llamado", pk=hechos[0].pk) if hechos else respuesta


@requiere(Accion.VER_ORGANOS)
@require_safe
def llamado(request: HttpRequest, pk: int) -> HttpResponse:
    """One public call with its applications."""
    actual, persona = llamado_visible(request.persona, pk), request.persona
    contexto = {
        **_marco(request, actual),
        "postulaciones": actual.postulaciones.select_related("ciudadano"),
        "corregir": permisos.permite_corregir(persona, actual),
        "publicar": permisos.permite_llamado(persona, actual, E.PUBLICADO),
        "cerrar": permisos.permite_llamado(persona, actual, E.CERRADO),
        "cancelar": permisos.permite_llamado(persona, actual, E.CANCELADO),
        "recibe": permite_llevar_organo(persona, actual.consejo.organo)
        and permisos.recibe_postulaciones(actual, request.hoy),
    }
    return render(request, "consejos/llamado.html", contexto)


@requiere(Accion.LLEVAR_ORGANOS)
def llamado_editar(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a public call that is not published."""
    actual = llamado_visible(request.persona, pk)
    if not (puede := permisos.permite_corregir(request.persona, actual)):
        raise SinPermiso(puede.razon)
    forma = FormaLlamado(request.POST or None, initial=FormaLlamado.inicial(actual, request.hoy))
    volver = reverse("llamado", args=[pk])
    return atender(
        request,
        forma,
        lambda: servicios.corregir_llamado(
            llamado_id=pk,
            datos=forma.datos(),
            revision=forma.cleaned_data["revision"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="consejos/formulario.html",
        contexto={
            **_marco(request, actual),
            "titulo": "Corregir la convocatoria pública",
            "boton": "Guardar",
            "volver": volver,
        },
        listo="Se guardó la convocatoria.",
        destino=volver,
    )


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def llamado_publicar(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it public."""
    llamado_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.publicar_llamado(llamado_id=pk, persona=request.persona, ahora=timezone.now()),
        listo="La convocatoria ya es pública: imprima el cartel y compártala.",
        destino=reverse("llamado", args=[pk]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
@require_POST
def llamado_cerrar(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more applications."""
    llamado_visible(request.persona, pk)
    return decidir(
        request,
        lambda: servicios.cerrar_llamado(llamado_id=pk, persona=request.persona, ahora=timezone.now()),
        listo="La convocatoria se cerró: ya no recibe postulaciones.",
        destino=reverse("llamado", args=[pk]),
    )


@requiere(Accion.LLEVAR_ORGANOS)
def llamado_cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with its reason."""
    actual = llamado_visible(request.persona, pk)
    if not (puede := permisos.permite_llamado(request.persona, actual, E.CANCELADO)):
        raise SinPermiso(puede.razon)
    forma, volver = FormaMotivo(request.POST or None), reverse("llamado", args=[pk])
    forma.fields["motivo"].help_text = "Se muestra en la página pública de la convocatoria."
    return atender(
        request,
        forma,
        lambda: servicios.cancelar_llamado(
            llamado_id=pk,
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="consejos/formulario.html",
        contexto={
            **_marco(request, actual),
            "titulo": "Cancelar la convocatoria pública",
            "explica": "Su página pública dirá que se canceló y por qué. No se puede deshacer.",
            "boton": "Cancelar la convocatoria",
            "volver": volver,
        },
        listo="La convocatoria quedó cancelada.",
        destino=volver,
    )


@requiere(Accion.VER_ORGANOS)
@require_safe
def llamado_cartel(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster, to be printed."""
    actual = llamado_visible(request.persona, pk)
    return respuesta_pdf(cartel_del_llamado(actual), f"{actual.folio.replace('/', '-')}.pdf")


@requiere(Accion.LLEVAR_ORGANOS)
def postulacion_nueva(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an application at the counter."""
    actual = llamado_visible(request.persona, pk)
    if not (puede := permite_llevar_organo(request.persona, actual.consejo.organo)):
        raise SinPermiso(puede.razon)
    hecha, forma = recibir(request, actual, request.persona)
    if hecha:
        return redirect("postulacion", pk=hecha.pk)
    contexto = {**_marco(request, actual), "forma": forma, "volver": reverse("llamado", args=[pk])}
    estado = 400 if request.method == "POST" else 200
    return render(request, "consejos/postular.html", contexto, status=estado)


@requiere(Accion.VER_ORGANOS)
def postulacion(request: HttpRequest, pk: int) -> HttpResponse:
    """One application; with POST, decide it."""
    actual = postulacion_visible(request.persona, pk)
    a = request.POST.get("a", "")
    forma = FormaDecision(request.POST or None)
    organo = actual.llamado.consejo.organo
    if request.method == "POST" and a not in EstadoPostulacion.values:
        raise Http404
    datos = datos_vistos(actual.ciudadano, request.persona)
    if datos.completos and request.method == "GET":
        anotar_consulta(organo=organo, objeto=actual, persona=request.persona, ahora=timezone.now())
    contexto = {
        **_marco(request, actual.llamado),
        "postulacion": actual,
        "datos": datos,
        "archivos": actual.archivos.all(),
        "permisos": _permisos(request, actual),
        "historial": [
            {"texto": c.get_a_display(), "quien": c.actor or "", "cuando": c.momento, "motivo": c.motivo}
            for c in actual.cambios.select_related("actor")
        ],
    }
    return atender(
        request,
        forma,
        lambda: servicios.decidir_postulacion(
            postulacion_id=pk,
            a=EstadoPostulacion(a),
            motivo=forma.cleaned_data["motivo"],
            persona=request.persona,
            ahora=timezone.now(),
        ),
        plantilla="consejos/postulacion.html",
        contexto={**contexto, "donde": [organo.direccion.nombre, organo.nombre]},
        listo="Quedó anotado.",
        destino=reverse("postulacion", args=[pk]),
    )


def _permisos(request: HttpRequest, actual: Postulacion) -> dict[str, Any]:
    estados = EstadoPostulacion
    return {
        nombre: permisos.permite_postulacion(request.persona, actual, a)
        for nombre, a in (
            ("aceptar", estados.ACEPTADA),
            ("rechazar", estados.RECHAZADA),
            ("retirar", estados.RETIRADA),
        )
    }


@requiere(Accion.VER_DATOS_PERSONALES)
@require_GET
def postulacion_archivo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A document of an application, to who carries the consejo."""
    archivo = get_object_or_404(ArchivoDePostulacion.objects.select_related("postulacion"), pk=pk)
    postulacion_visible(request.persona, archivo.postulacion_id)
    return respuesta_de_archivo(request, archivo)
