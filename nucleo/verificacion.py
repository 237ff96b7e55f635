"""Whether a printed or received PDF is genuine: by its code, by its bytes, and by its signatures."""

from dataclasses import dataclass, field
from enum import StrEnum

from nucleo.almacen import leer, sha256
from nucleo.efirma.validacion import validar_pdf
from nucleo.estados import EstadoDocumento, Via
from nucleo.fechas import momento_largo
from nucleo.firmas import esperada_de, esperadas_de
from nucleo.folios import codigo_legible, codigo_normalizado
from nucleo.lectura_pdf import codigo_en
from nucleo.models import Documento, Firma

BYTES_MAXIMOS = 50 * 1024 * 1024
LARGO_DE_CODIGO = 26


class Veredicto(StrEnum):
    """What the verification answers."""

    VIGENTE = "vigente"
    SUSTITUIDA = "sustituida"
    CANCELADA = "cancelada"
    PENDIENTE = "pendiente"
    ALTERADA = "alterada"
    DESCONOCIDA = "desconocida"


EXPLICACIONES = {
    Veredicto.VIGENTE: "El documento es auténtico y está vigente.",
    Veredicto.SUSTITUIDA: "El documento es auténtico, pero otra versión lo sustituyó.",
    Veredicto.CANCELADA: "El documento fue cancelado y no tiene validez.",
    Veredicto.PENDIENTE: "El documento es auténtico, pero todavía le falta una firma.",
    Veredicto.ALTERADA: "El archivo lleva un código conocido, pero su contenido no es el que se firmó.",
    Veredicto.DESCONOCIDA: "No conocemos este código ni este archivo.",
}


@dataclass(frozen=True)
class FirmaVista:
    """A signature as the public sees it: names and posts, never the certificate's RFC or CURP."""

    nombre: str
    cargo: str
    via: str
    momento: str
    emisor: str = ""
    raiz_confiable: bool = False

    @property
    def es_a_mano(self) -> bool:
        """Whether it stands on a scan, so that its box in the PDF may be empty."""
        return self.via == Via.PAPEL.label


@dataclass(frozen=True)
class Resultado:
    """The verdict and what may be told about the document, without personal data but signers' names."""

    veredicto: Veredicto
    explicacion: str
    titulo: str = ""
    folio: str = ""
    version: int = 0
    codigo: str = ""
    sustituido_por: str = ""
    motivo: str = ""
    es_publica: bool = False
    es_escaneo: bool = False
    firmas: list[FirmaVista] = field(default_factory=list)
    publica_disponible: bool = False

    def como_json(self) -> dict[str, object]:
        """What `manage.py verificar --json` prints."""
        return {
            "veredicto": self.veredicto.value,
            "explicacion": self.explicacion,
            "titulo": self.titulo,
            "folio": self.folio,
            "version": self.version,
            "codigo": self.codigo,
            "sustituido_por": self.sustituido_por,
            "motivo": self.motivo,
            "firmas": [vars(f) for f in self.firmas],
        }


DESCONOCIDO = Resultado(Veredicto.DESCONOCIDA, EXPLICACIONES[Veredicto.DESCONOCIDA])
_POR_ESTADO = {
    EstadoDocumento.VIGENTE: Veredicto.VIGENTE,
    EstadoDocumento.SUSTITUIDA: Veredicto.SUSTITUIDA,
    EstadoDocumento.CANCELADA: Veredicto.CANCELADA,
    EstadoDocumento.PENDIENTE: Veredicto.PENDIENTE,
    EstadoDocumento.IMPRESO: Veredicto.PENDIENTE,
}


def _vista(firma: Firma) -> FirmaVista:
    return FirmaVista(
        nombre=firma.nombre,
        cargo=firma.cargo,
        via=str(Via(firma.via).label),
        momento=momento_largo(firma.firmado_en),
        emisor=firma.certificado_emisor,
        raiz_confiable=firma.raiz_confiable,
    )


def _resultado(
    documento: Documento, veredicto: Veredicto, *, hasta: Firma | None = None, **extra: bool
) -> Resultado:
    """What is told of a document; with `hasta`, only the signatures up to that one."""
    puestas = documento.firmas.filter(anulada_en__isnull=True).order_by("firmado_en", "id")
    if hasta is not None:
        puestas = puestas.filter(firmado_en__lte=hasta.firmado_en)
    visibles = veredicto not in {Veredicto.ALTERADA, Veredicto.CANCELADA}
    return Resultado(
        veredicto=veredicto,
        explicacion=EXPLICACIONES[veredicto],
        titulo=documento.titulo,
        folio=documento.folio,
        version=documento.version,
        codigo=codigo_legible(documento.codigo),
        sustituido_por=documento.sustituido_por.folio if documento.sustituido_por else "",
        motivo=documento.motivo_de_baja if veredicto == Veredicto.CANCELADA else "",
        firmas=[_vista(f) for f in puestas] if visibles else [],
        publica_disponible=bool(documento.publica_archivo),
        **extra,
    )


