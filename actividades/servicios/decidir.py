"""What is decided about an act: validate it, return it, annul it, leave it out, take it back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from actividades import permisos
from actividades.estados import A, D, R, V, X
from actividades.models import Actividad
from actividades.servicios.mover import dejar_asiento, mover_actividad, tomar
from actividades.servicios.registrar import quien_la_cambio
from nucleo.errores import Conflicto, ErrorDeDominio
from nucleo.personas import Persona
from nucleo.texto import limpiar


@dataclass(frozen=True)
class Rechazo:
    """An act that was not validated, and why."""

    actividad: Actividad
    error: ErrorDeDominio

    @property
    def razon(self) -> str:
        """The reason, in Spanish, for the person at the screen."""
        return self.error.mensaje


@dataclass(frozen=True)
class Validacion:
    """What came of validating several acts: each one wholly, or not at all."""

    validadas: list[Actividad]
    rechazadas: list[Rechazo]


def validar_actividades(
    *,
    actividades: Sequence[Actividad],
    persona: Persona,
    ahora: datetime,
    revisiones: Mapping[int, int] | None = None,
) -> Validacion:
    """Make acts count. Each one is judged by itself; those that cannot be come back with their reason.

    `revisiones` (act id → revision that was read) refuses an act that changed since it was looked at.
    Sent twice with the same revision, it answers alike: the act this person just validated is validated.
    """
    validadas: list[Actividad] = []
    rechazadas: list[Rechazo] = []
    with transaction.atomic():
        frescas, _ = tomar(actividades)
        for actividad in frescas:
            try:
                _validar(actividad, persona, ahora, (revisiones or {}).get(actividad.pk))
                validadas.append(actividad)
            except ErrorDeDominio as error:
                rechazadas.append(Rechazo(actividad, error))
    return Validacion(validadas, rechazadas)


def _validar(actividad: Actividad, persona: Persona, ahora: datetime, revision: int | None) -> None:
    ya_es_suya = actividad.estado == V and actividad.validada_por_id == persona.usuario.pk
    if ya_es_suya and revision == actividad.revision - 1:
        return
    permisos.exigir(permisos.VALIDAR, persona, actividad)
    if revision not in (None, actividad.revision):
        raise Conflicto(quien_la_cambio(actividad))
    mover_actividad(actividad=actividad, a=V, persona=persona, ahora=ahora)
    dejar_asiento(
        "actividad.validar",
        actividad,
        persona,
        ahora,
        propia=actividad.validacion_propia,
        extemporanea=actividad.extemporanea,
        evidencias=list(actividad.evidencias.values_list("sha256", flat=True)),
    )


def devolver_actividad(*, actividad: Actividad, motivo: str, persona: Persona, ahora: datetime) -> Actividad:
    """Send an act back to be corrected, with a reason; a validated one stops counting.

    Raises SinPermiso, TransicionInvalida, PeriodoCerrado, DatosInvalidos (no reason).
    """
    return _decidir(permisos.DEVOLVER, D, actividad, persona, ahora, motivo)


def anular_actividad(*, actividad: Actividad, motivo: str, persona: Persona, ahora: datetime) -> Actividad:
    """Annul an act for good, with a reason; it stays in the list, and never counts again.

    Raises SinPermiso, TransicionInvalida, PeriodoCerrado, DatosInvalidos (no reason).
    """
    return _decidir(permisos.ANULAR, A, actividad, persona, ahora, motivo)


def excluir_actividad(*, actividad: Actividad, motivo: str, persona: Persona, ahora: datetime) -> Actividad:
    """Leave an act out of the quarter with a reason, so that the quarter can be signed without it.

    Raises SinPermiso, TransicionInvalida, PeriodoCerrado, DatosInvalidos (no reason).
    """
    return _decidir(permisos.EXCLUIR, X, actividad, persona, ahora, motivo)


def reincorporar_actividad(*, actividad: Actividad, persona: Persona, ahora: datetime) -> Actividad:
    """Take back an act that was left out: it waits to be validated again.

    Raises SinPermiso, TransicionInvalida, PeriodoCerrado.
    """
    return _decidir(permisos.REINCORPORAR, R, actividad, persona, ahora, "")


def _decidir(
    accion: str, destino: str, actividad: Actividad, persona: Persona, ahora: datetime, motivo: str
) -> Actividad:
    with transaction.atomic():
        (actual,), _ = tomar([actividad])
        if _ya_lo_decidio(actual, destino, persona, motivo):
            return actual
        permisos.exigir(accion, persona, actual)
        de = actual.estado
        mover_actividad(actividad=actual, a=destino, persona=persona, ahora=ahora, motivo=motivo)
        dejar_asiento(
            f"actividad.{accion}",
            actual,
            persona,
            ahora,
            de=de,
            motivo=actual.motivo,
        )
    return actual


def _ya_lo_decidio(actividad: Actividad, destino: str, persona: Persona, motivo: str) -> bool:
    """The same decision by the same person with the same reason: a form that was sent twice."""
    if actividad.estado != destino or destino == R:
        return False
    ultimo = actividad.cambios.last()
    mismo_autor = ultimo is not None and ultimo.actor_id == persona.usuario.pk
    return mismo_autor and actividad.motivo == limpiar(motivo)
