"""Configuration of the acts."""

from django.apps import AppConfig


class ActividadesConfig(AppConfig):
    """Declares the locks of the acts."""

    name = "actividades"
    verbose_name = "Actividades"

    def ready(self) -> None:
        from actividades.candados import registrar_candados
        from actividades.etiquetas import ETIQUETAS
        from nucleo.bitacora import registrar_etiquetas

        registrar_candados()
        registrar_etiquetas(ETIQUETAS)
