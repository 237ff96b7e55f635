"""Framing between the web process and the renderer: one JSON head and its binary parts, never pickle."""

import json
import socket
import struct
from typing import Any

LARGO = struct.Struct("!Q")
PEDIDO = struct.Struct("!II")  # to the fork server: seconds, MiB
LISTO = b"listo"


def enviar(conexion: socket.socket, cabeza: dict[str, Any], partes: list[bytes]) -> None:
    """Sends `cabeza` and then every part; the lengths travel in the head."""
    texto = json.dumps({**cabeza, "_largos": [len(parte) for parte in partes]}).encode()
    conexion.sendall(LARGO.pack(len(texto)) + texto)
    for parte in partes:
        conexion.sendall(parte)


def recibir(conexion: socket.socket) -> tuple[dict[str, Any], list[bytes]]:
    """Reads one message; EOFError when the other side is gone, TimeoutError as the socket is set."""
    (largo,) = LARGO.unpack(_exactos(conexion, LARGO.size))
    cabeza = json.loads(_exactos(conexion, largo))
    return cabeza, [_exactos(conexion, n) for n in cabeza.pop("_largos")]


def _exactos(conexion: socket.socket, largo: int) -> bytes:
    datos = bytearray(largo)
    vista = memoryview(datos)
    while vista:
        leidos = conexion.recv_into(vista)
        if not leidos:
            raise EOFError("the other side closed the connection")
        vista = vista[leidos:]
    return bytes(datos)
