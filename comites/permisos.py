"""Who may do what with a comité's reports, and why not."""

from asambleas.permisos import permite_llevar
from comites.estados import PASOS_DE_REPORTE
from comites.models import Reporte
from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.roles import Accion
from poa.permisos import es_sistema


def permite_tipos(persona: Persona) -> Veredicto:
    """Keep the list of kinds of work: Planeación."""
    if persona.puede(Accion.ADMINISTRAR_REGLAS) or es_sistema(persona):
        return SI
    return no("Los tipos de obra los lleva la Dirección de Planeación.")


def permite_mover(persona: Persona, reporte: Reporte, a: str) -> Veredicto:
    """Pass a report on, answer it, close it or discard it: who carries the comité, also once it ended."""
    if not (puede := permite_llevar(persona, reporte.comite.organo.direccion_id)):
        return puede
    if a in PASOS_DE_REPORTE[reporte.estado]:
        return SI
    return no(f"El reporte está {reporte.get_estado_display()} y no admite ese cambio.")
