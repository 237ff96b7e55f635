"""The printed sheet holds every cell of the original, whole, in its order of blocks."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nucleo.bitacora import canonico
from poa.consultas.instantanea import instantanea_del_plan
from poa.consultas.programas import con_la_hoja
from poa.documentos import Papel, hoja_del_poa
from poa.models import Programa
from tests.demo.test_palabra_por_palabra import palabras_de_la_semilla


def _celdas(datos: dict[str, Any]) -> Iterator[str]:
    """The texts of the original sheet's cells, in the order in which the sheet has them."""
    yield datos["vision"]
    yield datos["mision"]
    for par in datos["foda"]:
        yield from (lista["titulo"] for lista in par)
        for lista in par:
            yield from lista["elementos"]
    yield datos["objetivo"]
    for bloque in datos["bloques"]:
        yield f"{bloque['rotulo']} {bloque['nombre']}"
        yield bloque["eje"]
        yield from (linea["texto"] for linea in bloque["lineas"])
        yield bloque["metas"]
    yield datos["evaluador"]
    yield datos["formula"]
    yield datos["responsable"]["nombre"]


def _palabras(pdf: bytes, carpeta: Path) -> list[str]:
    archivo = carpeta / "hoja.pdf"
    archivo.write_bytes(pdf)
    texto = subprocess.run(
        ["pdftotext", "-raw", "-nopgbrk", str(archivo), "-"], capture_output=True, check=True
    ).stdout.decode()
    fuera = ("Página ", "POA 2024 · ", "Borrador de trabajo", "BORRADOR")
    return " ".join(r for r in texto.splitlines() if not r.startswith(fuera)).split()


def _lugar(aguja: list[str], pajar: list[str], desde: int) -> int:
    """Where the words stand together, at or after a place; -1 when they do not."""
    largo = len(aguja)
    return next((i for i in range(desde, len(pajar) - largo + 1) if pajar[i : i + largo] == aguja), -1)


def _sin_lugar(celdas: Iterator[str], palabras: list[str]) -> list[str]:
    """The cells that are not there whole, or not in their order."""
    perdidas, desde = [], 0
    for celda in celdas:
        lugar = _lugar(celda.split(), palabras, desde)
        if lugar < 0:
            perdidas.append(celda)
        else:
            desde = lugar
    return perdidas


@pytest.mark.parametrize("papel", list(Papel))
def test_every_cell_is_on_paper_in_the_order_of_the_sheet(original: Programa, papel: Papel, tmp_path: Path):
    datos = instantanea_del_plan(con_la_hoja().get(pk=original.pk))
    palabras = _palabras(hoja_del_poa(canonico(datos), papel=papel), tmp_path)
    celdas = list(_celdas(datos))
    assert len(celdas) > 50
    assert _sin_lugar(iter(celdas), palabras) == []
    assert _sin_lugar(iter([*celdas[:3], "una celda que la hoja no tiene"]), palabras) != []
    for monto in ("$70,000.00 Gasolina", "$6,500.00 Papelería", "RESPONSABLE NOMBRE Y FIRMA", "SELLO"):
        assert _lugar(monto.split(), palabras, 0) >= 0, monto


def test_the_cells_are_those_of_the_seed(original: Programa):
    """The comparison above is with the original sheet: its cells stand whole in the seed file."""
    datos = instantanea_del_plan(con_la_hoja().get(pk=original.pk))
    semilla = palabras_de_la_semilla()
    propias = [b for b in datos["bloques"] if b["orden"] != 3]
    cuerpo = [linea["texto"] for b in propias for linea in b["lineas"]] + [b["metas"] for b in propias]
    for celda in [datos["vision"], datos["mision"], datos["objetivo"], *cuerpo]:
        assert _lugar(celda.split(), semilla, 0) >= 0, celda
