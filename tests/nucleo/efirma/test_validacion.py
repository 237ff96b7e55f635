"""Rule 16: no altered, foreign or forged PDF passes, and each guard of the validation is needed."""

import hashlib
import random
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from datetime import timedelta

import pytest

from nucleo.efirma import dictamen, validacion
from nucleo.efirma.dictamen import dictaminar
from nucleo.efirma.ejemplo import crear_autoridad
from nucleo.efirma.validacion import Dictamen, FirmaEsperada, validar_pdf
from tests.nucleo.efirma import ataques
from tests.nucleo.efirma.armado import (
    DESPUES,
    DIRECTORA,
    INICIO,
    PLANEACION,
    RAIZ,
    documento_base,
    firmar_ambas,
    firmar_direccion,
    sin_comprobar,
)


@pytest.fixture(scope="module")
def atacados(base, con_una, con_dos, directora, planeacion, autoridad) -> dict[str, bytes]:
    """Every structured attack, by name, on the document with two signatures."""
    parche = pytest.MonkeyPatch()
    sin_comprobar(parche)
    try:
        return {
            **_agregados(con_dos),
            **_entre(base, con_una, planeacion, directora, autoridad),
            **_firmantes(base, con_una, directora, planeacion, autoridad),
            **_contenedores(con_dos, directora),
        }
    finally:
        parche.undo()


def _agregados(con_dos):
    pdf = con_dos.pdf
    return {
        "appended update": ataques.agregar_actualizacion(pdf),
        "overlay after both": ataques.encimar_anotacion(pdf),
        "replaced page": ataques.reemplazar_pagina(pdf),
        "junk after EOF": pdf + b"\n% basura",
        "one byte after EOF": pdf + b"\n",
        "junk before the header": b"% basura\n" + pdf,
        "signature removed": ataques.quitar_firma(pdf, "firma_planeacion"),
        "first signature removed": ataques.quitar_firma(pdf, "firma_direccion"),
        "truncated by 1": pdf[:-1],
        "truncated by 300": pdf[:-300],
        "only the first revision": ataques.primera_revision(pdf),
    }


def _entre(base, con_una, planeacion, directora, autoridad):
    con_texto = firmar_direccion(ataques.con_campo_de_texto(base), directora, autoridad)
    una, ambas, dentro = con_una, ataques.entre_las_firmas, ataques.dentro_de_la_segunda
    return {
        "overlay between the two": ambas(una, ataques.encimar_anotacion, planeacion, autoridad),
        "page replaced between the two": ambas(una, ataques.reemplazar_pagina, planeacion, autoridad),
        "store added between the two": ambas(una, ataques.agregar_dss, planeacion, autoridad),
        "field value changed": ambas(con_texto, ataques.cambiar_valor, planeacion, autoridad),
        "overlay put while signing": dentro(una, ataques.anotar, planeacion, autoridad),
        "field value changed while signing": dentro(con_texto, ataques.llenar, planeacion, autoridad),
    }


def _firmantes(base, con_una, directora, planeacion, autoridad):
    ajena = crear_autoridad(desde=INICIO)  # the same names, built by somebody else
    de_ajena = [ajena.efirma(**DIRECTORA), ajena.efirma(**PLANEACION)]
    colega = autoridad.efirma(
        nombre="OTRA PERSONA", rfc="OEPR700101AA1", curp="OEPR700101HMCXXS01", clave="x"
    )
    primera_ajena = firmar_direccion(base, de_ajena[0], ajena)
    return {
        "foreign signer, look-alike authority": firmar_ambas(con_una, de_ajena[1], ajena).pdf,
        "foreign signer, same authority": firmar_ambas(con_una, colega, autoridad).pdf,
        "all signed again by a look-alike": firmar_ambas(primera_ajena, de_ajena[1], ajena).pdf,
        "fields swapped": ataques.casillas_cambiadas(base, directora, planeacion, autoridad),
        "certification left out": ataques.sin_certificar(base, directora, planeacion, autoridad),
    }


def _contenedores(con_dos, directora):
    pdf = con_dos.pdf
    return {
        "zero contents": ataques.contenido_en_ceros(pdf),
        "padding in use": ataques.relleno_ocupado(pdf),
        "digits in lower case": ataques.digitos_en_minusculas(pdf),
        "extra certificate": ataques.certificado_de_mas(pdf, directora.cer),
        "unsigned attribute": ataques.atributo_sin_firmar(pdf),
        "contents of the other": ataques.contenedor_de_la_otra(pdf),
        "byte range widened": ataques.rango_ensanchado(pdf),
        "byte range short of the end": ataques.rango_corto(pdf),
    }


def test_no_structured_attack_is_accepted(atacados, con_dos, tamano):
    """All judged here; every fourth (all, under COMPLETO=1) also in the child, to the same verdict."""
    aceptados = []
    for numero, (nombre, pdf) in enumerate(atacados.items()):
        assert pdf != con_dos.pdf, f"{nombre} did not change the file"
        razones = dictaminar(pdf, con_dos.esperadas)
        if not razones:
            aceptados.append(nombre)
        if numero % tamano(4, 1) == 0:
            assert validar_pdf(pdf, con_dos.esperadas) == Dictamen(False, tuple(razones)), nombre
    assert aceptados == []
    assert len(atacados) >= 30
    assert validar_pdf(con_dos.pdf, con_dos.esperadas) == Dictamen(True, ())


