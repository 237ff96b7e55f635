"""Configuration of the plan."""

from django.apps import AppConfig


class PoaConfig(AppConfig):
    """Tells the core who holds which post, and declares the locks of the plan."""

    name = "poa"
    verbose_name = "Programa Operativo Anual"

    def ready(self) -> None:
        from nucleo.bitacora import registrar_etiquetas
        from nucleo.contexto import registrar_municipio
        from nucleo.personas import registrar_fuente
        from poa.candados import registrar_candados
        from poa.consultas import cargos_en_vigor, marco_del_municipio
        from poa.etiquetas import ETIQUETAS

        registrar_fuente(cargos_en_vigor)
        registrar_municipio(marco_del_municipio)
        registrar_candados()
        registrar_etiquetas(ETIQUETAS)
