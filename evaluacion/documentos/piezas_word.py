"""Pieces of a Word document: text that XML can hold, tables with a heading row, described pictures."""

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell

from nucleo.texto import limpiar

ACENTO = RGBColor(0x0B, 0x4F, 0x5C)
FONDO, RAYA = "E6EEF0", "B9C6C9"
LETRA = "Calibri"
_FUERA_DE_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escribible(texto: str) -> str:
    """The text without what XML 1.0 cannot hold, nor characters that change its direction."""
    return _FUERA_DE_XML.sub("", limpiar(texto))


def documento_nuevo(*, titulo: str, autor: str, momento: datetime, alto: float) -> Document:
    """An empty document in es-MX on a page of 216 mm by `alto`, with our headings."""
    documento = docx.Document()
    seccion = documento.sections[0]
    seccion.page_width, seccion.page_height = Mm(216), Mm(alto)
    seccion.left_margin = seccion.right_margin = Mm(18)
    seccion.top_margin, seccion.bottom_margin = Mm(18), Mm(20)
    datos = documento.core_properties
    datos.title, datos.author, datos.language = escribible(titulo), escribible(autor), "es-MX"
    datos.comments = datos.keywords = ""
    datos.last_modified_by, datos.revision = datos.author, 1
    datos.created = datos.modified = momento.astimezone(UTC).replace(tzinfo=None)
    _vestir(documento)
    return documento


def _vestir(documento: Document) -> None:
    estilos: Any = documento.styles
    for idioma in estilos.element.iter(qn("w:lang")):
        idioma.set(qn("w:val"), "es-MX")
    normal = estilos["Normal"]
    normal.font.name, normal.font.size = LETRA, Pt(10)
    normal.paragraph_format.space_after = Pt(6)
    for nombre, puntos in (("Title", 20), ("Heading 1", 15), ("Heading 2", 12.5), ("Heading 3", 11)):
        estilo = estilos[nombre]
        estilo.font.size, estilo.font.color.rgb, estilo.font.bold = Pt(puntos), ACENTO, True
        fuentes = estilo.element.rPr.rFonts
        for atributo in list(fuentes.attrib):
            del fuentes.attrib[atributo]
        estilo.font.name = LETRA
    estilos["Caption"].font.color.rgb = RGBColor(0x1D, 0x2A, 0x2E)
    estilos["Caption"].font.bold = False


def numerar_paginas(documento: Document, izquierda: str) -> None:
    """Foot of every page: a text, and «Página X de Y» by fields that Word keeps up to date."""
    parrafo = documento.sections[0].footer.paragraphs[0]
    parrafo.add_run(f"{escribible(izquierda)} · Página ")
    _campo(parrafo, "PAGE")
    parrafo.add_run(" de ")
    _campo(parrafo, "NUMPAGES")
    for tramo in parrafo.runs:
        tramo.font.size = Pt(8)


def _campo(parrafo: Any, instruccion: str) -> None:
    campo = OxmlElement("w:fldSimple")
    campo.set(qn("w:instr"), instruccion)
    tramo = OxmlElement("w:r")
    tramo.get_or_add_rPr().sz_val = Pt(8)
    texto = OxmlElement("w:t")
    texto.text = "1"
    tramo.append(texto)
    campo.append(tramo)
    parrafo._p.append(campo)


def tabla(
    documento: Document,
    titulos: Sequence[str],
    filas: Sequence[Sequence[str]],
    anchos: Sequence[float],
    *,
    total: Sequence[str] = (),
) -> Table:
    """A table whose heading row repeats on each page; columns of `anchos` mm, numbers to the right.

    A column is of numbers when its title ends in «\N{NO-BREAK SPACE}», which does not show.
    """
    nueva = documento.add_table(rows=0, cols=len(titulos))
    nueva.style, nueva.autofit = "Table Grid", False
    numericas = [t.endswith("\N{NO-BREAK SPACE}") for t in titulos]
    for lugar, celdas in enumerate([titulos, *filas, *([total] if total else [])]):
        destacada = lugar == 0 or (bool(total) and lugar == len(filas) + 1)
        _fila(nueva, [c.strip() for c in celdas], anchos, numericas, destacada=destacada)
    for columna, ancho in zip(nueva.columns, anchos, strict=True):
        columna.width = Mm(ancho)
    marcar(nueva.rows[0]._tr, "w:tblHeader")
    colorear_bordes(nueva)
    documento.add_paragraph().paragraph_format.space_after = Pt(2)
    return nueva


def _fila(
    destino: Table,
    celdas: Sequence[str],
    anchos: Sequence[float],
    numericas: Sequence[bool],
    *,
    destacada: bool,
) -> None:
    # Built by hand: python-docx walks the whole grid for each cell it gives, which 300 rows would feel.
    fila = destino.add_row()._tr
    marcar(fila, "w:cantSplit")
    for tc, texto, ancho, derecha in zip(fila.tc_lst, celdas, anchos, numericas, strict=True):
        celda = _Cell(tc, destino)
        celda.width = Mm(ancho)
        parrafo = celda.paragraphs[0]
        parrafo.paragraph_format.space_after = Pt(0)
        if derecha:
            parrafo.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        tramo = parrafo.add_run(escribible(texto))
        tramo.font.size = Pt(8.5)
        if destacada:
            tramo.bold = True
            _sombrear(tc)


def marcar(tr: Any, etiqueta: str) -> None:
    tr.get_or_add_trPr().append(OxmlElement(etiqueta))


def _sombrear(tc: Any) -> None:
    sombra = OxmlElement("w:shd")
    for atributo, valor in (("val", "clear"), ("color", "auto"), ("fill", FONDO)):
        sombra.set(qn(f"w:{atributo}"), valor)
    tc.get_or_add_tcPr().append(sombra)


def colorear_bordes(destino: Table) -> None:
    bordes = OxmlElement("w:tblBorders")
    for lado in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borde = OxmlElement(f"w:{lado}")
        for atributo, valor in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RAYA)):
            borde.set(qn(f"w:{atributo}"), valor)
        bordes.append(borde)
    propiedades = destino._tbl.tblPr
    propiedades.insert_element_before(
        bordes, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )


def foto(celda: Any, contenido: bytes, *, ancho: float, alto: float, descripcion: str) -> None:
    """A picture no larger than `ancho` by `alto` mm, with its description for who cannot see it."""
    tramo = celda.paragraphs[0].add_run()
    imagen = tramo.add_picture(io.BytesIO(contenido), width=Mm(ancho))
    if imagen.height > Mm(alto):
        imagen.width, imagen.height = int(imagen.width * Mm(alto) / imagen.height), Mm(alto)
    propiedades = imagen._inline.docPr
    propiedades.set("descr", escribible(descripcion))
    propiedades.set("name", "Fotografía")


def sin_partir(celda: Any) -> None:
    """Keep each paragraph of the cell with the next one."""
    for parrafo in celda.paragraphs:
        parrafo.paragraph_format.keep_with_next = True
