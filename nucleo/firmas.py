"""Signatures on frozen documents: reserve, keep a signature under way, and write it once it is whole.

What is counted and who may sign is decided by whoever calls; the plan, the quarter and the actas share this.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from nucleo import almacen
from nucleo.bitacora import asentar
from nucleo.efirma.certificados import Confianza, DatosDeCertificado, exigir_efirma, leer_certificado
from nucleo.efirma.preparacion import Sello, preparar_firma, terminar_firma
from nucleo.efirma.validacion import FirmaEsperada, validar_pdf
from nucleo.errores import Conflicto, FirmaRechazada, TransicionInvalida
from nucleo.estados import PASOS_DE_DOCUMENTO, EstadoDocumento, Via
from nucleo.fechas import momento_largo
from nucleo.folios import codigo_nuevo, siguiente_numero
from nucleo.models import Documento, Firma, FirmaEnCurso, Usuario

FUENTE = settings.BASE_DIR / "static" / "vendor" / "noto-sans" / "NotoSans-Regular.ttf"


@dataclass(frozen=True)
class Firmante:
    """Who signs, in which box, and the post printed under the name."""

    usuario: Usuario
    cargo: str
    casilla: str


@dataclass(frozen=True)
class Contenido:
    """What a document freezes: canonical JSON of the counted data and of its context, and the PDF to sign."""

    datos: str
    contexto: str
    pdf: bytes

    @property
    def datos_sha256(self) -> str:
        return almacen.sha256(self.datos.encode())


def reservar(
    *, clase: str, clave: str, version: int, vuelta: int, serie: str, prefijo: str, titulo: str, cadena: str
) -> Documento:
    """The document of that version, made with its folio and code the first time it is asked for.

    An abandoned attempt burns no folio: the next one finds the same reserved row.
    """
    llave = {"clase": clase, "clave": clave, "version": version, "vuelta": vuelta}
    if existente := Documento.objects.filter(**llave).first():
        return existente
    folio = f"{prefijo}/{siguiente_numero(serie):03d}"
    return Documento.objects.create(**llave, folio=folio, codigo=codigo_nuevo(), titulo=titulo, cadena=cadena)


def reservar_con_folio(
    *, clase: str, clave: str, folio: str, titulo: str, cadena: str, datos: str
) -> Documento:
    """The next version of a paper that has its own folio, with the data it will be drawn of.

    In the caller's transaction, with what the paper is of locked. The folio of a version after the first says
    which it is: «PC/001/2024-V2».
    """
    version = Documento.objects.filter(clase=clase, clave=clave).count() + 1
    return Documento.objects.create(
        clase=clase,
        clave=clave,
        version=version,
        folio=folio if version == 1 else f"{folio}-V{version}",
        codigo=codigo_nuevo(),
        titulo=titulo[:200],
        cadena=cadena,
        datos=datos,
        datos_sha256=almacen.sha256(datos.encode()),
    )


def cambiar_estado(documento: Documento, a: EstadoDocumento, *, motivo: str = "") -> None:
    """The only writer of a document's state; saves whatever else was set on it in the same UPDATE."""
    if a not in PASOS_DE_DOCUMENTO[documento.estado]:
        raise TransicionInvalida(
            f"El documento {documento.folio} está {documento.get_estado_display()}: "
            f"no puede quedar {a.label}."
        )
    documento.estado = a
    if motivo:
        documento.motivo_de_baja = motivo
    documento.save()


def raices_configuradas() -> list[bytes]:
    """DER of the issuers this municipality trusts, from its folder of roots; empty when there is none."""
    carpeta = Path(settings.DIR_RAICES_EFIRMA)
    if not carpeta.is_dir():
        return []
    archivos = sorted(a for a in carpeta.iterdir() if a.suffix in {".cer", ".crt", ".der"})
    return [a.read_bytes() for a in archivos]


def revisar_certificado(
    der: bytes, *, usuario: Usuario, ahora: datetime
) -> tuple[DatosDeCertificado, Confianza]:
    """The signer's own e.firma, in force now. Raises CertificadoInvalido (a FirmaRechazada)."""
    certificado = leer_certificado(der)
    raices = raices_configuradas()
    confianza = exigir_efirma(
        certificado,
        rfc_esperado=usuario.rfc or None,
        curp_esperada=usuario.curp or None,
        momento=ahora,
        raices=raices,
        intermedios=raices,
    )
    return certificado, confianza


def esperadas_de(documento: Documento) -> list[FirmaEsperada]:
    """The electronic signatures the document's file must carry, in the order they were put."""
    firmas = documento.firmas.filter(via=Via.EFIRMA, anulada_en__isnull=True).order_by("firmado_en", "id")
    return [esperada_de(f) for f in firmas]


