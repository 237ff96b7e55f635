"""Workbooks and documents for the tests: a good one to spoil, and the ways to spoil it."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl

from nucleo.hojas import Hoja, escribir_xlsx
from poa.exportaciones import libro_del_poa

EJE = "Eje 1: Servicios"


def datos() -> dict[str, Any]:
    """Two blocks, three líneas, two inversiones."""
    bloque = {
        "tipo": "estrategia",
        "numero": 1,
        "nombre": "Creación de comités",
        "eje": EJE,
        "metas": "Que participe",
        "inversiones": [{"concepto": "Gasolina", "monto": "70000.00"}],
        "beneficiados": {"directos": "Ciudadanía", "indirectos": "Obras"},
        "periodo": {"desde": "2024-01-01", "hasta": "2024-12-31"},
        "temporalidad": "trimestral",
        "lineas": [
            {
                "texto": f"Convocar {n}",
                "unidad": "Reunión",
                "medio": "Minuta",
                "exige_evidencia": True,
                "paso": "",
                "programacion": [n, 0, 2, 3],
            }
            for n in (1, 2)
        ],
    }
    return {
        "clave": "A",
        "ejercicio": 2024,
        "vision": "Una visión",
        "mision": "Una misión",
        "objetivo": "Dar seguimiento",
        "fortalezas": ["Cercanía"],
        "amenazas": ["Inseguridad"],
        "responsable": {"nombre": "Ada", "cargo": "Directora"},
        "bloques": [bloque, {**bloque, "numero": 2, "nombre": "Consejos", "lineas": bloque["lineas"][:1]}],
    }


def bueno() -> bytes:
    return libro_del_poa(datos(), [EJE])


def con(*cambios: tuple[str, str, Any]) -> bytes:
    """The good workbook with some cells changed: (sheet, cell, value)."""

    def cambiar(libro: openpyxl.Workbook) -> None:
        for hoja, celda, valor in cambios:
            libro[hoja][celda] = valor

    return editado(cambiar)


def editado(cambiar: Callable[[openpyxl.Workbook], None]) -> bytes:
    """The good workbook after `cambiar` had its way with it."""
    libro = openpyxl.load_workbook(io.BytesIO(bueno()))
    cambiar(libro)
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def sin_columna(hoja: str, numero: int) -> bytes:
    return editado(lambda libro: libro[hoja].delete_cols(numero))


def sin_hoja(nombre: str) -> bytes:
    return editado(lambda libro: libro.remove(libro[nombre]))


def repaquetado(
    contenido: bytes, *, cambiar: Callable[[str, bytes], bytes] | None = None, **agregar: bytes
) -> bytes:
    """The same zip with some parts changed or added (`__` stands for `/` and `_DOT_` for `.`)."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contenido)) as viejo,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as nuevo,
    ):
        for nombre in viejo.namelist():
            parte = viejo.read(nombre)
            nuevo.writestr(nombre, cambiar(nombre, parte) if cambiar else parte)
        for nombre, parte in agregar.items():
            nuevo.writestr(nombre.replace("__", "/").replace("_DOT_", "."), parte)
    return salida.getvalue()


def en_la_hoja(contenido: bytes, hoja: int, viejo: bytes, nuevo: bytes) -> bytes:
    """The workbook with some bytes of a sheet's XML replaced."""

    def cambiar(nombre: str, parte: bytes) -> bytes:
        return parte.replace(viejo, nuevo) if nombre == f"xl/worksheets/sheet{hoja}.xml" else parte

    return repaquetado(contenido, cambiar=cambiar)


def ole(interior: str = "EncryptedPackage") -> bytes:
    """What an encrypted or an old file of Office begins with, and the name of its stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + interior.encode("utf-16-le") + bytes(512)


def bomba(contenido: bytes) -> bytes:
    """40 MB of zeroes among its parts."""
    return repaquetado(contenido, xl__media__a_DOT_png=bytes(40 * 1024 * 1024))


def con_marca_de_cifrado(contenido: bytes) -> bytes:
    """The zip that says that its first part is encrypted."""
    danado = bytearray(contenido)
    lugar = danado.index(b"PK\x01\x02") + 8
    banderas = struct.unpack_from("<H", danado, lugar)[0]
    struct.pack_into("<H", danado, lugar, banderas | 1)
    return bytes(danado)


def ajeno(renglones: list[list[Any]], hoja: str = "POA") -> bytes:
    """A workbook that was not made here."""
    libro = openpyxl.Workbook()
    libro.active.title = hoja
    for renglon in renglones:
        libro.active.append(renglon)
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def libro_vacio() -> bytes:
    return escribir_xlsx([Hoja("Hoja1", [])])
