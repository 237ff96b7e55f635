"""The zip that an XLSX or a DOCX is: looked at before any library opens it."""

import io
import zipfile
from typing import NamedTuple

from nucleo.hojas.lugares import ArchivoIlegible, ErrorDeHoja

MAX_BYTES = 5 * 1024 * 1024
MAX_DESCOMPRIMIDO = 30 * 1024 * 1024
MAX_RAZON = 200
MIN_PARA_RAZON = 2 * 1024 * 1024
MAX_PARTES = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CIFRADO = "EncryptedPackage".encode("utf-16-le")


class _Tipo(NamedTuple):
    nombre: str
    principal: str
    viejo: str


TIPOS = {
    "xlsx": _Tipo("Excel (.xlsx)", "xl/workbook.xml", ".xls"),
    "docx": _Tipo("Word (.docx)", "word/document.xml", ".doc"),
}


def _no(mensaje: str, donde: str = "Archivo") -> ArchivoIlegible:
    return ArchivoIlegible(ErrorDeHoja(donde, None, "", mensaje))


def revisar_paquete(contenido: bytes, tipo: str) -> None:
    """Refuse what is not a plain file of that type («xlsx», «docx») of a bearable size.

    Raises ArchivoIlegible: empty, too big, encrypted, old format, macros, damaged, a zip bomb, or XML
    that declares entities.
    """
    _revisar_envoltura(contenido, TIPOS[tipo])
    try:
        with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
            _revisar_indice(paquete, TIPOS[tipo], len(contenido))
            _revisar_partes(paquete)
    except ArchivoIlegible:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError) as error:
        raise _no("está dañado o incompleto. Ábralo en su programa, guárdelo de nuevo y súbalo.") from error
    except (RuntimeError, NotImplementedError, KeyError, UnicodeError) as error:
        raise _no("está comprimido o protegido de un modo que no se admite.") from error
    except Exception as error:  # zlib and lzma each have an error of their own
        raise _no("está dañado: no se pudo descomprimir.") from error


def _revisar_envoltura(contenido: bytes, tipo: _Tipo) -> None:
    if not contenido:
        raise _no("está vacío.")
    if len(contenido) > MAX_BYTES:
        raise _no(f"pesa más de {MAX_BYTES // 1024 // 1024} MB.")
    if contenido.startswith(_OLE):
        if _CIFRADO in contenido:
            raise _no("está protegido con contraseña. Quítesela y súbalo de nuevo.")
        raise _no(f"es de un formato antiguo (como {tipo.viejo}). Guárdelo como {tipo.nombre}.")
    if not contenido.startswith(b"PK"):
        raise _no(f"no es un archivo de {tipo.nombre}.")


def _revisar_indice(paquete: zipfile.ZipFile, tipo: _Tipo, pesa: int) -> None:
    partes = paquete.infolist()
    nombres = [parte.filename for parte in partes]
    if len(partes) > MAX_PARTES:
        raise _no("trae demasiadas piezas adentro.")
    if len(set(nombres)) != len(nombres):
        raise _no("trae piezas repetidas adentro: está dañado.")
    if any(parte.flag_bits & 0x1 for parte in partes):
        raise _no("está protegido con contraseña. Quítesela y súbalo de nuevo.")
    total = sum(parte.file_size for parte in partes)
    if total > MAX_DESCOMPRIMIDO or (total > MIN_PARA_RAZON and total > MAX_RAZON * pesa):
        raise _no("ocupa demasiado al descomprimirse. Quite imágenes y hojas que no hagan falta.")
    if any(nombre.lower().endswith(("vbaproject.bin", "vbadata.xml")) for nombre in nombres):
        raise _no(f"trae macros. Guárdelo sin macros, como {tipo.nombre}.")
    if "[Content_Types].xml" not in nombres or tipo.principal not in nombres:
        raise _no(f"no es un archivo de {tipo.nombre}.")


def _revisar_partes(paquete: zipfile.ZipFile) -> None:
    """Every part is read whole once, which also checks its CRC; XML may not declare anything."""
    for parte in paquete.infolist():
        contenido = paquete.read(parte)
        if not parte.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        if b"\x00" in contenido or b"<!DOCTYPE" in contenido or b"<!ENTITY" in contenido:
            raise _no("declara entidades que no se admiten.", f"Archivo, pieza {parte.filename[:80]}")
        if parte.filename == "[Content_Types].xml" and b"macroEnabled" in contenido:
            raise _no("trae macros. Guárdelo sin macros.")
