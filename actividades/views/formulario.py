"""What the pages and the phone's queue share to log an act: dirección, form, acts that look alike."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from actividades.consultas import (
    fecha_sugerida,
    grupos_de_lineas,
    parecidas_de,
    plazos,
    recientes_de,
    ventanas_de_captura,
    visibles_para,
)
from actividades.consultas.captura import EMERGENTE, Recientes, Ventana
from actividades.forms.captura import FormaActividad
from actividades.models import Actividad
from actividades.servicios import registrar_actividad
from nucleo.errores import Conflicto
from nucleo.fechas import fecha_larga
from nucleo.roles import Accion
from nucleo.texto import entero
from poa.models import Direccion


def direcciones_propias(request: HttpRequest) -> list[Direccion]:
    """Those where the person may log."""
    propias = request.persona.direcciones_con(Accion.REGISTRAR_ACTIVIDAD)
    return list(Direccion.objects.filter(pk__in=propias))


def direccion_elegida(request: HttpRequest) -> Direccion:
    """The one that the form or the address names, or the first; another's does not exist."""
    pedida = request.POST.get("direccion") or request.GET.get("direccion")
    elegidas = [d for d in direcciones_propias(request) if pedida in (None, "", str(d.pk))]
    if not elegidas:
        raise Http404
    return elegidas[0]


def opciones(request: HttpRequest, direccion: Direccion) -> tuple[dict[str, Any], list[Ventana]]:
    """What every form of a new act offers: líneas, dates, and what this person logged last."""
    ventanas = ventanas_de_captura(direccion.pk, request.hoy)
    recientes: Recientes = recientes_de(request.persona, direccion.pk)
    grupos = grupos_de_lineas(
        persona=request.persona, direccion_id=direccion.pk, ventanas=ventanas, recientes=recientes
    )
    textos = {"hoy": request.hoy, "plazos": plazos(ventanas)}
    return {"grupos": grupos, "recientes": recientes, **textos}, ventanas


def forma_nueva(request: HttpRequest, direccion: Direccion) -> tuple[FormaActividad, list[Ventana]]:
    """The form of a new act: as it was posted, or with what the address and the copied act say."""
    ofrece, ventanas = opciones(request, direccion)
    datos = (request.POST, request.FILES) if request.method == "POST" else ()
    inicial = {
        **copiada(request, direccion),
        "fecha": fecha_sugerida(ventanas, request.hoy),
    }
    if "linea" in request.GET:
        inicial["linea"] = request.GET["linea"]
    if "localidad" in request.GET:
        inicial["localidades"] = [x for x in request.GET.getlist("localidad") if entero(x) is not None]
    return FormaActividad(*datos, initial=inicial, **ofrece), ventanas


def registrar(request: HttpRequest, forma: FormaActividad, direccion: Direccion) -> Actividad:
    """Log what a valid form says. Raises what the service raises."""
    return registrar_actividad(
        direccion_id=direccion.pk,
        datos=forma.datos(),
        token=forma.cleaned_data["token"],
        persona=request.persona,
        ahora=timezone.now(),
        archivos=forma.archivos_listos(),
    )


def token_nuevo(error: Exception | None) -> dict[str, str]:
    """A used token cannot be used again; what was typed stays."""
    return {"token": str(uuid4())} if isinstance(error, Conflicto) else {}


def copiada(request: HttpRequest, direccion: Direccion) -> dict[str, Any]:
    """What the act named in the address says, to be said again: neither its date nor its evidence."""
    pedida = entero(request.GET.get("copiar"))
    if pedida is None:
        return {}
    propias = visibles_para(request.persona).filter(trimestre_programa__programa__direccion=direccion)
    acto = propias.filter(pk=pedida).prefetch_related("localidades").first()
    return dicho_por(acto) if acto else {}


def dicho_por(acto: Actividad) -> dict[str, Any]:
    """What an act says, as initial values of a form."""
    campos = ("cantidad", "descripcion", "mujeres", "hombres")
    return {
        **{campo: getattr(acto, campo) for campo in campos},
        "linea": str(acto.linea_id) if acto.linea_id else EMERGENTE,
        "localidades": [x.pk for x in acto.localidades.all()],
    }


def parecidas_al_envio(forma: FormaActividad, direccion: Direccion) -> list[dict[str, str]]:
    """Acts like the one that is being sent; one that this very form made does not count."""
    datos = forma.datos()
    otras = parecidas_de(
        direccion_id=direccion.pk, linea=datos.linea, fecha=datos.fecha, localidades=datos.localidades
    )
    return [enlace_a(o) for o in otras if o.token != forma.cleaned_data["token"]]


def enlace_a(acto: Actividad) -> dict[str, str]:
    """Where an act is read, and how it is named in a warning."""
    texto = f"{acto.descripcion[:80]} ({fecha_larga(acto.fecha)}, {acto.registrada_por})"
    return {"url": reverse("actividad", args=[acto.pk]), "texto": texto}
