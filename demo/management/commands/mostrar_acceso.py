"""Prints in Spanish where the program answers and, in the example, who can enter and with what."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.escenario.datos import CLAVE, carpeta_de_efirmas
from nucleo.contexto import municipio_actual
from nucleo.models import Usuario
from poa.consultas import adscripciones_en_vigor


class Command(BaseCommand):
    help = "Muestra la dirección del sistema y, en la demostración, los usuarios y sus claves."

    def handle(self, *args: Any, **options: Any) -> None:
        renglones = [f"POA · {municipio_actual().nombre or 'Gobierno Municipal'}", ""]
        renglones += [f"  Abra:        {settings.URL_PUBLICA}"]
        if settings.ENTORNO == "demostracion":
            renglones += self._acceso_de_ejemplo()
        elif not Usuario.objects.filter(is_active=True).exists():
            renglones += ["", "  Todavía no hay usuarios. Dé de alta al primero con:"]
            renglones += ["      ./run manage crear_administrador"]
        self.stdout.write("\n".join(renglones))

    def _acceso_de_ejemplo(self) -> list[str]:
        cargos = [a for a in adscripciones_en_vigor(timezone.localdate()) if a.usuario.is_active]
        if not cargos:
            return ["", "  El ejemplo no está cargado: ./run manage cargar_demo"]
        filas = [(a.usuario.username, a.get_rol_display(), a.direccion.nombre) for a in cargos]
        anchos = [max(len(fila[i]) for fila in filas) + 3 for i in (0, 1)]
        return [
            f"  Contraseña:  {CLAVE}   (la misma para todos los usuarios del ejemplo)",
            "",
            *(f"    {u:<{anchos[0]}}{rol:<{anchos[1]}}{unidad}" for u, rol, unidad in filas),
            "",
            f"  e.firmas de ejemplo, para firmar: {_relativa(carpeta_de_efirmas())}/",
            f"  (un .cer y un .key por persona; la contraseña de cada llave es {CLAVE})",
        ]


def _relativa(ruta: Path) -> Path:
    """As it is typed from the folder of the program, when it lies inside."""
    return ruta.relative_to(settings.BASE_DIR) if ruta.is_relative_to(settings.BASE_DIR) else ruta
