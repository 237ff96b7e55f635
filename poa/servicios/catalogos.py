"""The catalogues that are lists: direcciones, localidades, ejes of the PMD."""

import re
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from nucleo.bitacora import MUNICIPIO, asentar
from nucleo.errores import Conflicto
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar
from poa.consultas.catalogos import usos_de
from poa.estados import EstadoPrograma
from poa.models import Direccion, EjePMD, Estrategia, Localidad
from poa.permisos import permite_catalogos
from poa.servicios.cambios import aplicar_cambios
from poa.servicios.exigencias import exigir_datos, exigir_permiso, exigir_visto

Entrada = TypeVar("Entrada", Direccion, Localidad, EjePMD)
_CLAVE = re.compile(r"^[A-Z][A-Z0-9]{0,9}$")
_MAX_ORDEN = 32_767


def _asentar(objeto: Entrada, accion: str, persona: Persona, ahora: datetime, **datos: Any) -> None:
    tipo = "eje" if isinstance(objeto, EjePMD) else str(objeto._meta.model_name)
    asentar(
        cadena=MUNICIPIO,
        accion=f"{tipo}.{accion}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=objeto,
        datos=datos,
    )


def _bloquear(modelo: type[Entrada], pk: int) -> Entrada:
    objeto = modelo.objects.select_for_update().filter(pk=pk).first()
    if objeto is None:
        raise Conflicto("Alguien más lo borró mientras usted lo veía.")
    return objeto


def _exigir_nombre(nombre: str, que: str) -> None:
    exigir_datos({} if nombre else {"nombre": f"Escriba el nombre {que}."})


@transaction.atomic
def crear_direccion(
    *, persona: Persona, ahora: datetime, clave: str, nombre: str, evaluada_por_contraloria: bool = False
) -> Direccion:
    """Add a dirección or jefatura; its `clave` goes into folios and never changes.

    Raises SinPermiso, DatosInvalidos (clave, nombre), Conflicto when the clave is taken.
    """
    exigir_permiso(permite_catalogos(persona))
    clave, nombre = clave.strip().upper(), limpiar(nombre)
    errores = {}
    if not _CLAVE.match(clave):
        errores["clave"] = "La clave son hasta 10 letras o cifras, sin acentos ni espacios."
    if not nombre:
        errores["nombre"] = "Escriba el nombre de la dirección."
    exigir_datos(errores)
    if Direccion.objects.filter(clave=clave).exists():
        raise Conflicto(f"Ya existe una dirección con la clave {clave}.")
    direccion = Direccion.objects.create(
        clave=clave, nombre=nombre, evaluada_por_contraloria=evaluada_por_contraloria
    )
    _asentar(direccion, "crear", persona, ahora, clave=clave, nombre=nombre)
    return direccion


@transaction.atomic
def editar_direccion(
    *,
    persona: Persona,
    ahora: datetime,
    pk: int,
    nombre: str,
    evaluada_por_contraloria: bool = False,
    visto: str | None = None,
) -> Direccion:
    """Rename a dirección or say who evaluates it; its clave stays, and signed papers keep the old name.

    Raises SinPermiso, DatosInvalidos (nombre), Conflicto when it changed since it was seen.
    """
    exigir_permiso(permite_catalogos(persona))
    direccion = _bloquear(Direccion, pk)
    exigir_visto(visto, direccion)
    nombre = limpiar(nombre)
    _exigir_nombre(nombre, "de la dirección")
    nuevos = {"nombre": nombre, "evaluada_por_contraloria": evaluada_por_contraloria}
    if cambios := aplicar_cambios(direccion, nuevos):
        _asentar(direccion, "editar", persona, ahora, cambios=cambios)
    return direccion


@transaction.atomic
def crear_localidad(
    *, persona: Persona, ahora: datetime, nombre: str, es_cabecera: bool = False
) -> Localidad:
    """Add a town or neighbourhood. Raises SinPermiso, DatosInvalidos, Conflicto when it exists."""
    exigir_permiso(permite_catalogos(persona))
    nombre = limpiar(nombre)
    _exigir_localidad(nombre)
    _dejar_una_cabecera(es_cabecera)
    localidad = Localidad.objects.create(nombre=nombre, es_cabecera=es_cabecera, orden=normalizar(nombre))
    _asentar(localidad, "crear", persona, ahora, nombre=nombre)
    return localidad


