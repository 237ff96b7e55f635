"""A POA that comes from a file: read into plain data before, written here all or nothing."""

from datetime import datetime
from typing import Any

from nucleo.personas import Persona
from poa.models import Direccion, Ejercicio, Programa
from poa.permisos import permite_traer
from poa.servicios.carga import cargar_programa
from poa.servicios.exigencias import exigir_permiso


def importar_programa(
    *,
    persona: Persona,
    ahora: datetime,
    direccion: Direccion,
    ejercicio: Ejercicio,
    datos: dict[str, Any],
    formato: str,
    archivo_sha256: str,
) -> Programa:
    """Create, as a borrador, the POA of `direccion` in `ejercicio` with what a file said.

    `datos` as `cargar_programa` takes them; its own clave and ejercicio do not count. `formato` (xlsx,
    docx) and the hash of the file stay on record. Raises SinPermiso, Conflicto, DatosInvalidos.
    """
    exigir_permiso(permite_traer(persona, direccion.pk))
    return cargar_programa(
        persona=persona,
        ahora=ahora,
        datos={**datos, "clave": direccion.clave, "ejercicio": ejercicio.anio, "es_ejemplo": False},
        fuente={"formato": formato, "archivo_sha256": archivo_sha256},
    )
