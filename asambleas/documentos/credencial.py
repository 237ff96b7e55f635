"""The accreditation card of a member, on half a letter sheet."""

from dataclasses import dataclass
from datetime import date

import segno
from django.template.loader import render_to_string

from nucleo.fechas import fecha_larga
from nucleo.pdf import renderizar_pdf
from poa.escudo import direccion_del_escudo, recursos_del_escudo


@dataclass(frozen=True)
class DatosDeCredencial:
    """What the card says; `hasta` is the day after the last one, None without a known end."""

    municipio: str
    escudo: str
    direccion: str
    tipo: str
    organo: str
    folio: str
    nombre: str
    puesto: str
    calidad: str
    desde: date
    hasta: date | None
    codigo: str
    url: str


def credencial_en_pdf(datos: DatosDeCredencial) -> bytes:
    """The card, with a QR to the public page that says whether it is in force. Raises PdfFallido."""
    marco = {
        "d": datos,
        "escudo": direccion_del_escudo(datos.escudo),
        "desde": fecha_larga(datos.desde),
        "hasta": fecha_larga(datos.hasta) if datos.hasta else "",
        "qr": segno.make(datos.url, error="m").svg_inline(
            scale=3, border=2, svgclass=None, lineclass=None, omitsize=True
        ),
    }
    html = render_to_string("asambleas/documentos/credencial.html", marco)
    titulo = f"Credencial de integrante · {datos.organo}"
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos_del_escudo(datos.escudo)).contenido
