"""Prints the verdict of the verification page on a file, and exits 0 only for «vigente»."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nucleo.verificacion import BYTES_MAXIMOS, Resultado, Veredicto, verificar_archivo


class Command(BaseCommand):
    help = "Verifica un PDF: vigente, sustituida, cancelada, pendiente, alterada o desconocida."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", type=Path, metavar="ARCHIVO.pdf")
        parser.add_argument("--codigo", help="código impreso: el archivo debe ser el de ese documento")
        parser.add_argument("--json", action="store_true", help="salida en JSON")

    def handle(self, *args: Any, **o: Any) -> None:
        try:
            with o["archivo"].open("rb") as archivo:
                contenido = archivo.read(BYTES_MAXIMOS + 1)
        except OSError as error:
            raise CommandError(f"No se puede leer {o['archivo']}: {error.strerror}.") from error
        resultado = verificar_archivo(contenido, o["codigo"])
        salida = json.dumps(resultado.como_json(), ensure_ascii=False) if o["json"] else _texto(resultado)
        self.stdout.write(salida)
        if resultado.veredicto != Veredicto.VIGENTE:
            self.stdout.flush()
            sys.exit(1)


def _texto(r: Resultado) -> str:
    lineas = [f"{r.veredicto.value.upper()}: {r.explicacion}"]
    if r.folio:
        lineas.append(f"{r.titulo} · folio {r.folio} · versión {r.version}")
    lineas += [f"Firmó {f.nombre}, {f.cargo} ({f.via}), {f.momento}" for f in r.firmas]
    return "\n".join(lineas)
