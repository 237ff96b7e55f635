"""Rule 16: no altered, foreign or invented file is taken for the signed document of a quarter."""

import random
import zlib
from collections.abc import Callable

import pytest

from nucleo import disparadores, verificacion
from nucleo.almacen import leer, sha256
from nucleo.efirma.ejemplo import crear_autoridad
from nucleo.efirma.validacion import Dictamen
from nucleo.firmas import esperadas_de
from nucleo.models import Documento, Firma
from nucleo.verificacion import Veredicto, verificar_archivo
from tests.confianza.historia import INICIO_DE_LA_AUTORIDAD, Firmado
from tests.nucleo.efirma import ataques
from tests.nucleo.efirma.armado import Documento as Firmas
from tests.nucleo.efirma.armado import firmar_ambas, sin_comprobar
from tests.reparto import GENTE

pytestmark = pytest.mark.django_db
NO_VALEN = {Veredicto.ALTERADA, Veredicto.DESCONOCIDA}


@pytest.fixture
def documento(firmado: Firmado) -> Documento:
    return firmado.documento(1)


@pytest.fixture
def original(documento: Documento) -> bytes:
    return leer(documento.archivo)


@pytest.fixture
def atacados(firmado, documento, original, credenciales, autoridad, monkeypatch) -> dict[str, bytes]:
    """The structured attacks, on the real document of the quarter."""
    sin_comprobar(monkeypatch)
    primera = documento.firmas.order_by("firmado_en")[0]
    una = Firmas(leer(primera.archivo), tuple(esperadas_de(documento)[:1]))
    suya = credenciales["planeacion"]
    ajena = crear_autoridad(desde=INICIO_DE_LA_AUTORIDAD)
    nombre, rfc, curp = GENTE["planeacion"][:3]
    falsa = ajena.efirma(nombre=nombre.upper(), rfc=rfc, curp=curp, clave="x")
    return {
        "appended update": ataques.agregar_actualizacion(original),
        "overlay after both": ataques.encimar_anotacion(original),
        "overlay between the two": ataques.entre_las_firmas(una, ataques.encimar_anotacion, suya, autoridad),
        "page replaced": ataques.reemplazar_pagina(original),
        "page replaced between the two": ataques.entre_las_firmas(
            una, ataques.reemplazar_pagina, suya, autoridad
        ),
        "foreign signer": firmar_ambas(una, falsa, ajena).pdf,
        "signed by another of the house": firmar_ambas(una, credenciales["contraloria"], autoridad).pdf,
        "another quarter's genuine PDF": leer(firmado.documento(2).archivo),
        "junk after EOF": original + b"\n% basura",
        "signature removed": ataques.quitar_firma(original, "firma_planeacion"),
        "zero contents": ataques.contenido_en_ceros(original),
        "padding in use": ataques.relleno_ocupado(original),
        "extra certificate": ataques.certificado_de_mas(original, credenciales["directora_a"].cer),
        "byte range widened": ataques.rango_ensanchado(original),
        "truncated": original[:-300],
    }


def test_the_original_is_in_force_and_its_earlier_self_is_pending(documento, original):
    assert verificar_archivo(original).veredicto == Veredicto.VIGENTE
    assert verificar_archivo(original, documento.codigo).veredicto == Veredicto.VIGENTE
    primera = verificar_archivo(leer(documento.firmas.order_by("firmado_en")[0].archivo), documento.codigo)
    assert primera.veredicto == Veredicto.PENDIENTE
    assert [f.nombre for f in primera.firmas] == [GENTE["directora_a"][0]]


