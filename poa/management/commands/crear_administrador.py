"""Makes the first person of an installation, with the municipality and the unit they belong to."""

import os
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from nucleo.errores import ErrorDeDominio
from nucleo.roles import Rol
from poa import servicios
from poa.models import Ayuntamiento, Direccion

VARIABLE = "CLAVE_ADMINISTRADOR"
PREGUNTAS = {
    "usuario": "Nombre de usuario: ",
    "nombre": "Nombre completo: ",
    "municipio": "Municipio: ",
    "entidad": "Estado: ",
}


class Command(BaseCommand):
    help = (
        "Da de alta a la persona administradora y, si no lo hay, al municipio. Pregunta lo que no se le dé. "
        f"La contraseña se teclea, o se toma de la variable {VARIABLE}."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--usuario", default="")
        parser.add_argument("--nombre", default="")
        parser.add_argument("--municipio", default="", help="solo la primera vez")
        parser.add_argument("--entidad", default="", help="estado de la república; solo la primera vez")
        parser.add_argument("--clave-direccion", default="PM", help="unidad a la que pertenece")
        parser.add_argument("--direccion", default="Presidencia Municipal", help="su nombre, si es nueva")
        parser.add_argument("--cargo", default="Administrador(a) del sistema")
        parser.add_argument("--sin-preguntas", action="store_true")

    def handle(self, *args: Any, **opciones: Any) -> None:
        pedidos = ["usuario", "nombre"]
        if not Ayuntamiento.objects.exists():
            pedidos += ["municipio", "entidad"]
        datos = {campo: opciones[campo] or self._preguntar(campo, opciones) for campo in pedidos}
        clave = os.environ.get(VARIABLE) or self._pedir_clave(opciones)
        try:
            self._crear(datos, clave, opciones)
        except ErrorDeDominio as error:
            raise CommandError(error.mensaje) from error
        self.stdout.write(f"Listo: entre como «{datos['usuario'].strip().lower()}».")

    def _preguntar(self, campo: str, opciones: dict[str, Any]) -> str:
        if opciones["sin_preguntas"]:
            raise CommandError(f"falta --{campo}.")
        return input(PREGUNTAS[campo]).strip()

    def _pedir_clave(self, opciones: dict[str, Any]) -> str:
        if opciones["sin_preguntas"]:
            raise CommandError(f"falta la variable {VARIABLE}.")
        clave = getpass("Contraseña: ")
        if clave != getpass("Otra vez: "):
            raise CommandError("las contraseñas no coinciden.")
        return clave

    @transaction.atomic
    def _crear(self, datos: dict[str, str], clave: str, opciones: dict[str, Any]) -> None:
        ahora = timezone.now()
        hoy = timezone.localdate(ahora)
        actor: dict[str, Any] = {"persona": servicios.persona_del_sistema(hoy), "ahora": ahora}
        if "municipio" in datos:
            servicios.crear_ayuntamiento(**actor, municipio=datos["municipio"], entidad=datos["entidad"])
        unidad = opciones["clave_direccion"].strip().upper()
        direccion = Direccion.objects.filter(clave=unidad).first() or servicios.crear_direccion(
            **actor, clave=unidad, nombre=opciones["direccion"]
        )
        usuario = servicios.crear_usuario(
            **actor, username=datos["usuario"], nombre=datos["nombre"], clave=clave
        )
        servicios.adscribir(
            **actor,
            usuario=usuario,
            direccion=direccion,
            rol=Rol.ADMINISTRADOR,
            cargo=opciones["cargo"],
            desde=hoy,
        )
