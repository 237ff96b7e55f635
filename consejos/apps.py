"""Configuration of the consejos ciudadanos."""

from django.apps import AppConfig


class ConsejosConfig(AppConfig):
    """Registers the procedimiento of a consejo, and the words of its acts."""

    name = "consejos"
    verbose_name = "Consejos ciudadanos"

    def ready(self) -> None:
        from asambleas.expedientes import registrar_parte
        from asambleas.procedimientos import registrar_procedimiento
        from consejos.etiquetas import ETIQUETAS
        from consejos.expediente import POSTULACIONES
        from consejos.procedimiento import PROCEDIMIENTO
        from nucleo.bitacora import registrar_etiquetas

        registrar_procedimiento(PROCEDIMIENTO)
        registrar_etiquetas(ETIQUETAS)
        registrar_parte(POSTULACIONES)
