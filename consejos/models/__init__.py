"""The consejo, its public call and who applies."""

from consejos.models.consejo import ArchivoDePostulacion, CambioDePostulacion, Consejo, Llamado, Postulacion

__all__ = ["ArchivoDePostulacion", "CambioDePostulacion", "Consejo", "Llamado", "Postulacion"]
