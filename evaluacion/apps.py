"""Configuration of the evaluation."""

from django.apps import AppConfig


class EvaluacionConfig(AppConfig):
    """Declares the locks of the evaluation, and tells the plan what was done of each línea."""

    name = "evaluacion"
    verbose_name = "Evaluación"

    def ready(self) -> None:
        from evaluacion.candados import registrar_candados
        from evaluacion.consultas.avance import realizadas_de
        from evaluacion.etiquetas import ETIQUETAS
        from nucleo.bitacora import registrar_etiquetas
        from poa.avances import registrar_fuente

        registrar_candados()
        registrar_fuente(realizadas_de)
        registrar_etiquetas(ETIQUETAS)
