"""The cast, for the tests of the plan."""

from tests.reparto import cliente_de, en_hoy, reparto

__all__ = ["cliente_de", "en_hoy", "reparto"]
