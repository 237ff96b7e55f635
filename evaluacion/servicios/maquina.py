"""The only writer of a quarter's state: checks the table, moves, sets the lock, leaves the trace."""

from datetime import datetime

from evaluacion.consultas.estado import Situacion, situacion_de
from evaluacion.estados import CERRADOS, PASOS, RECIBEN_CAPTURA, EstadoEvaluacion
from evaluacion.models import Evaluacion, Movimiento
from nucleo.bitacora import asentar
from nucleo.errores import TransicionInvalida
from nucleo.fechas import fecha_larga
from nucleo.personas import Persona
from poa.candados import bloquear, fijar_candado

E = EstadoEvaluacion


def tomar(tp_id: int, persona: Persona) -> Situacion:
    """Lock the quarter for the rest of the transaction and read its state; its evaluation exists after.

    Raises TrimestrePrograma.DoesNotExist.
    """
    tp = bloquear(tp_id)
    Evaluacion.objects.get_or_create(trimestre_programa=tp, version=_version_actual(tp_id))
    situacion = situacion_de(tp_id, hoy=persona.hoy)
    situacion.tp.cerrado, situacion.tp.solo_lineas = tp.cerrado, tp.solo_lineas
    return situacion


def _version_actual(tp_id: int) -> int:
    ultima = Evaluacion.objects.filter(trimestre_programa_id=tp_id).order_by("-version").first()
    return ultima.version if ultima else 1


def mover(
    situacion: Situacion, a: EstadoEvaluacion, *, persona: Persona, ahora: datetime, motivo: str = ""
) -> Evaluacion:
    """Move the quarter's evaluation to a state, with its row locked by `tomar`.

    In this order: the calendar's own move is written down if it was still only derived; the table is
    asked; an Asiento is left (the database lets no signed state go without it); the state is saved; a
    Movimiento (from, to, who, when, why) is left; the quarter's lock follows the state. Its document
    follows after. Raises TransicionInvalida when the table has no such move.
    """
    evaluacion = situacion.evaluacion
    if evaluacion is None:
        raise RuntimeError("mover() needs the situation that tomar() gives")
    if situacion.estado == E.EN_REVISION and evaluacion.estado in RECIBEN_CAPTURA:
        calendario = f"La captura cerró el {fecha_larga(situacion.cierra)}."
        _escribir(situacion, evaluacion, E.EN_REVISION, persona, ahora, calendario)
    if a not in PASOS[E(evaluacion.estado)]:
        raise TransicionInvalida(
            f"El trimestre está {evaluacion.get_estado_display()}: no puede pasar a {a.label}."
        )
    _escribir(situacion, evaluacion, a, persona, ahora, motivo)
    return evaluacion


def _escribir(
    situacion: Situacion,
    evaluacion: Evaluacion,
    a: EstadoEvaluacion,
    persona: Persona,
    ahora: datetime,
    motivo: str,
) -> None:
    de, evaluacion.estado = E(evaluacion.estado), a
    asentar(
        cadena=situacion.tp.programa.direccion.cadena,
        accion=f"trimestre.{a.value}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=situacion.tp,
        datos={"de": de.value, "version": evaluacion.version, "motivo": motivo},
    )
    evaluacion.save()
    Movimiento.objects.create(
        evaluacion=evaluacion,
        de=de,
        a=a,
        actor=persona.usuario,
        momento=ahora,
        motivo=motivo,
        extemporaneo=situacion.extemporanea,
    )
    if a != E.SUSTITUIDA:
        fijar_candado(situacion.tp, cerrado=a in CERRADOS, captura_terminada=a not in RECIBEN_CAPTURA)
