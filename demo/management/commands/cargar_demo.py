"""Loads the example municipality through the real services; run again, it adds only what is missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.escenario.efirmas import crear_efirmas
from demo.escenario.municipio import montar_municipio
from demo.escenario.organos import contar_de_los_organos
from demo.escenario.planes import cargar_planes, prorrogar_trimestres
from demo.escenario.suministros import contar_de_los_suministros
from demo.escenario.trimestres import firmar_un_trimestre, registrar_el_anio


class Command(BaseCommand):
    help = "Carga el municipio de ejemplo. Repetirla no duplica nada. No corre en producción."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.ENTORNO != "demostracion":
            raise CommandError("el ejemplo solo se carga con ENTORNO=demostracion.")
        ahora = timezone.now()
        montar_municipio()
        cargar_planes()
        crear_efirmas()
        registrar_el_anio()
        firmar_un_trimestre()
        prorrogar_trimestres(ahora)
        contar_de_los_organos(ahora)
        contar_de_los_suministros()
        self.stdout.write("El municipio de ejemplo está listo.")
