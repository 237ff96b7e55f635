"""Assembles, always in the same bytes, the CMS container that holds one signature of a PDF."""

from collections.abc import Sequence

from asn1crypto import algos, cms
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from nucleo.efirma.asn1 import cargar

ALGORITMO = "sha256"


def armar_cms(*, certificado: bytes, cadena: Sequence[bytes], atributos: bytes, firma: bytes) -> bytes:
    """DER of the SignedData for these signed attributes; built by us so that validation can build it again.

    One input gives one output: whoever changes a byte of the container outside what RSA protects
    (embedded chain, unsigned attributes, padding) no longer has this output.
    """
    cert = cargar(certificado)
    resumen = algos.DigestAlgorithm({"algorithm": ALGORITMO})
    firmante = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number", {"issuer": cert.issuer, "serial_number": cert.serial_number}
            ),
            "digest_algorithm": resumen,
            "signature_algorithm": mecanismo(),
            "signed_attrs": cms.CMSAttributes.load(atributos, strict=True),
            "signature": firma,
        }
    )
    certificados = {certificado, *cadena}
    datos = {
        "version": "v1",
        "digest_algorithms": [resumen],
        "encap_content_info": {"content_type": "data"},
        "certificates": [cms.CertificateChoices("certificate", cargar(der)) for der in certificados],
        "signer_infos": [firmante],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(datos)}).dump()


def mecanismo() -> algos.SignedDigestAlgorithm:
    """RSASSA-PKCS1-v1_5 with SHA-256, the one the page in the browser makes."""
    return algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})


def firma_corresponde(*, certificado: bytes, atributos: bytes, firma: bytes) -> bool:
    """True when `firma` is the RSA signature of `atributos` by the key of the certificate (DER)."""
    llave = serialization.load_der_public_key(cargar(certificado).public_key.dump())
    if not isinstance(llave, rsa.RSAPublicKey):
        return False
    try:
        llave.verify(firma, atributos, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True
