"""The round trip of both signatures, and what preparing and finishing refuse."""

import io
import json
import re
import shutil
import subprocess
import sys
from datetime import timedelta

import pikepdf
import pytest

from nucleo.efirma.estado import EstadoDeFirma, EstadoInvalido
from nucleo.efirma.preparacion import (
    Casilla,
    FirmaInvalida,
    PreparacionInvalida,
    Sello,
    agregar_casillas,
    preparar_firma,
    terminar_firma,
)
from nucleo.efirma.sello import acomodar
from nucleo.efirma.validacion import validar_pdf
from tests.nucleo.efirma.armado import DESPUES, DIRECCION, FUENTE, MOMENTO, PLAN, RAIZ, firmar, sello


def preparar(base, credencial, autoridad, **cambios):
    datos = {
        "pdf": base,
        "casilla": DIRECCION,
        "certificado": credencial.cer,
        "cadena": (autoridad.emisora, autoridad.raiz),
        "sello": sello(credencial, MOMENTO),
        "momento": MOMENTO,
        "certificar": True,
    }
    return preparar_firma(**{**datos, **cambios})


@pytest.fixture(scope="module")
def preparada(base, directora, autoridad):
    return preparar(base, directora, autoridad)


def test_both_signatures_are_valid(con_una, con_dos):
    assert validar_pdf(con_una.pdf, con_una.esperadas) == validar_pdf(con_dos.pdf, con_dos.esperadas)
    assert validar_pdf(con_dos.pdf, con_dos.esperadas).valido


def test_the_second_signature_only_appends(base, con_una, con_dos):
    assert con_una.pdf.startswith(base)
    assert con_dos.pdf.startswith(con_una.pdf)


def test_pdfsig_agrees(con_dos, tmp_path):
    """A second opinion, by another program; it always exits 0, so its text is what counts."""
    assert shutil.which("pdfsig"), "poppler-utils is missing"
    archivo = tmp_path / "dos.pdf"
    archivo.write_bytes(con_dos.pdf)
    texto = subprocess.run(["pdfsig", "-nocert", archivo], capture_output=True, text=True, check=True).stdout
    assert texto.count("Signature is Valid") == 2
    primera, segunda = texto.split("Signature #2")
    assert "Not total document signed" in primera
    assert "Total document signed" in segunda
    assert re.search(r"Signer Certificate Common Name: ROSA PEÑA NÚÑEZ", primera)
    assert "ETSI.CAdES.detached" in segunda


def test_pdfsig_sees_a_change(con_dos, tmp_path):
    """Negative control of the previous test."""
    archivo = tmp_path / "alterado.pdf"
    alterado = bytearray(con_dos.pdf)
    alterado[2000] ^= 1
    archivo.write_bytes(alterado)
    salida = subprocess.run(["pdfsig", "-nocert", archivo], capture_output=True, text=True, check=True).stdout
    assert salida.count("Signature is Valid") < 2


def test_the_file_stays_archivable(con_dos, tmp_path):
    """Embedded fonts only, PDF/A-3a still declared, tags kept, no metadata of the server's clock."""
    archivo = tmp_path / "dos.pdf"
    archivo.write_bytes(con_dos.pdf)
    fuentes = subprocess.run(["pdffonts", archivo], capture_output=True, text=True, check=True).stdout
    renglones = [renglon.split() for renglon in fuentes.splitlines()[2:]]
    assert renglones
    assert all(renglon[-5] == "yes" for renglon in renglones), fuentes
    with pikepdf.open(archivo) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert pdf.Root.MarkInfo.Marked
        assert "/ModDate" not in pdf.docinfo
        assert "xmp:ModifyDate" not in meta


