"""What can be done next with a POA, each with its reason when it cannot."""

from collections.abc import Sequence
from typing import Any

from django import template

from nucleo.estados import EstadoDocumento
from nucleo.roles import Accion
from poa import permisos
from poa.estados import EstadoPrograma
from poa.models import Programa

register = template.Library()


@register.inclusion_tag("poa/acciones_de_vida.html", takes_context=True)
def acciones_de_vida(
    context: template.Context, programa: Programa, faltantes: Sequence[Any]
) -> dict[str, Any]:
    """Send, return, authorise, sign and download: what concerns this person in the state it is in."""
    persona, faltan = context["request"].persona, len(faltantes)
    autorizado = programa.estado == EstadoPrograma.AUTORIZADO
    documento = programa.documento
    return {
        "programa": programa,
        "csrf_token": context.get("csrf_token"),
        "escribe": persona.puede(Accion.ELABORAR_POA, programa.direccion_id) and not autorizado,
        "autoriza": persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id) and not autorizado,
        "firma": autorizado
        and (
            permisos.cargo_de_direccion(programa, persona) is not None
            or permisos.cargo_de_autorizador(persona) is not None
        ),
        "puede_enviar": permisos.permite_enviar(programa, persona, faltan=faltan),
        "puede_observar": permisos.permite_observar(programa, persona),
        "puede_autorizar": permisos.permite_autorizar(programa, persona, faltan=faltan),
        "puede_firmar": permisos.permite_firmar(programa, persona),
        "reprograma": autorizado and persona.puede(Accion.REPROGRAMAR, programa.direccion_id),
        "puede_reprogramar": permisos.permite_reprogramar(programa, persona),
        "reprogramaciones": programa.reprogramaciones.count() if autorizado else 0,
        "documento": documento,
        "congelado": bool(documento and documento.estado != EstadoDocumento.RESERVADO),
    }