def test_intact_and_valid_is_not_enough(atacados, con_dos):
    """Negative control: the naive check takes most of those attacks for good."""
    assert ataques.ingenuo(con_dos.pdf)
    aceptados = {nombre for nombre, pdf in atacados.items() if ataques.ingenuo(pdf)}
    assert aceptados >= {
        "appended update",
        "overlay between the two",
        "foreign signer, look-alike authority",
        "replaced page",
        "field value changed",
        "only the first revision",
        "padding in use",
    }, aceptados


GUARDAS = [
    ("_exigir_revisiones_seguidas", "store added between the two"),
    ("_exigir_solo_firmas", "field value changed while signing"),
    ("_exigir_certificacion", "certification left out"),
    ("_exigir_certificado", "foreign signer, same authority"),
    ("_exigir_contenedor", "padding in use"),
    ("_exigir_contenedor", "extra certificate"),
    ("_exigir_contenedor", "unsigned attribute"),
]


@pytest.mark.parametrize(("guarda", "ataque"), GUARDAS)
def test_without_the_guard_the_attack_passes(atacados, con_dos, monkeypatch, guarda, ataque):
    assert dictaminar(atacados[ataque], con_dos.esperadas) != []
    monkeypatch.setattr(dictamen, guarda, lambda *_, **__: None)
    assert dictaminar(atacados[ataque], con_dos.esperadas) == []


def test_without_the_state_of_pyhanko_a_flipped_figure_passes(con_dos, monkeypatch):
    volteado = _voltear(con_dos.pdf, con_dos.pdf.index(b"stream\n") + 60, 0)
    assert dictaminar(volteado, con_dos.esperadas) != []
    monkeypatch.setattr(dictamen, "_exigir_estado", lambda *_, **__: None)
    assert dictaminar(volteado, con_dos.esperadas) == []


def _voltear(pdf: bytes, posicion: int, bit: int) -> bytes:
    return pdf[:posicion] + bytes([pdf[posicion] ^ (1 << bit)]) + pdf[posicion + 1 :]


def test_no_flipped_byte_is_accepted(con_dos, tamano):
    """One bit of a sample (all, under COMPLETO=1) of the bytes; the ends and both containers always."""
    pdf, azar = con_dos.pdf, random.Random(16)
    posiciones = set(azar.sample(range(len(pdf)), tamano(100, len(pdf))))
    for numero in (0, -1):
        inicio, fin = ataques.hueco(pdf, numero)
        posiciones |= {inicio - 1, inicio, inicio + 1, inicio + 3000, fin - 1, fin}
    posiciones |= {0, 5, len(pdf) - 1, len(pdf) - 2, *range(len(pdf) - 24, len(pdf), 3)}
    aceptadas = []
    for posicion in sorted(posiciones):
        volteado = _voltear(pdf, posicion, azar.randrange(8))
        if not dictaminar(volteado, con_dos.esperadas):
            aceptadas.append(posicion)
    assert aceptadas == []


def test_the_naive_check_accepts_flipped_bytes(con_dos):
    """Negative control: flips in the padding of the container are seen by our validation alone."""
    _, fin = ataques.hueco(con_dos.pdf)
    assert ataques.ingenuo(_voltear(con_dos.pdf, fin - 10, 0))


def test_what_only_the_stored_hash_tells(con_dos, directora, planeacion, autoridad):
    """The same people may sign two documents in the same instants: validation cannot know which one it is.

    That is the one attack of rule 16 that `validar_pdf` accepts alone; the caller compares the SHA-256.
    """
    otro = ataques.otro_documento(directora, planeacion, autoridad)
    assert validar_pdf(otro.pdf, con_dos.esperadas).valido
    assert hashlib.sha256(otro.pdf).digest() != hashlib.sha256(con_dos.pdf).digest()


def test_another_documents_genuine_file_is_refused_by_its_moment(
    con_dos, base, directora, autoridad, planeacion
):
    otro = ataques.otro_documento(directora, planeacion, autoridad)
    movidas = [replace(e, momento=e.momento + timedelta(minutes=1)) for e in con_dos.esperadas]
    assert "momento" in validar_pdf(otro.pdf, movidas).razones[0]


def _variantes(esperadas: tuple[FirmaEsperada, ...], autoridad, ajena) -> dict[str, list[FirmaEsperada]]:
    primera, segunda = esperadas
    return {
        "fewer": [primera],
        "only the last": [segunda],
        "more": [primera, segunda, replace(segunda, casilla="otra")],
        "twice the same": [primera, primera],
        "other order": [segunda, primera],
        "other field": [primera, replace(segunda, casilla="firma_tesoreria")],
        "other certificate": [primera, replace(segunda, certificado_sha256="0" * 64)],
        "other chain": [primera, replace(segunda, cadena=(ajena.emisora, ajena.raiz))],
        "short chain": [primera, replace(segunda, cadena=(autoridad.raiz,))],
        "no chain": [primera, replace(segunda, cadena=())],
        "moment before the certificate": [replace(primera, momento=INICIO - timedelta(days=1)), segunda],
        "moment after the certificate": [primera, replace(segunda, momento=DESPUES + timedelta(days=9000))],
        "nothing": [],
    }