def test_the_stamps_say_who_and_when(con_dos, tmp_path):
    archivo = tmp_path / "dos.pdf"
    archivo.write_bytes(con_dos.pdf)
    texto = subprocess.run(["pdftotext", "-layout", archivo, "-"], capture_output=True, text=True, check=True)
    assert "Firmado por ROSA PEÑA NÚÑEZ" in texto.stdout
    assert "12/04/2024, 13:45:10 (UTC−06:00)" in texto.stdout
    assert "JOSÉ MUÑOZ" in texto.stdout


def test_the_moment_in_the_file_is_the_one_given(con_una):
    with pikepdf.open(io.BytesIO(con_una.pdf)) as pdf:
        campo = next(c for c in pdf.Root.AcroForm.Fields if c.T == DIRECCION)
        assert str(campo.V.M) == "D:20240412134510-06'00'"
        assert campo.V.Reference[0].TransformParams.P == 2
        assert campo.TU == "Firma de la dirección"


def test_preparation_can_end_in_another_process(preparada, directora, tmp_path):
    (tmp_path / "pdf").write_bytes(preparada.pdf_preparado)
    (tmp_path / "estado").write_bytes(preparada.estado)
    (tmp_path / "firma").write_bytes(directora.firmar(preparada.atributos))
    codigo = (
        "import sys; from pathlib import Path; from nucleo.efirma.preparacion import terminar_firma;"
        "d = Path(sys.argv[1]); sys.stdout.buffer.write(terminar_firma("
        "preparacion_pdf=(d/'pdf').read_bytes(), estado=(d/'estado').read_bytes(),"
        "firma=(d/'firma').read_bytes()))"
    )
    otro = subprocess.run([sys.executable, "-c", codigo, tmp_path], capture_output=True, cwd=RAIZ, check=True)
    aqui = terminar_firma(
        preparacion_pdf=preparada.pdf_preparado,
        estado=preparada.estado,
        firma=directora.firmar(preparada.atributos),
    )
    assert otro.stdout == aqui


def test_the_state_is_readable_and_whole(preparada):
    estado = EstadoDeFirma.de_bytes(preparada.estado)
    assert estado.a_bytes() == preparada.estado
    assert estado.atributos == preparada.atributos
    datos = json.loads(preparada.estado)
    for roto in (b"", b"null", b"[]", b"{}", json.dumps({**datos, "version": 9}).encode()):
        with pytest.raises(EstadoInvalido):
            EstadoDeFirma.de_bytes(roto)


@pytest.mark.parametrize("caso", ["ceros", "otra_llave", "otros_bytes", "corta", "vacia"])
def test_a_signature_that_is_not_of_these_bytes_is_refused(preparada, directora, planeacion, caso):
    firma = {
        "ceros": bytes(256),
        "otra_llave": planeacion.firmar(preparada.atributos),
        "otros_bytes": directora.firmar(preparada.atributos + b" "),
        "corta": directora.firmar(preparada.atributos)[:-1],
        "vacia": b"",
    }[caso]
    with pytest.raises(FirmaInvalida, match="No se firmó nada"):
        terminar_firma(preparacion_pdf=preparada.pdf_preparado, estado=preparada.estado, firma=firma)


def test_another_prepared_file_is_refused(preparada, directora):
    alterado = bytearray(preparada.pdf_preparado)
    alterado[1500] ^= 1
    firma = directora.firmar(preparada.atributos)
    with pytest.raises(FirmaInvalida, match="cambió"):
        terminar_firma(preparacion_pdf=bytes(alterado), estado=preparada.estado, firma=firma)


def test_attributes_of_another_document_are_refused(preparada, base, directora, autoridad):
    """A state whose attributes speak of other bytes: the digest inside them is compared too."""
    otra = preparar(base, directora, autoridad, momento=DESPUES)
    mezcla = json.loads(preparada.estado) | {"atributos": json.loads(otra.estado)["atributos"]}
    firma = directora.firmar(otra.atributos)
    with pytest.raises(FirmaInvalida, match="cambió"):
        terminar_firma(
            preparacion_pdf=preparada.pdf_preparado, estado=json.dumps(mezcla).encode(), firma=firma
        )


