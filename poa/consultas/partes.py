"""The parts of a POA that are written one by one: what each holds now, and who changed it last."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from nucleo.bitacora import canonico
from nucleo.models import Asiento
from poa.models import ElementoFODA, Estrategia, Inversion, LineaDeAccion, Programa

# Sections of the sheet's own texts, with their fields.
HOJA: dict[str, tuple[str, ...]] = {
    "identidad": ("encabezado", "vision", "mision"),
    "objetivo": ("objetivo",),
    "cierre": ("evaluador", "fecha", "responsable_nombre", "responsable_cargo"),
}
CAMPOS: dict[type[Model], tuple[str, ...]] = {
    ElementoFODA: ("texto",),
    Estrategia: (
        "tipo",
        "numero",
        "nombre",
        "eje_id",
        "metas",
        "beneficiados_directos",
        "beneficiados_indirectos",
        "periodo_desde",
        "periodo_hasta",
        "temporalidad",
    ),
    Inversion: ("concepto", "monto"),
    LineaDeAccion: (
        "texto",
        "unidad_de_medida",
        "medio_de_verificacion",
        "exige_evidencia",
        "paso_que_cuenta",
    ),
}
NOMBRES = {
    "encabezado": "la dirección o jefatura",
    "vision": "la visión",
    "mision": "la misión",
    "objetivo": "el objetivo",
    "evaluador": "quién evalúa",
    "fecha": "la fecha",
    "responsable_nombre": "el nombre de quien responde",
    "responsable_cargo": "el cargo de quien responde",
    "texto": "el texto",
    "tipo": "si es estrategia o actividad",
    "numero": "el número",
    "nombre": "el nombre",
    "eje_id": "el eje",
    "metas": "las metas",
    "beneficiados_directos": "los beneficiados directos",
    "beneficiados_indirectos": "los beneficiados indirectos",
    "periodo_desde": "el inicio del periodo",
    "periodo_hasta": "el fin del periodo",
    "temporalidad": "la temporalidad",
    "concepto": "el concepto",
    "monto": "el monto",
    "unidad_de_medida": "la unidad de medida",
    "medio_de_verificacion": "el medio de verificación",
    "exige_evidencia": "si exige evidencia",
    "responsables": "quién la lleva",
    "paso_que_cuenta": "el paso que cuenta",
}


@dataclass(frozen=True)
class CambioDeParte:
    """The last recorded change of a part: who, when, which fields."""

    actor_id: int
    quien: str
    momento: datetime
    campos: list[str]


def huella(valores: Any) -> str:
    """Short mark of some plain data: it changes when they do."""
    return hashlib.sha256(canonico(valores).encode()).hexdigest()[:16]


def _plano(valor: Any) -> Any:
    return valor if isinstance(valor, str | int | None) else str(valor)


def version_de_hoja(programa: Programa, parte: str) -> str:
    """Mark of what a section of the sheet holds now; a form carries the one it was opened with."""
    return huella([_plano(getattr(programa, campo)) for campo in HOJA[parte]])


def version_de(objeto: Model) -> str:
    """Mark of what an element, block, línea or inversión holds now."""
    valores = [_plano(getattr(objeto, campo)) for campo in CAMPOS[type(objeto)]]
    if isinstance(objeto, LineaDeAccion):
        valores.append(sorted(usuario.pk for usuario in objeto.responsables.all()))
    return huella(valores)


# What goes away with a row, as the relations to have at hand before its version is asked for.
CON_LO_SUYO: dict[type[Model], tuple[str, ...]] = {
    Estrategia: ("inversiones", "lineas__responsables", "lineas__programacion"),
    LineaDeAccion: ("responsables", "programacion"),
}


def version_con_lo_suyo(objeto: Model) -> str:
    """Mark of what a row holds and of all that is taken out with it: its líneas, inversiones and numbers.

    Costs no query when the relations of CON_LO_SUYO are prefetched, whatever the size of the block.
    """
    return huella([version_de(objeto), *_lo_suyo(objeto)])


def _lo_suyo(objeto: Model) -> list[Any]:
    if isinstance(objeto, LineaDeAccion):
        return sorted([p.trimestre_programa_id, p.vigente] for p in objeto.programacion.all())
    if isinstance(objeto, Estrategia):
        suyas = (objeto.lineas.all(), objeto.inversiones.all())
        return [sorted([fila.pk, version_con_lo_suyo(fila)] for fila in filas) for filas in suyas]
    return []


def version_de_lista(ids: Iterable[int]) -> str:
    """Mark of which elements a list has, and in which order."""
    return huella(list(ids))


def ultimo_cambio(programa: Programa, parte: str) -> CambioDeParte | None:
    """Who wrote a part last (any of them when it has no name), from the audit chain.

    None when it was written all at once with its POA.
    """
    asientos = Asiento.objects.filter(objeto=f"programa:{programa.pk}", datos__has_key="parte")
    if parte:
        asientos = asientos.filter(datos__parte=parte)
    asiento = asientos.select_related("actor").order_by("-numero").first()
    if asiento is None:
        return None
    campos = [NOMBRES.get(campo, campo) for campo in asiento.datos.get("campos", [])]
    return CambioDeParte(asiento.actor_id, asiento.actor.nombre, asiento.momento, campos)
