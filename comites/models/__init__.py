"""Works, comités, reports and the entrega-recepción."""

from comites.models.entrega import Entrega, FirmanteDeEntrega, FotoDeEntrega, ObservacionDeEntrega
from comites.models.obra import Comite, Obra, TipoDeObra
from comites.models.reporte import CambioDeReporte, Reporte

__all__ = [
    "CambioDeReporte",
    "Comite",
    "Entrega",
    "FirmanteDeEntrega",
    "FotoDeEntrega",
    "Obra",
    "ObservacionDeEntrega",
    "Reporte",
    "TipoDeObra",
]
