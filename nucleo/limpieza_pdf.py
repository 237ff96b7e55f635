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

from nucleo.limpieza_jpeg import JpegIlegible, dice_de_donde_viene, sin_metadatos

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
FILTROS_DE_FOTO = {"/DCTDecode", "/DCT"}
ACCIONES_INOCUAS = {"/GoTo", "/URI"}
ANOTACIONES_PROHIBIDAS = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


class Rechazado(Exception):
    """The PDF is not taken; the text is the key of the reason."""


def limpiar_pdf(contenido: bytes, max_paginas: int, sin_formulario: bool = False) -> tuple[int, bytes]:
    """Pages and bytes of the clean copy.

    Raises Rechazado: «cifrado», «paginas», «vacio», «objetos», «danado».
    """
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
        if sin_formulario and "/AcroForm" in pdf.Root:
            del pdf.Root["/AcroForm"]
        for objeto in pdf.objects:
            _limpiar_objeto(objeto)
            if isinstance(objeto, pikepdf.Stream):
                _limpiar_foto(objeto)
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


def _en_lista(valor: Any) -> list[Any]:
    if valor is None:
        return []
    return [valor[i] for i in range(len(valor))] if isinstance(valor, pikepdf.Array) else [valor]


def _limpiar_foto(objeto: pikepdf.Stream) -> None:
    """A photo goes in as the camera left it: take out what it says besides the image.

    One that cannot be walked stays as it is, unless it is seen to carry what had to be dropped.
    """
    filtros = _en_lista(objeto.get("/Filter"))
    if not filtros or str(filtros[-1]) not in FILTROS_DE_FOTO:
        return
    parametros = _en_lista(objeto.get("/DecodeParms"))
    suyos = parametros[-1] if len(parametros) == len(filtros) else None
    jpeg = _sin_envoltura(objeto, filtros[:-1], parametros[:-1])
    try:
        limpio = sin_metadatos(jpeg)
    except JpegIlegible as error:
        if dice_de_donde_viene(jpeg):
            raise Rechazado("danado") from error
        limpio = jpeg
    objeto.write(limpio, filter=pikepdf.Name.DCTDecode, decode_parms=suyos)


def _sin_envoltura(objeto: pikepdf.Stream, filtros: list[Any], parametros: list[Any]) -> bytes:
    """The JPEG itself, out of the filters it was wrapped in. What cannot be unwrapped is damaged."""
    if not filtros:
        return objeto.read_raw_bytes()
    objeto.Filter = pikepdf.Array(filtros)
    if "/DecodeParms" in objeto:
        objeto.DecodeParms = pikepdf.Array(parametros)
    return objeto.read_bytes(decode_level=pikepdf.StreamDecodeLevel.all)


def principal() -> None:
    """Limit this process, clean, answer."""
    memoria, segundos, max_paginas, sin_formulario = (int(a) for a in sys.argv[1:5])
    resource.setrlimit(resource.RLIMIT_AS, (memoria, memoria))
    resource.setrlimit(resource.RLIMIT_CPU, (segundos, segundos))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cabeza: dict[str, int | str]
    try:
        paginas, limpio = limpiar_pdf(sys.stdin.buffer.read(), max_paginas, bool(sin_formulario))
        cabeza, cuerpo = {"paginas": paginas}, limpio
    except Rechazado as rechazo:
        cabeza, cuerpo = {"falla": str(rechazo)}, b""
    except BaseException:  # hostile bytes raise many kinds; each is the same to who uploaded them
        cabeza, cuerpo = {"falla": "danado"}, b""
    sys.stdout.buffer.write(json.dumps(cabeza).encode() + b"\n" + cuerpo)


if __name__ == "__main__":
    principal()
