"""Forged versions of a document with two signatures; each function returns the attacked bytes."""

import io
import re

import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from nucleo.efirma import preparacion
from nucleo.efirma.ejemplo import Autoridad, Credencial
from tests.nucleo.efirma.armado import (
    DESPUES,
    DIRECCION,
    MOMENTO,
    PLAN,
    Documento,
    documento_base,
    firmar,
    firmar_ambas,
    firmar_direccion,
)

GRAFFITI = b"q 1 0 0 rg 50 300 400 90 re f Q"


def escrito(escritor: IncrementalPdfFileWriter) -> bytes:
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()


def agregar_actualizacion(pdf: bytes) -> bytes:
    """A new title, appended as any editor would."""
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    escritor.set_info(generic.DictionaryObject({pdf_name("/Title"): pdf_string("Otro título")}))
    return escrito(escritor)


def encimar_anotacion(pdf: bytes) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    anotar(escritor)
    return escrito(escritor)


def anotar(escritor: IncrementalPdfFileWriter) -> None:
    """A red rectangle that hides the figures, as an annotation with its own appearance."""
    flujo = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 800))),
        },
        stream_data=GRAFFITI,
    )
    nota = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 800))),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): escritor.add_object(flujo)}),
        }
    )
    escritor.register_annotation(escritor.find_page_for_modification(0)[0], escritor.add_object(nota))


def reemplazar_pagina(pdf: bytes) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    pagina = escritor.find_page_for_modification(0)[0].get_object()
    pagina["/Contents"] = escritor.add_object(generic.StreamObject(stream_data=GRAFFITI))
    return escrito(escritor)


def cambiar_valor(pdf: bytes) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    llenar(escritor)
    return escrito(escritor)


def llenar(escritor: IncrementalPdfFileWriter) -> None:
    """Fill a text field: pyHanko permits it after a certification that permits filling forms."""
    for referencia in escritor.root["/AcroForm"]["/Fields"]:
        campo = referencia.get_object()
        if campo["/T"] == "cumplimiento":
            campo["/V"] = pdf_string("99.99 %")
            escritor.mark_update(referencia)


def agregar_dss(pdf: bytes) -> bytes:
    """An empty validation store: harmless, permitted by pyHanko, and not written by us."""
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    escritor.root["/DSS"] = escritor.add_object(
        generic.DictionaryObject({pdf_name("/Type"): pdf_name("/DSS")})
    )
    escritor.update_root()
    return escrito(escritor)


def con_campo_de_texto(pdf: bytes) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    campo = generic.DictionaryObject(
        {
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): pdf_string("cumplimiento"),
            pdf_name("/V"): pdf_string("85.00 %"),
        }
    )
    escritor.root["/AcroForm"]["/Fields"].append(escritor.add_object(campo))
    escritor.update_container(escritor.root["/AcroForm"]["/Fields"])
    return escrito(escritor)


def quitar_firma(pdf: bytes, casilla: str) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for referencia in escritor.root["/AcroForm"]["/Fields"]:
        campo = referencia.get_object()
        if campo["/T"] == casilla:
            del campo["/V"]
            escritor.mark_update(referencia)
    return escrito(escritor)


def hueco(pdf: bytes, numero: int = -1) -> tuple[int, int]:
    """Where the digits of a signature's container begin and end (the last signature by default)."""
    rangos = re.findall(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)\s*\]", pdf)
    return int(rangos[numero][1]) + 1, int(rangos[numero][2]) - 1


def con_contenedor(pdf: bytes, contenedor: bytes, numero: int = -1) -> bytes:
    inicio, fin = hueco(pdf, numero)
    return pdf[:inicio] + contenedor.hex().upper().encode().ljust(fin - inicio, b"0") + pdf[fin:]


def contenedor(pdf: bytes, numero: int = -1) -> cms.ContentInfo:
    inicio, fin = hueco(pdf, numero)
    return cms.ContentInfo.load(bytes.fromhex(pdf[inicio:fin].decode()))


def contenido_en_ceros(pdf: bytes) -> bytes:
    return con_contenedor(pdf, b"")


def relleno_ocupado(pdf: bytes) -> bytes:
    """Something hidden after the container, in the digits that no signature covers."""
    _, fin = hueco(pdf)
    return pdf[: fin - 40] + b"CAFE" * 10 + pdf[fin:]


def digitos_en_minusculas(pdf: bytes) -> bytes:
    inicio, fin = hueco(pdf)
    return pdf[:inicio] + pdf[inicio:fin].lower() + pdf[fin:]


