"""Who may do what with an act, and why not: the same answers for service, view and template."""

from collections.abc import Callable
from dataclasses import dataclass

from actividades.estados import EDITABLES, PASOS_DE_ACTIVIDAD, A, D, Origen, V, X
from actividades.models import Actividad
from nucleo.errores import ErrorDeDominio, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.personas import SI, Persona, Veredicto, no
from nucleo.roles import Accion
from poa.candados import permite_cambios, permite_captura
from poa.permisos import es_sistema

Predicado = Callable[[Persona, Actividad], Veredicto]

CORREGIR, VALIDAR, DEVOLVER = "corregir", "validar", "devolver"
ANULAR, EXCLUIR, REINCORPORAR = "anular", "excluir", "reincorporar"
CONTADA_POR_UN_PASO = (
    "La contó un paso de un comité o consejo, o un trámite de suministros: se corrige o se anula desde ahí."
)
VALIDADA_NO_SE_EDITA = "Ya está validada y no se edita: la titular de la dirección debe devolverla primero."


def _direccion(actividad: Actividad) -> int:
    return actividad.trimestre_programa.programa.direccion_id


def puede_registrar(persona: Persona, direccion_id: int) -> Veredicto:
    """Log an act in that dirección: its personal and its titular."""
    if persona.puede(Accion.REGISTRAR_ACTIVIDAD, direccion_id):
        return SI
    return no("Registran actividades el personal y la titular de la dirección.")


def puede_importar(persona: Persona) -> Veredicto:
    """Import a file of acts: Planeación, or a command of this installation."""
    if persona.puede(Accion.IMPORTAR_ACTIVIDADES) or es_sistema(persona):
        return SI
    return no("Importar actividades corresponde a la Dirección de Planeación.")


def _es_titular(persona: Persona, actividad: Actividad) -> bool:
    return persona.puede(Accion.VALIDAR_ACTIVIDAD, _direccion(actividad))


def _de_la_direccion(persona: Persona, actividad: Actividad) -> Veredicto:
    return puede_registrar(persona, _direccion(actividad))


def _la_titular(persona: Persona, actividad: Actividad) -> Veredicto:
    return SI if _es_titular(persona, actividad) else no("Corresponde a la titular de la dirección.")


def _quien_anula(persona: Persona, actividad: Actividad) -> Veredicto:
    if _es_titular(persona, actividad):
        return SI
    propia = actividad.registrada_por_id == persona.usuario.pk
    if not (propia and puede_registrar(persona, _direccion(actividad))):
        return no("La anula quien la registró, o la titular de la dirección.")
    if actividad.estado == V:
        return no("Ya está validada: solo la titular de la dirección puede anularla o devolverla.")
    return SI


def _editable(persona: Persona, actividad: Actividad) -> Veredicto:
    if actividad.estado in EDITABLES:
        return SI
    if actividad.estado == V:
        return no(VALIDADA_NO_SE_EDITA)
    return no(f"La actividad está {actividad.get_estado_display()} y ya no se corrige.")


def _paso(destino: str) -> Predicado:
    def revisar(persona: Persona, actividad: Actividad) -> Veredicto:
        if destino in PASOS_DE_ACTIVIDAD[actividad.estado]:
            return SI
        if (actividad.estado, destino) == (D, V):
            return no("Está devuelta: se valida cuando la dirección la corrija.")
        if (actividad.estado, destino) == (V, X):
            return no("Está validada: devuélvala antes de dejarla fuera.")
        return no(f"La actividad ya está {actividad.get_estado_display()}.")

    return revisar


def _solo_excluida(persona: Persona, actividad: Actividad) -> Veredicto:
    return SI if actividad.estado == X else no("Solo se reincorpora lo que se dejó fuera.")


def _validable(persona: Persona, actividad: Actividad) -> Veredicto:
    paso = _paso(V)(persona, actividad)
    if not paso:
        return paso
    exige = actividad.linea is not None and actividad.linea.exige_evidencia
    if exige and not actividad.evidencias.exists():
        return no("La línea de acción exige evidencia y esta actividad no tiene ninguna foto ni PDF.")
    return SI


