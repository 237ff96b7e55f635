"""Checks every audit chain, also against the heads that the signed documents carry."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nucleo.bitacora import revisar_todo


class Command(BaseCommand):
    """`manage.py verificar_bitacora`: exit code 0 when every chain is whole, 1 and where it broke if not."""

    help = (
        "Comprueba que la bitácora esté completa y sin alteraciones, también contra los documentos firmados."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cadena", help="comprueba solo esa cadena, por ejemplo direccion:PC")

    def handle(self, *args: Any, cadena: str | None = None, **options: Any) -> None:
        revision = revisar_todo(cadena)
        for falla in revision.fallas:
            self.stderr.write(f"{falla.cadena}, asiento {falla.numero}: {falla.razon}.")
        if revision.fallas:
            rotas = len({f.cadena for f in revision.fallas})
            raise CommandError(
                f"La bitácora no está completa: {rotas} de {revision.cadenas} cadenas con fallas. "
                "Conserve esta base de datos y avise a Contraloría."
            )
        self.stdout.write(
            f"La bitácora está completa: {revision.cadenas} cadenas, {revision.asientos:,} asientos, "
            f"{revision.cabezas} cabezas impresas en documentos."
        )