def esperada_de(firma: Firma) -> FirmaEsperada:
    """What the validator needs to know of a stored signature: the moment and chain of when it was put."""
    return FirmaEsperada(
        casilla=firma.casilla,
        certificado_sha256=firma.certificado_sha256,
        momento=firma.firmado_en,
        cadena=[base64.b64decode(c) for c in firma.cadena_certificados],
    )


def lineas_del_sello(certificado: DatosDeCertificado, firmante: Firmante, ahora: datetime) -> Sequence[str]:
    """What the visible stamp says; never «firma electrónica avanzada», which is not ours to declare."""
    return (
        "Firmado electrónicamente con e.firma",
        firmante.usuario.nombre,
        firmante.cargo,
        f"Certificado {certificado.serie}",
        f"Emisor: {certificado.emisor}",
        momento_largo(ahora),
    )


def preparar(
    *, documento: Documento, firmante: Firmante, cer: bytes, contenido: Contenido, ahora: datetime
) -> tuple[FirmaEnCurso, bytes]:
    """Prepare a signature outside any transaction; returns it and the DER bytes that the key must sign.

    `contenido.pdf` is the base with its empty boxes, or the file with the earlier signature. Nothing is
    decided here: an attempt that is not finished in time leaves no trace but its row, which expires.
    """
    ahora = ahora.replace(microsecond=0)
    certificado, confianza = revisar_certificado(cer, usuario=firmante.usuario, ahora=ahora)
    FirmaEnCurso.objects.filter(vence_en__lt=ahora).delete()
    previas = esperadas_de(documento)
    preparacion = preparar_firma(
        pdf=contenido.pdf,
        casilla=firmante.casilla,
        certificado=certificado.der,
        cadena=confianza.cadena,
        sello=Sello(lineas_del_sello(certificado, firmante, ahora), FUENTE),
        momento=ahora,
        certificar=not previas,
        previas=previas,
    )
    en_curso = FirmaEnCurso.objects.create(
        documento=documento,
        casilla=firmante.casilla,
        firmante=firmante.usuario,
        cargo=firmante.cargo,
        **_archivos(contenido, preparacion.pdf_preparado),
        certificado=certificado.der,
        cadena_certificados=[base64.b64encode(c).decode() for c in confianza.cadena],
        raiz_confiable=confianza.confiable,
        estado=preparacion.estado,
        momento=ahora,
        vence_en=ahora + timedelta(minutes=settings.MINUTOS_FIRMA_EN_CURSO),
    )
    return en_curso, preparacion.atributos


def _archivos(contenido: Contenido, preparado: bytes) -> dict[str, str]:
    """Write the base and the prepared file; what a FirmaEnCurso remembers of them and of their data."""
    base, base_sha256 = almacen.guardar(contenido.pdf, carpeta="documentos", extension="pdf")
    return {
        "datos": contenido.datos,
        "datos_sha256": contenido.datos_sha256,
        "contexto": contenido.contexto,
        "base_archivo": base,
        "base_sha256": base_sha256,
        "preparado_archivo": almacen.guardar(preparado, carpeta="preparados", extension="pdf")[0],
    }


@dataclass(frozen=True)
class Terminada:
    """A signed file that was validated and written, waiting for its rows."""

    en_curso: FirmaEnCurso
    archivo: str
    sha256: str
    sello: str


def componer(en_curso_id: int, *, usuario: Usuario, sello: bytes, ahora: datetime) -> Terminada:
    """Put the signature in the file, validate it strictly and write it; outside any transaction.

    Raises FirmaRechazada when it expired, is somebody else's, or does not validate.
    """
    en_curso = (
        FirmaEnCurso.objects.select_related("documento").filter(pk=en_curso_id, firmante=usuario).first()
    )
    if en_curso is None:
        raise FirmaRechazada("Esta firma ya se terminó o no existe. Recargue la página para ver cómo quedó.")
    if ahora > en_curso.vence_en:
        raise FirmaRechazada(
            f"Pasaron más de {settings.MINUTOS_FIRMA_EN_CURSO} minutos desde que se preparó la firma. "
            "No se firmó nada; vuelva a intentarlo."
        )
    firmado = terminar_firma(
        preparacion_pdf=almacen.leer(en_curso.preparado_archivo), estado=bytes(en_curso.estado), firma=sello
    )
    propia = FirmaEsperada(
        casilla=en_curso.casilla,
        certificado_sha256=almacen.sha256(bytes(en_curso.certificado)),
        momento=en_curso.momento,
        cadena=[base64.b64decode(c) for c in en_curso.cadena_certificados],
    )
    dictamen = validar_pdf(firmado, [*esperadas_de(en_curso.documento), propia])
    if not dictamen.valido:
        raise FirmaRechazada("La firma no se pudo comprobar y no se guardó: " + " ".join(dictamen.razones))
    nombre, huella = almacen.guardar(firmado, carpeta="documentos", extension="pdf")
    return Terminada(en_curso, nombre, huella, base64.b64encode(sello).decode())


