"""Look-alikes of SAT certificates and keys for the demonstration and the tests; never real, never kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import algos, core, keys, x509
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7

from nucleo.efirma.asn1 import cargar

MARCA = "DEMOSTRACIÓN"
USOS_EFIRMA = {"digital_signature", "non_repudiation", "data_encipherment", "key_agreement"}
USOS_CSD = {"digital_signature", "non_repudiation"}
USOS_AUTORIDAD = {"key_cert_sign", "crl_sign"}
VUELTAS = 2048


@dataclass(frozen=True)
class Credencial:
    """What a person keeps of an e.firma: .cer (DER), .key (encrypted PKCS#8, DER) and its password."""

    cer: bytes
    key: bytes
    clave: str

    def firmar(self, atributos: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 / SHA-256 over the bytes to sign, as the page does it in the browser."""
        llave = serialization.load_der_private_key(self.key, self.clave.encode())
        if not isinstance(llave, rsa.RSAPrivateKey):
            raise TypeError("Only RSA keys sign here.")
        return llave.sign(atributos, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True)
class Autoridad:
    """Root and issuing authority of the example (DER), with the issuing key in memory only."""

    raiz: bytes
    emisora: bytes
    llave: rsa.RSAPrivateKey
    desde: datetime
    hasta: datetime

    def efirma(
        self,
        *,
        nombre: str,
        rfc: str,
        curp: str,
        clave: str,
        desde: datetime | None = None,
        hasta: datetime | None = None,
    ) -> Credencial:
        """An e.firma in force from `desde` to `hasta` (the authority's own dates by default)."""
        return self._emitir(nombre, rfc, curp, clave, USOS_EFIRMA, desde, hasta)

    def csd(self, *, nombre: str, rfc: str, curp: str, clave: str) -> Credencial:
        """An invoice seal: the same shape, without the two key usages that only an e.firma has."""
        return self._emitir(nombre, rfc, curp, clave, USOS_CSD, None, None)

    def vencida(self, *, nombre: str, rfc: str, curp: str, clave: str, hasta: datetime) -> Credencial:
        """An e.firma whose four years ended at `hasta`."""
        desde = hasta - timedelta(days=4 * 365)
        return self._emitir(nombre, rfc, curp, clave, USOS_EFIRMA, desde, hasta)

    def _emitir(
        self,
        nombre: str,
        rfc: str,
        curp: str,
        clave: str,
        usos: set[str],
        desde: datetime | None,
        hasta: datetime | None,
    ) -> Credencial:
        llave = _llave()
        titular = f"{nombre} ({MARCA})"
        sujeto = _nombre(
            ("common_name", titular),
            ("name", titular),
            ("organization_name", titular),
            ("country_name", "MX"),
            ("unique_identifier", rfc),
            ("serial_number", curp),
        )
        emisor = cargar(self.emisora)
        vigencia = (desde or self.desde, hasta or self.hasta)
        cer = _certificado(sujeto, emisor.subject, llave, self.llave, vigencia, usos)
        return Credencial(cer=cer, key=cifrar_llave(llave, clave), clave=clave)


def crear_autoridad(*, desde: datetime, anios: int = 8) -> Autoridad:
    """A new root and a new "AC DE DEMOSTRACIÓN" in force from `desde` (aware) for so many years."""
    hasta = desde + timedelta(days=365 * anios)
    llave_raiz, llave = _llave(), _llave()
    nombre_raiz = _nombre(("common_name", f"AC RAÍZ DE {MARCA}"), ("organization_name", MARCA))
    nombre = _nombre(("common_name", f"AC DE {MARCA}"), ("organization_name", MARCA))
    vigencia = (desde, hasta)
    raiz = _certificado(nombre_raiz, nombre_raiz, llave_raiz, llave_raiz, vigencia, USOS_AUTORIDAD)
    emisora = _certificado(nombre, nombre_raiz, llave, llave_raiz, vigencia, USOS_AUTORIDAD)
    return Autoridad(raiz=raiz, emisora=emisora, llave=llave, desde=desde, hasta=hasta)


def llave_ajena(una: Credencial, otra: Credencial) -> Credencial:
    """The certificate of one with the key and password of another, as people mix them up."""
    return Credencial(cer=una.cer, key=otra.key, clave=otra.clave)


def cifrar_llave(llave: rsa.RSAPrivateKey, clave: str) -> bytes:
    """The key as SAT delivers it: PKCS#8 under PBES2 (PBKDF2-HMAC-SHA1, des-ede3-cbc), DER."""
    plano = llave.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    sal, inicio = secrets.token_bytes(8), secrets.token_bytes(8)
    # HMAC-SHA1 and three-key DES are not our choice: they are what a SAT .key carries.
    derivada = PBKDF2HMAC(hashes.SHA1(), 24, sal, VUELTAS).derive(clave.encode())  # noqa: S303
    relleno = PKCS7(64).padder()
    cifrador = Cipher(TripleDES(derivada), modes.CBC(inicio)).encryptor()
    cifrado = cifrador.update(relleno.update(plano) + relleno.finalize()) + cifrador.finalize()
    sal_asn1 = algos.Pbkdf2Salt("specified", core.OctetString(sal))
    derivacion = {"algorithm": "pbkdf2", "parameters": {"salt": sal_asn1, "iteration_count": VUELTAS}}
    esquema = {"algorithm": "tripledes_3key", "parameters": core.OctetString(inicio)}
    parametros = {"key_derivation_func": derivacion, "encryption_scheme": esquema}
    algoritmo = {"algorithm": "pbes2", "parameters": algos.Pbes2Params(parametros)}
    return keys.EncryptedPrivateKeyInfo({"encryption_algorithm": algoritmo, "encrypted_data": cifrado}).dump()


def _llave() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _nombre(*pares: tuple[str, str]) -> x509.Name:
    """Distinguished name as SAT writes it: T61String holding Latin-1 wherever ASCII is not enough."""
    conjuntos = []
    for tipo, valor in pares:
        clase = core.PrintableString if valor.isascii() and "&" not in valor else core.TeletexString
        par = {"type": tipo, "value": clase(valor)}
        if tipo != "country_name":
            opcion = "printable_string" if clase is core.PrintableString else "teletex_string"
            par["value"] = x509.DirectoryString(opcion, valor)
        conjuntos.append(x509.RelativeDistinguishedName([x509.NameTypeAndValue(par)]))
    return x509.Name("", x509.RDNSequence(conjuntos))


def _serie_sat() -> int:
    digitos = "3000100000" + "".join(secrets.choice("0123456789") for _ in range(10))
    return int.from_bytes(digitos.encode(), "big")


def _extensiones(usos: set[str]) -> list[dict]:
    autoridad = usos is USOS_AUTORIDAD
    return [
        {
            "extn_id": "basic_constraints",
            "critical": autoridad,
            "extn_value": x509.BasicConstraints({"ca": autoridad}),
        },
        {"extn_id": "key_usage", "critical": True, "extn_value": x509.KeyUsage(usos)},
    ]


def _certificado(
    sujeto: x509.Name,
    emisor: x509.Name,
    llave: rsa.RSAPrivateKey,
    llave_emisora: rsa.RSAPrivateKey,
    vigencia: tuple[datetime, datetime],
    usos: set[str],
) -> bytes:
    """DER of a version 3 certificate signed with sha256WithRSAEncryption; asn1crypto, for T61String."""
    publica = llave.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    desde, hasta = (x509.Time("utc_time", momento.replace(microsecond=0)) for momento in vigencia)
    algoritmo = algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
    cuerpo = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": _serie_sat(),
            "signature": algoritmo,
            "issuer": emisor,
            "validity": {"not_before": desde, "not_after": hasta},
            "subject": sujeto,
            "subject_public_key_info": keys.PublicKeyInfo.load(publica),
            "extensions": _extensiones(usos),
        }
    )
    firma = llave_emisora.sign(cuerpo.dump(), padding.PKCS1v15(), hashes.SHA256())
    partes = {"tbs_certificate": cuerpo, "signature_algorithm": algoritmo, "signature_value": firma}
    return x509.Certificate(partes).dump()
