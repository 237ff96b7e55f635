"""One row of a sheet, read cell by cell; what cannot be read is noted in its place."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from nucleo.dinero import leer_monto
from nucleo.fechas import MESES
from nucleo.hojas import ErrorDeHoja
from nucleo.texto import limpiar, normalizar
from poa.formatos.columnas import MAX_CENTAVOS, MAX_TEXTO

ANIOS = range(1900, 2200)
_DMA = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_LARGA = re.compile(r"^(\d{1,2})\s*(?:de)?\s+([a-z]+)\s+(?:de(?:l)?\s+)?(\d{4})$")


def fecha_escrita(texto: str) -> date:
    """A date as people write it: 2024-12-31, 31/12/2024, «31 de Diciembre 2024». Raises ValueError."""
    limpio = normalizar(texto).strip(" .")
    if hallada := _DMA.match(limpio):
        dia, mes, anio = (int(parte) for parte in hallada.groups())
    elif hallada := _LARGA.match(limpio):
        dia, anio = int(hallada.group(1)), int(hallada.group(3))
        mes = [mes[:3] for mes in MESES].index(hallada.group(2)[:3]) + 1
    else:
        return _de_estos_siglos(date.fromisoformat(limpio[:10]))
    return _de_estos_siglos(date(anio, mes, dia))


def _de_estos_siglos(fecha: date) -> date:
    if fecha.year not in ANIOS:
        raise ValueError("year out of range")
    return fecha


def como_texto(valor: Any) -> str:
    """What a cell shows, as clean text."""
    if valor is None:
        return ""
    if isinstance(valor, bool):
        return "Sí" if valor else "No"
    if isinstance(valor, float) and math.isfinite(valor) and valor == int(valor) and abs(valor) < 1e15:
        return str(int(valor))
    if isinstance(valor, datetime):
        return valor.date().isoformat()
    return limpiar(str(valor))


@dataclass
class Renglon:
    """`valores` by key of its column; `columnas`: key → (heading, letter). Errors go to `errores`."""

    hoja: str
    fila: int
    valores: Mapping[str, Any]
    columnas: Mapping[str, tuple[str, str]]
    errores: list[ErrorDeHoja] = field(default_factory=list)

    def mal(self, clave: str, mensaje: str) -> None:
        """Note what is wrong with the cell of that column."""
        titulo, letra = self.columnas.get(clave, (clave, ""))
        lugar = f"{titulo} ({letra}{self.fila})" if letra else titulo
        self.errores.append(ErrorDeHoja(f"Hoja «{self.hoja}»", self.fila, lugar, mensaje))

    def vacia(self, clave: str) -> bool:
        valor = self.valores.get(clave)
        return valor is None or (isinstance(valor, str) and not limpiar(valor))

    def texto(self, clave: str, maximo: int = MAX_TEXTO, *, obligatorio: bool = False) -> str:
        """Clean text of at most `maximo` letters."""
        texto = como_texto(self.valores.get(clave))
        if obligatorio and not texto:
            self.mal(clave, "está vacía y este dato hace falta.")
        if len(texto) > maximo:
            self.mal(clave, f"lleva {len(texto):,} letras y caben {maximo:,}.")
        return texto

    def entero(self, clave: str, maximo: int, *, minimo: int = 0, obligatorio: bool = False) -> int | None:
        """A whole number; 3.0 and the text «3» are 3."""
        if self.vacia(clave):
            if obligatorio:
                self.mal(clave, "está vacía y lleva un número.")
            return None
        numero = _entero(self.valores[clave])
        if numero is None:
            self.mal(clave, f"lleva un número entero y dice «{como_texto(self.valores[clave])[:40]}».")
        elif numero < 0:
            self.mal(clave, f"el número no puede ser negativo ({str(numero)[:20]}).")
        elif not minimo <= numero <= maximo:
            self.mal(clave, f"el número va de {minimo:,} a {maximo:,} y dice {numero:,}."[:120])
        else:
            return numero
        return None

    def monto(self, clave: str) -> str:
        """An amount, as «70000.00»; "" when it could not be read."""
        if self.vacia(clave):
            self.mal(clave, "está vacía y lleva un monto (0 si no hay).")
            return ""
        try:
            centavos = _centavos(self.valores[clave])
        except (ValueError, ValidationError):
            dice = como_texto(self.valores[clave])[:40]
            self.mal(clave, f"lleva un monto en pesos como 70,000.00 y dice «{dice}».")
            return ""
        if centavos < 0 or centavos > MAX_CENTAVOS:
            self.mal(clave, f"el monto va de 0.00 a {MAX_CENTAVOS / 100:,.2f}.")
            return ""
        return f"{centavos // 100}.{centavos % 100:02d}"

    def fecha(self, clave: str) -> str | None:
        """A date as ISO text, or None."""
        valor = self.valores.get(clave)
        if self.vacia(clave):
            return None
        try:
            if isinstance(valor, datetime):
                return _de_estos_siglos(valor.date()).isoformat()
            if isinstance(valor, date):
                return _de_estos_siglos(valor).isoformat()
            if isinstance(valor, str):
                return fecha_escrita(limpiar(valor)).isoformat()
        except ValueError:
            pass
        self.mal(clave, f"lleva una fecha como 31/12/2024 y dice «{como_texto(valor)[:40]}».")
        return None

    def opcion(self, clave: str, opciones: Mapping[str, str], *, si_vacia: str) -> str:
        """The key of one of `opciones` (key → what people read), whatever its accents and capitals."""
        texto = normalizar(como_texto(self.valores.get(clave)))
        if not texto:
            return si_vacia
        for valor, etiqueta in opciones.items():
            if texto in (normalizar(etiqueta), normalizar(valor)):
                return valor
        hay = ", ".join(dict.fromkeys(opciones.values())) or "ninguno"
        self.mal(clave, f"no se conoce «{como_texto(self.valores[clave])[:60]}». Hay: {hay[:300]}.")
        return si_vacia


def _entero(valor: Any) -> int | None:
    if isinstance(valor, bool):
        return None
    if isinstance(valor, int):
        return valor
    if isinstance(valor, float) and math.isfinite(valor) and valor == int(valor):
        return int(valor)
    if isinstance(valor, str) and re.fullmatch(r"-?[0-9]{1,12}", limpiar(valor)):
        return int(limpiar(valor))
    return None


def _centavos(valor: Any) -> int:
    if isinstance(valor, bool) or not isinstance(valor, int | float | str):
        raise ValueError("not an amount")
    if isinstance(valor, str):
        return leer_monto(limpiar(valor))
    if not math.isfinite(valor) or abs(valor) > MAX_CENTAVOS:
        raise ValueError("out of range")
    centavos = round(valor * 100)
    if abs(valor * 100 - centavos) > 0.001:
        raise ValueError("more than two decimals")
    return centavos
