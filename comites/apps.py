"""Configuration of the comités de obra."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ComitesConfig(AppConfig):
    """Registers the procedimiento of a comité, and the words of its acts."""

    name = "comites"
    verbose_name = "Comités de obra"

    def ready(self) -> None:
        from asambleas.expedientes import registrar_parte
        from asambleas.procedimientos import registrar_procedimiento
        from comites.etiquetas import ETIQUETAS
        from comites.expediente import REPORTES
        from comites.procedimiento import PROCEDIMIENTO
        from nucleo.bitacora import registrar_etiquetas

        registrar_procedimiento(PROCEDIMIENTO)
        registrar_etiquetas(ETIQUETAS)
        registrar_parte(REPORTES)
        post_migrate.connect(_sembrar_tipos, sender=self)


def _sembrar_tipos(**kwargs: Any) -> None:
    """Kinds of work to start from, in a new installation."""
    from django.db import connection

    from comites.models import TipoDeObra
    from comites.servicios import sembrar_tipos

    # Migrations that go back leave no table to fill.
    if TipoDeObra._meta.db_table in connection.introspection.table_names():
        sembrar_tipos()
