"""The poster of a public call, with the QR that leads to its page."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from consejos.models import Llamado
from nucleo.folios import codigo_legible
from nucleo.pdf import renderizar_pdf
from nucleo.qr import qr_en_svg
from poa.consultas.municipio import municipio_congelado
from poa.escudo import direccion_del_escudo, recursos_del_escudo


def cartel_del_llamado(llamado: Llamado) -> bytes:
    """One page, carta, to be pasted on a wall. Raises PdfFallido."""
    municipio = municipio_congelado()
    escudo = municipio.get("escudo", "")
    url = settings.URL_PUBLICA + reverse("convocatoria_publica", args=[codigo_legible(llamado.codigo)])
    html = render_to_string(
        "consejos/documentos/cartel.html",
        {
            "l": llamado,
            "organo": llamado.consejo.organo,
            "municipio": municipio,
            "escudo": direccion_del_escudo(escudo),
            "requisitos": llamado.requisitos.splitlines(),
            "documentos": llamado.documentos.splitlines(),
            "url": url,
            "qr": qr_en_svg(url),
        },
    )
    titulo = f"Convocatoria pública {llamado.folio}"
    return renderizar_pdf(html=html, titulo=titulo, recursos=recursos_del_escudo(escudo)).contenido
