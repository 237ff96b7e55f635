"""What every service of an órgano does first and last: lock, judge, leave its trace."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from actividades.servicios.mover import motivo_limpio
from asambleas.estados import PASOS_DE_ORGANO, EstadoOrgano
from asambleas.models import CambioDeOrgano, Organo
from nucleo.bitacora import asentar
from nucleo.errores import Conflicto, TransicionInvalida
from nucleo.personas import Persona, Veredicto
from poa.servicios.exigencias import exigir_datos, exigir_permiso

__all__ = [
    "bloquear_organo",
    "dejar_asiento",
    "exigir_datos",
    "exigir_paso",
    "exigir_permiso",
    "exigir_revision",
    "motivo_limpio",
    "mover_organo",
]


def bloquear_organo(pk: int) -> Organo:
    """Lock the órgano's row for the rest of the transaction; whoever writes in it comes here first."""
    assert transaction.get_connection().in_atomic_block  # noqa: S101 - a lock outside a transaction is none
    return Organo.objects.select_for_update(of=("self",)).select_related("direccion", "localidad").get(pk=pk)


def exigir_paso(veredicto: Veredicto) -> None:
    """Raise TransicionInvalida with the reason when the state does not admit it."""
    if not veredicto:
        raise TransicionInvalida(veredicto.razon)


def exigir_revision(objeto: Any, revision: int | None) -> None:
    """Raise Conflicto when the locked row is not the one that was read; None: nobody looked."""
    if revision is not None and objeto.revision != revision:
        raise Conflicto(
            "Alguien lo cambió mientras usted lo veía. Vuelva a abrirlo y revise antes de decidir."
        )


def dejar_asiento(
    accion: str, objeto: Model, organo: Organo, persona: Persona, ahora: datetime, **datos: Any
) -> None:
    """The link of something of an órgano in its dirección's chain: never names of people, nor free text.

    That somebody only looked («….ver») goes in a chain of its own: the head that is printed in signed papers
    speaks of what was done.
    """
    miro = accion.endswith(".ver")
    asentar(
        cadena=f"consultas:{organo.direccion.clave}" if miro else organo.direccion.cadena,
        accion=accion,
        actor=persona.usuario,
        ahora=ahora,
        objeto=objeto,
        datos={"organo": organo.folio, **datos},
    )


def mover_organo(
    organo: Organo, a: EstadoOrgano, *, persona: Persona, ahora: datetime, motivo: str = ""
) -> None:
    """Change the state of an órgano: the only function that does. The caller holds its lock.

    In order: the table must have the move; the state and what else changed in the object are written; a row
    keeps from, to, who, when and why; the Asiento is left. Raises TransicionInvalida.
    """
    de = organo.estado
    if a not in PASOS_DE_ORGANO[de]:
        raise TransicionInvalida(f"Está {organo.get_estado_display()} y no puede quedar {a.label}.")
    organo.estado = a
    organo.motivo_de_cierre = motivo
    organo.revision += 1
    organo.save()
    CambioDeOrgano.objects.create(
        organo=organo, de=de, a=a, actor=persona.usuario, momento=ahora, motivo=motivo
    )
    dejar_asiento(f"organo.{a}", organo, organo, persona, ahora, de=de)
