"""Who may do what with a comité or a consejo, and why not: the same answer everywhere."""

from asambleas.estados import ORGANOS_ABIERTOS, PASOS_DE_PASO, EstadoOrgano, EstadoPaso
from asambleas.models import Organo, Paso
from asambleas.procedimientos import paso_definido, procedimiento_de
from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.roles import Accion
from poa.permisos import es_sistema

P = EstadoPaso


def permite_llevar(persona: Persona, direccion_id: int) -> Veredicto:
    """Carry an órgano through its steps: personal and titular of its dirección."""
    if persona.puede(Accion.LLEVAR_ORGANOS, direccion_id):
        return SI
    return no("Lo lleva el personal de la dirección a la que pertenece.")


def permite_llevar_organo(persona: Persona, organo: Organo) -> Veredicto:
    """The same, while the órgano is open."""
    if not (puede := permite_llevar(persona, organo.direccion_id)):
        return puede
    if organo.estado not in ORGANOS_ABIERTOS:
        return no(f"Está {organo.get_estado_display()}: ya no admite cambios.")
    return SI


def permite_llevar_paso(persona: Persona, paso: Paso) -> Veredicto:
    """Carry one step: while the órgano is open; a repeatable one (a report attended) also once it concluded,
    since people go on coming with what they find in the work."""
    organo = paso.organo
    if organo.estado == EstadoOrgano.CONCLUIDO and paso_definido(organo, paso.clave).repetible:
        return permite_llevar(persona, organo.direccion_id)
    return permite_llevar_organo(persona, organo)


def permite_decidir(persona: Persona, organo: Organo) -> Veredicto:
    """Approve, return and annul its steps: the titular of its dirección."""
    if persona.puede(Accion.APROBAR_PASOS, organo.direccion_id):
        return SI
    return no("Lo decide la persona titular de la dirección.")


def permite_datos(persona: Persona, direccion_id: int) -> Veredicto:
    """See telephones, addresses and ages whole: who carries the órgano, and Contraloría (on record)."""
    if persona.puede(Accion.VER_DATOS_PERSONALES, direccion_id) or es_sistema(persona):
        return SI
    return no("Los datos personales los ve solo quien lleva el comité o consejo.")


def permite_reglas(persona: Persona) -> Veredicto:
    """Set quórum, posts and term for new órganos: Planeación."""
    if persona.puede(Accion.ADMINISTRAR_REGLAS) or es_sistema(persona):
        return SI
    return no("Las reglas de los comités y consejos las fija la Dirección de Planeación.")


def _mueve(paso: Paso, a: str) -> Veredicto:
    if a in PASOS_DE_PASO[paso.estado]:
        return SI
    return no(f"El paso está {paso.get_estado_display()} y no admite ese cambio.")


def permite_enviar(persona: Persona, paso: Paso) -> Veredicto:
    """Say that a step was done, or correct what was returned: who carries the órgano."""
    return permite_llevar_paso(persona, paso) and _mueve(paso, P.ENVIADO)


def permite_retirar(persona: Persona, paso: Paso) -> Veredicto:
    """Take back a step that was sent and nobody decided: who carries the órgano."""
    return permite_llevar_paso(persona, paso) and _mueve(paso, P.PENDIENTE)


def permite_terminar(persona: Persona, organo: Organo) -> Veredicto:
    """Say that an órgano that lasts a term ended: the titular. One with a last step ends by that step."""
    if not (puede := permite_decidir(persona, organo)):
        return puede
    if procedimiento_de(organo.procedimiento).concluye:
        return no("Termina al aprobarse su último paso.")
    if organo.estado not in ORGANOS_ABIERTOS:
        return no(f"Está {organo.get_estado_display()}: ya no admite cambios.")
    return SI


def permite_aprobar(persona: Persona, paso: Paso) -> Veredicto:
    """Approve a step that was sent, so that it counts: the titular."""
    return permite_decidir(persona, paso.organo) and _mueve(paso, P.APROBADO)


def permite_devolver(persona: Persona, paso: Paso) -> Veredicto:
    """Return a step that was sent, with a reason: the titular."""
    return permite_decidir(persona, paso.organo) and _mueve(paso, P.DEVUELTO)


def permite_anular(persona: Persona, paso: Paso) -> Veredicto:
    """Annul an approved step, and with it the activity it counted: the titular.

    Of an órgano that ended only the step that ended it, or a repeatable one: another would wait for ever.
    """
    organo = paso.organo
    ultimo = procedimiento_de(organo.procedimiento).concluye
    if (
        organo.estado == EstadoOrgano.CONCLUIDO
        and paso.clave != ultimo
        and not paso_definido(organo, paso.clave).repetible
    ):
        queda = "anule antes el paso con el que terminó." if ultimo else "queda como está."
        return no(f"Ya concluyó: {queda}")
    return permite_decidir(persona, organo) and _mueve(paso, P.ANULADO)


def permite_contar(persona: Persona, paso: Paso) -> Veredicto:
    """Count now an approved step that could not count: the titular."""
    if not (puede := permite_decidir(persona, paso.organo)):
        return puede
    if paso.estado != P.APROBADO or not paso.sin_contar:
        return no("Este paso no está entre los que faltan de contar.")
    return SI