def certificado_de_mas(pdf: bytes, intruso: bytes) -> bytes:
    """A certificate put into the container, where nothing signed speaks of it."""
    sobre = contenedor(pdf)
    eleccion = cms.CertificateChoices("certificate", cms.Certificate.load(intruso))
    sobre["content"]["certificates"].append(eleccion)
    return con_contenedor(pdf, sobre.dump(force=True))


def atributo_sin_firmar(pdf: bytes) -> bytes:
    sobre = contenedor(pdf)
    atributo = cms.CMSAttribute({"type": "1.2.3.4.5", "values": [cms.OctetString(b"x")]})
    sobre["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([atributo])
    return con_contenedor(pdf, sobre.dump(force=True))


def contenedor_de_la_otra(pdf: bytes) -> bytes:
    return con_contenedor(pdf, contenedor(pdf, 0).dump())


def rango_ensanchado(pdf: bytes) -> bytes:
    """The byte range leaves out twenty more bytes than the container."""
    rango = re.findall(rb"/ByteRange\s*\[[^\]]*\]", pdf)[-1]
    numeros = [int(n) for n in re.findall(rb"\d+", rango)]
    nuevo = b"/ByteRange [0 %d %d %d]" % (numeros[1] - 20, numeros[2], numeros[3])
    return nuevo.ljust(len(rango)).join(pdf.rsplit(rango, 1))


def rango_corto(pdf: bytes) -> bytes:
    rango = re.findall(rb"/ByteRange\s*\[[^\]]*\]", pdf)[-1]
    numeros = [int(n) for n in re.findall(rb"\d+", rango)]
    nuevo = b"/ByteRange [0 %d %d %d]" % (numeros[1], numeros[2], numeros[3] - 50)
    return nuevo.ljust(len(rango)).join(pdf.rsplit(rango, 1))


def primera_revision(pdf: bytes) -> bytes:
    """The file as it was with the director's signature only."""
    cabos = [corte.end() for corte in re.finditer(rb"%%EOF\r?\n?", pdf)]
    return pdf[: cabos[-2]]


def entre_las_firmas(una: Documento, cambio, credencial: Credencial, autoridad: Autoridad) -> bytes:
    """Change the file after the first signature and let the second one be put on top, unchecked."""
    cambiado = Documento(cambio(una.pdf), una.esperadas)
    return firmar_ambas(cambiado, credencial, autoridad).pdf


def dentro_de_la_segunda(una: Documento, cambio, credencial: Credencial, autoridad: Autoridad) -> bytes:
    """The second signer slips the change into the very update that carries the signature."""
    reservar = preparacion._reservar

    def reservar_y_cambiar(preparador, escritor, momento, texto):
        cambio(escritor)
        return reservar(preparador, escritor, momento, texto)

    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(preparacion, "_reservar", reservar_y_cambiar)
        return firmar_ambas(una, credencial, autoridad).pdf


def casillas_cambiadas(
    base: bytes, directora: Credencial, planeacion: Credencial, autoridad: Autoridad
) -> bytes:
    primera = firmar(base, directora, autoridad, casilla=PLAN, momento=MOMENTO)
    return firmar(
        primera.pdf,
        planeacion,
        autoridad,
        casilla=DIRECCION,
        momento=DESPUES,
        previas=primera.esperadas,
    ).pdf


def sin_certificar(base: bytes, directora: Credencial, planeacion: Credencial, autoridad: Autoridad) -> bytes:
    """Two plain approvals: nothing in the file forbids later changes."""
    primera = firmar(base, directora, autoridad, casilla=DIRECCION, momento=MOMENTO, certificar=False)
    return firmar_ambas(primera, planeacion, autoridad).pdf


def otro_documento(directora: Credencial, planeacion: Credencial, autoridad: Autoridad) -> Documento:
    """Genuine, by the same people at the same moments, with other figures."""
    otra_base = documento_base(
        "<html lang=es><title>Otro</title><p>99.99 %</p><p style='break-before:page'>2"
    )
    return firmar_ambas(firmar_direccion(otra_base, directora, autoridad), planeacion, autoridad)


def ingenuo(pdf: bytes) -> bool:
    """What most programs check: every signature found is "intact and valid" as pyHanko says it."""
    try:
        firmas = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return bool(firmas) and all(_intacta(firma) for firma in firmas)
    except Exception:
        return False


def _intacta(firma) -> bool:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    firma.compute_integrity_info(skip_diff=True)
    return all(
        validate_sig_integrity(
            firma.signer_info,
            firma.signer_cert,
            expected_content_type="data",
            actual_digest=firma.compute_digest(),
        )
    )
