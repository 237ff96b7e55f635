"""Prepares a PDF for a PAdES signature whose key stays elsewhere, and finishes it with the signature."""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256 as nuevo_sha256
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError, find_unique_cms_attribute
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from nucleo.efirma.asincrono import correr
from nucleo.efirma.asn1 import cargar
from nucleo.efirma.certificados import DatosDeCertificado, leer_certificado
from nucleo.efirma.cms import ALGORITMO, armar_cms, firma_corresponde, mecanismo
from nucleo.efirma.estado import EstadoDeFirma, sha256
from nucleo.efirma.sello import Sello, acomodar, estilo
from nucleo.efirma.validacion import FirmaEsperada, validar_pdf
from nucleo.errores import FirmaRechazada
from nucleo.pdf import Ancla

# Hexadecimal digits kept for the container: 8192 bytes, room for a longer chain than SAT's.
RESERVA = 16384
# Points between the drawn frame of a box and the signature field, so that the stamp does not cover it.
_ADENTRO = 1

__all__ = [
    "Casilla",
    "FirmaInvalida",
    "Preparacion",
    "PreparacionInvalida",
    "Sello",
    "agregar_casillas",
    "casillas_en",
    "preparar_firma",
    "terminar_firma",
]


class PreparacionInvalida(FirmaRechazada):
    """The PDF cannot take this signature (altered, already signed, without that box); Spanish text."""


class FirmaInvalida(FirmaRechazada):
    """The signature received is not of these bytes by this certificate; Spanish text."""


@dataclass(frozen=True)
class Casilla:
    """A signature box: field name, page from 0, corners (x1, y1, x2, y2) in PDF points, readable label."""

    nombre: str
    pagina: int
    caja: tuple[float, float, float, float]
    rotulo: str = ""


@dataclass(frozen=True)
class Preparacion:
    """The PDF with an empty gap, the DER bytes that the signer's key must sign, and how to go on."""

    pdf_preparado: bytes
    atributos: bytes
    estado: bytes


class _Escritor(IncrementalPdfFileWriter):
    """Incremental writer that leaves the metadata as the document declared it.

    pyHanko would put the server's clock in it, and the moment of signing is ours to say.
    """

    def _update_meta(self) -> None:
        return


def casillas_en(anclas: Mapping[str, Ancla], pedidas: Mapping[str, tuple[str, str]]) -> list[Casilla]:
    """The boxes of a rendered paper: `pedidas` says, by anchor, the name of the field and its readable label.

    Raises KeyError when an anchor asked for is not among those that the renderer found.
    """
    return [
        Casilla(nombre, anclas[ancla].pagina, _por_dentro(anclas[ancla]), rotulo)
        for ancla, (nombre, rotulo) in pedidas.items()
    ]


def _por_dentro(a: Ancla) -> tuple[float, float, float, float]:
    return a.x + _ADENTRO, a.y + _ADENTRO, a.x + a.ancho - _ADENTRO, a.y + a.alto - _ADENTRO


def agregar_casillas(pdf: bytes, casillas: Sequence[Casilla]) -> bytes:
    """The PDF with every empty, named and visible signature field; before the first signature only."""
    escritor = _Escritor(io.BytesIO(pdf))
    if escritor.prev.embedded_signatures:
        raise PreparacionInvalida("El documento ya tiene firmas; no se le pueden agregar casillas.")
    for casilla in casillas:
        append_signature_field(
            escritor,
            SigFieldSpec(
                sig_field_name=casilla.nombre,
                on_page=casilla.pagina,
                box=_caja_entera(casilla.caja),
                readable_field_name=casilla.rotulo or None,
            ),
        )
    return _escrito(escritor)


def preparar_firma(
    *,
    pdf: bytes,
    casilla: str,
    certificado: bytes,
    cadena: Sequence[bytes],
    sello: Sello,
    momento: datetime,
    certificar: bool,
    previas: Sequence[FirmaEsperada] = (),
) -> Preparacion:
    """Prepare the signature of the existing field `casilla` at `momento` (aware; written in the file).

    `certificado` (DER) and `cadena` (DER, issuer first) are embedded. `certificar` marks the first
    signature, which then permits only further signatures; any later one must name in `previas` those that
    the file carries, and the file is validated strictly against them before it is touched.
    """
    _exigir_base_sana(pdf, certificar, previas)
    datos = leer_certificado(certificado)
    escritor = _Escritor(io.BytesIO(pdf))
    ancho, alto = _medidas(escritor.prev, casilla)
    firmante = _firmante(datos)
    dibujo = estilo(sello, ancho=ancho, alto=alto)
    preparador = PdfSigner(_metadatos(casilla, datos, certificar), firmante, stamp_style=dibujo)
    texto = "\n".join(acomodar(sello, ancho=ancho, alto=alto)[1])
    hueco, salida = _reservar(preparador, escritor, momento, texto)
    atributos = correr(firmante.signed_attrs(hueco.document_digest, ALGORITMO, use_pades=True))
    preparado = salida.getvalue()
    estado = EstadoDeFirma(
        pdf_sha256=sha256(preparado),
        resumen=hueco.document_digest,
        inicio=hueco.reserved_region_start,
        fin=hueco.reserved_region_end,
        certificado=datos.der,
        cadena=tuple(cadena),
        atributos=atributos.dump(),
    )
    return Preparacion(preparado, estado.atributos, estado.a_bytes())


