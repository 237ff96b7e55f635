"""Configuration of the core."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


def _antes_de_migrar(sender: Any, using: str, **kwargs: Any) -> None:
    from django.db import connections

    from nucleo.disparadores import quitar

    quitar(connections[using])


def _despues_de_migrar(sender: Any, using: str, **kwargs: Any) -> None:
    from django.core.management import call_command
    from django.db import connections

    from nucleo.disparadores import crear

    call_command("createcachetable", database=using, verbosity=0)
    crear(connections[using])


class NucleoConfig(AppConfig):
    """Declares the core's guards and keeps every app's triggers in step with the migrations."""

    name = "nucleo"
    verbose_name = "Núcleo"

    def ready(self) -> None:
        from nucleo.candados import registrar_candados

        registrar_candados()
        # An AlterField on SQLite rebuilds the table and silently drops its triggers.
        pre_migrate.connect(_antes_de_migrar, sender=self, dispatch_uid="disparadores")
        post_migrate.connect(_despues_de_migrar, dispatch_uid="disparadores")
