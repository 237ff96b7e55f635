"""Builds the documents and signatures that these tests use, and the ones that they attack."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import weasyprint

from nucleo.efirma import preparacion
from nucleo.efirma.certificados import leer_certificado
from nucleo.efirma.ejemplo import Autoridad, Credencial
from nucleo.efirma.preparacion import Casilla, Sello, agregar_casillas, preparar_firma, terminar_firma
from nucleo.efirma.validacion import Dictamen, FirmaEsperada

RAIZ = Path(__file__).resolve().parents[3]
FUENTE = RAIZ / "static/vendor/noto-sans/NotoSans-Regular.ttf"
ZONA = ZoneInfo("America/Mexico_City")
INICIO = datetime(2022, 1, 1, tzinfo=UTC)
MOMENTO = datetime(2024, 4, 12, 13, 45, 10, 250000, tzinfo=ZONA)
DESPUES = MOMENTO + timedelta(days=3)
DIRECCION, PLAN = "firma_direccion", "firma_planeacion"

DIRECTORA = {
    "nombre": "ROSA PEÑA NÚÑEZ",
    "rfc": "PEÑR800101AB1",
    "curp": "PENR800101MMCXXS01",
    "clave": "Clave ñandú 2024",
}
PLANEACION = {
    "nombre": "JOSÉ MUÑOZ Á.",
    "rfc": "MUAJ750505CD2",
    "curp": "MUAJ750505HMCXXS02",
    "clave": "otra-clave-9",
}

HTML = """<html lang="es"><title>Evaluación del primer trimestre</title>
<style>@font-face{font-family:N;src:url(NotoSans-Regular.ttf)} body{font-family:N}</style>
<h1>Evaluación del primer trimestre de 2024</h1><p>Cumplimiento 85.00 % (17/20)</p>
<p style="break-before: page">RESPONSABLE, NOMBRE Y FIRMA</p>"""


@dataclass(frozen=True)
class Documento:
    """A signed PDF and the signatures that are stored for it."""

    pdf: bytes
    esperadas: tuple[FirmaEsperada, ...]


def documento_base(html: str = HTML) -> bytes:
    documento = weasyprint.HTML(string=html, base_url=str(FUENTE)).render(pdf_variant="pdf/a-3a")
    return con_casillas(documento.write_pdf(pdf_variant="pdf/a-3a"))


def con_casillas(pdf: bytes) -> bytes:
    return agregar_casillas(
        pdf,
        [
            Casilla(DIRECCION, 1, (60.4, 500.2, 280.7, 590.9), "Firma de la dirección"),
            Casilla(PLAN, 1, (310, 500, 530, 590), "Firma de Planeación"),
        ],
    )


def sello(credencial: Credencial, momento: datetime) -> Sello:
    datos = leer_certificado(credencial.cer)
    return Sello(
        [
            f"Firmado por {datos.nombre}",
            f"Certificado {datos.serie}, emitido por {datos.emisor}",
            f"{momento:%d/%m/%Y, %H:%M:%S} (UTC−06:00)",
        ],
        FUENTE,
    )


def firmar(
    pdf: bytes,
    credencial: Credencial,
    autoridad: Autoridad,
    *,
    casilla: str,
    momento: datetime,
    previas: Sequence[FirmaEsperada] = (),
    certificar: bool | None = None,
) -> Documento:
    """One whole signature: prepared, signed by the key, finished."""
    cadena = (autoridad.emisora, autoridad.raiz)
    preparada = preparar_firma(
        pdf=pdf,
        casilla=casilla,
        certificado=credencial.cer,
        cadena=cadena,
        sello=sello(credencial, momento),
        momento=momento,
        certificar=not previas if certificar is None else certificar,
        previas=previas,
    )
    firma = credencial.firmar(preparada.atributos)
    terminado = terminar_firma(preparacion_pdf=preparada.pdf_preparado, estado=preparada.estado, firma=firma)
    nueva = FirmaEsperada(casilla, leer_certificado(credencial.cer).sha256, momento, cadena)
    return Documento(terminado, (*previas, nueva))


def firmar_direccion(pdf: bytes, credencial: Credencial, autoridad: Autoridad) -> Documento:
    return firmar(pdf, credencial, autoridad, casilla=DIRECCION, momento=MOMENTO)


def firmar_ambas(una: Documento, credencial: Credencial, autoridad: Autoridad) -> Documento:
    return firmar(una.pdf, credencial, autoridad, casilla=PLAN, momento=DESPUES, previas=una.esperadas)


def sin_comprobar(monkeypatch) -> None:
    """Take away the check before the second signature: what an attacker's own program would do."""
    todo_bien: Callable[..., Dictamen] = lambda *_, **__: Dictamen(True, ())  # noqa: E731
    monkeypatch.setattr(preparacion, "validar_pdf", todo_bien)