@transaction.atomic
def editar_localidad(
    *,
    persona: Persona,
    ahora: datetime,
    pk: int,
    nombre: str,
    es_cabecera: bool = False,
    visto: str | None = None,
) -> Localidad:
    """Rename a town, or make it the cabecera: there is one. Raises SinPermiso, DatosInvalidos, Conflicto."""
    exigir_permiso(permite_catalogos(persona))
    localidad = _bloquear(Localidad, pk)
    exigir_visto(visto, localidad)
    nombre = limpiar(nombre)
    _exigir_localidad(nombre, pk)
    _dejar_una_cabecera(es_cabecera, pk)
    nuevos = {"nombre": nombre, "es_cabecera": es_cabecera, "orden": normalizar(nombre)}
    if cambios := aplicar_cambios(localidad, nuevos):
        cambios.pop("orden", None)
        _asentar(localidad, "editar", persona, ahora, cambios=cambios)
    return localidad


def _exigir_localidad(nombre: str, pk: int = 0) -> None:
    _exigir_nombre(nombre, "de la localidad")
    if Localidad.objects.filter(orden=normalizar(nombre)).exclude(pk=pk).exists():
        raise Conflicto(f"Ya existe la localidad {nombre}.")


def _dejar_una_cabecera(es_cabecera: bool, pk: int = 0) -> None:
    if es_cabecera:
        Localidad.objects.filter(es_cabecera=True).exclude(pk=pk).update(es_cabecera=False)


@transaction.atomic
def crear_eje(*, persona: Persona, ahora: datetime, nombre: str, orden: int = 0) -> EjePMD:
    """Add an axis of the Plan Municipal de Desarrollo. Raises SinPermiso, DatosInvalidos, Conflicto."""
    exigir_permiso(permite_catalogos(persona))
    nombre = limpiar(nombre)
    _exigir_eje(nombre, orden)
    eje = EjePMD.objects.create(nombre=nombre, orden=orden)
    _asentar(eje, "crear", persona, ahora, nombre=nombre)
    return eje


@transaction.atomic
def editar_eje(
    *, persona: Persona, ahora: datetime, pk: int, nombre: str, orden: int = 0, visto: str | None = None
) -> EjePMD:
    """Rename or move an axis; the name is fixed once an authorised POA names it.

    Raises SinPermiso, DatosInvalidos (nombre, orden), Conflicto.
    """
    exigir_permiso(permite_catalogos(persona))
    eje = _bloquear(EjePMD, pk)
    exigir_visto(visto, eje)
    nombre = limpiar(nombre)
    _exigir_eje(nombre, orden, pk)
    autorizados = Estrategia.objects.filter(eje=eje, programa__estado=EstadoPrograma.AUTORIZADO)
    if nombre != eje.nombre and autorizados.exists():
        raise Conflicto(
            "Este eje está en un POA autorizado, que no debe cambiar. Agregue un eje con el nombre nuevo y "
            "desactive éste: los POA anteriores lo conservan."
        )
    if cambios := aplicar_cambios(eje, {"nombre": nombre, "orden": orden}):
        _asentar(eje, "editar", persona, ahora, cambios=cambios)
    return eje


def _exigir_eje(nombre: str, orden: int, pk: int = 0) -> None:
    _exigir_nombre(nombre, "del eje")
    exigir_datos({} if 0 <= orden <= _MAX_ORDEN else {"orden": "El orden es un número pequeño, como 3."})
    if EjePMD.objects.filter(nombre=nombre).exclude(pk=pk).exists():
        raise Conflicto(f"Ya existe el eje «{nombre}».")


@transaction.atomic
def activar_entrada(
    *, persona: Persona, ahora: datetime, modelo: type[Entrada], pk: int, activa: bool
) -> Entrada:
    """Offer an entry in new captures, or no longer; what names it stays. Raises SinPermiso, Conflicto."""
    exigir_permiso(permite_catalogos(persona))
    objeto = _bloquear(modelo, pk)
    if aplicar_cambios(objeto, {"activa": activa}):
        _asentar(objeto, "activar" if activa else "desactivar", persona, ahora)
    return objeto


@transaction.atomic
def borrar_entrada(*, persona: Persona, ahora: datetime, modelo: type[Entrada], pk: int) -> str:
    """Delete an entry that nothing names; returns what it was called.

    Raises SinPermiso; Conflicto with what names it. The row is locked first: whoever wants to name it waits.
    """
    exigir_permiso(permite_catalogos(persona))
    objeto = _bloquear(modelo, pk)
    if usos := usos_de(objeto):
        raise Conflicto(
            f"«{objeto}» no se puede borrar porque lo usan: {', '.join(map(str, usos))}. "
            "Puede desactivarlo: deja de ofrecerse y lo anterior lo conserva."
        )
    nombre = str(objeto)
    _asentar(objeto, "borrar", persona, ahora, nombre=nombre)
    objeto.delete()
    return nombre
