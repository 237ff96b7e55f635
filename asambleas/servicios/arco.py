"""The rights of a citizen over their data: given whole, and anonymised in one act."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from asambleas.consultas.ciudadanos import (
    ciudadanos_elegidos,
    expediente_de_ciudadanos,
    permite_anonimizar_ciudadanos,
)
from asambleas.estados import Edad, Sexo
from asambleas.expedientes import partes
from asambleas.models import Asistente, Ciudadano, Integrante, Organo
from asambleas.servicios.base import exigir_permiso, motivo_limpio
from nucleo import almacen
from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto, DatosInvalidos
from nucleo.models import Documento
from nucleo.personas import Persona
from nucleo.texto import normalizar
from poa.permisos import permite_cuentas

MAX_REGISTROS = 100


@transaction.atomic
def exportar_ciudadanos(*, ids: Collection[int], persona: Persona, ahora: datetime) -> dict[str, Any]:
    """Everything held of the rows that are one person, to be handed to them; that it was given stays on
    record, row by row.

    Raises SinPermiso, DatosInvalidos (no row, or one that is not there).
    """
    exigir_permiso(permite_cuentas(persona))
    elegidos = _elegidos(ids)
    for ciudadano in elegidos:
        _asentar("ciudadano.exportar", ciudadano, persona, ahora, {})
    return expediente_de_ciudadanos(elegidos, ahora)


@transaction.atomic
def anonimizar_ciudadanos(
    *, ids: Collection[int], motivo: str, persona: Persona, ahora: datetime
) -> list[Ciudadano]:
    """Take away who somebody was from every row of theirs, and from what points to it, and their files; the
    papers that were signed, what those name, and the bitácora stay as they are.

    Raises SinPermiso, DatosInvalidos (motivo; no row), Conflicto (they hold a post, or something is open).
    """
    exigir_permiso(permite_cuentas(persona))
    limpio = motivo_limpio(motivo)
    _bloquear_organos(ids)
    elegidos = _elegidos(ids, bloquear=True)
    permitido = permite_anonimizar_ciudadanos([c.pk for c in elegidos], persona)
    if not permitido:
        raise Conflicto(permitido.razon)
    suyos = [c.pk for c in elegidos]
    archivos = {nombre for parte in partes() for nombre in parte.archivos(suyos)}
    for parte in partes():
        parte.vaciar(suyos)
    for ciudadano in elegidos:
        _vaciar(ciudadano, ahora)
        _asentar("ciudadano.anonimizar", ciudadano, persona, ahora, {"motivo": limpio})
    transaction.on_commit(lambda: _borrar(archivos))
    return elegidos


def _borrar(archivos: Collection[str]) -> None:
    """Erase from the store what no row names any more, nor the data of any paper."""
    for nombre in archivos:
        if any(parte.nombra(nombre) for parte in partes()):
            continue
        if not Documento.objects.filter(datos__contains=nombre).exists():
            almacen.borrar(nombre)


def _bloquear_organos(ids: Collection[int]) -> None:
    """The órganos where they appear, first and in order: nobody gives them a post meanwhile."""
    asistio = Asistente.objects.filter(ciudadano__in=ids).values("asamblea__organo_id")
    puesto = Integrante.objects.filter(ciudadano__in=ids).values("organo_id")
    suyos = Organo.objects.filter(pk__in=asistio) | Organo.objects.filter(pk__in=puesto)
    list(Organo.objects.select_for_update().filter(pk__in=suyos.values("pk")).order_by("pk"))


def _elegidos(ids: Collection[int], *, bloquear: bool = False) -> list[Ciudadano]:
    if not 0 < len(set(ids)) <= MAX_REGISTROS:
        raise DatosInvalidos(f"Elija de 1 a {MAX_REGISTROS} registros de la misma persona.")
    if bloquear:
        list(Ciudadano.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    elegidos = ciudadanos_elegidos(ids)
    if len(elegidos) != len(set(ids)):
        raise DatosInvalidos("Algún registro ya no está o ya se anonimizó. Busque otra vez.")
    return elegidos


def _vaciar(ciudadano: Ciudadano, ahora: datetime) -> None:
    ciudadano.nombre = f"Persona dada de baja {ciudadano.pk}"
    ciudadano.busqueda = normalizar(ciudadano.nombre)
    ciudadano.domicilio = ciudadano.telefono = ciudadano.correo = ""
    ciudadano.localidad = None
    ciudadano.sexo, ciudadano.edad = Sexo.NO_DICE, Edad.NO_DICE
    ciudadano.anonimizado_en = ahora
    ciudadano.save()


def _asentar(
    accion: str, ciudadano: Ciudadano, persona: Persona, ahora: datetime, datos: dict[str, Any]
) -> None:
    asentar(
        cadena=MUNICIPIO, accion=accion, actor=persona.usuario, ahora=ahora, objeto=ciudadano, datos=datos
    )