def documento_por_codigo(codigo: str) -> Documento | None:
    """The document of a code as somebody typed it; a merely reserved one does not exist for the public."""
    limpio = codigo_normalizado(codigo)
    if len(limpio) != LARGO_DE_CODIGO:
        return None
    return (
        Documento.objects.select_related("sustituido_por")
        .filter(codigo=limpio)
        .exclude(estado=EstadoDocumento.RESERVADO)
        .first()
    )


def verificar_codigo(codigo: str) -> Resultado:
    """What a code is worth, without a file: the state of its document."""
    documento = documento_por_codigo(codigo)
    if documento is None:
        return DESCONOCIDO
    return _resultado(documento, _POR_ESTADO[EstadoDocumento(documento.estado)])


def verificar_archivo(contenido: bytes, codigo: str | None = None) -> Resultado:
    """What a file is worth. With a code, another document's genuine file is refused.

    Genuine means both: its SHA-256 is a stored one, and its signatures validate strictly as of when they
    were put. A file with a known code but other bytes is «alterada».
    """
    if len(contenido) > BYTES_MAXIMOS:
        return DESCONOCIDO
    huella = sha256(contenido)
    esperado = documento_por_codigo(codigo) if codigo else None
    if codigo and esperado is None:
        return DESCONOCIDO
    if hallado := _por_huella(contenido, huella, esperado):
        return hallado
    if esperado:
        return _resultado(esperado, Veredicto.ALTERADA)
    propio = codigo_en(contenido)
    documento = documento_por_codigo(propio) if propio else None
    return _resultado(documento, Veredicto.ALTERADA) if documento else DESCONOCIDO


def _por_huella(contenido: bytes, huella: str, esperado: Documento | None) -> Resultado | None:
    """What the file is by its stored hash; with `esperado`, only among that document's own files."""
    documentos = Documento.objects.select_related("sustituido_por").exclude(estado=EstadoDocumento.RESERVADO)
    firmas = Firma.objects.select_related("documento__sustituido_por")
    if esperado is not None:
        documentos, firmas = documentos.filter(pk=esperado.pk), firmas.filter(documento=esperado)
    if documento := documentos.filter(publica_sha256=huella).first():
        return _resultado(documento, _POR_ESTADO[EstadoDocumento(documento.estado)], es_publica=True)
    if documento := documentos.filter(archivo_sha256=huella).first():
        return _de_archivo(documento, contenido)
    if documento := documentos.filter(base_sha256=huella).first():
        return _resultado(documento, _pendiente_o_cancelada(documento))
    if firma := firmas.filter(sha256=huella).first():
        return _de_firma(firma, contenido)
    return None


def _pendiente_o_cancelada(documento: Documento) -> Veredicto:
    cancelada = documento.estado == EstadoDocumento.CANCELADA
    return Veredicto.CANCELADA if cancelada else Veredicto.PENDIENTE


def _de_archivo(documento: Documento, contenido: bytes) -> Resultado:
    """The document's own file: as much as its state says, if its signatures hold."""
    if documento.estado == EstadoDocumento.CANCELADA:
        return _resultado(documento, Veredicto.CANCELADA)
    esperadas = esperadas_de(documento)
    if esperadas and not validar_pdf(contenido, esperadas).valido:
        return _resultado(documento, Veredicto.ALTERADA)
    return _resultado(documento, _POR_ESTADO[EstadoDocumento(documento.estado)])


def _de_firma(firma: Firma, contenido: bytes) -> Resultado:
    """A file kept when a signature was put: the scan of a paper one, or the file as it stood then."""
    documento = firma.documento
    if firma.anulada_en:
        return _resultado(documento, Veredicto.CANCELADA)
    if firma.via == Via.PAPEL:
        veredicto = _POR_ESTADO[EstadoDocumento(documento.estado)]
        return _resultado(documento, veredicto, hasta=firma, es_escaneo=True)
    previas = documento.firmas.filter(
        via=Via.EFIRMA, anulada_en__isnull=True, firmado_en__lt=firma.firmado_en
    )
    esperadas = [esperada_de(f) for f in previas.order_by("firmado_en", "id")] + [esperada_de(firma)]
    if not validar_pdf(contenido, esperadas).valido:
        return _resultado(documento, Veredicto.ALTERADA)
    return _resultado(documento, _pendiente_o_cancelada(documento), hasta=firma)


def archivo_publico(codigo: str) -> tuple[str, bytes] | None:
    """(file name, bytes) of the versión pública of a code, or None."""
    documento = documento_por_codigo(codigo)
    if documento is None or not documento.publica_archivo:
        return None
    nombre = documento.folio.replace("/", "-") + "-version-publica.pdf"
    return nombre, leer(documento.publica_archivo)
