"""The municipality itself and its catalogues: direcciones, localidades, ejes of the PMD."""

import re
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar
from poa.models import Ayuntamiento, Direccion, EjePMD, Localidad
from poa.permisos import permite_administrar
from poa.servicios.exigencias import exigir_datos, exigir_permiso

_CLAVE = re.compile(r"^[A-Z][A-Z0-9]{0,9}$")


def _guardar(objeto: Model, accion: str, persona: Persona, ahora: datetime, **datos: Any) -> None:
    objeto.save(force_insert=True)
    asentar(cadena=MUNICIPIO, accion=accion, actor=persona.usuario, ahora=ahora, objeto=objeto, datos=datos)


@transaction.atomic
def crear_ayuntamiento(
    *, persona: Persona, ahora: datetime, municipio: str, entidad: str, nombre: str = "", lema: str = ""
) -> Ayuntamiento:
    """Say which municipality this installation serves; there is one.

    Without `nombre` it is «Gobierno Municipal de …». Raises SinPermiso, DatosInvalidos, Conflicto.
    """
    exigir_permiso(permite_administrar(persona))
    municipio, entidad = limpiar(municipio), limpiar(entidad)
    exigir_datos({"municipio": "Escriba el nombre del municipio."} if not municipio else {})
    if Ayuntamiento.objects.exists():
        raise Conflicto("Esta instalación ya tiene su municipio.")
    ayuntamiento = Ayuntamiento(
        nombre=limpiar(nombre) or f"Gobierno Municipal de {municipio}",
        municipio=municipio,
        entidad=entidad,
        lema=limpiar(lema),
    )
    _guardar(ayuntamiento, "ayuntamiento.crear", persona, ahora, municipio=municipio, entidad=entidad)
    return ayuntamiento


@transaction.atomic
def crear_direccion(
    *, persona: Persona, ahora: datetime, clave: str, nombre: str, evaluada_por_contraloria: bool = False
) -> Direccion:
    """Add a dirección or jefatura; its `clave` goes into folios and never changes.

    Raises SinPermiso, DatosInvalidos (clave, nombre), Conflicto when the clave is taken.
    """
    exigir_permiso(permite_administrar(persona))
    clave, nombre = clave.strip().upper(), limpiar(nombre)
    errores = {}
    if not _CLAVE.match(clave):
        errores["clave"] = "La clave son hasta 10 letras o cifras, sin acentos ni espacios."
    if not nombre:
        errores["nombre"] = "Escriba el nombre de la dirección."
    exigir_datos(errores)
    if Direccion.objects.filter(clave=clave).exists():
        raise Conflicto(f"Ya existe una dirección con la clave {clave}.")
    direccion = Direccion(clave=clave, nombre=nombre, evaluada_por_contraloria=evaluada_por_contraloria)
    _guardar(direccion, "direccion.crear", persona, ahora, clave=clave, nombre=nombre)
    return direccion


@transaction.atomic
def crear_localidad(
    *, persona: Persona, ahora: datetime, nombre: str, es_cabecera: bool = False
) -> Localidad:
    """Add a town or neighbourhood. Raises SinPermiso, DatosInvalidos, Conflicto when it exists."""
    exigir_permiso(permite_administrar(persona))
    nombre = limpiar(nombre)
    exigir_datos({"nombre": "Escriba el nombre de la localidad."} if not nombre else {})
    orden = normalizar(nombre)
    if Localidad.objects.filter(orden=orden).exists():
        raise Conflicto(f"Ya existe la localidad {nombre}.")
    localidad = Localidad(nombre=nombre, es_cabecera=es_cabecera, orden=orden)
    _guardar(localidad, "localidad.crear", persona, ahora, nombre=nombre)
    return localidad


@transaction.atomic
def crear_eje(*, persona: Persona, ahora: datetime, nombre: str, orden: int = 0) -> EjePMD:
    """Add an axis of the Plan Municipal de Desarrollo. Raises SinPermiso, DatosInvalidos, Conflicto."""
    exigir_permiso(permite_administrar(persona))
    nombre = limpiar(nombre)
    exigir_datos({"nombre": "Escriba el nombre del eje."} if not nombre else {})
    if EjePMD.objects.filter(nombre=nombre).exists():
        raise Conflicto(f"Ya existe el eje «{nombre}».")
    eje = EjePMD(nombre=nombre, orden=orden)
    _guardar(eje, "eje.crear", persona, ahora, nombre=nombre)
    return eje
