"""PDF rendering: HTML in, a PDF/A-3a out, made in a child process that has limits and no way to fetch."""

from nucleo.pdf.cliente import renderizar_pdf
from nucleo.pdf.tipos import Ancla, Anexo, PdfFallido, PdfRenderizado

__all__ = ["Ancla", "Anexo", "PdfFallido", "PdfRenderizado", "renderizar_pdf"]
