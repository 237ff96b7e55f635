"""What changed between the frozen data of two versions of a quarter, in words."""

import json
from typing import Any

_CAMPOS = {
    "fecha": "fecha",
    "cantidad": "cantidad",
    "descripcion": "descripción",
    "mujeres": "mujeres",
    "hombres": "hombres",
    "localidades": "localidades",
    "linea": "línea",
    "estrategia": "estrategia",
    "estado": "estado",
    "evidencias": "evidencias",
}


def _lineas(datos: dict[str, Any]) -> dict[tuple[int, int], dict[str, Any]]:
    return {(e["orden"], linea["orden"]): linea for e in datos["estrategias"] for linea in e["lineas"]}


def _de_figuras(antes: dict[str, Any], despues: dict[str, Any]) -> list[str]:
    cambios = []
    viejas = _lineas(antes)
    for llave, nueva in _lineas(despues).items():
        vieja = viejas.get(llave)
        if vieja is None:
            cambios.append(f"Se agregó la línea «{nueva['texto']}».")
            continue
        for campo, nombre in (("realizadas", "realizadas"), ("proyectadas", "proyectadas")):
            a, b = vieja["trimestral"][campo], nueva["trimestral"][campo]
            if a != b:
                cambios.append(f"«{nueva['texto']}»: {nombre} de {a} a {b}.")
        if vieja["justificacion"] != nueva["justificacion"]:
            cambios.append(f"«{nueva['texto']}»: cambió la justificación.")
        if vieja["sin_actividad"] != nueva["sin_actividad"]:
            cambios.append(f"«{nueva['texto']}»: cambió la declaración de sin actividad.")
    return cambios


def _de_actividades(antes: dict[str, Any], despues: dict[str, Any]) -> list[str]:
    viejas = {a["id"]: a for a in antes["actividades"]}
    nuevas = {a["id"]: a for a in despues["actividades"]}
    cambios = [
        f"Se agregó la actividad {i} del {nuevas[i]['fecha']}: {nuevas[i]['descripcion']}"
        for i in sorted(nuevas.keys() - viejas.keys())
    ]
    cambios += [
        f"Se retiró la actividad {i} del {viejas[i]['fecha']}: {viejas[i]['descripcion']}"
        for i in sorted(viejas.keys() - nuevas.keys())
    ]
    for i in sorted(viejas.keys() & nuevas.keys()):
        campos = [nombre for c, nombre in _CAMPOS.items() if viejas[i][c] != nuevas[i][c]]
        if campos:
            cambios.append(f"Cambió la actividad {i} del {nuevas[i]['fecha']}: {', '.join(campos)}.")
    return cambios


def diferencias_entre(antes: str, despues: dict[str, Any]) -> list[str]:
    """Sentences in Spanish: total, líneas, acts. `antes` is the canonical JSON that was signed."""
    viejo = json.loads(antes)
    cambios = []
    a, b = viejo["total"]["trimestral"], despues["total"]["trimestral"]
    if a != b:
        cambios.append(
            f"Cumplimiento del trimestre: de {a['realizadas']}/{a['proyectadas']} ({a['etiqueta']}) "
            f"a {b['realizadas']}/{b['proyectadas']} ({b['etiqueta']})."
        )
    return cambios + _de_figuras(viejo, despues) + _de_actividades(viejo, despues)
