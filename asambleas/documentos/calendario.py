"""An assembly as a calendar file (RFC 5545), that a telephone adds to its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from asambleas.consultas.convocatorias import AvisoPublico
from asambleas.consultas.horas import dia_y_hora
from asambleas.documentos.redaccion import ASUNTO
from asambleas.estados import TipoAsamblea

OCTETOS = 75
# The notice does not say when it ends: a calendar gets an hour after the second call.
DURA = timedelta(hours=1)


def calendario_de(aviso: AvisoPublico, url: str) -> bytes:
    """The event of a posted notice, in UTC; called off, it takes itself off the calendar.

    `url` is its public page, whole. Lines end in CRLF and have at most 75 octets (section 3.1).
    """
    return "".join(f"{doblar(linea)}\r\n" for linea in _lineas(aviso, url)).encode()


def _lineas(aviso: AvisoPublico, url: str) -> Iterator[str]:
    c = aviso.convocatoria
    asunto = ASUNTO[TipoAsamblea(c.tipo)][1].removeprefix("la ")
    titulo = f"{asunto[0].upper()}{asunto[1:]}: {c.organo.nombre}"
    puntos = "\n".join(f"{n}. {punto}" for n, punto in enumerate(aviso.puntos, 1))
    detalle = (
        f"Segunda convocatoria: {dia_y_hora(c.segunda_en)}.\n"
        f"Orden del día:\n{puntos}\n{c.organo.direccion.nombre}. {c.folio}"
    )
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//POA municipal//Asambleas//ES")
    yield from ("CALSCALE:GREGORIAN", "BEGIN:VEVENT")
    yield f"UID:{c.codigo}@{urlsplit(url).hostname or 'localhost'}"
    yield f"DTSTAMP:{en_utc(c.publicada_en or c.hecha_en)}"
    yield f"DTSTART:{en_utc(c.primera_en)}"
    yield f"DTEND:{en_utc(c.segunda_en + DURA)}"
    yield f"SUMMARY:{escapar(f'CANCELADA. {titulo}' if aviso.cancelada else titulo)}"
    yield f"LOCATION:{escapar(c.lugar)}"
    yield f"DESCRIPTION:{escapar(detalle)}"
    yield f"URL:{url}"
    yield f"STATUS:{'CANCELLED' if aviso.cancelada else 'CONFIRMED'}"
    yield f"SEQUENCE:{int(aviso.cancelada)}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def en_utc(momento: datetime) -> str:
    """«20240507T000000Z» (section 3.3.5, form 2)."""
    return momento.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escapar(texto: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line break (section 3.3.11)."""
    texto = texto.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return texto.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def doblar(linea: str) -> str:
    """A content line in pieces of at most 75 octets, never inside a letter; each but the first begins with a
    space, which counts."""
    piezas, actual, ocupa = [], "", 0
    for letra in linea:
        octetos = len(letra.encode())
        if ocupa + octetos > OCTETOS:
            piezas.append(actual)
            actual, ocupa = " ", 1
        actual, ocupa = actual + letra, ocupa + octetos
    return "\r\n".join([*piezas, actual])
