"""`manage.py plantilla_poa ARCHIVO.xlsx`: the empty workbook of a POA."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from poa.consultas.traslado import nombres_de_ejes
from poa.exportaciones import plantilla


class Command(BaseCommand):
    """Writes the template; exit code 1 when the file cannot be written."""

    help = "Escribe la plantilla de Excel de un POA, con los ejes del catálogo para elegir."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", help="ARCHIVO.xlsx que se escribe")

    def handle(self, *args: Any, **opciones: Any) -> None:
        escribir(opciones["archivo"], plantilla(nombres_de_ejes()))
        self.stdout.write(f"Listo: {opciones['archivo']}")


def escribir(archivo: str, contenido: bytes) -> None:
    """Write the workbook, or say why not."""
    if not archivo.lower().endswith(".xlsx"):
        raise CommandError("el archivo debe terminar en .xlsx.")
    try:
        Path(archivo).write_bytes(contenido)
    except OSError as error:
        raise CommandError(f"no se pudo escribir «{archivo}»: {error.strerror}.") from error
