"""The personal data of citizens: taken in one place, given whole and anonymised in one act."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from asambleas.estados import Edad, Sexo
from asambleas.models import Ciudadano, Organo
from asambleas.servicios.base import dejar_asiento, exigir_datos
from nucleo.personas import Persona
from nucleo.texto import limpiar, normalizar
from poa.consultas.privacidad import aviso_vigente
from poa.models import AvisoDePrivacidad, Localidad

_TELEFONO = re.compile(r"\+?[\d ()./-]{7,20}")
_CORREO = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


@dataclass(frozen=True)
class DatosDePersona:
    """What somebody tells of themselves: only the name is needed."""

    nombre: str
    domicilio: str = ""
    localidad: Localidad | None = None
    telefono: str = ""
    correo: str = ""
    sexo: str = Sexo.NO_DICE
    edad: str = Edad.NO_DICE


def limpios(datos: DatosDePersona) -> DatosDePersona:
    """The same as they are kept: without stray spaces nor control characters."""
    return replace(
        datos,
        nombre=" ".join(limpiar(datos.nombre).split()),
        domicilio=" ".join(limpiar(datos.domicilio).split()),
        telefono=limpiar(datos.telefono),
        correo=limpiar(datos.correo),
    )


def _errores(datos: DatosDePersona) -> dict[str, str]:
    errores = {}
    if not 3 <= len(datos.nombre) <= 150:
        errores["nombre"] = "Escriba nombre y apellidos, de 3 a 150 letras."
    if len(datos.domicilio) > 150:
        errores["domicilio"] = "Use a lo más 150 letras."
    if datos.telefono and not _TELEFONO.fullmatch(datos.telefono):
        errores["telefono"] = "Escriba el teléfono con números, de 7 a 20 cifras, o déjelo vacío."
    if datos.correo and (len(datos.correo) > 254 or not _CORREO.fullmatch(datos.correo)):
        errores["correo"] = "Ese correo no parece completo."
    if datos.sexo not in Sexo.values:
        errores["sexo"] = "Elija una de las opciones."
    if datos.edad not in Edad.values:
        errores["edad"] = "Elija una de las opciones."
    return errores


def crear_ciudadano(
    *,
    direccion_id: int,
    datos: DatosDePersona,
    hoy: date,
    ahora: datetime,
    aviso: AvisoDePrivacidad | None = None,
) -> Ciudadano:
    """Keep somebody's data with the version of the aviso de privacidad that was shown to them (without
    `aviso`, the one in force), in the caller's transaction.

    Raises DatosInvalidos (nombre, domicilio, telefono, correo, sexo, edad).
    """
    datos = limpios(datos)
    exigir_datos(_errores(datos))
    return Ciudadano.objects.create(
        direccion_id=direccion_id,
        nombre=datos.nombre,
        busqueda=normalizar(datos.nombre),
        domicilio=datos.domicilio,
        localidad=datos.localidad,
        telefono=datos.telefono,
        correo=datos.correo,
        sexo=datos.sexo,
        edad=datos.edad,
        aviso=aviso or aviso_vigente(hoy),
        creado_en=ahora,
    )


@transaction.atomic
def anotar_consulta(*, organo: Organo, objeto: Model, persona: Persona, ahora: datetime) -> None:
    """Leave on record that a page showed somebody's personal data whole: of what row, never whose."""
    dejar_asiento("asistentes.ver", objeto, organo, persona, ahora)
