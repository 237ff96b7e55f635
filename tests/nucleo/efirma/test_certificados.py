"""Reading SAT-like certificates and refusing whatever is not the signer's own e.firma in force."""

import contextlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import pem
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st

from nucleo.efirma import ejemplo
from nucleo.efirma.certificados import CertificadoInvalido, exigir_efirma, leer_certificado
from nucleo.efirma.ejemplo import crear_autoridad, llave_ajena
from tests.nucleo.efirma.armado import DIRECTORA, INICIO, MOMENTO, RAIZ


def exigir(cer, autoridad, **cambios):
    datos = {
        "rfc_esperado": DIRECTORA["rfc"],
        "curp_esperada": DIRECTORA["curp"],
        "momento": MOMENTO,
        "raices": [autoridad.raiz],
        "intermedios": [autoridad.emisora],
    }
    return exigir_efirma(leer_certificado(cer), **{**datos, **cambios})


def test_reads_names_with_n_tilde_from_t61string(directora):
    datos = leer_certificado(directora.cer)
    assert (datos.nombre, datos.rfc, datos.curp) == (
        "ROSA PEÑA NÚÑEZ (DEMOSTRACIÓN)",
        "PEÑR800101AB1",
        "PENR800101MMCXXS01",
    )
    assert datos.emisor == "AC DE DEMOSTRACIÓN"
    assert len(datos.serie) == 20
    assert datos.serie.startswith("3000100000")
    assert datos.es_efirma
    assert not datos.persona_moral
    assert (datos.valido_desde, datos.der) == (INICIO, directora.cer)
    assert b"\x14\x1eROSA PE\xd1A N\xda\xd1EZ" in directora.cer  # T61String holding Latin-1, as SAT writes


def test_without_the_patch_asn1crypto_cannot_read_it(directora):
    """Negative control: the patch is what makes these certificates readable."""
    codigo = (
        "import sys; from asn1crypto import x509;"
        "x509.Certificate.load(sys.stdin.buffer.read()).subject.native"
    )
    sin_parche = subprocess.run(
        [sys.executable, "-c", codigo], input=directora.cer, capture_output=True, check=False
    )
    assert sin_parche.returncode != 0
    con_parche = subprocess.run(
        [sys.executable, "-c", "import nucleo.efirma.asn1;" + codigo],
        input=directora.cer,
        capture_output=True,
        check=False,
        cwd=RAIZ,
    )
    assert con_parche.returncode == 0, con_parche.stderr


def test_pem_is_read_too(directora):
    assert leer_certificado(pem.armor("CERTIFICATE", directora.cer)).der == directora.cer


def test_a_serial_that_is_not_of_sat_is_hexadecimal(autoridad, monkeypatch):
    monkeypatch.setattr(ejemplo, "_serie_sat", lambda: 0xABC123)
    assert leer_certificado(autoridad.efirma(**DIRECTORA).cer).serie == "abc123"


@pytest.mark.parametrize("basura", [b"", b"hola", b"\x30\x82\xff\xff", b"\x30\x03\x02\x01\x05", bytes(70000)])
def test_what_is_no_certificate_is_refused_in_spanish(basura):
    with pytest.raises(CertificadoInvalido, match="certificado"):
        leer_certificado(basura)


@given(st.binary(max_size=300))
def test_any_bytes_give_the_same_error(basura):
    with pytest.raises(CertificadoInvalido):
        leer_certificado(basura)


