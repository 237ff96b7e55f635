"""Models of the core: people and their entrance, audit chain, folios, frozen documents and signatures."""

from nucleo.models.bitacora import Asiento, CabezaDeCadena
from nucleo.models.documentos import Documento, Firma, FirmaEnCurso
from nucleo.models.enlaces import EnlaceDeUnUso
from nucleo.models.folios import Serie
from nucleo.models.seguridad import Seguridad
from nucleo.models.usuario import Usuario

__all__ = [
    "Asiento",
    "CabezaDeCadena",
    "Documento",
    "EnlaceDeUnUso",
    "Firma",
    "FirmaEnCurso",
    "Seguridad",
    "Serie",
    "Usuario",
]
