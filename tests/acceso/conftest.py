"""The cast with its keys, and both direcciones with the same objects."""

from tests.evaluacion.conftest import autoridad, credencial_de, etapa, sin_pdf
from tests.reparto import cliente_de, en_hoy, reparto

__all__ = ["autoridad", "cliente_de", "credencial_de", "en_hoy", "etapa", "reparto", "sin_pdf"]