def test_a_damaged_certificate_never_raises_anything_else(directora, tamano):
    paso = max(1, len(directora.cer) // tamano(150, len(directora.cer)))
    for posicion in range(0, len(directora.cer), paso):
        danado = bytearray(directora.cer)
        danado[posicion] ^= 0x55
        with contextlib.suppress(CertificadoInvalido):
            leer_certificado(bytes(danado))


def test_the_key_or_something_after_the_certificate_is_refused(directora):
    for bytes_ajenos in (directora.key, directora.cer + b"\x00"):
        with pytest.raises(CertificadoInvalido):
            leer_certificado(bytes_ajenos)


def test_a_short_rsa_key_is_refused(autoridad, monkeypatch):
    corta = ejemplo.rsa.generate_private_key(public_exponent=65537, key_size=1024)
    monkeypatch.setattr(ejemplo, "_llave", lambda: corta)
    with pytest.raises(CertificadoInvalido, match="2048"):
        leer_certificado(autoridad.efirma(**DIRECTORA).cer)


def test_the_signers_own_efirma_is_accepted_and_trusted(directora, autoridad):
    confianza = exigir(directora.cer, autoridad)
    assert confianza.confiable
    assert confianza.cadena == (autoridad.emisora, autoridad.raiz)
    assert confianza.raiz == "AC RAÍZ DE DEMOSTRACIÓN"


@pytest.mark.parametrize(
    "rfc", ["peñr800101ab1", "PEÑR-800101-AB1", " PEÑR 800101 AB1 ", "PEN\u0303R800101AB1"]
)
def test_rfc_is_compared_without_spaces_hyphens_or_case(directora, autoridad, rfc):
    assert exigir(directora.cer, autoridad, rfc_esperado=rfc, curp_esperada=None).confiable


def test_csd_is_refused(autoridad):
    csd = autoridad.csd(**DIRECTORA)
    assert not leer_certificado(csd.cer).es_efirma
    with pytest.raises(CertificadoInvalido, match=r"sello digital \(CSD\)"):
        exigir(csd.cer, autoridad)


def test_an_authority_is_no_efirma(autoridad):
    assert not leer_certificado(autoridad.emisora).es_efirma


def test_expired_is_refused_with_its_date(autoridad):
    vencida = autoridad.vencida(**DIRECTORA, hasta=datetime(2024, 3, 31, 20, tzinfo=UTC))
    with pytest.raises(CertificadoInvalido, match=r"venció el 31 de marzo de 2024"):
        exigir(vencida.cer, autoridad)
    assert exigir(vencida.cer, autoridad, momento=MOMENTO - timedelta(days=30))


def test_not_yet_valid_is_refused(autoridad):
    futura = autoridad.efirma(**DIRECTORA, desde=MOMENTO + timedelta(days=1))
    with pytest.raises(CertificadoInvalido, match=r"empieza el 13 de abril de 2024"):
        exigir(futura.cer, autoridad)


def test_another_persons_is_refused(planeacion, autoridad):
    with pytest.raises(
        CertificadoInvalido, match="RFC es MUAJ750505CD2 y el de quien firma es PEÑR800101AB1"
    ):
        exigir(planeacion.cer, autoridad)
    with pytest.raises(CertificadoInvalido, match="CURP"):
        exigir(planeacion.cer, autoridad, rfc_esperado=None)
    with pytest.raises(CertificadoInvalido, match="CURP"):
        exigir(planeacion.cer, autoridad, rfc_esperado="MUAJ750505CD2")


@pytest.mark.parametrize("nadie", [None, "", "  "])
def test_nobody_registered_refuses_everybody(directora, autoridad, nadie):
    with pytest.raises(CertificadoInvalido, match="No hay RFC ni CURP"):
        exigir(directora.cer, autoridad, rfc_esperado=nadie, curp_esperada=nadie)


def test_a_certificate_without_rfc_and_curp_is_refused(autoridad):
    anonima = autoridad.efirma(nombre="SIN DATOS", rfc="", curp="", clave="x")
    with pytest.raises(CertificadoInvalido, match="no dice el RFC"):
        exigir(anonima.cer, autoridad)


def test_a_companys_efirma_is_refused(autoridad):
    moral = autoridad.efirma(
        nombre="EMPRESA & CÍA", rfc="E&C990101AA1 / PEÑR800101AB1", curp=" / PENR800101MMCXXS01", clave="x"
    )
    datos = leer_certificado(moral.cer)
    assert (datos.rfc, datos.rfc_representante, datos.curp) == (
        "E&C990101AA1",
        "PEÑR800101AB1",
        "PENR800101MMCXXS01",
    )
    with pytest.raises(CertificadoInvalido, match="persona moral"):
        exigir(moral.cer, autoridad)


def test_an_unknown_issuer_is_said_but_not_trusted(directora, autoridad):
    otra = crear_autoridad(desde=INICIO)  # same names, other keys
    for raices, intermedios in [([], []), ([otra.raiz], [otra.emisora]), ([autoridad.raiz], [otra.emisora])]:
        confianza = exigir(directora.cer, autoridad, raices=raices, intermedios=intermedios)
        assert not confianza.confiable
        assert confianza.cadena == ()
        assert confianza.emisor == "AC DE DEMOSTRACIÓN"


def test_the_issuing_authority_may_itself_be_a_configured_root(directora, autoridad):
    """One folder holds roots and issuers alike, some of them as PEM."""
    carpeta = [pem.armor("CERTIFICATE", autoridad.raiz), autoridad.emisora]
    confianza = exigir(directora.cer, autoridad, raices=carpeta, intermedios=carpeta)
    assert confianza.confiable
    assert confianza.cadena[0] == autoridad.emisora


def test_a_configured_root_that_cannot_be_read_is_told(directora, autoridad):
    with pytest.raises(CertificadoInvalido, match="raíz configurado no se puede leer"):
        exigir(directora.cer, autoridad, raices=[autoridad.raiz, b"no es un certificado"])


def test_a_moment_without_zone_is_a_programming_error(directora, autoridad):
    with pytest.raises(ValueError, match="time zone"):
        exigir(directora.cer, autoridad, momento=MOMENTO.replace(tzinfo=None))


def test_the_example_key_opens_with_its_password_only(directora, planeacion):
    with pytest.raises(ValueError, match=r".*"):
        serialization.load_der_private_key(directora.key, b"otra")
    ajena = llave_ajena(directora, planeacion)
    assert (ajena.cer, ajena.key) == (directora.cer, planeacion.key)
