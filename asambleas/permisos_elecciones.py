"""Who may vote, annul, replace a member and set the posts of an órgano, and why not."""

from asambleas.estados import (
    ORGANOS_ABIERTOS,
    PASOS_DE_ELECCION,
    EstadoActa,
    EstadoAsamblea,
    EstadoEleccion,
    TipoAsamblea,
)
from asambleas.models import Acta, Asamblea, Eleccion, Organo
from asambleas.permisos import permite_llevar, permite_llevar_organo, permite_reglas
from nucleo.personas import SI, Persona, Veredicto, no


def permite_votar(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """Register a vote: who carries the órgano, while the assembly is being held."""
    if not (puede := permite_llevar_organo(persona, asamblea.organo)):
        return puede
    if asamblea.estado != EstadoAsamblea.INSTALADA:
        return no(f"La asamblea está {asamblea.get_estado_display()}: se vota mientras está instalada.")
    return SI


def permite_anular_eleccion(persona: Persona, eleccion: Eleccion) -> Veredicto:
    """Annul a vote: the same, unless it was annulled already."""
    if not (puede := permite_votar(persona, eleccion.asamblea)):
        return puede
    if EstadoEleccion.ANULADA not in PASOS_DE_ELECCION[eleccion.estado]:
        return no("Esta votación ya está anulada.")
    return SI


def permite_sustituir_en(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """Replace somebody by what an assembly of sustitución decided, until its acta is frozen."""
    if not (puede := permite_llevar_organo(persona, asamblea.organo)):
        return puede
    if asamblea.tipo != TipoAsamblea.SUSTITUCION:
        return no("La sustitución la decide una asamblea convocada para eso.")
    if asamblea.estado not in (EstadoAsamblea.INSTALADA, EstadoAsamblea.CERRADA):
        return no(f"La asamblea está {asamblea.get_estado_display()}: todavía no decide nada.")
    hechas = (EstadoActa.CONGELADA, EstadoActa.FIRMADA)
    if Acta.objects.filter(asamblea=asamblea, estado__in=hechas).exists():
        return no("El acta de esa asamblea ya está hecha: convoque a otra.")
    return SI


def permite_tocar_puestos(persona: Persona, organo: Organo) -> Veredicto:
    """Be one of those who set the posts of an órgano, whatever its state."""
    if permite_llevar(persona, organo.direccion_id) or permite_reglas(persona):
        return SI
    return no("Los puestos los fija quien lleva el comité o consejo, o la Dirección de Planeación.")


def permite_puestos(persona: Persona, organo: Organo) -> Veredicto:
    """Say which posts an órgano elects: who carries it, or Planeación, before its first vote."""
    if not (puede := permite_tocar_puestos(persona, organo)):
        return puede
    if organo.estado not in ORGANOS_ABIERTOS:
        return no(f"Está {organo.get_estado_display()}: ya no admite cambios.")
    if Eleccion.objects.filter(asamblea__organo=organo).exists() or organo.integrantes.exists():
        return no("Ya se votó: los puestos quedaron como estaban en la primera votación.")
    return SI
