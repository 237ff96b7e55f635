"""Configuration of the supplies."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SuministrosConfig(AppConfig):
    """Declares the guards, the words of its acts and the moments that count; sows the rubros of the seed."""

    name = "suministros"
    verbose_name = "Suministros"

    def ready(self) -> None:
        from nucleo.bitacora import registrar_etiquetas
        from poa.pasos import registrar_paso
        from suministros.candados import registrar_candados
        from suministros.estados import MOMENTOS
        from suministros.etiquetas import ETIQUETAS

        registrar_candados()
        registrar_etiquetas(ETIQUETAS)
        for clave, nombre in MOMENTOS.items():
            registrar_paso(clave, nombre)
        post_migrate.connect(_sembrar_rubros, sender=self)


def _sembrar_rubros(**kwargs: Any) -> None:
    """The two rubros of the seed, in a new installation."""
    from django.db import connection

    from suministros.models import Rubro
    from suministros.servicios import sembrar_rubros

    # Migrations that go back leave no table to fill.
    if Rubro._meta.db_table in connection.introspection.table_names():
        sembrar_rubros()
