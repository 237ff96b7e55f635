"""How the signed PDF looks, read with poppler: pages, boxes, fractions, letters; what is not public."""

import json
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from evaluacion.documentos import ContextoDeImpresion, hoja_del_trimestre, trimestre
from evaluacion.estados import CASILLA_DIRECCION, CASILLA_PLANEACION
from nucleo.almacen import leer
from nucleo.bitacora import canonico
from nucleo.models import Documento, Usuario

PORCENTAJE = re.compile(r"\d+\.\d\d\s%")
FRACCION = re.compile(r"\d+/\d+")
ROTULOS = ("RESPONSABLE NOMBRE Y FIRMA", "EVALUÓ NOMBRE Y FIRMA", "SELLO")


@pytest.fixture
def documento(ejemplo) -> Documento:
    """The quarter that the example holds signed by both."""
    return Documento.objects.get(folio__startswith="EVAL/OP/2024/T1/")


def poppler(programa: str, pdf: bytes, carpeta: Path, *opciones: str) -> str:
    ruta = carpeta / "documento.pdf"
    ruta.write_bytes(pdf)
    orden = [programa, *opciones, ruta, *(["-"] if programa == "pdftotext" else [])]
    return subprocess.run(orden, capture_output=True, text=True, check=True).stdout


def paginas(pdf: bytes, carpeta: Path) -> list[str]:
    return poppler("pdftotext", pdf, carpeta, "-layout").split("\f")[:-1]


def con_actos(documento: Documento, cuantos: int) -> bytes:
    """The sheet of the same quarter, had it had so many acts."""
    datos = json.loads(documento.datos)
    modelo = datos["actividades"]
    datos["actividades"] = [modelo[i % len(modelo)] for i in range(cuantos)]
    return hoja_del_trimestre(canonico(datos), ContextoDeImpresion.de_json(documento.contexto))


def va_sola(pagina: str) -> bool:
    """Whether a page holds nothing but its boxes, their names and the verification block."""
    corrido = " ".join(pagina.split())
    return "Evaluación por parte del Ayuntamiento" not in corrido or "No. Act. Realizadas" not in corrido


def paginas_de_las_casillas(pdf: bytes, carpeta: Path) -> set[int]:
    ruta = carpeta / "campos.pdf"
    ruta.write_bytes(pdf)
    with pikepdf.open(ruta) as abierto:
        return {
            numero
            for numero, pagina in enumerate(abierto.pages)
            for nota in pagina.get("/Annots", [])
            if str(nota.get("/T", "")) in {CASILLA_DIRECCION, CASILLA_PLANEACION}
        }


def test_the_boxes_are_never_alone_whatever_the_number_of_acts(documento, tmp_path: Path, tamano) -> None:
    for cuantos in tamano([0, 5, 9, 14, 18, 30, 47], list(range(80))):
        pdf = con_actos(documento, cuantos)
        hojas = paginas(pdf, tmp_path)
        for numero, hoja in enumerate(hojas, start=1):
            assert f"Página {numero} de {len(hojas)}" in hoja
        (donde,) = paginas_de_las_casillas(pdf, tmp_path)
        assert all(rotulo in hojas[donde] for rotulo in ROTULOS), cuantos
        assert not va_sola(hojas[donde]), cuantos
        assert donde == len(hojas) - 1, f"{cuantos} acts: something comes after the boxes"


def test_boxes_alone_would_be_seen(documento, tmp_path: Path, monkeypatch) -> None:
    """Negative control: with the boxes sent to a page of their own, the check above says so."""
    compuesto = trimestre.render_to_string
    aparte = '<div class="firmas pagina-nueva">'
    monkeypatch.setattr(
        trimestre,
        "render_to_string",
        lambda *a: compuesto(*a).replace('class="cierre"', "").replace('<div class="firmas">', aparte, 1),
    )
    pdf = con_actos(documento, 5)
    donde = max(paginas_de_las_casillas(pdf, tmp_path))
    assert va_sola(paginas(pdf, tmp_path)[donde])


def test_each_percentage_stands_beside_its_fraction(documento, tmp_path: Path) -> None:
    renglones = [r for hoja in paginas(leer(documento.archivo), tmp_path) for r in hoja.splitlines()]
    con_porcentaje = [r for r in renglones if PORCENTAJE.search(r)]
    assert len(con_porcentaje) > 10
    assert [r for r in con_porcentaje if len(FRACCION.findall(r)) < len(PORCENTAJE.findall(r))] == []


def test_only_our_own_embedded_letters(documento, tmp_path: Path) -> None:
    letras = poppler("pdffonts", leer(documento.archivo), tmp_path).splitlines()[2:]
    assert letras
    for letra in letras:
        assert re.match(r"[A-Z]{6}\+Noto-?Sans", letra), letra
        assert re.search(r"\syes\s+yes\s+yes\s+\d+\s+\d+$", letra), letra


def test_the_signed_file_says_who_what_and_how(documento, tmp_path: Path) -> None:
    texto = re.sub(r"\s+", " ", "\n".join(paginas(leer(documento.archivo), tmp_path)))
    for dicho in (
        *ROTULOS,
        "Obras Públicas",
        "Primer trimestre de 2024 (enero a marzo)",
        documento.folio,
        "Héctor Manuel Íñiguez Robledo",
        "Gabriela Sotomayor Quezada",
        "20/21",
        "95.24 %",
        "No. Act. Realizadas/No. Act. Proyectadas * 100",
        "verde desde 90",
        "Cadena original: ||1.0|",
        documento.datos_sha256,
    ):
        assert dicho in texto, dicho
    assert texto.count("SELLO") == 2


def lo_de_adentro(pdf: bytes, carpeta: Path) -> bytes:
    """Every object and stream of the file, uncompressed."""
    ruta = carpeta / "plano.pdf"
    ruta.write_bytes(pdf)
    with pikepdf.open(ruta) as abierto:
        partes = [objeto.unparse() for objeto in abierto.objects]
        for objeto in abierto.objects:
            if isinstance(objeto, pikepdf.Stream) and objeto.get("/Subtype") != "/Image":
                partes.append(objeto.read_bytes())
    return b"\n".join(partes)


def test_the_public_version_has_no_certificate_no_rfc_no_attachment(documento, tmp_path: Path) -> None:
    publica, firmado = leer(documento.publica_archivo), leer(documento.archivo)
    adentro = lo_de_adentro(publica, tmp_path) + publica
    claves = [c.encode() for u in Usuario.objects.all() for c in (u.rfc, u.curp) if c]
    assert len(claves) > 20
    assert [c for c in claves if c in adentro] == []
    assert b"/Sig" not in adentro
    assert poppler("pdfdetach", publica, tmp_path, "-list").startswith("0 embedded files")
    texto = "\n".join(paginas(publica, tmp_path))
    assert "Versión pública" in texto
    assert "Héctor Manuel Íñiguez Robledo" in texto
    # Negative control: the same eyes do find all that in the file that was signed.
    assert b"/Sig" in firmado
    assert b"IIRH760319HJCXBC02".hex().encode() in firmado.lower()
    assert poppler("pdfdetach", firmado, tmp_path, "-list").startswith("1 embedded files")
