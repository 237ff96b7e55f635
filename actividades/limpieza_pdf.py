"""The child process that opens a PDF, takes out what runs or hides, and writes it again.

It imports neither Django nor our settings: hostile bytes meet only pikepdf, in a process with limits.
Reads the PDF from standard input; writes one JSON line ({"paginas": n} or {"falla": clave}) and the new PDF.
"""

import io
import json
import resource
import sys
from typing import Any

import pikepdf

MAX_OBJETOS = 200_000
# What runs by itself, calls out, or carries another file inside.
LLAVES_PROHIBIDAS = (
    "/OpenAction",
    "/AA",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/XFA",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/Collection",
    "/Metadata",
    "/PieceInfo",
)
ACCIONES_INOCUAS = {"/GoTo", "/URI"}
ANOTACIONES_PROHIBIDAS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


class Rechazado(Exception):
    """The PDF is not taken; the text is the key of the reason."""


def limpiar_pdf(contenido: bytes, max_paginas: int) -> tuple[int, bytes]:
    """Pages and bytes of the clean copy. Raises Rechazado: «cifrado», «paginas», «vacio», «objetos»."""
    try:
        pdf = pikepdf.open(io.BytesIO(contenido))
    except pikepdf.PasswordError as error:
        raise Rechazado("cifrado") from error
    with pdf:
        if pdf.is_encrypted:
            raise Rechazado("cifrado")
        paginas = len(pdf.pages)
        if paginas == 0:
            raise Rechazado("vacio")
        if paginas > max_paginas:
            raise Rechazado("paginas")
        if len(pdf.objects) > MAX_OBJETOS:
            raise Rechazado("objetos")
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        for objeto in pdf.objects:
            _limpiar_objeto(objeto)
        salida = io.BytesIO()
        pdf.save(
            salida,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
        return paginas, salida.getvalue()


def _limpiar_objeto(raiz: Any) -> None:
    """Walk an object and what lies directly in it; what it refers to gets its own turn."""
    pendientes = [raiz]
    while pendientes:
        actual = pendientes.pop()
        if isinstance(actual, pikepdf.Array):
            hijos = [actual[i] for i in range(len(actual))]
        elif isinstance(actual, pikepdf.Dictionary | pikepdf.Stream):
            _limpiar_diccionario(actual)
            hijos = [actual[llave] for llave in list(actual.keys())]
        else:
            continue
        pendientes += [
            h
            for h in hijos
            if isinstance(h, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not h.is_indirect
        ]


def _limpiar_diccionario(actual: Any) -> None:
    for llave in LLAVES_PROHIBIDAS:
        if llave in actual:
            del actual[llave]
    accion = actual.get("/A")
    if isinstance(accion, pikepdf.Dictionary) and str(accion.get("/S", "")) not in ACCIONES_INOCUAS:
        del actual["/A"]
    if isinstance(accion, pikepdf.Dictionary) and "/Next" in accion:
        del accion["/Next"]
    if str(actual.get("/Subtype", "")) in ANOTACIONES_PROHIBIDAS:
        # An annotation of this kind becomes a mute mark: removing it would need its page.
        actual["/Subtype"] = pikepdf.Name("/Square")
        for llave in ("/FS", "/Sound", "/Movie", "/3DD", "/AP"):
            if llave in actual:
                del actual[llave]


def principal() -> None:
    """Limit this process, clean, answer."""
    memoria, segundos, max_paginas = (int(a) for a in sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_AS, (memoria, memoria))
    resource.setrlimit(resource.RLIMIT_CPU, (segundos, segundos))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cabeza: dict[str, int | str]
    try:
        paginas, limpio = limpiar_pdf(sys.stdin.buffer.read(), max_paginas)
        cabeza, cuerpo = {"paginas": paginas}, limpio
    except Rechazado as rechazo:
        cabeza, cuerpo = {"falla": str(rechazo)}, b""
    except BaseException:  # hostile bytes raise many kinds; each is the same to who uploaded them
        cabeza, cuerpo = {"falla": "danado"}, b""
    sys.stdout.buffer.write(json.dumps(cabeza).encode() + b"\n" + cuerpo)


if __name__ == "__main__":
    principal()
