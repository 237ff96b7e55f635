"""Registering a consejo and correcting what it is for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from asambleas.permisos import permite_llevar_organo
from asambleas.servicios import DatosDeOrgano, registrar_organo
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_permiso,
    exigir_revision,
)
from consejos.models import Consejo
from consejos.procedimiento import CLAVE
from nucleo.personas import Persona
from nucleo.texto import parrafos_pegados
from poa.models import Direccion, Localidad

MAX_TEXTO = 4_000


@dataclass(frozen=True)
class DatosDeConsejo:
    """Its name, where it acts, what it is for and what its members must do."""

    nombre: str
    objeto: str
    deberes: str = ""
    localidad: Localidad | None = None


def _limpios(datos: DatosDeConsejo) -> tuple[str, str]:
    """Purpose and duties as they are kept. Raises DatosInvalidos (objeto, deberes)."""
    objeto, deberes = parrafos_pegados(datos.objeto), parrafos_pegados(datos.deberes)
    errores = {}
    if not objeto:
        errores["objeto"] = "Diga para qué es el consejo."
    for campo, texto in (("objeto", objeto), ("deberes", deberes)):
        if len(texto) > MAX_TEXTO:
            errores[campo] = f"Use a lo más {MAX_TEXTO:,} letras."
    exigir_datos(errores)
    return objeto, deberes


@transaction.atomic
def registrar_consejo(
    *, direccion: Direccion, datos: DatosDeConsejo, token: UUID, persona: Persona, ahora: datetime
) -> Consejo:
    """Make a consejo with its órgano; the same token twice is one.

    Raises SinPermiso, DatosInvalidos (nombre, objeto, deberes), Conflicto.
    """
    objeto, deberes = _limpios(datos)
    organo = registrar_organo(
        procedimiento=CLAVE,
        direccion=direccion,
        datos=DatosDeOrgano(datos.nombre, datos.localidad),
        token=token,
        persona=persona,
        ahora=ahora,
    )
    consejo, _ = Consejo.objects.get_or_create(organo=organo, defaults={"objeto": objeto, "deberes": deberes})
    return consejo


@transaction.atomic
def corregir_consejo(
    *,
    organo_id: int,
    objeto: str,
    deberes: str,
    revision: int | None,
    persona: Persona,
    ahora: datetime,
) -> Consejo:
    """Change what it is for. Raises SinPermiso, Conflicto (somebody else did first), DatosInvalidos."""
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    exigir_revision(organo, revision)
    objeto, deberes = _limpios(DatosDeConsejo(organo.nombre, objeto, deberes))
    consejo = Consejo.objects.get(organo=organo)
    cambian = [c for c, v in (("objeto", objeto), ("deberes", deberes)) if getattr(consejo, c) != v]
    if cambian:
        consejo.objeto, consejo.deberes = objeto, deberes
        consejo.save()
        organo.revision += 1
        organo.save(update_fields=["revision"])
        dejar_asiento("consejo.corregir", consejo, organo, persona, ahora, campos=cambian)
    return consejo
