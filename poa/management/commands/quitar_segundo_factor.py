"""Takes away a second factor from the server: the way back of the only administrador, who lost the phone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from nucleo.errores import ErrorDeDominio
from nucleo.models import Usuario
from poa import servicios


class Command(BaseCommand):
    help = "Quita el segundo factor de una persona y sus códigos de recuperación; queda en la bitácora."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("usuario")
        parser.add_argument("--motivo", required=True, help="queda en la bitácora")

    def handle(self, *args: Any, **opciones: Any) -> None:
        nombre = opciones["usuario"].strip().lower()
        usuario = Usuario.objects.filter(username=nombre).first()
        if usuario is None:
            raise CommandError(f"no hay ningún usuario «{nombre}».")
        ahora = timezone.now()
        try:
            servicios.restablecer_segundo_factor(
                persona=servicios.persona_del_sistema(timezone.localdate(ahora)),
                ahora=ahora,
                usuario_id=usuario.pk,
                motivo=opciones["motivo"],
            )
        except ErrorDeDominio as error:
            raise CommandError(error.mensaje) from error
        self.stdout.write("Listo: entra con su contraseña y, si su función lo pide, activa otro enseguida.")
