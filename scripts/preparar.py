"""Everything between an installed folder and a running server: migrations, static files, the example."""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RAIZ))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "poa.settings")


def huella_de_estaticos(raiz: Path) -> str:
    """Return one SHA-256 over the paths, sizes and times of every static file and over the package lock."""
    suma = hashlib.sha256((raiz / "requirements.txt").read_bytes())
    for carpeta in sorted([raiz / "static", *raiz.glob("*/static")]):
        for archivo in sorted(carpeta.rglob("*")):
            datos = archivo.stat()
            suma.update(f"{archivo}|{datos.st_size}|{datos.st_mtime_ns}\n".encode())
    return suma.hexdigest()


@contextlib.contextmanager
def paso(texto: str) -> Iterator[None]:
    """Say on stderr what is being done; an error ends the program with one line in Spanish."""
    from django.core.management.base import CommandError
    from django.db import OperationalError

    print(texto, file=sys.stderr, flush=True)
    try:
        yield
    except (CommandError, OperationalError) as error:
        sys.exit(f"Error: {texto.rstrip('…')}: {error}")


def juntar_estaticos() -> None:
    """Run collectstatic, unless nothing changed since the last one."""
    from django.conf import settings
    from django.core.management import call_command

    destino = Path(settings.STATIC_ROOT)
    sello = destino / ".huella"
    huella = huella_de_estaticos(RAIZ)
    if sello.exists() and sello.read_text() == huella:
        return
    with paso("Preparando hojas de estilo y guiones…"):
        call_command("collectstatic", interactive=False, clear=destino.exists(), verbosity=0)
    sello.write_text(huella)


def configurar() -> None:
    """Load the settings; a wrong one ends the program with its own sentence, not with a traceback."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"Error: {error}")


def main() -> None:
    configurar()
    from django.core.management import call_command

    with paso("Preparando la base de datos…"):
        call_command("migrate", interactive=False, verbosity=0)
    juntar_estaticos()
    if os.environ["ENTORNO"] == "demostracion":
        with paso("Revisando el municipio de ejemplo…"), contextlib.redirect_stdout(sys.stderr):
            call_command("cargar_demo")
    with paso("Abriendo el programa…"):
        call_command("mostrar_acceso")


if __name__ == "__main__":
    main()
