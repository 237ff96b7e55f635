"""`manage.py exportar_poa ARCHIVO.xlsx --direccion CLAVE --ejercicio AAAA`: a POA as a workbook."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nucleo.errores import ErrorDeDominio
from poa.consultas import con_la_hoja, datos_de
from poa.consultas.traslado import nombres_de_ejes
from poa.exportaciones import libro_del_poa
from poa.management.commands.plantilla_poa import escribir


class Command(BaseCommand):
    """Writes the POA as it stands; exit code 1 when there is none or it cannot be written."""

    help = "Escribe el POA de una dirección en un ejercicio como libro de Excel, que se importa igual."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", help="ARCHIVO.xlsx que se escribe")
        parser.add_argument("--direccion", required=True, metavar="CLAVE")
        parser.add_argument("--ejercicio", required=True, type=int, metavar="AAAA")

    def handle(self, *args: Any, **opciones: Any) -> None:
        clave, anio = opciones["direccion"].strip().upper(), opciones["ejercicio"]
        programa = con_la_hoja().filter(direccion__clave=clave, ejercicio__anio=anio).first()
        if programa is None:
            raise CommandError(f"no hay un POA {anio} de la dirección «{clave}».")
        try:
            contenido = libro_del_poa(datos_de(programa), nombres_de_ejes())
        except ErrorDeDominio as error:
            raise CommandError(error.mensaje) from error
        escribir(opciones["archivo"], contenido)
        self.stdout.write(f"Listo: {opciones['archivo']}")
