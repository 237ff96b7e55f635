"""Unpacks the test files of the downloaded packages: one flat folder each, nothing else of them."""

import hashlib
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

# package: a piece of the path of the files that serve.
SIRVEN = {
    "pillow": "/Tests/images/",
    "pikepdf": "/tests/resources/",
    "pyhanko": "/pdf/",
    "oletools": "/tests/test-data/",
    "wapiti3": "attacks/xssPayloads.ini",
}


def _partes(paquete: Path) -> Iterator[tuple[str, bytes]]:
    if paquete.suffix in {".zip", ".whl"}:
        with zipfile.ZipFile(paquete) as zip_:
            for parte in zip_.infolist():
                if not parte.is_dir():
                    yield parte.filename, zip_.read(parte)
    else:
        with tarfile.open(paquete) as tar:
            for miembro in tar:
                if miembro.isfile() and (abierto := tar.extractfile(miembro)):
                    yield miembro.name, abierto.read()


def desempacar(descargas: Path, destino: Path) -> dict[str, int]:
    """How many files of each package; a name is the hash of its path, so that none can leave the folder."""
    cuenta = {}
    for nombre, pieza in SIRVEN.items():
        (paquete,) = descargas.glob(f"{nombre}-*")
        carpeta = destino / nombre
        shutil.rmtree(carpeta, ignore_errors=True)
        carpeta.mkdir(parents=True)
        for ruta, contenido in _partes(paquete):
            if pieza in ruta:
                sello = hashlib.sha256(ruta.encode()).hexdigest()[:8]
                (carpeta / f"{sello}-{Path(ruta).name}").write_bytes(contenido)
        cuenta[nombre] = len(list(carpeta.iterdir()))
    return cuenta


if __name__ == "__main__":
    raiz = Path(sys.argv[1])
    print(", ".join(f"{n}: {c}" for n, c in desempacar(raiz / "descargas", raiz).items()))
