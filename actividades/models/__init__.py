"""Models of the acts."""

from actividades.models.actividad import Actividad, CambioDeActividad, Evidencia

__all__ = ["Actividad", "CambioDeActividad", "Evidencia"]
