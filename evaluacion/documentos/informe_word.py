"""The monthly report as a Word document: the same as its PDF, to be gone on with."""

import io
from pathlib import Path

from django.conf import settings
from docx.document import Document
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from evaluacion.consultas.cifras import Cifra
from evaluacion.consultas.informe import LineaDelMes, Sumable
from evaluacion.documentos import piezas_word as piezas
from evaluacion.documentos.informe import ADVERTENCIA, InformeEnPapel, Lamina
from nucleo.fechas import fecha_larga, momento_largo
from poa.documentos import Papel

ALTO = {Papel.CARTA: 279, Papel.OFICIO: 340}
N = "\N{NO-BREAK SPACE}"  # after the title of a column of numbers
TITULOS_DE_AVANCE = (
    "Línea de acción",
    "Unidad",
    f"Proy. trim.{N}",
    f"En el mes{N}",
    f"Por validar{N}",
    f"Trimestre{N}",
    "Semáforo",
)
ESCUDO = Path("static/img/icono-180.png")
ANCHO_FOTO, ALTO_FOTO = 84, 63


def informe_en_word(papel: InformeEnPapel) -> bytes:
    """The bytes of the .docx, with real headings, tables with their heading row and described photos."""
    documento = piezas.documento_nuevo(
        titulo=f"{papel.titulo} · {papel.direccion}",
        autor=papel.autor,
        momento=papel.generado,
        alto=ALTO[papel.papel],
    )
    piezas.numerar_paginas(documento, f"{papel.direccion} · {papel.titulo}")
    _membrete(documento, papel)
    documento.add_heading(piezas.escribible(papel.titulo), 0)
    _parrafos(documento, papel.introduccion)
    _resumen(documento, papel)
    _avance(documento, papel)
    _actividades(documento, papel)
    _fotos(documento, papel.laminas)
    _anexos(documento, papel)
    _parrafos(documento, papel.cierre)
    _firmas(documento, papel)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def _parrafos(documento: Document, texto: str) -> None:
    for parrafo in piezas.escribible(texto).split("\n"):
        if parrafo.strip():
            documento.add_paragraph(parrafo)


def _membrete(documento: Document, papel: InformeEnPapel) -> None:
    cabeza = documento.add_table(rows=1, cols=2)
    cabeza.autofit = False
    izquierda, derecha = cabeza.rows[0].cells
    izquierda.width, derecha.width = Mm(28), Mm(152)
    cabeza.columns[0].width, cabeza.columns[1].width = Mm(28), Mm(152)
    escudo = papel.escudo or (settings.BASE_DIR / ESCUDO).read_bytes()
    piezas.foto(izquierda, escudo, ancho=20, alto=20, descripcion="Escudo")
    renglones = (
        (papel.membrete.municipio, 13, True),
        (f"Dirección/Jefatura: {papel.direccion}", 10.5, True),
        (f"«{papel.membrete.lema}»" if papel.membrete.lema else "", 9, False),
    )
    primero = derecha.paragraphs[0]
    for lugar, (texto, puntos, negrita) in enumerate(r for r in renglones if r[0]):
        parrafo = primero if lugar == 0 else derecha.add_paragraph()
        parrafo.paragraph_format.space_after = Pt(0)
        tramo = parrafo.add_run(piezas.escribible(texto))
        tramo.font.size, tramo.bold, tramo.italic = Pt(puntos), negrita, not negrita
        if lugar == 0:
            tramo.font.color.rgb = piezas.ACENTO


def _resumen(documento: Document, papel: InformeEnPapel) -> None:
    informe = papel.informe
    filas = [
        [nombre, *(f"{n:,}" for n in (s.actos, s.cantidad, s.mujeres, s.hombres, s.personas))]
        for nombre, s in (
            ("Validadas (cuentan)", informe.validadas),
            ("Por validar (todavía no cuentan)", informe.por_validar),
            ("Todas", informe.todas),
        )
    ]
    documento.add_heading("El mes en cifras", 1)
    mes = str(informe.mes).capitalize()
    titulos = [mes, f"Registros{N}", f"Cantidad{N}", f"Mujeres{N}", f"Hombres{N}", f"Asistentes{N}"]
    piezas.tabla(documento, titulos, filas[:2], [65, 23, 23, 23, 23, 23], total=filas[2])


