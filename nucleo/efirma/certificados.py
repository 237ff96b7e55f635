"""Reads a SAT certificate and decides whether it is the valid e.firma of the expected person."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, ValidationError

from nucleo.efirma.asincrono import correr
from nucleo.efirma.asn1 import cargar, valores_de_nombre
from nucleo.errores import FirmaRechazada
from nucleo.fechas import fecha_larga

USOS_DE_EFIRMA = frozenset({"digital_signature", "non_repudiation", "data_encipherment", "key_agreement"})
BYTES_MAXIMOS = 64 * 1024
BITS_MINIMOS = 2048


class CertificadoInvalido(FirmaRechazada):
    """The certificate cannot be used to sign; its text is Spanish, meant for the signer."""


@dataclass(frozen=True)
class DatosDeCertificado:
    """What a certificate says of its holder; `serie` is SAT's 20 digits, hexadecimal for any other issuer."""

    nombre: str
    rfc: str
    curp: str
    serie: str
    emisor: str
    valido_desde: datetime
    valido_hasta: datetime
    es_efirma: bool
    der: bytes
    rfc_representante: str = ""

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the DER."""
        return hashlib.sha256(self.der).hexdigest()

    @property
    def persona_moral(self) -> bool:
        """True when it belongs to a company: SAT writes then "RFC / RFC of the representative"."""
        return bool(self.rfc_representante)


@dataclass(frozen=True)
class Confianza:
    """Whether its issuer leads to a configured root, and the chain to keep (DER, issuer first, root last)."""

    confiable: bool
    emisor: str
    raiz: str
    cadena: tuple[bytes, ...]


def leer_certificado(der: bytes) -> DatosDeCertificado:
    """Data of a DER (or PEM) certificate; CertificadoInvalido for any other bytes or for a weak key."""
    try:
        return _leer(der)
    except CertificadoInvalido:
        raise
    except Exception as error:
        # asn1crypto raises a dozen unrelated types on hostile bytes.
        raise CertificadoInvalido("El archivo no es un certificado .cer que se pueda leer.") from error


def exigir_efirma(
    cert: DatosDeCertificado,
    *,
    rfc_esperado: str | None,
    curp_esperada: str | None,
    momento: datetime,
    raices: Sequence[bytes],
    intermedios: Sequence[bytes] = (),
) -> Confianza:
    """Refuse (CertificadoInvalido) what is not the signer's own e.firma in force at `momento` (aware).

    `raices` are the DER (or PEM) of the trusted issuers that are configured, `intermedios` those that may
    stand between. An issuer outside them is not refused here: `Confianza.confiable` says it.
    """
    _exigir_tipo(cert)
    _exigir_vigencia(cert, momento)
    _exigir_titular(cert, rfc_esperado, curp_esperada)
    return _confianza(cert, momento, raices, intermedios)


def _leer(der: bytes) -> DatosDeCertificado:
    if len(der) > BYTES_MAXIMOS:
        raise CertificadoInvalido("El archivo es demasiado grande para ser un certificado .cer.")
    cert = _cargar_der_o_pem(der)
    llave = cert.public_key
    if llave.algorithm != "rsa" or llave.bit_size < BITS_MINIMOS:
        raise CertificadoInvalido(f"La llave del certificado no es RSA de {BITS_MINIMOS} bits o más.")
    sujeto, emisor = valores_de_nombre(cert.subject), valores_de_nombre(cert.issuer)
    rfc, _, representante = sujeto.get("unique_identifier", "").partition("/")
    return DatosDeCertificado(
        nombre=sujeto.get("common_name") or sujeto.get("name", ""),
        rfc=_clave(rfc),
        curp=_clave(sujeto.get("serial_number", "").rpartition("/")[2]),
        serie=_serie(cert.serial_number),
        emisor=emisor.get("common_name") or emisor.get("organization_name", ""),
        valido_desde=cert.not_valid_before,
        valido_hasta=cert.not_valid_after,
        es_efirma=_es_efirma(cert),
        der=cert.dump(),
        rfc_representante=_clave(representante),
    )


def _cargar_der_o_pem(contenido: bytes) -> x509.Certificate:
    return cargar(pem.unarmor(contenido)[2] if pem.detect(contenido) else contenido)


def _serie(numero: int) -> str:
    hexadecimal = f"{numero:x}"
    digitos = hexadecimal[1::2]
    if len(hexadecimal) == 40 and set(hexadecimal[::2]) == {"3"} and digitos.isdecimal():
        return digitos
    return hexadecimal


def _es_efirma(cert: x509.Certificate) -> bool:
    usos = cert.key_usage_value
    return usos is not None and not cert.ca and set(usos.native) >= USOS_DE_EFIRMA


def _clave(valor: str) -> str:
    """RFC and CURP as compared: upper case, composed, without spaces or hyphens ("Ñ" and "&" stay)."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFC", valor)).upper()


