"""Turns the maintenance page on and off."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from nucleo import mantenimiento


class Command(BaseCommand):
    help = "Pone o quita la página de mantenimiento; mientras está puesta nadie entra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("que", choices=["encender", "apagar", "ver"])
        parser.add_argument("--mensaje", default="", help="lo que leerá la gente: a qué hora se vuelve")
        parser.add_argument(
            "--minutos", type=int, default=mantenimiento.MINUTOS, help="en cuántos se espera volver"
        )

    def handle(self, *args: Any, **opciones: Any) -> None:
        if opciones["que"] == "encender":
            mantenimiento.encender(opciones["mensaje"].strip(), max(1, opciones["minutos"]))
            self.stdout.write("Mantenimiento encendido: todas las páginas contestan 503.")
        elif opciones["que"] == "apagar":
            estaba = mantenimiento.apagar()
            self.stdout.write("Mantenimiento apagado." if estaba else "No estaba encendido.")
        else:
            aviso = mantenimiento.vigente()
            self.stdout.write(f"Encendido: {aviso.mensaje or 'sin mensaje'}" if aviso else "Apagado.")
