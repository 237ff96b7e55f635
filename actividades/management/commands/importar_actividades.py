"""`manage.py importar_actividades ARCHIVO.csv`: import acts from a file, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actividades.lectura_csv import COLUMNAS, ArchivoIlegible, leer_renglones
from actividades.servicios import ImportacionInvalida, importar_actividades
from nucleo.almacen import sha256
from nucleo.errores import ErrorDeDominio
from nucleo.models import Usuario
from nucleo.personas import Persona
from poa.permisos import SISTEMA
from poa.servicios import persona_del_sistema


class Command(BaseCommand):
    """Reads the file, calls the service and says what came of it; exit code 1 when nothing was imported."""

    help = "Importa actividades de un CSV con las columnas: " + ", ".join(COLUMNAS) + ". Todo o nada."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archivo", help="CSV en UTF-8, separado por comas")
        parser.add_argument("--usuario", default=SISTEMA, help="quién importa (si se omite, «sistema»)")

    def handle(self, *args: Any, **opciones: Any) -> None:
        persona = _persona(opciones["usuario"])
        try:
            contenido = Path(opciones["archivo"]).read_bytes()
        except OSError as error:
            raise CommandError(f"No se pudo leer «{opciones['archivo']}»: {error.strerror}.") from error
        try:
            hecho = importar_actividades(
                renglones=leer_renglones(contenido),
                lote=uuid4(),
                archivo_sha256=sha256(contenido),
                persona=persona,
                ahora=timezone.now(),
            )
        except (ArchivoIlegible, ImportacionInvalida) as error:
            renglones = "\n".join(str(e) for e in error.errores)
            raise CommandError(f"{renglones}\nNo se importó nada.") from error
        except ErrorDeDominio as error:
            raise CommandError(error.mensaje) from error
        self.stdout.write(f"{hecho.total:,} actividades importadas, {hecho.validadas:,} de ellas validadas.")
        for clave, cuantas in hecho.por_direccion.items():
            self.stdout.write(f"  {clave}: {cuantas:,}")


def _persona(nombre: str) -> Persona:
    """Who acts today."""
    hoy = timezone.localdate()
    if nombre == SISTEMA:
        return persona_del_sistema(hoy)
    try:
        usuario = Usuario.objects.get_by_natural_key(nombre)
    except Usuario.DoesNotExist as error:
        raise CommandError(f"No hay un usuario «{nombre}».") from error
    if not usuario.is_active:
        raise CommandError(f"El usuario «{nombre}» está dado de baja.")
    return Persona.de(usuario, hoy)