def asentar_firma(terminada: Terminada, *, ahora: datetime, extemporanea: bool) -> Firma:
    """Write the signature and its trace, in the caller's transaction and with its row locked.

    The signature under way is consumed here: of eight simultaneous endings one finds it.
    """
    en_curso = terminada.en_curso
    borradas, _ = FirmaEnCurso.objects.filter(pk=en_curso.pk).delete()
    if not borradas:
        raise Conflicto("Esta firma ya se terminó. Recargue la página para ver cómo quedó.")
    certificado = leer_certificado(bytes(en_curso.certificado))
    return _crear_firma(
        en_curso.documento,
        Firmante(en_curso.firmante, en_curso.cargo, en_curso.casilla),
        ahora=ahora,
        via=Via.EFIRMA,
        firmado_en=en_curso.momento,
        archivo=terminada.archivo,
        sha256=terminada.sha256,
        certificado=certificado.der,
        certificado_sha256=certificado.sha256,
        certificado_serie=certificado.serie,
        certificado_emisor=certificado.emisor,
        cadena_certificados=en_curso.cadena_certificados,
        raiz_confiable=en_curso.raiz_confiable,
        sello=terminada.sello,
        extemporanea=extemporanea,
    )


def asentar_papel(
    documento: Documento,
    firmante: Firmante,
    *,
    escaneo: str,
    sha256: str,
    ahora: datetime,
    extemporanea: bool,
) -> Firma:
    """Write a handwritten signature: the scan is its proof. In the caller's transaction."""
    return _crear_firma(
        documento,
        firmante,
        ahora=ahora,
        via=Via.PAPEL,
        firmado_en=ahora,
        archivo=escaneo,
        sha256=sha256,
        extemporanea=extemporanea,
    )


def _crear_firma(documento: Documento, firmante: Firmante, *, ahora: datetime, **campos: object) -> Firma:
    firma = Firma(
        documento=documento,
        casilla=firmante.casilla,
        firmante=firmante.usuario,
        nombre=firmante.usuario.nombre,
        cargo=firmante.cargo,
        **campos,
    )
    # The Asiento goes first: the database takes no signature without it.
    asentar(
        cadena=documento.cadena,
        accion="documento.firmar",
        actor=firmante.usuario,
        ahora=ahora,
        objeto=documento,
        datos={
            "folio": documento.folio,
            "casilla": firmante.casilla,
            "via": firma.via,
            "sha256": firma.sha256,
            "serie": firma.certificado_serie,
        },
    )
    try:
        with transaction.atomic():
            firma.save(force_insert=True)
    except IntegrityError as error:
        raise Conflicto(
            "Esta casilla ya está firmada, o usted ya firmó la otra: nadie firma las dos de un documento."
        ) from error
    return firma


def anular_firmas(documento: Documento, *, motivo: str, ahora: datetime) -> int:
    """Annul, on record, the signatures of a document that was cancelled; returns how many."""
    return documento.firmas.filter(anulada_en__isnull=True).update(anulada_en=ahora, anulada_motivo=motivo)


Puesta = tuple[str, str, str, datetime]


def firmas_en_palabras(documento: Documento, ultima: Puesta) -> list[dict[str, str]]:
    """Who signed a document, how and when, for its versión pública: those already put, and `ultima` (name,
    post, Via, moment), which is about to be."""
    puestas = [
        (f.nombre, f.cargo, f.via, f.firmado_en) for f in documento.firmas.filter(anulada_en__isnull=True)
    ]
    return [
        {"nombre": n, "cargo": c, "via": str(Via(v).label), "momento": momento_largo(m)}
        for n, c, v, m in [*puestas, ultima]
    ]


def archivo_base(documento: Documento) -> bytes:
    """The bytes to go on signing, compared with their stored hash. Raises FirmaRechazada if they changed."""
    nombre, huella = (
        (documento.archivo, documento.archivo_sha256)
        if documento.archivo
        else (documento.base_archivo, documento.base_sha256)
    )
    contenido = almacen.leer(nombre)
    if almacen.sha256(contenido) != huella:
        raise FirmaRechazada(
            "El archivo guardado no es el que se firmó. No se firmó nada; avise al administrador del sistema."
        )
    return contenido


def congelar(documento: Documento, contenido: Contenido, *, ahora: datetime) -> None:
    """Set what the document freezes from now on; saved by the change of state that follows."""
    documento.datos, documento.datos_sha256 = contenido.datos, contenido.datos_sha256
    documento.contexto = contenido.contexto
    documento.base_archivo, documento.base_sha256 = almacen.guardar(
        contenido.pdf, carpeta="documentos", extension="pdf"
    )
    documento.congelado_en = ahora
