"""Who may do what with the plan: small predicates that services, views and templates share."""

from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.roles import Accion, Rol
from poa.estados import PASOS_DE_PROGRAMA, EstadoPrograma
from poa.models import Programa

SISTEMA = "sistema"
EDITABLES = frozenset({EstadoPrograma.BORRADOR, EstadoPrograma.OBSERVADO})


def es_sistema(persona: Persona) -> bool:
    """Whether a command of this installation acts; that user is inactive and cannot sign in."""
    return persona.usuario.username == SISTEMA


def permite_administrar(persona: Persona) -> Veredicto:
    """Users, adscripciones, direcciones and catalogues: the administrador, or a command."""
    if Rol.ADMINISTRADOR in persona.roles or es_sistema(persona):
        return SI
    return no("Los usuarios, los cargos y los catálogos los lleva la persona administradora del sistema.")


def permite_calendario(persona: Persona) -> Veredicto:
    """Open an ejercicio, give a prórroga: Planeación."""
    if persona.puede(Accion.ADMINISTRAR_TRIMESTRES):
        return SI
    return no("El calendario de los trimestres lo lleva la Dirección de Planeación.")


def permite_elaborar(persona: Persona, direccion_id: int) -> Veredicto:
    """Write a draft: who answers for the dirección, or Planeación."""
    es_titular = persona.puede(Accion.CONDUCIR_TRIMESTRE, direccion_id)
    if es_titular or persona.puede(Accion.ADMINISTRAR_TRIMESTRES):
        return SI
    return no("El POA lo elabora la persona titular de la dirección, o Planeación.")


def permite_editar(programa: Programa) -> Veredicto:
    """Whether the sheet itself still takes changes."""
    if programa.estado in EDITABLES:
        return SI
    return no(
        f"El POA está {programa.get_estado_display()}: lo proyectado ya no se edita, "
        "se cambia con una reprogramación."
    )


def permite_autorizar(programa: Programa, persona: Persona, *, faltan: int) -> Veredicto:
    """Whether the person may authorise it now; `faltan` is how many data the sheet lacks."""
    if not persona.puede(Accion.AUTORIZAR_POA, programa.direccion_id):
        return no("Autorizar un POA corresponde a la Dirección de Planeación.")
    if EstadoPrograma.AUTORIZADO not in PASOS_DE_PROGRAMA[programa.estado]:
        return no(f"El POA está {programa.get_estado_display()}; desde ahí no se autoriza.")
    if faltan:
        cuantos = "falta 1 dato" if faltan == 1 else f"faltan {faltan} datos"
        return no(f"Para autorizarlo {cuantos}: están en la lista de avisos de la hoja.")
    return SI
