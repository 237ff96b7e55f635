"""What still has to be done before a quarter can be signed, and what each línea has to explain."""

from dataclasses import dataclass

from evaluacion.consultas.avance import AvanceDeLinea, AvanceDePrograma
from evaluacion.models import Justificacion

CAUSA, COMPLETA = "causa", "completa"


@dataclass(frozen=True)
class Pendiente:
    """One thing to do: what, how many, and the línea it is about (None: the quarter as a whole)."""

    clave: str
    texto: str
    linea_id: int | None = None


def exige_justificacion(avance: AvanceDeLinea) -> str | None:
    """«completa» (cause, corrective action, responsible, date) for amarillo and rojo; «causa» alone
    above the over-fulfilment threshold; None when the línea explains itself."""
    cifra = avance.trimestral
    if cifra.semaforo in {"amarillo", "rojo"}:
        return COMPLETA
    return CAUSA if cifra.semaforo and cifra.pide_causa else None


def esta_justificada(exigencia: str, justificacion: Justificacion | None) -> bool:
    """Whether what was written covers what the línea has to explain."""
    if justificacion is None or not justificacion.causa:
        return False
    if exigencia == CAUSA:
        return True
    return bool(
        justificacion.accion_correctiva and justificacion.responsable and justificacion.fecha_compromiso
    )


def justificaciones_de(tp_id: int) -> dict[int, Justificacion]:
    """Justifications of a quarter, by línea."""
    return {j.linea_id: j for j in Justificacion.objects.filter(trimestre_programa_id=tp_id)}


def pendientes_para_firmar(
    avance: AvanceDePrograma, justificaciones: dict[int, Justificacion]
) -> list[Pendiente]:
    """What must be settled first: acts without a decision, líneas without an explanation. Empty: ready."""
    faltan = []
    if n := avance.por_validar:
        cuantas = "1 actividad espera" if n == 1 else f"{n} actividades esperan"
        faltan.append(Pendiente("validar", f"{cuantas} que usted decida: valide, anule o deje fuera."))
    if n := avance.devueltas:
        cuantas = "1 actividad devuelta sigue" if n == 1 else f"{n} actividades devueltas siguen"
        faltan.append(Pendiente("devueltas", f"{cuantas} sin corregir: anule o deje fuera."))
    for linea in avance.lineas:
        if linea.declarada and linea.trimestral.realizadas + linea.trimestral.no_programadas:
            faltan.append(
                Pendiente(
                    "contradice",
                    f"«{linea.linea.texto}» se declaró sin actividad y tiene actividades: "
                    "retire la declaración.",
                    linea.linea.pk,
                )
            )
        exigencia = exige_justificacion(linea)
        if exigencia and not esta_justificada(exigencia, justificaciones.get(linea.linea.pk)):
            pide = "la causa" if exigencia == CAUSA else "justificación"
            faltan.append(
                Pendiente(
                    "justificar",
                    f"«{linea.linea.texto}» ({linea.trimestral.etiqueta}) necesita {pide}.",
                    linea.linea.pk,
                )
            )
    return faltan
