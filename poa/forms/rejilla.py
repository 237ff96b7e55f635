"""Reads the grid of the projected numbers out of a request: only its own names, only whole numbers."""

import json
import re
from collections.abc import Mapping

_NOMBRE = re.compile(r"c([1-9]\d{0,14})-([1-4])")
# «12», «1,200», and «12.0» or «12.00» as Excel gives a whole number.
_ENTERO = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?")
TRIMESTRES = (1, 2, 3, 4)


class FormaRejilla:
    """`celdas` and `base` by (línea, quarter); `malas` holds the cells that are not a number."""

    def __init__(self, datos: Mapping[str, str]) -> None:
        self.textos: dict[str, str] = {}
        self.celdas: dict[tuple[int, int], int | None] = {}
        self.malas: set[str] = set()
        for nombre, texto in datos.items():
            hallado = _NOMBRE.fullmatch(nombre)
            if hallado:
                self._leer((int(hallado[1]), int(hallado[2])), nombre, str(texto).strip()[:40])
        self.base = self._leer_base(datos.get("base", ""))

    def _leer(self, celda: tuple[int, int], nombre: str, texto: str) -> None:
        self.textos[nombre] = texto
        numero = _ENTERO.fullmatch(texto)
        if texto and (numero is None or not texto.isascii()):
            self.malas.add(nombre)
            return
        self.celdas[celda] = int(numero[1].replace(",", "")) if numero else None

    def _leer_base(self, texto: str) -> dict[tuple[int, int], int | None]:
        """What the page showed; one that cannot be read is as if the person had seen nothing."""
        try:
            filas = dict(json.loads(texto))
            return {
                (int(linea), numero): valor if isinstance(valor, int) else None
                for linea, valores in filas.items()
                for numero, valor in zip(TRIMESTRES, valores, strict=True)
            }
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {}

    def mias(self) -> set[str]:
        """Names of the cells that the person changed."""
        cambiadas = {
            f"c{linea}-{n}" for (linea, n), v in self.celdas.items() if v != self.base.get((linea, n))
        }
        return cambiadas | self.malas
