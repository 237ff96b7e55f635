"""Broken workbooks and documents: a clear message with its place each, nothing imported, no 500."""

import io
import random
from contextlib import suppress

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nucleo.hojas import ArchivoIlegible, abrir_libro
from nucleo.word import abrir_documento
from poa import servicios
from poa.formatos import leer_excel, leer_word
from poa.models import Programa
from tests.poa import libros as x
from tests.poa.documento_de_la_semilla import documento
from tests.reparto import EN_ENERO, Reparto

BUENO = x.bueno()


def _combinar(libro: openpyxl.Workbook) -> None:
    libro["Lineas"].merge_cells("C2:C3")


def _muchas_hojas(libro: openpyxl.Workbook) -> None:
    for n in range(25):
        libro.create_sheet(f"Otra {n}")


def _renombrar(libro: openpyxl.Workbook) -> None:
    libro["Lineas"].title = "Líneas de acción"


# name: (bytes, what the message says, where)
LIBROS: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "está vacío", "Archivo"),
    "random": (random.Random(7).randbytes(4_000), "no es un archivo de Excel", "Archivo"),
    "random_zip": (b"PK\x03\x04" + random.Random(8).randbytes(4_000), "dañado", "Archivo"),
    "truncated": (BUENO[: len(BUENO) // 2], "dañado o incompleto", "Archivo"),
    "text": (b"Bloque,Linea\n1,1\n", "no es un archivo de Excel", "Archivo"),
    "encrypted": (x.ole(), "protegido con contraseña", "Archivo"),
    "old_xls": (x.ole("Workbook"), "formato antiguo", "Archivo"),
    "encrypted_zip": (x.con_marca_de_cifrado(BUENO), "protegido con contraseña", "Archivo"),
    "macros": (x.repaquetado(BUENO, xl__vbaProject_DOT_bin=b"x"), "macros", "Archivo"),
    "macro_type": (
        x.repaquetado(BUENO, cambiar=lambda n, p: p.replace(b"sheet.main", b"sheet.macroEnabled.main")),
        "macros",
        "Archivo",
    ),
    "zip_bomb": (x.bomba(BUENO), "ocupa demasiado", "Archivo"),
    "too_big": (BUENO + bytes(6 * 1024 * 1024), "pesa más de 5 MB", "Archivo"),
    "a_word_document": (documento([]), "no es un archivo de Excel", "Archivo"),
    "entities": (
        x.en_la_hoja(BUENO, 1, b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'),
        "entidades",
        "xl/worksheets/sheet1.xml",
    ),
    "broken_xml": (x.en_la_hoja(BUENO, 3, b"<sheetData>", b"<sheetData><row"), "dañado", "Archivo"),
    "no_workbook": (
        x.repaquetado(BUENO, cambiar=lambda n, p: b"<x" if n == "xl/workbook.xml" else p),
        "dañado",
        "Archivo",
    ),
    "wrong_sheets": (x.ajeno([["Nombre", "Edad"], ["Ana", 3]]), "no trae la hoja «Programa»", "Archivo"),
    "blank_workbook": (x.libro_vacio(), "no trae la hoja «Programa»", "Archivo"),
    "renamed_sheet": (x.editado(_renombrar), "falta esta hoja", "Hoja «Lineas»"),
    "missing_sheet": (x.sin_hoja("Bloques"), "falta esta hoja", "Hoja «Bloques»"),
    "missing_column": (x.sin_columna("Lineas", 2), "falta esta columna", "columna «Línea»"),
    "unknown_column": (x.con(("Lineas", "L1", "Notas")), "no es de este formato", "columna «Notas (L1)»"),
    "repeated_column": (x.con(("Bloques", "L1", "Nombre")), "repetida", "columna «Nombre (L1)»"),
    "newer_version": (x.con(("_formato", "B3", 9)), "otra versión del formato", "Archivo"),
    "merged_cells": (x.editado(_combinar), "combinadas", "fila 2, columna «C2:C3»"),
    "too_many_sheets": (x.editado(_muchas_hojas), "más de 20 hojas", "Archivo"),
    "far_cell": (x.con(("Lineas", "H5000", 1)), "fuera del área", "fila 5000, columna «H5000»"),
    "text_in_number": (x.con(("Lineas", "H2", "tres")), "número entero", "fila 2, columna «T1 (H2)»"),
    "negative": (x.con(("Lineas", "I3", -1)), "negativo", "fila 3, columna «T2 (I3)»"),
    "one_e_nine": (x.con(("Lineas", "J2", 1e9)), "va de 0 a 99,999", "columna «T3 (J2)»"),
    "text_one_e_nine": (x.con(("Lineas", "J2", "1e9")), "número entero", "columna «T3 (J2)»"),
    "half": (x.con(("Lineas", "K4", 1.5)), "número entero", "fila 4, columna «T4 (K4)»"),
    "huge_number": (x.con(("Lineas", "K4", "9" * 12)), "va de 0 a 99,999", "columna «T4 (K4)»"),
    "boolean": (x.con(("Lineas", "H2", True)), "número entero", "columna «T1 (H2)»"),
    "formula_error": (x.con(("Lineas", "H2", "#REF!")), "error de fórmula", "columna «H2»"),
    "formula_without_value": (x.con(("Lineas", "H2", "=1+1")), "no tiene resultado", "columna «H2»"),
    "no_line_text": (x.con(("Lineas", "C3", None)), "está vacía", "columna «Línea de acción (C3)»"),
    "repeated_line": (x.con(("Lineas", "B3", 1)), "está repetida", "fila 3, columna «Línea (B3)»"),
    "repeated_block": (x.con(("Bloques", "A3", 1)), "está repetido", "fila 3, columna «Bloque (A3)»"),
    "unknown_block": (x.con(("Lineas", "A2", 7)), "no hay un bloque 7", "fila 2, columna «Bloque (A2)»"),
    "unknown_kind": (x.con(("Bloques", "B2", "Meta")), "no se conoce «Meta»", "columna «Tipo (B2)»"),
    "unknown_axis": (x.con(("Bloques", "E2", "Eje 9")), "no se conoce «Eje 9»", "columna «Eje (E2)»"),
    "unknown_list": (x.con(("FODA", "A2", "Retos")), "no se conoce «Retos»", "columna «Lista (A2)»"),
    "unknown_step": (x.con(("Lineas", "G2", "paso.x")), "no se conoce", "columna «Paso que cuenta (G2)»"),
    "bad_amount": (x.con(("Inversiones", "C2", "setenta mil")), "pesos", "columna «Monto (C2)»"),
    "three_decimals": (x.con(("Inversiones", "C2", 1.005)), "pesos", "columna «Monto (C2)»"),
    "negative_amount": (x.con(("Inversiones", "C2", -5)), "el monto va de", "columna «Monto (C2)»"),
    "bad_date": (x.con(("Bloques", "I2", "ayer")), "fecha", "columna «Periodo desde (I2)»"),
    "dates_reversed": (
        x.con(("Bloques", "I2", "31/12/2024"), ("Bloques", "J2", "01/01/2024")),
        "termina antes",
        "columna «Periodo hasta (J2)»",
    ),
    "long_name": (x.con(("Bloques", "D2", "x" * 251)), "caben 250", "columna «Nombre (D2)»"),
    "repeated_field": (x.con(("Programa", "A4", "Ejercicio")), "está repetido", "columna «Campo (A4)»"),
    "unknown_field": (x.con(("Programa", "A3", "Color")), "no se conoce el campo", "columna «Campo (A3)»"),
    "eleven_months": (
        x.ajeno([["Línea de acción", *"ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV".split()], ["Uno", 1]]),
        "faltan las de los meses 12",
        "Hoja «POA»",
    ),
    "foreign_text_in_month": (
        x.ajeno(
            [
                ["Actividad", *"Ene Feb Mar Abr May Jun Jul Ago Sep Oct Nov Dic".split()],
                ["Uno", 1, "dos", *[0] * 10],
            ]
        ),
        "número entero",
        "fila 2, columna «Feb (C2)»",
    ),
}
DOCUMENTOS: dict[str, tuple[bytes, str, str]] = {
    "docx_empty": (b"", "está vacío", "Archivo"),
    "docx_random": (random.Random(9).randbytes(3_000), "no es un archivo de Word", "Archivo"),
    "docx_truncated": (documento()[:9_000], "dañado", "Archivo"),
    "docx_encrypted": (x.ole(), "protegido con contraseña", "Archivo"),
    "docx_old": (x.ole("WordDocument"), "formato antiguo", "Archivo"),
    "docx_macros": (x.repaquetado(documento(), word__vbaProject_DOT_bin=b"x"), "macros", "Archivo"),
    "docx_bomb": (x.bomba(documento()), "ocupa demasiado", "Archivo"),
    "docx_is_xlsx": (BUENO, "no es un archivo de Word", "Archivo"),
    "docx_no_tables": (documento([]), "no se reconoció ninguna tabla", "Documento"),
    "docx_other_tables": (documento([[["Nombre", "Edad"], ["Ana", "3"]]]), "no se reconoció", "Documento"),
    "docx_many_rows": (documento([[["a"]] * 3_001]), "más de 3,000 filas", "Documento"),
    "docx_bad_xml": (
        x.repaquetado(documento(), cambiar=lambda n, p: p[:-40] if n == "word/document.xml" else p),
        "dañado",
        "Documento",
    ),
}


@pytest.mark.parametrize("nombre", LIBROS)
def test_a_broken_workbook_says_what_and_where(nombre: str):
    contenido, que, donde = LIBROS[nombre]
    with pytest.raises(ArchivoIlegible) as rechazo:
        leer_excel(contenido, ejes=[x.EJE])
    assert any(que in str(e) and donde in str(e) for e in rechazo.value.errores), rechazo.value.mensaje


@pytest.mark.parametrize("nombre", DOCUMENTOS)
def test_a_broken_document_says_what_and_where(nombre: str):
    contenido, que, donde = DOCUMENTOS[nombre]
    with pytest.raises(ArchivoIlegible) as rechazo:
        leer_word(contenido, ejes=[x.EJE])
    assert any(que in str(e) and donde in str(e) for e in rechazo.value.errores), rechazo.value.mensaje


def test_the_good_ones_are_read():
    """Negative control: what each broken file was made from is taken."""
    assert len(leer_excel(BUENO, ejes=[x.EJE]).datos["bloques"]) == 2
    assert len(leer_word(documento(), ejes=[x.EJE]).datos["bloques"]) == 4


def test_all_the_errors_of_a_file_are_told_at_once():
    malo = x.con(("Lineas", "H2", "tres"), ("Lineas", "I3", -1), ("Bloques", "B2", "Meta"))
    with pytest.raises(ArchivoIlegible) as rechazo:
        leer_excel(malo, ejes=[x.EJE])
    assert len(rechazo.value.errores) == 3


def test_a_formula_gives_its_stored_value():
    import xlsxwriter

    salida = io.BytesIO()
    with xlsxwriter.Workbook(salida) as libro:
        hoja = libro.add_worksheet("POA")
        hoja.write_row(0, 0, ["Línea de acción", "T1", "T2", "T3", "T4"])
        hoja.write_row(1, 0, ["Convocar", 1, 2, 3])
        hoja.write_formula(1, 4, "=B2+C2", None, 41)
    linea = leer_excel(salida.getvalue(), ejes=[]).datos["bloques"][0]["lineas"][0]
    assert linea["programacion"] == [1, 2, 3, 41]


@pytest.mark.parametrize("semilla", range(12))
def test_flipped_bytes_never_break_the_reader(semilla: int):
    """Whatever a damaged file holds, it is read or refused with a message."""
    azar = random.Random(semilla)
    for original, abrir in ((BUENO, abrir_libro), (documento([[["Misión", "Servir"]]]), abrir_documento)):
        danado = bytearray(original)
        for _ in range(azar.randint(1, 30)):
            danado[azar.randrange(len(danado))] = azar.randrange(256)
        with suppress(ArchivoIlegible):
            abrir(bytes(danado))


def test_a_cell_that_claims_a_billion_columns_counts_as_one():
    contenido = documento([[["Misión", "Servir"]]])
    inflado = x.repaquetado(
        contenido,
        cambiar=lambda n, p: (
            p.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="999999999"/>', 1)
            if n == "word/document.xml"
            else p
        ),
    )
    assert inflado != contenido
    assert leer_word(inflado, ejes=[]).datos["mision"] == "Servir"


def test_deleted_text_is_left_out_and_inserted_text_comes():
    salida = docx.Document()
    tabla = salida.add_table(rows=1, cols=2)
    tabla.cell(0, 0).text, tabla.cell(0, 1).text = "Misión", "Servir bien"
    archivo = io.BytesIO()
    salida.save(archivo)

    def corregir(nombre: str, parte: bytes) -> bytes:
        nuevo = b'<w:t>Servir </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>mejor</w:t></w:r></w:ins>'
        nuevo += b'<w:del w:id="2" w:author="a"><w:r><w:delText>bien</w:delText></w:r></w:del><w:r>'
        return parte.replace(b"<w:t>Servir bien</w:t></w:r>", nuevo + b"<w:t></w:t></w:r>")

    assert (
        leer_word(x.repaquetado(archivo.getvalue(), cambiar=corregir), ejes=[]).datos["mision"]
        == "Servir mejor"
    )


@pytest.fixture
def subir(reparto: Reparto, cliente_de):
    """Send a file to the page as the directora of A, who has an open year without POA."""
    servicios.abrir_ejercicio(persona=reparto.persona("planeacion"), ahora=EN_ENERO, anio=2025)
    cliente = cliente_de("directora_a")

    def enviar(contenido: bytes, nombre: str):
        formulario = cliente.get(reverse("poa_importar")).context["forma"]
        direccion, ejercicio = (formulario.fields[c].queryset.first().pk for c in ("direccion", "ejercicio"))
        archivo = SimpleUploadedFile(nombre, contenido)
        return cliente.post(
            reverse("poa_importar"), {"direccion": direccion, "ejercicio": ejercicio, "archivo": archivo}
        )

    return enviar


def test_no_broken_file_breaks_the_page_nor_is_imported(subir):
    antes = Programa.objects.count()
    todos = [(f"{n}.xlsx", *v) for n, v in LIBROS.items()] + [
        (f"{n}.docx", *v) for n, v in DOCUMENTOS.items()
    ]
    assert len(todos) >= 60
    for nombre, contenido, que, _ in todos:
        respuesta = subir(contenido, nombre)
        pagina = respuesta.content.decode()
        assert respuesta.status_code == 400, nombre
        assert que in pagina or "está vacío" in pagina or "pesa más" in pagina, nombre
    assert Programa.objects.count() == antes


@pytest.mark.parametrize("nombre", ["poa.xlsm", "poa.docm", "poa.csv", "poa", "poa.pdf", "poa.xls"])
def test_another_kind_of_file_is_refused_by_its_name(subir, nombre: str):
    respuesta = subir(BUENO, nombre)
    assert respuesta.status_code == 400
    errores = str(respuesta.context["forma"].errors["archivo"])
    assert ("trae macros" in errores) == nombre.endswith("m")
