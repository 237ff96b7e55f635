"""Configuration of the evaluation."""

from django.apps import AppConfig


class EvaluacionConfig(AppConfig):
    """Declares the locks of the evaluation."""

    name = "evaluacion"
    verbose_name = "Evaluación"

    def ready(self) -> None:
        from evaluacion.candados import registrar_candados

        registrar_candados()