def _exigir_tipo(cert: DatosDeCertificado) -> None:
    if not cert.es_efirma:
        raise CertificadoInvalido(
            "Este certificado no es una e.firma; parece un sello digital (CSD) para facturar. "
            "Use los archivos .cer y .key de su e.firma."
        )
    if cert.persona_moral:
        raise CertificadoInvalido(
            f"Esta e.firma es de una persona moral ({cert.rfc}). Aquí firma cada persona con la suya."
        )


def _exigir_vigencia(cert: DatosDeCertificado, momento: datetime) -> None:
    if momento.utcoffset() is None:
        raise ValueError("The moment of signing needs a time zone.")
    if momento < cert.valido_desde:
        desde = fecha_larga(cert.valido_desde.astimezone(momento.tzinfo))
        raise CertificadoInvalido(f"La e.firma todavía no es válida: empieza el {desde}.")
    if momento > cert.valido_hasta:
        hasta = fecha_larga(cert.valido_hasta.astimezone(momento.tzinfo))
        raise CertificadoInvalido(f"La e.firma venció el {hasta}. Renuévela en el SAT y vuelva a intentar.")


def _exigir_titular(cert: DatosDeCertificado, rfc: str | None, curp: str | None) -> None:
    pares = [("RFC", cert.rfc, _clave(rfc or "")), ("CURP", cert.curp, _clave(curp or ""))]
    registrados = [par for par in pares if par[2]]
    if not registrados:
        raise CertificadoInvalido(
            "No hay RFC ni CURP registrados de quien firma; pida a Planeación que los capture."
        )
    comparables = [par for par in registrados if par[1]]
    if not comparables:
        raise CertificadoInvalido("El certificado no dice el RFC ni la CURP de su titular.")
    for nombre, suyo, esperado in comparables:
        if suyo != esperado:
            raise CertificadoInvalido(
                f"La e.firma es de otra persona: su {nombre} es {suyo} y el de quien firma es {esperado}. "
                "Elija su propia e.firma; si es la suya, pida al administrador que corrija sus datos."
            )


def _configurados(contenidos: Sequence[bytes]) -> list[x509.Certificate]:
    try:
        return [_cargar_der_o_pem(contenido) for contenido in contenidos]
    except Exception as error:
        # One that is left out in silence would turn every signature into one of an unknown issuer.
        raise CertificadoInvalido(
            "Un certificado raíz configurado no se puede leer; avise a quien administra el sistema."
        ) from error


def _confianza(
    cert: DatosDeCertificado, momento: datetime, raices: Sequence[bytes], intermedios: Sequence[bytes]
) -> Confianza:
    sin_confianza = Confianza(confiable=False, emisor=cert.emisor, raiz="", cadena=())
    if not raices:
        return sin_confianza
    contexto = ValidationContext(
        trust_roots=_configurados(raices),
        other_certs=_configurados(intermedios),
        moment=momento,
        allow_fetching=False,
    )
    validador = CertificateValidator(cargar(cert.der), validation_context=contexto)
    try:
        ruta = correr(validador.async_validate_usage({"non_repudiation"}))
    except (PathBuildingError, PathValidationError, ValidationError):
        return sin_confianza
    cadena = [otro for otro in ruta.iter_certs(include_root=True) if otro.dump() != cert.der][::-1]
    if not cadena:
        return sin_confianza
    nombre = valores_de_nombre(cadena[-1].subject).get("common_name", "")
    return Confianza(True, cert.emisor, nombre, tuple(otro.dump() for otro in cadena))
