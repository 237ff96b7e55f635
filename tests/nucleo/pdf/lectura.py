"""Reads a PDF back with tools that had no part in making it."""

import io
import subprocess
from pathlib import Path

import pikepdf
from PIL import Image


def texto(pdf: bytes, pagina: int | None = None) -> str:
    """Text as pdftotext lays it out; `pagina` counts from 0."""
    hojas = [] if pagina is None else ["-f", str(pagina + 1), "-l", str(pagina + 1)]
    return subprocess.run(
        ["pdftotext", "-layout", *hojas, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def fuentes(pdf: bytes, carpeta: Path) -> list[tuple[str, bool]]:
    """Name without its subset prefix, and whether it is embedded."""
    archivo = carpeta / "fuentes.pdf"
    archivo.write_bytes(pdf)
    salida = subprocess.run(["pdffonts", archivo], capture_output=True, check=True, text=True).stdout
    filas = [linea.split() for linea in salida.splitlines()[2:]]
    return [(fila[0].partition("+")[2], fila[-5] == "yes") for fila in filas]


def imagen(pdf: bytes, pagina: int, ppp: int) -> Image.Image:
    """The page as grey pixels."""
    hoja = str(pagina + 1)
    png = subprocess.run(
        ["pdftoppm", "-r", str(ppp), "-f", hoja, "-l", hoja, "-png", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout
    return Image.open(io.BytesIO(png)).convert("RGB")


def abrir(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def imagenes(pdf: bytes) -> set[tuple[int, int]]:
    """Sizes of every picture inside the file."""
    with abrir(pdf) as documento:
        return {
            (int(objeto.Width), int(objeto.Height))
            for objeto in documento.objects
            if isinstance(objeto, pikepdf.Stream) and objeto.get("/Subtype") == "/Image"
        }


def adjuntos(pdf: bytes) -> list[bytes]:
    """Contents of every embedded file."""
    with abrir(pdf) as documento:
        return [
            objeto.read_bytes()
            for objeto in documento.objects
            if isinstance(objeto, pikepdf.Stream) and objeto.get("/Type") == "/EmbeddedFile"
        ]
