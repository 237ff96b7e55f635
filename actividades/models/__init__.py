"""Acts, evidence and history."""

from actividades.models.actividad import Actividad, ArchivoDeEvidencia, CambioDeActividad, Evidencia

__all__ = ["Actividad", "ArchivoDeEvidencia", "CambioDeActividad", "Evidencia"]
