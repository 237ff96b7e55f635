"""The seed's sheet as a Word document, built table by table in its own layout from its text."""

import io
import re
from pathlib import Path

import docx

SEMILLA = Path(__file__).parent / "semilla" / "poa-2024-participacion-ciudadana.txt"
_REGLA = re.compile(r"^[-\s]+$")


def _parrafos(celda: str) -> list[str]:
    """The paragraphs of a cell of the file, which marks them as HTML or with bullets."""
    if "<p>" in celda:
        return re.findall(r"<p>(.*?)</p>", celda, re.DOTALL)
    if "<ul" in celda:
        lista = re.sub(r"</?ul[^>]*>", "", celda)
        return [f"{marca} {texto.strip()}" for marca, texto in re.findall(r"([○•])([^○•]+)", lista)]
    return [celda.strip()]


def tablas_de_la_semilla() -> list[list[list[str]]]:
    """Its blocks between empty lines, as rows of cells."""
    bloques = SEMILLA.read_text(encoding="utf-8").strip().split("\n\n")
    tablas = []
    for bloque in bloques:
        filas = [renglon.split("\t") for renglon in bloque.split("\n") if not _REGLA.match(renglon)]
        filas = [fila for fila in filas if any(celda.strip() for celda in fila)]
        if filas and max(len(fila) for fila in filas) > 1:
            tablas.append(filas)
    return tablas


def documento(tablas: list[list[list[str]]] | None = None, *, combinar: bool = False) -> bytes:
    """The bytes of a .docx; with `combinar` the empty cells at the end of a row join the one before."""
    salida = docx.Document()
    salida.add_paragraph("POA 2024")
    salida.add_paragraph("GOBIERNO MUNICIPAL DE JOCOTEPEC")
    for filas in tablas_de_la_semilla() if tablas is None else tablas:
        ancho = max(len(fila) for fila in filas)
        tabla = salida.add_table(rows=0, cols=ancho)
        for fila in filas:
            celdas = tabla.add_row().cells
            for celda, texto in zip(celdas, fila, strict=False):
                parrafos = _parrafos(texto)
                celda.text = parrafos[0]
                for otro in parrafos[1:]:
                    celda.add_paragraph(otro)
            if combinar and len(fila) < ancho:
                celdas[len(fila) - 1].merge(celdas[-1])
        salida.add_paragraph("")
    archivo = io.BytesIO()
    salida.save(archivo)
    return archivo.getvalue()
