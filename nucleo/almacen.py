"""File storage that survives a power cut, and content-addressed names."""

import hashlib
import os
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


class AlmacenDurable(FileSystemStorage):
    """Writes to a temporary name, fsyncs, renames and fsyncs the folder: a file is whole or absent."""

    def _save(self, name: str, content) -> str:
        destino = Path(self.path(name))
        destino.parent.mkdir(parents=True, exist_ok=True)
        temporal = destino.with_name(f".{destino.name}.{os.getpid()}.{os.urandom(4).hex()}")
        try:
            with open(temporal, "wb") as archivo:
                for trozo in content.chunks():
                    archivo.write(trozo)
                archivo.flush()
                os.fsync(archivo.fileno())
            os.replace(temporal, destino)
        finally:
            temporal.unlink(missing_ok=True)
        carpeta = os.open(destino.parent, os.O_RDONLY)
        try:
            os.fsync(carpeta)
        finally:
            os.close(carpeta)
        return str(Path(name)).replace("\\", "/")


def sha256(contenido: bytes) -> str:
    """SHA-256 in 64 lower-case hexadecimal digits."""
    return hashlib.sha256(contenido).hexdigest()


def guardar(contenido: bytes, *, carpeta: str, extension: str) -> tuple[str, str]:
    """Keep bytes under the name of their hash; returns (name in the storage, SHA-256).

    The same bytes twice are one file. Called before the row that names it is written, so a crash
    leaves at worst a file that nobody names.
    """
    huella = sha256(contenido)
    nombre = f"{carpeta}/{huella[:2]}/{huella}.{extension}"
    if not default_storage.exists(nombre):
        nombre = default_storage.save(nombre, ContentFile(contenido))
    return nombre, huella


def borrar(nombre: str) -> None:
    """Erase what is kept under a name, once no row names it; what is not there is erased already."""
    default_storage.delete(nombre)


def leer(nombre: str) -> bytes:
    """The bytes kept under a name."""
    with default_storage.open(nombre, "rb") as archivo:
        return archivo.read()