def _cambios(persona: Persona, actividad: Actividad) -> Veredicto:
    return permite_cambios(actividad.trimestre_programa, linea_id=actividad.linea_id)


def _captura(persona: Persona, actividad: Actividad) -> Veredicto:
    """The end of capture stops the staff; the titular goes on until the quarter is signed."""
    if _es_titular(persona, actividad):
        return _cambios(persona, actividad)
    return permite_captura(actividad.trimestre_programa, linea_id=actividad.linea_id, hoy=persona.hoy)


@dataclass(frozen=True)
class Regla:
    """What an action on an act asks for, in the order in which it is refused."""

    quien: Predicado
    paso: Predicado
    candado: Predicado


REGLAS: dict[str, Regla] = {
    CORREGIR: Regla(_de_la_direccion, _editable, _captura),
    VALIDAR: Regla(_la_titular, _validable, _cambios),
    DEVOLVER: Regla(_la_titular, _paso(D), _cambios),
    ANULAR: Regla(_quien_anula, _paso(A), _captura),
    EXCLUIR: Regla(_la_titular, _paso(X), _cambios),
    REINCORPORAR: Regla(_la_titular, _solo_excluida, _cambios),
}


def _propia_de_captura(persona: Persona, actividad: Actividad) -> Veredicto:
    if actividad.origen == Origen.PASO:
        return no(CONTADA_POR_UN_PASO)
    return SI


def exigir(accion: str, persona: Persona, actividad: Actividad) -> None:
    """Raise SinPermiso, TransicionInvalida or PeriodoCerrado, in that order, with the reason."""
    regla = REGLAS[accion]
    pasos: tuple[tuple[Predicado, type[ErrorDeDominio]], ...] = (
        (regla.quien, SinPermiso),
        (_propia_de_captura, TransicionInvalida),
        (regla.paso, TransicionInvalida),
        (regla.candado, PeriodoCerrado),
    )
    for predicado, error in pasos:
        veredicto = predicado(persona, actividad)
        if not veredicto:
            raise error(veredicto.razon)


def veredicto(accion: str, persona: Persona, actividad: Actividad) -> Veredicto:
    """Yes, or the first reason why not."""
    try:
        exigir(accion, persona, actividad)
    except ErrorDeDominio as error:
        return no(error.mensaje)
    return SI


def puede_corregir(persona: Persona, actividad: Actividad) -> Veredicto:
    """Change what it says, or its evidence: the dirección, while it is not validated."""
    return veredicto(CORREGIR, persona, actividad)


def puede_validar(persona: Persona, actividad: Actividad) -> Veredicto:
    """Make it count: the titular; with evidence where the línea demands it."""
    return veredicto(VALIDAR, persona, actividad)


def puede_devolver(persona: Persona, actividad: Actividad) -> Veredicto:
    """Send it back with a reason: the titular."""
    return veredicto(DEVOLVER, persona, actividad)


def puede_anular(persona: Persona, actividad: Actividad) -> Veredicto:
    """Annul it for good: who registered it (before it was validated), or the titular."""
    return veredicto(ANULAR, persona, actividad)


def puede_excluir(persona: Persona, actividad: Actividad) -> Veredicto:
    """Leave it out of the quarter with a reason: the titular."""
    return veredicto(EXCLUIR, persona, actividad)


def puede_reincorporar(persona: Persona, actividad: Actividad) -> Veredicto:
    """Take back what was left out: the titular."""
    return veredicto(REINCORPORAR, persona, actividad)


def puede_elegirse(persona: Persona, actividad: Actividad) -> bool:
    """Whether the list offers it among those to validate at once; asks the database nothing."""
    pendiente = V in PASOS_DE_ACTIVIDAD[actividad.estado]
    return pendiente and not actividad.trimestre_programa.cerrado and _es_titular(persona, actividad)


def acciones_sobre(persona: Persona, actividad: Actividad) -> dict[str, Veredicto]:
    """Every action and its answer, for the page of an act."""
    return {accion: veredicto(accion, persona, actividad) for accion in REGLAS}