def test_a_chain_that_does_not_fit_is_refused(base, directora, planeacion, autoridad):
    cadena = tuple(autoridad.efirma(nombre=f"N{n}", rfc="R", curp="C", clave="x").cer for n in range(9))
    preparada = preparar(base, directora, autoridad, cadena=cadena)
    with pytest.raises(FirmaInvalida, match="no cabe"):
        terminar_firma(
            preparacion_pdf=preparada.pdf_preparado,
            estado=preparada.estado,
            firma=directora.firmar(preparada.atributos),
        )


def test_a_tampered_file_does_not_get_the_second_signature(con_una, planeacion, autoridad):
    alterado = con_una.pdf.replace(b"%%EOF", b"%%EOF\n% x", 1)
    with pytest.raises(PreparacionInvalida, match="no está como lo dejó"):
        firmar(alterado, planeacion, autoridad, casilla=PLAN, momento=DESPUES, previas=con_una.esperadas)


def test_an_approval_without_saying_what_came_before_is_refused(con_una, base, planeacion, autoridad):
    for pdf in (con_una.pdf, base):
        with pytest.raises(PreparacionInvalida):
            preparar(pdf, planeacion, autoridad, casilla=PLAN, certificar=False)


def test_only_the_first_signature_certifies(con_una, planeacion, autoridad):
    with pytest.raises(PreparacionInvalida, match="siempre la primera"):
        preparar(con_una.pdf, planeacion, autoridad, casilla=PLAN)


@pytest.mark.parametrize("casilla", ["inexistente", ""])
def test_a_box_that_is_not_there_is_refused(base, directora, autoridad, casilla):
    with pytest.raises(PreparacionInvalida, match="casilla"):
        preparar(base, directora, autoridad, casilla=casilla)


def test_a_taken_box_is_refused(con_una, planeacion, autoridad):
    with pytest.raises(PreparacionInvalida, match="libre"):
        firmar(
            con_una.pdf,
            planeacion,
            autoridad,
            casilla=DIRECCION,
            momento=DESPUES,
            previas=con_una.esperadas,
        )


def test_no_boxes_after_a_signature(con_una):
    with pytest.raises(PreparacionInvalida, match="ya tiene firmas"):
        agregar_casillas(con_una.pdf, [Casilla("otra", 0, (1, 1, 50, 50))])


def test_planeacion_alone_may_sign_when_the_director_signed_on_paper(base, planeacion, autoridad):
    sola = firmar(base, planeacion, autoridad, casilla=PLAN, momento=MOMENTO)
    assert validar_pdf(sola.pdf, sola.esperadas).valido


def test_an_expired_certificate_changes_nothing_as_of_the_moment(base, autoridad):
    """The stored moment decides: by today's clock every signature dies with its certificate."""
    datos = {"nombre": "ANA DÍAZ", "rfc": "R", "curp": "C", "clave": "x"}
    ya_vencida = autoridad.vencida(**datos, hasta=MOMENTO + timedelta(hours=1))
    documento = firmar(base, ya_vencida, autoridad, casilla=DIRECCION, momento=MOMENTO)
    assert validar_pdf(documento.pdf, documento.esperadas).valido
    tarde = firmar(base, ya_vencida, autoridad, casilla=DIRECCION, momento=DESPUES)
    assert "no estaba vigente" in validar_pdf(tarde.pdf, tarde.esperadas).razones[0]


def test_the_stamp_wraps_and_never_fails_on_odd_letters():
    odioso = Sello(["Ł ≥ ✓ 日本 " + "M" * 400, "línea\tcon\u00a0espacios", ""], FUENTE)
    (tamano, _), renglones = acomodar(odioso, ancho=120, alto=40)
    assert tamano == 4
    assert renglones[0].startswith("Ł ? ? ??")
    assert max(len(renglon) for renglon in renglones) < 80
    assert acomodar(Sello(["corta"], FUENTE), ancho=200, alto=80) == ((9, 11), ["corta"])