def _cifra(cifra: Cifra) -> str:
    """«17/20 · 85.00 %», or a dash where there is nothing to divide."""
    if cifra.cumplimiento is None:
        return "—"
    return f"{cifra.realizadas:,}/{cifra.proyectadas:,} · {cifra.cumplimiento:,.2f} %"


def _semaforo(cifra: Cifra) -> str:
    nota = "" if cifra.etiqueta.split("·")[0].strip().endswith("%") else cifra.etiqueta
    return " · ".join(x for x in ((cifra.semaforo or "").capitalize(), nota) if x)


def _fila_de_avance(numero: str, linea: LineaDelMes) -> list[str]:
    a = linea.avance
    return [
        f"{numero} {a.linea.texto}{' (cancelada)' if a.cancelada else ''}",
        a.linea.unidad_de_medida or "—",
        f"{a.vigente:,}",
        f"{linea.validadas.cantidad:,}",
        f"{linea.por_validar.cantidad:,}",
        _cifra(a.trimestral),
        _semaforo(a.trimestral),
    ]


def _avance(documento: Document, papel: InformeEnPapel) -> None:
    informe, total = papel.informe, papel.informe.avance.trimestral
    filas = [
        _fila_de_avance(f"{b.avance.estrategia.orden}.{linea.avance.linea.orden}", linea)
        for b in informe.bloques
        for linea in b.lineas
    ]
    if informe.emergentes.actos:
        e = informe.emergentes
        contado = [f"{e.validadas.cantidad:,}", f"{e.por_validar.cantidad:,}"]
        filas.append(["Emergentes: fuera de lo programado", "—", "—", *contado, "—", "No programadas"])
    documento.add_heading(f"Avance del trimestre al {papel.corte}", 1)
    piezas.tabla(
        documento,
        TITULOS_DE_AVANCE,
        filas,
        [58, 22, 15, 15, 15, 28, 27],
        total=[
            "Toda la dirección",
            "",
            f"{total.proyectadas:,}",
            f"{informe.validadas.cantidad:,}",
            f"{informe.por_validar.cantidad:,}",
            _cifra(total),
            _semaforo(total),
        ],
    )
    documento.add_paragraph(
        f"«En el mes» es la cantidad validada en {informe.mes}; «Trimestre», lo realizado y lo proyectado "
        "desde que empezó el trimestre, con la fórmula No. Act. Realizadas / No. Act. Proyectadas × 100. "
        "Lo no programado se hizo sin estar proyectado y no entra en la división: "
        f"{informe.avance.no_programadas:,} en el trimestre."
    )
    documento.add_paragraph(f"Acumulado del año, con la misma fórmula: {_cifra(informe.avance.acumulado)}")


def _actividades(documento: Document, papel: InformeEnPapel) -> None:
    informe = papel.informe
    documento.add_heading("Actividades del mes", 1)
    for bloque in informe.bloques:
        if not bloque.con_actos:
            continue
        estrategia = bloque.avance.estrategia
        documento.add_heading(piezas.escribible(f"{estrategia.rotulo} {estrategia.nombre}"), 2)
        for linea in bloque.con_actos:
            texto = f"{estrategia.orden}.{linea.avance.linea.orden} {linea.avance.linea.texto}"
            documento.add_heading(piezas.escribible(texto), 3)
            _tabla_de_actos(documento, linea)
    if informe.emergentes.actos:
        documento.add_heading("Emergentes: fuera de lo programado", 2)
        _tabla_de_actos(documento, informe.emergentes)
    if not informe.actos:
        documento.add_paragraph(f"No se registraron actividades en {informe.mes}.")


