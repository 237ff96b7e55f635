"""`manage.py importar_poa ARCHIVO --direccion CLAVE --ejercicio AAAA`: a POA from Excel or Word."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nucleo.almacen import sha256
from nucleo.errores import ErrorDeDominio
from nucleo.hojas import ArchivoIlegible
from poa.consultas.previa import previa_de
from poa.consultas.traslado import nombres_de_ejes
from poa.formatos import Lectura, leer_excel, leer_word
from poa.models import Direccion, Ejercicio
from poa.pasos import pasos_registrados
from poa.servicios import importar_programa, persona_del_sistema


class Command(BaseCommand):
    """Reads the file, calls the service and says what came of it; exit code 1 when nothing was imported."""

    help = "Crea, en borrador, el POA que trae un archivo de Excel (.xlsx) o de Word (.docx). Todo o nada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", help="ARCHIVO.xlsx o ARCHIVO.docx")
        parser.add_argument("--direccion", required=True, metavar="CLAVE")
        parser.add_argument("--ejercicio", required=True, type=int, metavar="AAAA")

    def handle(self, *args: Any, **opciones: Any) -> None:
        clave, anio = opciones["direccion"].strip().upper(), opciones["ejercicio"]
        direccion = Direccion.objects.filter(clave=clave).first()
        ejercicio = Ejercicio.objects.filter(anio=anio).first()
        if direccion is None:
            raise CommandError(f"no hay una dirección con la clave «{clave}».")
        if ejercicio is None:
            raise CommandError(f"el ejercicio {anio} no se ha abierto.")
        contenido, formato = _leer_archivo(opciones["archivo"])
        lectura = self._leer(contenido, formato)
        ahora = timezone.now()
        try:
            programa = importar_programa(
                persona=persona_del_sistema(timezone.localdate(ahora)),
                ahora=ahora,
                direccion=direccion,
                ejercicio=ejercicio,
                datos=lectura.datos,
                formato=formato,
                archivo_sha256=sha256(contenido),
            )
        except ErrorDeDominio as error:
            raise CommandError(f"{error.mensaje} No se importó nada.") from error
        previa = previa_de(lectura.datos)
        self.stdout.write(
            f"{programa} quedó en borrador: {len(previa.bloques)} bloques, {previa.lineas} líneas de acción, "
            f"{previa.proyectadas:,} actividades proyectadas."
        )

    def _leer(self, contenido: bytes, formato: str) -> Lectura:
        try:
            if formato == "xlsx":
                lectura = leer_excel(contenido, ejes=nombres_de_ejes(), pasos=pasos_registrados())
            else:
                lectura = leer_word(contenido, ejes=nombres_de_ejes())
        except ArchivoIlegible as error:
            raise CommandError(f"{error.mensaje}\nNo se importó nada.") from error
        for aviso in lectura.avisos:
            self.stderr.write(f"Aviso: {aviso}")
        if lectura.dudas:
            dudas = "\n".join(str(duda) for duda in lectura.dudas)
            raise CommandError(
                f"{dudas}\nNo se importó nada. Corrija el documento, o tráigalo desde la página "
                "«Traer un POA», donde se completa cada pieza."
            )
        return lectura


def _leer_archivo(nombre: str) -> tuple[bytes, str]:
    formato = Path(nombre).suffix.lower().removeprefix(".")
    if formato not in ("xlsx", "docx"):
        raise CommandError("el archivo debe ser de Excel (.xlsx) o de Word (.docx), sin macros.")
    try:
        return Path(nombre).read_bytes(), formato
    except OSError as error:
        raise CommandError(f"no se pudo leer «{nombre}»: {error.strerror}.") from error
