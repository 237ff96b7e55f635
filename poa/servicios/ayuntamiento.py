"""The municipality itself: its name, the motto of the year, its administración, its coat of arms."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.contexto import olvidar_municipio
from nucleo.errores import Conflicto
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.models import Ayuntamiento
from poa.permisos import permite_catalogos
from poa.servicios.cambios import aplicar_cambios
from poa.servicios.exigencias import exigir_datos, exigir_permiso, exigir_visto


@transaction.atomic
def crear_ayuntamiento(
    *, persona: Persona, ahora: datetime, municipio: str, entidad: str, nombre: str = "", lema: str = ""
) -> Ayuntamiento:
    """Say which municipality this installation serves; there is one.

    Without `nombre` it is «Gobierno Municipal de …». Raises SinPermiso, DatosInvalidos, Conflicto.
    """
    exigir_permiso(permite_catalogos(persona))
    municipio, entidad = limpiar(municipio), limpiar(entidad)
    exigir_datos({"municipio": "Escriba el nombre del municipio."} if not municipio else {})
    if Ayuntamiento.objects.exists():
        raise Conflicto("Esta instalación ya tiene su municipio.")
    ayuntamiento = Ayuntamiento.objects.create(
        nombre=limpiar(nombre) or f"Gobierno Municipal de {municipio}",
        municipio=municipio,
        entidad=entidad,
        lema=limpiar(lema),
    )
    _asentar(ayuntamiento, "crear", persona, ahora, municipio=municipio, entidad=entidad)
    return ayuntamiento


@transaction.atomic
def editar_ayuntamiento(
    *,
    persona: Persona,
    ahora: datetime,
    nombre: str,
    municipio: str,
    entidad: str,
    lema: str = "",
    administracion_desde: date | None = None,
    administracion_hasta: date | None = None,
    nombre_del_pmd: str = "PMD",
    visto: str | None = None,
) -> Ayuntamiento:
    """How the municipality names itself on screen and on the papers made from now on.

    Raises SinPermiso; DatosInvalidos (nombre, municipio, nombre_del_pmd, administracion_hasta); Conflicto
    when it changed since it was seen.
    """
    exigir_permiso(permite_catalogos(persona))
    ayuntamiento = _bloquear()
    exigir_visto(visto, ayuntamiento)
    textos = {
        "nombre": limpiar(nombre),
        "municipio": limpiar(municipio),
        "entidad": limpiar(entidad),
        "lema": limpiar(lema),
        "nombre_del_pmd": limpiar(nombre_del_pmd),
    }
    faltan = {c: "No puede quedar vacío." for c in ("nombre", "municipio", "nombre_del_pmd") if not textos[c]}
    if administracion_desde and administracion_hasta and administracion_hasta <= administracion_desde:
        faltan["administracion_hasta"] = "La administración termina después de que empieza."
    exigir_datos(faltan)
    fechas = {"administracion_desde": administracion_desde, "administracion_hasta": administracion_hasta}
    if cambios := aplicar_cambios(ayuntamiento, textos | fechas):
        _asentar(ayuntamiento, "editar", persona, ahora, cambios=cambios)
    return ayuntamiento


@transaction.atomic
def poner_escudo(*, persona: Persona, ahora: datetime, archivo: str) -> Ayuntamiento:
    """Show a coat of arms already kept by `poa.escudo.preparar_escudo`; an empty name takes it away.

    The file of an earlier one stays: signed papers name it. Raises SinPermiso, Conflicto.
    """
    exigir_permiso(permite_catalogos(persona))
    ayuntamiento = _bloquear()
    if cambios := aplicar_cambios(ayuntamiento, {"escudo": archivo}):
        _asentar(ayuntamiento, "escudo", persona, ahora, cambios=cambios)
    return ayuntamiento


def _bloquear() -> Ayuntamiento:
    ayuntamiento = Ayuntamiento.objects.select_for_update().first()
    if ayuntamiento is None:
        raise Conflicto("Todavía no se ha dicho a qué municipio sirve esta instalación.")
    return ayuntamiento


def _asentar(
    ayuntamiento: Ayuntamiento, accion: str, persona: Persona, ahora: datetime, **datos: Any
) -> None:
    asentar(
        cadena=MUNICIPIO,
        accion=f"ayuntamiento.{accion}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=ayuntamiento,
        datos=datos,
    )
    olvidar_municipio()
