"""Small translations for the pages of a quarter and of the verification."""

from django import template

from evaluacion.consultas.estado import Situacion
from evaluacion.estados import EstadoEvaluacion
from nucleo.verificacion import Veredicto

register = template.Library()
E = EstadoEvaluacion
PASOS = [E.EN_CAPTURA, E.EN_REVISION, E.FIRMADA, E.EVALUADA]
LUGAR = {E.OBSERVADA: E.EN_CAPTURA, E.IMPRESA: E.EN_REVISION, E.SUSTITUIDA: E.EVALUADA}
TONOS = {Veredicto.VIGENTE: "bien", Veredicto.ALTERADA: "error", Veredicto.DESCONOCIDA: "error"}
ICONOS = {"bien": "seguridad", "error": "error", "atencion": "atencion"}


@register.simple_tag
def pasos_del_trimestre() -> list[tuple[str, str]]:
    """The four places a quarter goes through."""
    return [(p.value, str(p.label).capitalize()) for p in PASOS]


@register.filter
def paso_actual(situacion: Situacion) -> str:
    """Which of the four places it is in; returned ones are back in capture."""
    return LUGAR.get(situacion.estado, situacion.estado).value


@register.filter
def tono_de_veredicto(veredicto: Veredicto) -> str:
    return TONOS.get(veredicto, "atencion")


@register.filter
def icono_de_veredicto(veredicto: Veredicto) -> str:
    return ICONOS[tono_de_veredicto(veredicto)]
