"""The side of the web process: starts the fork server once and asks it for documents."""

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nucleo.pdf.mensajes import LISTO, PEDIDO, enviar, recibir
from nucleo.pdf.tipos import Ancla, Anexo, PdfFallido, PdfRenderizado

RAIZ = Path(__file__).resolve().parents[2]
ARRANQUE_SEGUNDOS = 30
GRACIA = 3
A_LA_VEZ = max(2, os.cpu_count() or 1)

REINTENTAR = "No se pudo generar el documento. Inténtelo de nuevo; si se repite, avise al administrador."
MENSAJES = {
    "tiempo": "El documento tardó demasiado y se detuvo. Pida un periodo más corto o menos fotografías.",
    "memoria": "El documento es demasiado grande. Pida un periodo más corto o menos fotografías.",
    "imagen": "Una de las imágenes no se pudo leer. Vuelva a subirla o retírela, e inténtelo de nuevo.",
    "ocupado": "Se están generando muchos documentos a la vez. Espere un minuto e inténtelo de nuevo.",
}


class Servidor:
    """Handle on this process's fork server: started at the first document, again if it died."""

    def __init__(self) -> None:
        self.olvidar()

    def olvidar(self) -> None:
        """After a fork: the server belongs to the parent, and its lock may have been held."""
        if control := getattr(self, "_control", None):
            control.close()
        if proceso := getattr(self, "_proceso", None):
            proceso.returncode = 0  # not ours to wait for
        self._control: socket.socket | None = None
        self._proceso: subprocess.Popen[bytes] | None = None
        self._candado = threading.Lock()
        self._cupo = threading.BoundedSemaphore(A_LA_VEZ)

    @property
    def pid(self) -> int | None:
        return self._proceso.pid if self._proceso else None

    @contextlib.contextmanager
    def turno(self, segundos: float) -> Iterator[None]:
        """Lets as many documents at once as there are processors; PdfFallido when none frees in time."""
        cupo = self._cupo
        if not cupo.acquire(timeout=segundos):
            raise PdfFallido(MENSAJES["ocupado"], f"{A_LA_VEZ} renderings running")
        try:
            yield
        finally:
            cupo.release()

    def conectar(self, segundos: int, mib: int) -> socket.socket:
        """A socket to a new limited child."""
        nuestra, suya = socket.socketpair()
        with suya, self._candado:
            try:
                self._mandar(suya, segundos, mib)
            except OSError:
                self.cerrar()
                self._mandar(suya, segundos, mib)
        nuestra.settimeout(segundos + GRACIA)
        return nuestra

    def _mandar(self, suya: socket.socket, segundos: int, mib: int) -> None:
        control = self._control or self._arrancar()
        socket.send_fds(control, [PEDIDO.pack(segundos, mib)], [suya.fileno()])

    def cerrar(self) -> None:
        """Ends the server and its children; the next document starts another."""
        if self._control:
            self._control.close()
        if self._proceso:
            self._proceso.kill()
            self._proceso.wait()
        self._control = self._proceso = None

    def _arrancar(self) -> socket.socket:
        nuestra, suya = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with suya:
            self._proceso = subprocess.Popen(
                [sys.executable, "-m", "nucleo.pdf.servidor", str(suya.fileno())],
                pass_fds=[suya.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd="/",
                env=_entorno(),
                start_new_session=True,
            )
        self._control = nuestra
        nuestra.settimeout(ARRANQUE_SEGUNDOS)
        saludo = b""
        with contextlib.suppress(OSError):
            saludo = nuestra.recv(len(LISTO))
        if saludo != LISTO:
            self.cerrar()
            raise PdfFallido(REINTENTAR, "the PDF fork server did not start; its stderr says why")
        nuestra.settimeout(None)
        return nuestra


def _entorno() -> dict[str, str]:
    """Nothing of ours but what the server needs: the child must not hold a key or a database URL."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONPATH": str(RAIZ),
        "PYTHONHASHSEED": "0",  # sets iterate alike in every server: same input, same bytes
        "FONTCONFIG_FILE": str(RAIZ / "nucleo/pdf/fuentes.conf"),
    }


servidor = Servidor()
os.register_at_fork(after_in_child=servidor.olvidar)
atexit.register(servidor.cerrar)


def renderizar_pdf(
    *,
    html: str,
    recursos: dict[str, bytes] | None = None,
    titulo: str,
    anexos: Sequence[Anexo] = (),
    anclas: Sequence[str] = (),
    limite_segundos: int = 30,
    limite_memoria_mib: int = 1024,
) -> PdfRenderizado:
    """Renders `html` as a tagged PDF/A-3a in es-MX, the same bytes for the same input and versions.

    `static/css/impresion.css` always applies. The document reaches the bytes of `recursos` as
    `recurso:nombre` and our own files as `estatico:css/x.css`; any other address is refused and
    told in `avisos`. `anclas` are ids of block elements whose border box (of its first fragment)
    is wanted, in PDF points. Not to be called inside a database transaction.

    Raises PdfFallido: over time or memory, a given image unreadable, an id absent, a crash.
    Source: trust rule 15 (no request, no local file, a bomb dies alone).
    """
    recursos = recursos or {}
    cabeza = {
        "titulo": titulo,
        "recursos": list(recursos),
        "anexos": [_datos(anexo) for anexo in anexos],
        "anclas": list(anclas),
    }
    partes = [html.encode(), *recursos.values(), *(anexo.contenido for anexo in anexos)]
    with servidor.turno(limite_segundos):
        respuesta, resultado = _pedir(cabeza, partes, limite_segundos, limite_memoria_mib)
    if motivo := respuesta.get("error"):
        raise PdfFallido(MENSAJES.get(motivo, REINTENTAR), f"{motivo}: {respuesta['detalle']}")
    return PdfRenderizado(
        contenido=resultado[0],
        paginas=respuesta["paginas"],
        anclas={nombre: Ancla(*caja) for nombre, caja in respuesta["anclas"].items()},
        avisos=tuple(respuesta["avisos"]),
    )


def _datos(anexo: Anexo) -> dict[str, Any]:
    return {
        "nombre": anexo.nombre,
        "tipo": anexo.tipo,
        "descripcion": anexo.descripcion,
        "fecha": anexo.fecha.isoformat() if anexo.fecha else None,
    }


def _pedir(
    cabeza: dict[str, Any], partes: list[bytes], segundos: int, mib: int
) -> tuple[dict[str, Any], list[bytes]]:
    with servidor.conectar(segundos, mib) as conexion:
        inicio = time.monotonic()
        try:
            enviar(conexion, cabeza, partes)
            return recibir(conexion)
        except (OSError, EOFError) as error:
            tardo = time.monotonic() - inicio
            # A killed child says nothing: the clock tells a time-out from memory exhausted in C.
            motivo = "tiempo" if tardo >= segundos * 0.95 else "memoria"
            raise PdfFallido(MENSAJES[motivo], f"the child died after {tardo:.1f} s: {error!r}") from error
