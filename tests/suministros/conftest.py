"""The fixed cast, and A with money, a vehicle, stock and a POA that counts the four moments."""

from tests.reparto import cliente_de, en_hoy, reparto
from tests.suministros.muestras import mundo

__all__ = ["cliente_de", "en_hoy", "mundo", "reparto"]
