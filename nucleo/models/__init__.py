"""Models of the core: people, audit chain, folios, frozen documents and signatures."""

from nucleo.models.bitacora import Asiento, CabezaDeCadena
from nucleo.models.documentos import Documento, Firma, FirmaEnCurso
from nucleo.models.folios import Serie
from nucleo.models.usuario import Usuario

__all__ = [
    "Asiento",
    "CabezaDeCadena",
    "Documento",
    "Firma",
    "FirmaEnCurso",
    "Serie",
    "Usuario",
]