def terminar_firma(*, preparacion_pdf: bytes, estado: bytes, firma: bytes) -> bytes:
    """The signed PDF; FirmaInvalida unless `firma` is RSA over the prepared attributes of that very file."""
    datos = EstadoDeFirma.de_bytes(estado)
    if sha256(preparacion_pdf) != datos.pdf_sha256 or not _resumen_intacto(preparacion_pdf, datos):
        raise FirmaInvalida("El documento cambió desde que se preparó la firma. No se firmó nada.")
    if not firma_corresponde(certificado=datos.certificado, atributos=datos.atributos, firma=firma):
        raise FirmaInvalida(
            "La firma recibida no corresponde al certificado y al documento. No se firmó nada."
        )
    contenedor = armar_cms(
        certificado=datos.certificado, cadena=datos.cadena, atributos=datos.atributos, firma=firma
    )
    salida = io.BytesIO(preparacion_pdf)
    hueco = PreparedByteRangeDigest(datos.resumen, datos.inicio, datos.fin)
    try:
        hueco.fill_with_cms(salida, contenedor)
    except SigningError as error:
        raise FirmaInvalida("La cadena del certificado no cabe en el documento. No se firmó nada.") from error
    return salida.getvalue()


def _exigir_base_sana(pdf: bytes, certificar: bool, previas: Sequence[FirmaEsperada]) -> None:
    if certificar:
        if PdfFileReader(io.BytesIO(pdf)).embedded_signatures:
            raise PreparacionInvalida("El documento ya tiene firma; la que certifica es siempre la primera.")
        return
    # pyHanko signs a file altered between the two signatures without complaint.
    dictamen = validar_pdf(pdf, previas)
    if not dictamen.valido:
        razones = " ".join(dictamen.razones)
        raise PreparacionInvalida(f"El documento no está como lo dejó la firma anterior: {razones}")


def _firmante(datos: DatosDeCertificado) -> ExternalSigner:
    """Formats attributes for a key that is elsewhere."""
    return ExternalSigner(
        signing_cert=cargar(datos.der),
        cert_registry=SimpleCertificateStore(),
        signature_mechanism=mecanismo(),
    )


def _metadatos(casilla: str, datos: DatosDeCertificado, certificar: bool) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=casilla,
        md_algorithm=ALGORITMO,
        name=datos.nombre,
        subfilter=SigSeedSubFilter.PADES,
        certify=certificar,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _reservar(
    preparador: PdfSigner, escritor: _Escritor, momento: datetime, texto: str
) -> tuple[PreparedByteRangeDigest, Any]:
    """Write the document with its gap, dated at `momento` in place of the server's clock."""
    if momento.utcoffset() is None:
        raise ValueError("The moment of signing needs a time zone.")
    sesion = preparador.init_signing_session(escritor, existing_fields_only=True)
    sesion.system_time = momento.replace(microsecond=0)
    documento = sesion.prepare_tbs_document(
        validation_info=None, bytes_reserved=RESERVA, appearance_text_params={"texto": texto}
    )
    return documento.digest_tbs_document(output=io.BytesIO())


def _medidas(lector: PdfFileReader, casilla: str) -> tuple[float, float]:
    for nombre, valor, campo in enumerate_sig_fields(lector):
        if nombre == casilla and valor is None:
            x1, y1, x2, y2 = (float(numero) for numero in campo.get_object()["/Rect"])
            return abs(x2 - x1), abs(y2 - y1)
    raise PreparacionInvalida(f"El documento no tiene libre la casilla de firma «{casilla}».")


def _resumen_intacto(pdf: bytes, datos: EstadoDeFirma) -> bool:
    firmados = nuevo_sha256(pdf[: datos.inicio] + pdf[datos.fin :]).digest()
    lista = cms.CMSAttributes.load(datos.atributos)
    return firmados == datos.resumen == find_unique_cms_attribute(lista, "message_digest").native


def _caja_entera(caja: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    x1, y1, x2, y2 = caja
    return math.ceil(x1), math.ceil(y1), math.floor(x2), math.floor(y2)


def _escrito(escritor: _Escritor) -> bytes:
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()