def test_only_the_exact_expectation_is_met(con_dos, autoridad):
    for nombre, esperadas in _variantes(con_dos.esperadas, autoridad, crear_autoridad(desde=INICIO)).items():
        assert dictaminar(con_dos.pdf, esperadas) != [], nombre
    assert not validar_pdf(con_dos.pdf, []).valido


def test_a_signature_without_chain_rests_on_its_own_certificate(base, directora):
    """Issuer outside the configured roots: nothing embedded, and the known certificate is the anchor."""
    sin_raices = type("SinRaices", (), {"emisora": directora.cer, "raiz": directora.cer})
    documento = firmar_direccion(base, directora, sin_raices)
    esperada = replace(documento.esperadas[0], cadena=())
    assert dictaminar(documento.pdf, [esperada]) == []
    assert dictaminar(documento.pdf, [replace(esperada, certificado_sha256="f" * 64)]) != []


@pytest.mark.parametrize("basura", [b"", b"%PDF-1.7", b"\x00" * 5000, b"%PDF-1.7\n%%EOF", b"<html>"])
def test_what_is_no_pdf_is_refused(basura, con_una):
    assert not validar_pdf(basura, con_una.esperadas).valido


def test_an_unsigned_pdf_is_refused(base, con_una):
    assert "ninguna" in validar_pdf(base, con_una.esperadas).razones[0]


def test_mutilated_files_give_reasons_and_never_exceptions(con_dos, tamano):
    azar = random.Random(7)
    for _ in range(tamano(60, 3000)):
        pdf = bytearray(con_dos.pdf)
        inicio = azar.randrange(len(pdf))
        pdf[inicio : inicio + azar.randrange(1, 400)] = azar.randbytes(azar.randrange(0, 400))
        razones = dictaminar(bytes(pdf), con_dos.esperadas)
        assert razones
        assert all(razon.endswith(".") for razon in razones)


def test_a_slow_validation_is_stopped(con_dos):
    antes = time.monotonic()
    assert validar_pdf(con_dos.pdf, con_dos.esperadas, limite_segundos=0.05) == Dictamen(
        False, ("La validación tardó más de lo permitido y se detuvo.",)
    )
    assert time.monotonic() - antes < 5


def test_a_greedy_validation_is_stopped(con_dos, monkeypatch):
    monkeypatch.setattr(validacion, "MEMORIA_MAXIMA", 60 * 1024 * 1024)
    assert not validar_pdf(con_dos.pdf, con_dos.esperadas).valido


def test_a_bomb_dies_alone(con_dos):
    """A cross-reference stream that unfolds to a gigabyte."""
    compresor = zlib.compressobj(9)
    datos = b"".join(compresor.compress(bytes(1 << 20)) for _ in range(1024)) + compresor.flush()
    cabeza = b"%PDF-1.7\n"
    cuerpo = (
        b"1 0 obj\n<</Type/XRef/W[1 4 2]/Size 153391689/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
        % len(datos)
    )
    pie = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(cabeza)
    antes = time.monotonic()
    assert not validar_pdf(cabeza + cuerpo + datos + pie, con_dos.esperadas).valido
    assert time.monotonic() - antes < 25


def test_too_large_a_file_is_refused_unread(con_dos, monkeypatch):
    monkeypatch.setattr(validacion, "BYTES_MAXIMOS", 100)
    assert "grande" in validar_pdf(con_dos.pdf, con_dos.esperadas).razones[0]


@pytest.mark.parametrize(
    "intento",
    [
        "socket.create_connection(('127.0.0.1', 9), 1)",
        "socket.getaddrinfo('example.invalid', 80)",
        "subprocess.run(['true'])",
    ],
)
def test_the_child_has_no_network_and_no_children(intento):
    codigo = "import socket, subprocess, sys, nucleo.efirma.hijo as h; {} " + intento
    hijo = [
        subprocess.run(
            [sys.executable, "-c", codigo.format(guarda)],
            cwd=RAIZ,
            capture_output=True,
            text=True,
            check=False,
        )
        for guarda in ("sys.addaudithook(h._sin_red);", "")
    ]
    assert "PermissionError: Validation may not use" in hijo[0].stderr
    assert "Validation may not use" not in hijo[1].stderr


def test_the_child_does_not_inherit_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canario")
    assert "SECRET_KEY" not in validacion._entorno()


def test_a_document_of_many_pages_is_validated_in_time(directora, planeacion, autoridad):
    paginas = "<p style='break-after:page'>" + "Línea de acción cumplida. " * 40
    pdf = documento_base("<html lang=es><title>Largo</title>" + paginas * 60)
    ambas = firmar_ambas(firmar_direccion(pdf, directora, autoridad), planeacion, autoridad)
    assert validar_pdf(ambas.pdf, ambas.esperadas) == Dictamen(True, ())
