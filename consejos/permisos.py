"""Who may do what with a public call and an application, and why not."""

from datetime import date

from asambleas.permisos import permite_llevar_organo
from consejos.estados import PASOS_DE_LLAMADO, PASOS_DE_POSTULACION, EstadoLlamado
from consejos.models import Llamado, Postulacion
from nucleo.fechas import fecha_larga
from nucleo.personas import SI, Persona, Veredicto, no


def mueve_llamado(llamado: Llamado, a: str) -> Veredicto:
    """Whether the table has that move."""
    if a in PASOS_DE_LLAMADO[llamado.estado]:
        return SI
    return no(f"La convocatoria pública está {llamado.get_estado_display()} y no admite ese cambio.")


def permite_llamado(persona: Persona, llamado: Llamado, a: str) -> Veredicto:
    """Publish, close or call off: who carries the consejo."""
    return permite_llevar_organo(persona, llamado.consejo.organo) and mueve_llamado(llamado, a)


def permite_corregir(persona: Persona, llamado: Llamado) -> Veredicto:
    """Change what it says: only before it is published."""
    if not (puede := permite_llevar_organo(persona, llamado.consejo.organo)):
        return puede
    if llamado.estado != EstadoLlamado.BORRADOR:
        return no("Ya se publicó: si cambió algo de fondo, cancélela y publique otra.")
    return SI


def recibe_postulaciones(llamado: Llamado, hoy: date) -> Veredicto:
    """Whether applications are taken today: published, and inside its period (last day inclusive)."""
    if llamado.estado != EstadoLlamado.PUBLICADO:
        return no(f"Esta convocatoria está {llamado.get_estado_display()}: no recibe postulaciones.")
    if hoy < llamado.desde:
        return no(f"Las postulaciones se reciben desde el {fecha_larga(llamado.desde)}.")
    if hoy > llamado.hasta:
        return no(f"El plazo terminó el {fecha_larga(llamado.hasta)}.")
    return SI


def permite_postulacion(persona: Persona, postulacion: Postulacion, a: str) -> Veredicto:
    """Accept, refuse or withdraw: who carries the consejo."""
    if not (puede := permite_llevar_organo(persona, postulacion.llamado.consejo.organo)):
        return puede
    if a in PASOS_DE_POSTULACION[postulacion.estado]:
        return SI
    return no(f"La postulación está {postulacion.get_estado_display()} y no admite ese cambio.")
