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
    """Declares the guards, starts each session's clocks, keeps triggers in step with migrations."""

    name = "nucleo"
    verbose_name = "Núcleo"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed
        from django.contrib.auth.signals import user_logged_in

        from nucleo.bitacora import registrar_etiquetas
        from nucleo.candados import registrar_candados
        from nucleo.etiquetas import ETIQUETAS
        from nucleo.sesion import al_confirmar, al_entrar

        registrar_candados()
        registrar_etiquetas(ETIQUETAS)
        user_logged_in.connect(al_entrar, dispatch_uid="sesion")
        authentication_step_completed.connect(al_confirmar, dispatch_uid="sesion")
        # An AlterField on SQLite rebuilds the table and silently drops its triggers.
        pre_migrate.connect(_antes_de_migrar, sender=self, dispatch_uid="disparadores")
        post_migrate.connect(_despues_de_migrar, dispatch_uid="disparadores")