def test_no_flipped_byte_passes(documento, original, cifra, tamano):
    """Positions spread over the file and drawn at random; under COMPLETO=1 every byte."""
    azar = random.Random(16)
    cuantas = tamano(300, len(original))
    posiciones = range(0, len(original), max(1, len(original) // cuantas))
    pasaron = []
    for posicion in posiciones:
        alterado = bytearray(original)
        alterado[posicion] ^= azar.randrange(1, 256)
        con = verificar_archivo(bytes(alterado), documento.codigo).veredicto
        sin = verificar_archivo(bytes(alterado)).veredicto
        if con != Veredicto.ALTERADA or sin not in NO_VALEN:
            pasaron.append(posicion)
    cifra(16, "PDF firmados con un byte cambiado que se aceptan", len(pasaron), de=len(posiciones))
    assert pasaron == []
    assert len(posiciones) >= 300


def test_no_structured_attack_passes(firmado, documento, atacados, cifra):
    for nombre, pdf in atacados.items():
        assert verificar_archivo(pdf, documento.codigo).veredicto == Veredicto.ALTERADA, nombre
        sin = verificar_archivo(pdf)
        if nombre == "another quarter's genuine PDF":
            assert (sin.veredicto, sin.folio) == (Veredicto.PENDIENTE, firmado.documento(2).folio)
        else:
            assert sin.veredicto in NO_VALEN, nombre
    cifra(16, "ataques estructurados al PDF que se aceptan", 0, de=len(atacados))


def _con_huella(documento: Documento, pdf: bytes) -> Veredicto:
    """The verdict if somebody had also put the forged file's hash in the database."""
    Documento.objects.filter(pk=documento.pk).update(archivo_sha256=sha256(pdf))
    return verificar_archivo(pdf, documento.codigo).veredicto


def _solo_de_este(atacados: dict[str, bytes]) -> dict[str, bytes]:
    return {n: pdf for n, pdf in atacados.items() if n != "another quarter's genuine PDF"}


def test_with_their_hash_planted_the_signatures_still_refuse(documento, atacados, sin_disparadores, tamano):
    elegidos = list(_solo_de_este(atacados).items())[:: tamano(3, 1)]
    assert {n: _con_huella(documento, pdf) for n, pdf in elegidos} == {
        n: Veredicto.ALTERADA for n, _ in elegidos
    }


def test_control_without_the_validation_a_planted_hash_passes(
    documento, atacados, sin_disparadores, monkeypatch
):
    monkeypatch.setattr(verificacion, "validar_pdf", lambda *_: Dictamen(True, ()))
    for nombre, pdf in _solo_de_este(atacados).items():
        assert _con_huella(documento, pdf) == Veredicto.VIGENTE, nombre


def test_control_what_most_programs_check_accepts_several(atacados):
    assert sum(ataques.ingenuo(pdf) for pdf in atacados.values()) >= 4


def _anidado(niveles: int) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + b"[" * niveles + b"]" * niveles + b"\nendobj\n%%EOF"


def _bomba() -> bytes:
    cero = zlib.compress(bytes(64 * 1024 * 1024))
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj<<>>stream\n" % n + cero for n in range(30)) + b"%%EOF"


BASURA: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "one byte": lambda: b"\0",
    "only the header": lambda: b"%PDF-1.7\n",
    "random bytes": lambda: random.Random(1).randbytes(200_000),
    "nested a hundred thousand deep": lambda: _anidado(100_000),
    "a thousand streams": lambda: b"%PDF-1.7\n" + b"stream\nx" * 1000,
    "an inflating bomb": _bomba,
    "text": lambda: "ñandú".encode() * 1000,
    "too big": lambda: bytes(verificacion.BYTES_MAXIMOS + 1),
}


@pytest.mark.parametrize("nombre", BASURA)
def test_garbage_is_unknown_and_breaks_nothing(firmado, client, nombre):
    basura = BASURA[nombre]()
    assert verificar_archivo(basura).veredicto == Veredicto.DESCONOCIDA
    assert verificar_archivo(basura, firmado.documento().codigo).veredicto in NO_VALEN


def test_the_page_answers_the_same_as_the_function(firmado, documento, original, client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for contenido, palabra in (
        (original, Veredicto.VIGENTE),
        (original + b" ", Veredicto.ALTERADA),
        (random.Random(2).randbytes(5_000), Veredicto.DESCONOCIDA),
    ):
        archivo = SimpleUploadedFile("documento.pdf", contenido, "application/pdf")
        respuesta = client.post("/verificar/", {"archivo": archivo})
        assert respuesta.status_code == 200
        assert respuesta.context["r"].veredicto == palabra
        assert verificacion.EXPLICACIONES[palabra] in respuesta.content.decode()


def test_a_signature_row_that_was_altered_voids_the_document(documento, original):
    """Whoever reaches the tables with the guards off still cannot put another name's certificate."""
    disparadores.quitar()
    Firma.objects.filter(documento=documento, casilla="firma_planeacion").update(certificado_sha256="0" * 64)
    assert verificar_archivo(original).veredicto == Veredicto.ALTERADA
    disparadores.crear()
