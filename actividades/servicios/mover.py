"""The lock that comes first, and the only writer of the state of an act."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from actividades.estados import EXIGEN_MOTIVO, MAX_MOTIVO, PASOS_DE_ACTIVIDAD, V
from actividades.models import Actividad, CambioDeActividad
from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, DatosInvalidos, TransicionInvalida
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.candados import bloquear
from poa.models import Trimestre, TrimestrePrograma

CAMBIO = "Alguien acaba de mover esta actividad a otro trimestre. Vuelva a abrirla."


def bloquear_trimestres(ids: Iterable[int]) -> dict[int, TrimestrePrograma]:
    """Lock quarters in the order of their ids, so that two writers never wait for each other."""
    return {pk: bloquear(pk) for pk in sorted(set(ids))}


def tomar(
    actividades: Sequence[Actividad], *, tambien: Iterable[int] = ()
) -> tuple[list[Actividad], dict[int, TrimestrePrograma]]:
    """Lock the quarters of some acts (and others), then read the acts anew: what the caller holds is old.

    Raises Conflicto when an act changed quarter before its lock was taken.
    """
    assert transaction.get_connection().in_atomic_block  # noqa: S101 - a caller's mistake, not input
    pks = sorted({a.pk for a in actividades})
    esperados = dict(Actividad.objects.filter(pk__in=pks).values_list("pk", "trimestre_programa_id"))
    trimestres = bloquear_trimestres([*esperados.values(), *tambien])
    frescas = list(
        Actividad.objects.select_for_update(of=("self",))
        .filter(pk__in=pks)
        .select_related("linea__estrategia__programa__ejercicio")
        .order_by("pk")
    )
    for actividad in frescas:
        if actividad.trimestre_programa_id != esperados[actividad.pk]:
            raise Conflicto(CAMBIO)
        actividad.trimestre_programa = trimestres[actividad.trimestre_programa_id]
    return frescas, trimestres


def motivo_limpio(motivo: str) -> str:
    """The reason as it is kept. Raises DatosInvalidos when there is none, or it is too long."""
    limpio = limpiar(motivo)
    if not limpio:
        raise DatosInvalidos("Escriba el motivo.", {"motivo": "Escriba el motivo: queda en el historial."})
    if len(limpio) > MAX_MOTIVO:
        raise DatosInvalidos("Acorte el motivo.", {"motivo": f"Use a lo más {MAX_MOTIVO:,} letras."})
    return limpio


def esta_fuera_de_plazo(tp: TrimestrePrograma, persona: Persona) -> bool:
    """Whether the quarter's evaluation is already due."""
    plazo = Trimestre.objects.filter(ejercicio_id=tp.programa.ejercicio_id, numero=tp.numero)
    return plazo.filter(limite_evaluacion__lt=persona.hoy).exists()


def mover_actividad(
    *,
    actividad: Actividad,
    a: str,
    persona: Persona,
    ahora: datetime,
    motivo: str = "",
    diferencias: Sequence[dict[str, str]] = (),
) -> None:
    """Change the state of an act: the only function that does.

    In order: the table must have the move; a move that wants a reason has it; the state, who validated
    it and whether late (only validating is) are written with what else changed in the object; a row keeps
    from, to, who, when, why and the differences. The caller holds the quarter's lock and leaves the Asiento.
    """
    de = actividad.estado
    if a not in PASOS_DE_ACTIVIDAD[de]:
        raise TransicionInvalida(
            f"La actividad está {actividad.get_estado_display()} y no admite ese cambio."
        )
    motivo = motivo_limpio(motivo) if a in EXIGEN_MOTIVO else limpiar(motivo)
    se_valida = a == V
    actividad.estado = a
    actividad.motivo = motivo
    actividad.validada_por = persona.usuario if se_valida else None
    actividad.validada_en = ahora if se_valida else None
    actividad.validacion_propia = se_valida and actividad.registrada_por_id == persona.usuario.pk
    actividad.extemporanea = se_valida and esta_fuera_de_plazo(actividad.trimestre_programa, persona)
    guardar_cambio(
        actividad=actividad, de=de, persona=persona, ahora=ahora, motivo=motivo, diferencias=diferencias
    )


def guardar_cambio(
    *,
    actividad: Actividad,
    de: str,
    persona: Persona,
    ahora: datetime,
    motivo: str = "",
    diferencias: Sequence[dict[str, str]] = (),
) -> None:
    """Save the act as its next revision, with the row of its history."""
    actividad.revision += 1
    actividad.save()
    CambioDeActividad.objects.create(
        actividad=actividad,
        de=de,
        a=actividad.estado,
        actor=persona.usuario,
        momento=ahora,
        motivo=motivo,
        diferencias=list(diferencias),
    )


def dejar_asiento(accion: str, actividad: Actividad, persona: Persona, ahora: datetime, **datos: Any) -> None:
    """The link of an act in its chain: what counts, not what was told, which may name people."""
    tp = actividad.trimestre_programa
    asentar(
        cadena=tp.programa.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=actividad,
        datos={
            "estado": actividad.estado,
            "fecha": actividad.fecha.isoformat(),
            "cantidad": actividad.cantidad,
            "linea": actividad.linea_id,
            "trimestre": tp.pk,
            "revision": actividad.revision,
            **datos,
        },
    )
