"""Configuration of what comités and consejos share."""

from django.apps import AppConfig


class AsambleasConfig(AppConfig):
    """Declares the guards of votes and posts, and the words of its acts."""

    name = "asambleas"
    verbose_name = "Comités y consejos"

    def ready(self) -> None:
        from asambleas.candados import registrar_candados
        from asambleas.consultas.ciudadanos import PARTES
        from asambleas.etiquetas import ETIQUETAS
        from asambleas.expedientes import registrar_parte
        from nucleo.bitacora import registrar_etiquetas

        registrar_candados()
        registrar_etiquetas(ETIQUETAS)
        for parte in PARTES:
            registrar_parte(parte)
