"""The fixed cast, for the tests of this app."""

from tests.reparto import cliente_de, en_hoy, reparto

__all__ = ["cliente_de", "en_hoy", "reparto"]
