"""Builds the faces we serve from the Noto Sans subsets: joined Latin, and the few symbols Latin lacks."""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as OpcionesDeCorte
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

CARAS = {
    "NotoSans-Regular": "400-normal",
    "NotoSans-Italic": "400-italic",
    "NotoSans-SemiBold": "600-normal",
    "NotoSans-Bold": "700-normal",
}
SUBCONJUNTOS = ("latin", "latin-ext")
# What people write in minutes and reports and the Latin subsets do not draw; with the space,
# because a run of symbols takes its spaces from the same face.
SIMBOLOS = {
    "NotoSansMath-Regular": " \u00a0≈≠≤≥√∞←↑→↓⇒",
    "NotoSansSymbols2-Regular": " \u00a0☐☑☒✓✔✗✘■□●○▲▼◆★☆➔",
}


def a_ttf(origen: Path, destino: Path) -> Path:
    fuente = TTFont(origen, recalcTimestamp=False)
    fuente.flavor = None
    fuente.save(destino)
    return destino


def unir(origen: Path, cara: str, trabajo: Path) -> TTFont:
    partes = [
        str(a_ttf(origen / f"noto-sans-{sub}-{cara}.woff2", trabajo / f"{sub}-{cara}.ttf"))
        for sub in SUBCONJUNTOS
    ]
    fecha = TTFont(partes[0])["head"].modified
    fuente = Merger(Options(drop_tables=["FFTM"])).merge(partes)
    fuente.recalcTimestamp = False
    fuente["head"].modified = fuente["head"].created = fecha
    return fuente


def cortar(origen: Path, texto: str) -> TTFont:
    fuente = TTFont(origen, recalcTimestamp=False)
    opciones = OpcionesDeCorte(layout_features=[], notdef_outline=True, recalc_timestamp=False)
    cortador = Subsetter(opciones)
    cortador.populate(text=texto)
    cortador.subset(fuente)
    faltan = {caracter for caracter in texto if ord(caracter) not in fuente.getBestCmap()}
    if faltan:
        raise SystemExit(f"{origen.name} lacks {faltan}")
    return fuente


def guardar(fuente: TTFont, destino: Path, nombre: str) -> None:
    fuente.flavor = None
    fuente.save(destino / f"{nombre}.ttf")
    fuente.flavor = "woff2"
    fuente.save(destino / f"{nombre}.woff2")


def main(latina: Path, matematica: Path, simbolos: Path, destino: Path) -> None:
    with tempfile.TemporaryDirectory() as carpeta:
        for nombre, cara in CARAS.items():
            guardar(unir(latina / "files", cara, Path(carpeta)), destino, nombre)
    origenes = (
        matematica / "files/noto-sans-math-latin-400-normal.woff2",
        simbolos / "files/noto-sans-symbols-2-symbols-400-normal.woff2",
    )
    for origen, (nombre, texto) in zip(origenes, SIMBOLOS.items(), strict=True):
        guardar(cortar(origen, texto), destino, nombre)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
