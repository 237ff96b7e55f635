"""Judges, in this very process, every signature of a PDF against those that were stored."""

import io
from collections.abc import Sequence
from datetime import timedelta

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from nucleo.efirma.asincrono import correr
from nucleo.efirma.asn1 import cargar
from nucleo.efirma.cms import armar_cms
from nucleo.efirma.estado import sha256
from nucleo.efirma.validacion import FirmaEsperada

TOLERANCIA = timedelta(seconds=1)


class _Negado(Exception):
    """A check failed; its text is the reason, in Spanish."""


def dictaminar(pdf: bytes, esperadas: Sequence[FirmaEsperada]) -> list[str]:
    """Reasons (Spanish) to refuse the file; an empty list accepts it. Any exception is a reason too."""
    try:
        lector = PdfFileReader(io.BytesIO(pdf), strict=True)
        firmas = _firmas_en_orden(lector, esperadas)
        _exigir_solo_firmas(lector)
        _exigir_revisiones_seguidas(lector, firmas)
        _exigir_certificacion(lector, firmas)
        for firma, esperada in zip(firmas, esperadas, strict=True):
            _exigir_certificado(firma, esperada)
            _exigir_contenedor(pdf, firma, esperada)
            _exigir_estado(firma, esperada, ultima=firma is firmas[-1])
    except _Negado as razon:
        return [str(razon)]
    except BaseException as error:  # 15 kinds were seen; a stack overflow or a lack of memory is one more
        return [f"El archivo no se puede validar ({type(error).__name__})."]
    return []


def _firmas_en_orden(lector: PdfFileReader, esperadas: Sequence[FirmaEsperada]) -> list[EmbeddedPdfSignature]:
    if not esperadas:
        raise _Negado("No se espera ninguna firma: no hay nada que validar.")
    if lector.encrypted:
        raise _Negado("El archivo está cifrado.")
    firmas = list(lector.embedded_signatures)
    encontradas = [firma.fq_name for firma in firmas]
    casillas = [esperada.casilla for esperada in esperadas]
    if sorted(encontradas) != sorted(casillas):
        raise _Negado(
            f"Las casillas firmadas ({', '.join(sorted(encontradas)) or 'ninguna'}) "
            f"no son las esperadas ({', '.join(sorted(casillas))})."
        )
    por_casilla = {firma.fq_name: firma for firma in firmas}
    return [por_casilla[casilla] for casilla in casillas]


def _exigir_solo_firmas(lector: PdfFileReader) -> None:
    """A certification that lets one sign also lets one fill any other field, so there may be none."""
    campos = [referencia.get_object() for referencia in lector.root["/AcroForm"]["/Fields"]]
    if any(campo.get("/FT") != "/Sig" or "/Kids" in campo for campo in campos):
        raise _Negado("El archivo tiene campos que no son de firma.")


def _exigir_revisiones_seguidas(lector: PdfFileReader, firmas: Sequence[EmbeddedPdfSignature]) -> None:
    """Each signature is its own revision, one right after the other, and the last one ends the file."""
    ultima = lector.xrefs.total_revisions - 1
    primera = ultima - len(firmas) + 1
    if [firma.signed_revision for firma in firmas] != list(range(primera, ultima + 1)):
        raise _Negado("El archivo tiene cambios agregados entre las firmas o después de ellas.")


def _exigir_certificacion(lector: PdfFileReader, firmas: Sequence[EmbeddedPdfSignature]) -> None:
    certificacion = read_certification_data(lector)
    if certificacion is None or certificacion.author_sig != firmas[0].sig_object:
        raise _Negado("La primera firma no es la que certifica el documento.")
    if certificacion.permission != MDPPerm.FILL_FORMS:
        raise _Negado("La certificación permite cambios que no son firmas.")


def _exigir_certificado(firma: EmbeddedPdfSignature, esperada: FirmaEsperada) -> None:
    cert = firma.signer_cert
    if sha256(cert.dump()) != esperada.certificado_sha256.lower():
        raise _Negado(f"La casilla {esperada.casilla} está firmada con otro certificado.")
    if not cert.not_valid_before <= esperada.momento <= cert.not_valid_after:
        raise _Negado(f"El certificado de {esperada.casilla} no estaba vigente al firmar.")
    dicho = firma.self_reported_timestamp
    if dicho is None or abs(dicho - esperada.momento) > TOLERANCIA:
        raise _Negado(f"El momento de la firma en {esperada.casilla} no es el registrado.")


def _exigir_contenedor(pdf: bytes, firma: EmbeddedPdfSignature, esperada: FirmaEsperada) -> None:
    """The gap of the byte range holds, to the last digit, the container that we would write."""
    cero, inicio, fin, _ = (int(numero) for numero in firma.byte_range)
    contenedor = armar_cms(
        certificado=firma.signer_cert.dump(),
        cadena=esperada.cadena,
        atributos=firma.signer_info["signed_attrs"].untag().dump(),
        firma=firma.signer_info["signature"].native,
    )
    hueco = b"<" + contenedor.hex().upper().encode().ljust(fin - inicio - 2, b"0") + b">"
    if cero != 0 or pdf[inicio:fin] != hueco:
        raise _Negado(f"El contenedor de la firma en {esperada.casilla} fue alterado.")


def _exigir_estado(firma: EmbeddedPdfSignature, esperada: FirmaEsperada, *, ultima: bool) -> None:
    estado: PdfSignatureStatus = correr(
        async_validate_pdf_signature(firma, signer_validation_context=_contexto(firma, esperada))
    )
    nombre = esperada.casilla
    if not (estado.intact and estado.valid):
        raise _Negado(f"La firma en {nombre} no corresponde al contenido del archivo.")
    if not estado.trusted:
        raise _Negado(f"El certificado de {nombre} no sale de la cadena registrada al firmar.")
    if estado.docmdp_ok is not True or estado.modification_level not in _niveles(ultima):
        raise _Negado(f"El archivo tiene cambios no permitidos después de la firma en {nombre}.")
    if estado.coverage != _cobertura(ultima):
        raise _Negado(f"La firma en {nombre} no cubre todo el archivo.")
    if not estado.bottom_line:
        raise _Negado(f"La firma en {nombre} no es válida.")


def _niveles(ultima: bool) -> tuple[ModificationLevel, ...]:
    return (ModificationLevel.NONE,) if ultima else (ModificationLevel.FORM_FILLING,)


def _cobertura(ultima: bool) -> SignatureCoverageLevel:
    return SignatureCoverageLevel.ENTIRE_FILE if ultima else SignatureCoverageLevel.ENTIRE_REVISION


def _contexto(firma: EmbeddedPdfSignature, esperada: FirmaEsperada) -> ValidationContext:
    """Trust in the stored root alone, at the stored moment, with no way to fetch anything."""
    cadena: list[x509.Certificate] = [cargar(der) for der in esperada.cadena] or [firma.signer_cert]
    return ValidationContext(
        trust_roots=[cadena[-1]],
        other_certs=cadena[:-1],
        moment=esperada.momento,
        allow_fetching=False,
    )