def _tabla_de_actos(documento: Document, grupo: Sumable) -> None:
    filas = [
        [
            fecha_larga(a.fecha),
            a.descripcion if a.validada else f"{a.descripcion} (por validar)",
            a.lugar or "—",
            *(f"{n:,}" for n in (a.cantidad, a.mujeres, a.hombres, a.personas)),
        ]
        for a in grupo.actos
    ]
    s = grupo.validadas
    titulos = ["Fecha", "Qué se hizo", "Localidades", f"Cant.{N}", f"Muj.{N}", f"Hom.{N}", f"Total{N}"]
    total = ["Validado", "", "", *(f"{n:,}" for n in (s.cantidad, s.mujeres, s.hombres, s.personas))]
    anchos = [30, 66, 28, 14, 14, 14, 14]
    piezas.tabla(documento, titulos, filas, anchos, total=total if len(filas) > 1 else ())


def _fotos(documento: Document, laminas: list[Lamina]) -> None:
    """Two to a row, each with its caption; a row is never parted by the end of a page."""
    if not laminas:
        return
    documento.add_heading("Memoria fotográfica", 1)
    cuadro = documento.add_table(rows=0, cols=2)
    cuadro.autofit = False
    for lugar in range(0, len(laminas), 2):
        fila = cuadro.add_row()
        piezas.marcar(fila._tr, "w:cantSplit")
        for celda, lamina in zip(fila.cells, laminas[lugar : lugar + 2], strict=False):
            celda.width = Mm(90)
            _lamina(celda, lamina)


def _lamina(celda: _Cell, lamina: Lamina) -> None:
    if lamina.contenido:
        piezas.foto(celda, lamina.contenido, ancho=ANCHO_FOTO, alto=ALTO_FOTO, descripcion=lamina.foto.pie)
    else:
        celda.paragraphs[0].text = "Esta fotografía no se pudo leer. Vuelva a subirla."
    pie = celda.add_paragraph(style="Caption")
    pie.add_run(piezas.escribible(lamina.foto.pie)).bold = True
    pie.add_run(f"\n{piezas.escribible(lamina.lugar_y_fecha)}")


def _anexos(documento: Document, papel: InformeEnPapel) -> None:
    if not papel.informe.anexos:
        return
    documento.add_heading("Documentos de respaldo", 1)
    documento.add_paragraph("Se conservan en el sistema junto a su actividad; aquí solo se nombran.")
    for acto, nombre in papel.informe.anexos:
        texto = f"{fecha_larga(acto.fecha)} · {acto.descripcion[:120]} · {nombre}"
        documento.add_paragraph(piezas.escribible(texto).replace("\n", " "), style="List Bullet")


def _firmas(documento: Document, papel: InformeEnPapel) -> None:
    nota = documento.add_paragraph(
        f"{ADVERTENCIA} Lo generó {piezas.escribible(papel.autor)} el {momento_largo(papel.generado)}."
    )
    nota.paragraph_format.keep_with_next = True
    nota.runs[0].font.size, nota.runs[0].font.color.rgb = Pt(8.5), RGBColor(0x4A, 0x5A, 0x5F)
    cuadro = documento.add_table(rows=2, cols=2)
    cuadro.style = "Table Grid"
    piezas.colorear_bordes(cuadro)
    for celda, rotulo in zip(cuadro.rows[0].cells, ("RESPONSABLE NOMBRE Y FIRMA", "SELLO"), strict=True):
        celda.paragraphs[0].add_run(rotulo).bold = True
        piezas.sin_partir(celda)
    cuadro.rows[1].height = Mm(34)
    for fila in cuadro.rows:
        piezas.marcar(fila._tr, "w:cantSplit")
    nombre = " · ".join(x for x in (papel.membrete.responsable, papel.membrete.cargo) if x)
    cuadro.rows[1].cells[0].paragraphs[0].text = piezas.escribible(f"\n\n\n\n{nombre}") if nombre else ""
    documento.add_paragraph()  # Word wants something after a last table
