"""The right-hand column of a block, «Resultados/Impacto»: labels and what follows each."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from nucleo.dinero import leer_monto
from nucleo.texto import normalizar
from poa.formatos.celdas import fecha_escrita

Duda = Callable[[str], None]
_ROTULOS = {
    "metas": r"metas?",
    "inversion": r"inversi[oó]n(?:es)?",
    "directos": r"(?:beneficiad[oa]s|beneficiari[oa]s)?\s*:?\s*directos",
    "indirectos": r"(?:(?:beneficiad[oa]s|beneficiari[oa]s)\s*:?\s*)?indirectos",
    "periodo": r"per[ií]odo(?:\s+de\s+tiempo)?",
    "temporalidad": r"temporalidad(?:\s+de\s+la\s+evaluaci[oó]n)?",
}
_ROTULO = re.compile(
    "|".join(rf"(?P<{clave}>(?<!\w){patron}\s*:)" for clave, patron in _ROTULOS.items()), re.IGNORECASE
)
_MONTO = re.compile(r"\$?\s*(\d[\d,]*(?:\.\d+)?)")
_PERIODO = re.compile(r"^del?\s*:?\s*(?P<desde>.+?)\s+al?\s*:?\s*(?P<hasta>.+)$", re.IGNORECASE)


def separar(texto: str) -> list[tuple[str, str]]:
    """«Metas: … Inversión: …» → [(label or "" before the first, text)], in order."""
    hallados = list(_ROTULO.finditer(texto))
    limites = [*(h.start() for h in hallados[1:]), len(texto)]
    antes = texto[: hallados[0].start()].strip() if hallados else texto.strip()
    partes = [("", antes)] if antes else []
    for hallado, fin in zip(hallados, limites, strict=False):
        partes.append((str(hallado.lastgroup), texto[hallado.end() : fin].strip()))
    return partes


def anotar(bloque: dict[str, Any], rotulo: str, texto: str, duda: Duda) -> None:
    """Put what follows a label where it belongs in the block."""
    if rotulo == "metas":
        bloque["metas"] = "\n\n".join(parte for parte in (bloque["metas"], texto) if parte)
    elif rotulo == "inversion":
        bloque["inversiones"].append(_inversion(texto, duda))
    elif rotulo in ("directos", "indirectos"):
        bloque["beneficiados"][rotulo] = texto
    elif rotulo == "periodo":
        bloque["periodo"] = _periodo(texto, duda)
    elif rotulo == "temporalidad":
        if normalizar(texto) in ("trimestral", "trimestre"):
            bloque["temporalidad"] = "trimestral"
        elif texto:
            duda(f"no se conoce la temporalidad «{texto[:60]}».")


def _inversion(texto: str, duda: Duda) -> dict[str, str]:
    hallado = _MONTO.search(texto)
    if hallado:
        entero, _, decimales = hallado.group(1).partition(".")
        concepto = " ".join(f"{texto[: hallado.start()]} {texto[hallado.end() :]}".split()).strip(" :-$")
        try:
            centavos = leer_monto(f"{entero}.{decimales}" if decimales else entero)
        except ValidationError:
            pass
        else:
            return {"concepto": concepto, "monto": f"{centavos // 100}.{centavos % 100:02d}"}
    duda(f"no se entendió el monto de la inversión «{texto[:60]}».")
    return {"concepto": texto[:100], "monto": ""}


def _periodo(texto: str, duda: Duda) -> dict[str, str | None]:
    hallado = _PERIODO.match(texto)
    periodo: dict[str, str | None] = {"desde": None, "hasta": None}
    if hallado is None:
        if texto:
            duda(f"no se entendió el periodo «{texto[:60]}».")
        return periodo
    hasta = fecha_o_duda(hallado.group("hasta"), duda)
    desde = hallado.group("desde")
    if hasta and not re.search(r"\d{4}", desde):  # «Del 01 de enero al 31 de diciembre de 2024»
        desde = f"{desde} {hasta.year}"
    inicio = fecha_o_duda(desde, duda)
    periodo["desde"] = inicio.isoformat() if inicio else None
    periodo["hasta"] = hasta.isoformat() if hasta else None
    return periodo


def fecha_o_duda(texto: str, duda: Duda) -> date | None:
    """The date, or None with its doubt noted."""
    try:
        return fecha_escrita(texto)
    except ValueError:
        duda(f"no se entendió la fecha «{texto[:60]}».")
        return None
