"""What a phone downloads before it shows anything: every stylesheet and script of the pages, compressed."""

import gzip
import re
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
MAXIMO = 150 * 1024
# Sheets of paper are read by the renderer, and the signing page is weighed apart.
DE_PAPEL = {
    "acta-impresa.css",
    "credencial.css",
    "documento.css",
    "impresion.css",
    "hoja-impresa.css",
    "dictamen.css",
    "informe-impreso.css",
}
DE_LA_FIRMA = {"efirma.js"}


def recursos() -> dict[str, int]:
    """Compressed bytes of each stylesheet and script of ours that a page may ask for."""
    archivos = [*(RAIZ / "static" / "css").glob("*.css"), *(RAIZ / "static" / "js").glob("*.js")]
    return {
        a.name: len(gzip.compress(a.read_bytes(), 9))
        for a in archivos
        if a.name not in DE_PAPEL | DE_LA_FIRMA
    }


def test_all_stylesheets_and_scripts_together_are_light():
    pesos = recursos()
    assert {"identidad.css", "pagina.js"} <= pesos.keys()
    assert sum(pesos.values()) <= MAXIMO, pesos


def test_no_page_asks_for_anything_else_but_the_key_reader():
    """Only the signing pages ask for what lies in static/vendor; the stylesheet asks for the typefaces."""
    piden = {
        plantilla.name
        for plantilla in (RAIZ / "templates").rglob("*.html")
        if re.search(r"static 'vendor/", plantilla.read_text(encoding="utf-8"))
    }
    assert piden == {"firmar.html"}
