"""Next year in one act: the structure of a POA as the draft of another ejercicio."""

import calendar
from datetime import date, datetime
from typing import Any

from django.db import transaction

from nucleo.errores import DatosInvalidos
from nucleo.personas import Persona
from poa.consultas.datos import datos_de
from poa.consultas.municipio import responsable_de_la_hoja
from poa.consultas.programas import con_la_hoja, lineas_de
from poa.models import Ejercicio, Programa
from poa.permisos import permite_traer
from poa.servicios.carga import cargar_programa
from poa.servicios.exigencias import exigir_permiso

Datos = dict[str, Any]


@transaction.atomic
def copiar_programa(*, persona: Persona, ahora: datetime, programa_id: int, ejercicio: Ejercicio) -> Programa:
    """Start the POA of the same dirección in `ejercicio` from another year's, as a borrador.

    What goes: texts, FODA, blocks, líneas with who has them in charge, inversiones, and the numbers in
    force as a proposal. What does not: results, folio, signatures, the date of the sheet, what a
    reprogramación cancelled, the marks of the example. Periods move by the years between both; the
    responsable is who holds the cargo today. Raises SinPermiso; Conflicto when that year has its POA;
    DatosInvalidos when it is not a later year.
    """
    origen = con_la_hoja().get(pk=programa_id)
    exigir_permiso(permite_traer(persona, origen.direccion_id))
    anios = ejercicio.anio - origen.ejercicio.anio
    if anios <= 0:
        raise DatosInvalidos("Elija un ejercicio posterior al del POA que se copia.", {"ejercicio": "—"})
    datos = _para_otro_anio(datos_de(origen), ejercicio.anio, anios)
    nombre, cargo = responsable_de_la_hoja(origen.direccion_id, persona.hoy)
    if nombre:
        datos["responsable"] = {"nombre": nombre, "cargo": cargo}
    fuente = {"copia_de": origen.pk, "ejercicio_de_origen": origen.ejercicio.anio}
    nuevo = cargar_programa(persona=persona, ahora=ahora, datos=datos, fuente=fuente)
    _copiar_responsables(origen, nuevo)
    return nuevo


def _para_otro_anio(datos: Datos, anio: int, anios: int) -> Datos:
    bloques = []
    for bloque in datos["bloques"]:
        periodo = {extremo: _mover(fecha, anios) for extremo, fecha in bloque["periodo"].items()}
        bloques.append({**bloque, "periodo": periodo})
    return {**datos, "ejercicio": anio, "fecha": None, "bloques": bloques}


def _mover(iso: str | None, anios: int) -> str | None:
    """The same day some years later; 29 February becomes the last day of that month."""
    if not iso:
        return None
    dia = date.fromisoformat(iso)
    anio = dia.year + anios
    return dia.replace(year=anio, day=min(dia.day, calendar.monthrange(anio, dia.month)[1])).isoformat()


def _copiar_responsables(origen: Programa, nuevo: Programa) -> None:
    """Each línea keeps the people in charge whose account is still active."""
    vigentes = lineas_de(origen).filter(cancelada_el=None, estrategia__cancelada_el=None)
    for vieja, linea in zip(vigentes, lineas_de(nuevo), strict=True):
        linea.responsables.set(vieja.responsables.filter(is_active=True))
