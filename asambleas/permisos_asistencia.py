"""Who may put people on the list of an assembly, take them off, see it whole and attach it signed."""

from datetime import datetime

from asambleas.estados import PASAN_LISTA, EstadoActa, EstadoAsamblea
from asambleas.models import Asamblea
from asambleas.permisos import permite_datos, permite_llevar, permite_llevar_organo
from nucleo.personas import SI, Persona, Veredicto, no


def _con_acta_fija(asamblea: Asamblea) -> bool:
    return asamblea.actas.filter(estado__in=(EstadoActa.CONGELADA, EstadoActa.FIRMADA)).exists()


def permite_pasar_lista(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """Put people on the list: who carries the órgano, until the assembly is closed."""
    if not (puede := permite_llevar_organo(persona, asamblea.organo)):
        return puede
    if asamblea.estado not in PASAN_LISTA:
        return no(f"La asamblea está {asamblea.get_estado_display()}: la lista ya no cambia.")
    return SI


def permite_sumar(persona: Persona, asamblea: Asamblea, capturado_en: datetime) -> Veredicto:
    """Put somebody captured at that moment: until it is closed; what a tablet captured before its end and
    sent later, until its acta is frozen."""
    if asamblea.estado != EstadoAsamblea.CERRADA or not asamblea.fin_en or capturado_en > asamblea.fin_en:
        return permite_pasar_lista(persona, asamblea)
    if not (puede := permite_llevar(persona, asamblea.organo.direccion_id)):
        return puede
    if _con_acta_fija(asamblea):
        return no("Llegó cuando el acta ya estaba congelada: la lista ya no cambia.")
    return SI


def permite_quitar(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """Take somebody off the list: before any vote, since votes were counted with it."""
    if not (puede := permite_pasar_lista(persona, asamblea)):
        return puede
    if asamblea.elecciones.exists():
        return no("Ya se votó con esa lista: nadie sale de ella.")
    return SI


def permite_adjuntar_lista(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """Attach the list signed by hand; one that a frozen acta names is not replaced."""
    if not (puede := permite_llevar_organo(persona, asamblea.organo)):
        return puede
    if asamblea.estado == EstadoAsamblea.CANCELADA:
        return no("La asamblea se canceló: no tiene lista.")
    if asamblea.lista_archivo and _con_acta_fija(asamblea):
        return no("El acta ya nombra el escaneo que está adjunto: no se puede cambiar.")
    return SI


def permite_ver_lista(persona: Persona, asamblea: Asamblea) -> Veredicto:
    """See telephones, addresses, ages and signatures of those who came."""
    return permite_datos(persona, asamblea.organo.direccion_id)
