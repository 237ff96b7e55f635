"""The cast, acts put straight into rows, and quarters led to each state of their life."""

from tests.reparto import cliente_de, en_hoy, reparto

__all__ = ["cliente_de", "en_hoy", "reparto"]
