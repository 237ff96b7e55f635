"""Headings that are months or quarters, as each office writes them, and their sum by quarter."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from nucleo.fechas import MESES
from nucleo.texto import normalizar

_PROYECTADO = r"(?:program\w*|prog|proyect\w*|proy|planead\w*|planificad\w*|metas?|p)"
_REALIZADO = re.compile(r"\b(?:realizad\w*|real|alcanzad\w*|avances?|ejecutad\w*|lograd\w*|cumplid\w*|r)\b|%")
_ADORNO = re.compile(rf"\b(?:{_PROYECTADO}|20\d\d|de|actividades|act)\b|[-_/.:()#º°]")
_ORDINALES = {
    "1": ("1", "1er", "1ro", "primer", "primero", "i"),
    "2": ("2", "2do", "2o", "segundo", "ii"),
    "3": ("3", "3er", "3ro", "tercer", "tercero", "iii"),
    "4": ("4", "4to", "4o", "cuarto", "iv"),
}
_TRIMESTRE = {}
for _numero, _nombres in _ORDINALES.items():
    for _nombre in _nombres:
        for _palabra in ("trimestre", "trim", "t"):
            _TRIMESTRE[f"{_nombre} {_palabra}"] = int(_numero)
            _TRIMESTRE[f"{_palabra} {_nombre}"] = int(_numero)
            _TRIMESTRE[f"{_palabra}{_nombre}"] = int(_numero)
            _TRIMESTRE[f"{_nombre}{_palabra}"] = int(_numero)
_MES = {nombre: n for n, mes in enumerate(MESES, 1) for nombre in (mes, mes[:3], mes[:4])}
_MES |= {"setiembre": 9, "set": 9}


class Periodo(NamedTuple):
    """A month (1–12) or a quarter (1–4)."""

    es_mes: bool
    numero: int


def periodo_de(encabezado: str) -> Periodo | None:
    """«Ene», «Enero programado», «T1», «1er. trimestre» → which one; what was carried out → None."""
    texto = normalizar(encabezado)
    if not texto or len(texto) > 60 or _REALIZADO.search(texto):
        return None
    texto = " ".join(_ADORNO.sub(" ", texto).split())
    if texto in _MES:
        return Periodo(True, _MES[texto])
    if texto in _TRIMESTRE:
        return Periodo(False, _TRIMESTRE[texto])
    return None


def es_proyectado(encabezado: str) -> bool:
    """Whether a heading under a month says that its column holds what was projected."""
    return bool(re.fullmatch(_PROYECTADO, normalizar(encabezado).strip(" .")))


def es_realizado(encabezado: str) -> bool:
    """Whether a heading says that its column holds what was carried out."""
    return bool(_REALIZADO.search(normalizar(encabezado)))


def sumar_por_trimestre(meses: Sequence[int | None]) -> list[int | None]:
    """Twelve months → four quarters; a quarter without any number stays None."""
    trimestres = [[m for m in meses[i : i + 3] if m is not None] for i in range(0, 12, 3)]
    return [sum(t) if t else None for t in trimestres]
