"""Supply requests, the money, vehicles and stock they move, and the moments that count."""

from suministros.models.combustible import CargaDeCombustible, Vale
from suministros.models.entrega import EntregaDeSuministro, RenglonDeEntrega
from suministros.models.fondos import Fondo, MovimientoDeFondo, Rubro
from suministros.models.momento import Momento
from suministros.models.papeleria import Articulo, MovimientoDeExistencia
from suministros.models.solicitud import CambioDeSolicitud, Renglon, Solicitud
from suministros.models.vehiculos import (
    DistanciaPorLocalidad,
    LecturaDeOdometro,
    PrestamoDeVehiculo,
    Vehiculo,
)

__all__ = [
    "Articulo",
    "CambioDeSolicitud",
    "CargaDeCombustible",
    "DistanciaPorLocalidad",
    "EntregaDeSuministro",
    "Fondo",
    "LecturaDeOdometro",
    "Momento",
    "MovimientoDeExistencia",
    "MovimientoDeFondo",
    "PrestamoDeVehiculo",
    "Renglon",
    "RenglonDeEntrega",
    "Rubro",
    "Solicitud",
    "Vale",
    "Vehiculo",
]
