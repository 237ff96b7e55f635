"""Acuerdos: written with their acta, and marked as done by whoever answers for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from asambleas.consultas.acuerdos import responsables_posibles
from asambleas.estados import MAX_MOTIVO, MAX_TEXTO
from asambleas.models import Acta, Acuerdo
from asambleas.permisos_actas import permite_cumplir, permite_redactar
from asambleas.servicios.actas import tomar_acta
from asambleas.servicios.base import dejar_asiento, exigir_datos, exigir_permiso, exigir_revision
from nucleo.models import Usuario
from nucleo.personas import Persona
from nucleo.texto import limpiar

MAX_ACUERDOS = 50


@dataclass(frozen=True)
class DatosDeAcuerdo:
    """What was agreed, who answers for it (in words; `usuario` when it is one of ours) and by when."""

    texto: str
    responsable: str = ""
    usuario: Usuario | None = None
    fecha: date | None = None


@transaction.atomic
def fijar_acuerdos(
    *, acta_id: int, acuerdos: Sequence[DatosDeAcuerdo], revision: int, persona: Persona, ahora: datetime
) -> Acta:
    """Put these acuerdos, numbered in this order, in place of those the acta had.

    Raises SinPermiso, Conflicto (somebody changed it meanwhile), DatosInvalidos (acuerdos).
    """
    acta = tomar_acta(acta_id)
    exigir_permiso(permite_redactar(persona, acta))
    exigir_revision(acta, revision)
    posibles = set(responsables_posibles(acta.organo, persona).values_list("pk", flat=True))
    limpios = [_limpio(a) for a in acuerdos]
    exigir_datos(_errores(limpios, posibles))
    acta.acuerdos.all().delete()
    Acuerdo.objects.bulk_create(
        Acuerdo(
            acta=acta,
            numero=n,
            texto=a.texto,
            responsable=a.responsable,
            usuario=a.usuario,
            fecha=a.fecha,
        )
        for n, a in enumerate(limpios, 1)
    )
    acta.revision += 1
    acta.save(update_fields=["revision"])
    dejar_asiento("acta.acuerdos", acta, acta.organo, persona, ahora, cuantos=len(limpios))
    return acta


def _limpio(acuerdo: DatosDeAcuerdo) -> DatosDeAcuerdo:
    responsable = " ".join(limpiar(acuerdo.responsable).split())
    if not responsable and acuerdo.usuario:
        responsable = acuerdo.usuario.nombre
    return DatosDeAcuerdo(limpiar(acuerdo.texto), responsable, acuerdo.usuario, acuerdo.fecha)


def _errores(acuerdos: Sequence[DatosDeAcuerdo], posibles: set[int]) -> dict[str, str]:
    if len(acuerdos) > MAX_ACUERDOS:
        return {"acuerdos": f"Un acta lleva a lo más {MAX_ACUERDOS} acuerdos."}
    for n, a in enumerate(acuerdos, 1):
        if not 3 <= len(a.texto) <= MAX_TEXTO:
            return {"acuerdos": f"Acuerdo {n}: escriba qué se acordó, de 3 a {MAX_TEXTO:,} letras."}
        if not 3 <= len(a.responsable) <= 150:
            return {"acuerdos": f"Acuerdo {n}: diga quién responde por él, en no más de 150 letras."}
        if a.usuario and a.usuario.pk not in posibles:
            return {"acuerdos": f"Acuerdo {n}: esa persona no es de la dirección."}
    return {}


@transaction.atomic
def cumplir_acuerdo(*, acuerdo_id: int, fecha: date, nota: str, persona: Persona, ahora: datetime) -> Acuerdo:
    """Say that it was done, on which day and how. Raises SinPermiso, DatosInvalidos (fecha, nota)."""
    acta = tomar_acta(Acuerdo.objects.values_list("acta_id", flat=True).get(pk=acuerdo_id))
    acuerdo = acta.acuerdos.get(pk=acuerdo_id)
    acuerdo.acta = acta
    exigir_permiso(permite_cumplir(persona, acuerdo))
    nota = limpiar(nota)
    errores = {}
    if fecha > persona.hoy:
        errores["fecha"] = "La fecha es posterior a hoy: solo se marca lo que ya se cumplió."
    if not nota:
        errores["nota"] = "Cuente cómo se cumplió."
    elif len(nota) > MAX_MOTIVO:
        errores["nota"] = f"Use a lo más {MAX_MOTIVO:,} letras."
    exigir_datos(errores)
    acuerdo.cumplido_el, acuerdo.cumplido_por, acuerdo.nota = fecha, persona.usuario, nota
    acuerdo.save(update_fields=["cumplido_el", "cumplido_por", "nota"])
    dejar_asiento(
        "acuerdo.cumplir",
        acuerdo,
        acta.organo,
        persona,
        ahora,
        numero=acuerdo.numero,
        fecha=fecha.isoformat(),
    )
    return acuerdo
