"""Who may do what with an acta and its acuerdos, and why not: the same answer everywhere."""

from asambleas.estados import PASOS_DE_ACTA, EstadoActa, EstadoAsamblea
from asambleas.models import Acta, Acuerdo
from asambleas.permisos import permite_datos, permite_decidir, permite_llevar, permite_llevar_organo
from nucleo.personas import SI, Cargo, Persona, Veredicto, no
from nucleo.roles import Rol

E = EstadoActa


def _mueve(acta: Acta, a: str) -> Veredicto:
    if a in PASOS_DE_ACTA[acta.estado]:
        return SI
    return no(f"El acta está {acta.get_estado_display()}.")


def permite_redactar(persona: Persona, acta: Acta) -> Veredicto:
    """Write its texts and acuerdos: who carries the órgano, until it is frozen."""
    if not (puede := permite_llevar_organo(persona, acta.organo)):
        return puede
    if acta.estado == E.BORRADOR:
        return SI
    return no(f"El acta está {acta.get_estado_display()}: sus textos ya no cambian.")


def permite_congelar(persona: Persona, acta: Acta) -> Veredicto:
    """Freeze it with its folio: who carries the órgano, once its assembly is over."""
    if not (puede := permite_llevar_organo(persona, acta.organo) and _mueve(acta, E.CONGELADA)):
        return puede
    if acta.asamblea is not None and acta.asamblea.estado != EstadoAsamblea.CERRADA:
        return no("Antes hay que cerrar la asamblea.")
    return SI


def permite_adjuntar(persona: Persona, acta: Acta) -> Veredicto:
    """Attach the paper that was signed by hand: who carries the órgano."""
    if not (puede := permite_llevar(persona, acta.organo.direccion_id) and _mueve(acta, E.FIRMADA)):
        return puede
    return SI if cargo_en(persona, acta) else no("Su cargo en la dirección no está en vigor.")


def permite_firmar(persona: Persona, acta: Acta) -> Veredicto:
    """Sign it with the e.firma: the titular of the dirección, with the faculty to sign."""
    if cargo_que_firma(persona, acta) is None:
        return no("Con e.firma la firma la persona titular de la dirección.")
    return _mueve(acta, E.FIRMADA)


def permite_cancelar(persona: Persona, acta: Acta) -> Veredicto:
    """Call it off, with its reason, while nobody signed it: who carries the órgano."""
    return permite_llevar(persona, acta.organo.direccion_id) and _mueve(acta, E.CANCELADA)


def permite_reabrir(persona: Persona, acta: Acta) -> Veredicto:
    """Cancel the folio that nobody signed, and write it again: who carries the órgano."""
    return permite_llevar_organo(persona, acta.organo) and _mueve(acta, E.BORRADOR)


def permite_publicar(persona: Persona, acta: Acta) -> Veredicto:
    """Show its versión pública to anybody: the titular, once it is signed."""
    if not (puede := permite_decidir(persona, acta.organo)):
        return puede
    if acta.estado != E.FIRMADA:
        return no("Se publica cuando ya está firmada.")
    return no("Ya está publicada.") if acta.publicada_en else SI


def permite_completa(persona: Persona, acta: Acta) -> Veredicto:
    """Open it with its attendance list: who may see personal data of that dirección (on record)."""
    return permite_datos(persona, acta.organo.direccion_id)


def permite_cumplir(persona: Persona, acuerdo: Acuerdo) -> Veredicto:
    """Say that it was done: whose it is, the titular, or who carries the órgano when it is nobody's."""
    organo = acuerdo.acta.organo
    if acuerdo.cumplido_el:
        return no("Ya está marcado como cumplido.")
    if acuerdo.acta.estado not in {E.CONGELADA, E.FIRMADA}:
        return no(f"Su acta está {acuerdo.acta.get_estado_display()}.")
    if permite_decidir(persona, organo):
        return SI
    suyo = acuerdo.usuario_id in {None, persona.usuario.pk}
    if suyo and permite_llevar(persona, organo.direccion_id):
        return SI
    return no("Lo marca quien lo tiene a su cargo, o la persona titular de la dirección.")


def cargo_que_firma(persona: Persona, acta: Acta) -> Cargo | None:
    """The post with which the person signs for the dirección, or None."""
    propios = (c for c in persona.cargos if c.rol == Rol.DIRECTORA and c.puede_firmar)
    return next((c for c in propios if c.direccion_id == acta.organo.direccion_id), None)


def cargo_en(persona: Persona, acta: Acta) -> Cargo | None:
    """Any post that the person holds in the dirección, or None."""
    return next((c for c in persona.cargos if c.direccion_id == acta.organo.direccion_id), None)
