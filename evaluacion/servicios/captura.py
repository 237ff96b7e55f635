"""The directora ends or reopens the capture of a quarter."""

from datetime import datetime

from django.db import transaction

from evaluacion import permisos
from evaluacion.estados import EstadoEvaluacion
from evaluacion.models import Evaluacion
from evaluacion.servicios.maquina import mover, tomar
from nucleo.errores import SinPermiso
from nucleo.personas import Persona, Veredicto


def exigir(veredicto: Veredicto) -> None:
    """Raise SinPermiso with the reason of a refusal."""
    if not veredicto:
        raise SinPermiso(veredicto.razon)


@transaction.atomic
def terminar_captura(*, tp_id: int, persona: Persona, ahora: datetime, motivo: str = "") -> Evaluacion:
    """End the staff's logging: the quarter goes to review."""
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_terminar_captura(persona, situacion))
    return mover(situacion, EstadoEvaluacion.EN_REVISION, persona=persona, ahora=ahora, motivo=motivo)


@transaction.atomic
def reabrir_captura(*, tp_id: int, persona: Persona, ahora: datetime, motivo: str = "") -> Evaluacion:
    """Let the staff log again, while the calendar (or a prórroga) still allows it."""
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_reabrir_captura(persona, situacion))
    return mover(situacion, EstadoEvaluacion.EN_CAPTURA, persona=persona, ahora=ahora, motivo=motivo)
