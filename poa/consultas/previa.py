"""What an import would create, counted from its plain data."""

from dataclasses import dataclass
from typing import Any

from poa.consultas.comparar import Numeros


@dataclass(frozen=True)
class BloquePrevio:
    """A block to be created: its title, its inversión in centavos, and each línea with its numbers."""

    titulo: str
    eje: str
    inversion: int
    lineas: list[tuple[str, Numeros]]


@dataclass(frozen=True)
class Previa:
    """Counts, the texts that come, and the blocks."""

    foda: int
    textos: list[str]
    bloques: list[BloquePrevio]

    @property
    def lineas(self) -> int:
        return sum(len(bloque.lineas) for bloque in self.bloques)

    @property
    def proyectadas(self) -> int:
        return sum(numeros.anual for bloque in self.bloques for _, numeros in bloque.lineas)

    @property
    def inversion(self) -> int:
        return sum(bloque.inversion for bloque in self.bloques)


_TEXTOS = {"vision": "visión", "mision": "misión", "objetivo": "objetivo", "evaluador": "quién evalúa"}
_LISTAS = ("fortalezas", "debilidades", "oportunidades", "amenazas")


def previa_de(datos: dict[str, Any]) -> Previa:
    """Count what `cargar_programa` would write; `datos` in its shape."""
    return Previa(
        foda=sum(len(datos.get(lista, [])) for lista in _LISTAS),
        textos=[nombre for clave, nombre in _TEXTOS.items() if datos.get(clave)],
        bloques=[_bloque(bloque) for bloque in datos["bloques"]],
    )


def _bloque(bloque: dict[str, Any]) -> BloquePrevio:
    tipo = "Estrategia" if bloque["tipo"] == "estrategia" else "Actividad"
    return BloquePrevio(
        titulo=f"{tipo} {bloque['numero']}: {bloque['nombre']}",
        eje=bloque["eje"],
        inversion=sum(int(i["monto"].replace(".", "")) for i in bloque.get("inversiones", [])),
        lineas=[(li["texto"], Numeros(li.get("programacion", [None] * 4))) for li in bloque["lineas"]],
    )
