"""The notice of an assembly to be posted in the street, with the QR that leads to its page."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from asambleas.consultas.convocatorias import esta_cancelada, puntos_de
from asambleas.documentos.redaccion import ASUNTO
from asambleas.estados import TipoAsamblea
from asambleas.models import Convocatoria
from nucleo.folios import codigo_legible
from nucleo.pdf import renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.consultas.municipio import municipio_congelado
from poa.escudo import direccion_del_escudo, recursos_del_escudo


def direccion_publica(convocatoria: Convocatoria) -> str:
    """The whole address of its public page."""
    codigo = codigo_legible(convocatoria.codigo)
    return settings.URL_PUBLICA + reverse("convocatoria_publicada", args=[codigo])


def cartel_de(convocatoria: Convocatoria) -> bytes:
    """Carta, in letters that are read from two metres; called off, it says so. Raises PdfFallido."""
    municipio = municipio_congelado()
    escudo, url = municipio.get("escudo", ""), direccion_publica(convocatoria)
    html = render_to_string(
        "asambleas/documentos/convocatoria.html",
        {
            "c": convocatoria,
            "organo": convocatoria.organo,
            "asunto": ASUNTO[TipoAsamblea(convocatoria.tipo)][1],
            "cancelada": esta_cancelada(convocatoria),
            "municipio": municipio,
            "escudo": direccion_del_escudo(escudo),
            "puntos": puntos_de(convocatoria),
            "url": url,
            "qr": qr_en_svg(url),
        },
    )
    titulo = f"Convocatoria {convocatoria.folio}"
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos_del_escudo(escudo)).contenido
