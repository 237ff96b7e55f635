"""Signing a frozen acta: the titular with e.firma, or the paper that everybody signed by hand, scanned."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from asambleas import permisos_actas as permisos
from asambleas.consultas.version_publica import sin_personales
from asambleas.documentos.acta import CASILLA_TITULAR, ContextoDeActa, acta_publica_en_pdf
from asambleas.estados import EstadoActa
from asambleas.models import Acta
from asambleas.servicios.actas import mover_acta, tomar_acta
from asambleas.servicios.base import exigir_permiso
from nucleo import almacen, firmas
from nucleo.bitacora import canonico
from nucleo.errores import Conflicto, FirmaRechazada
from nucleo.escaneos import escaneo_limpio
from nucleo.estados import EstadoDocumento, Via
from nucleo.firmas import Contenido, Firmante
from nucleo.models import Documento
from nucleo.pdf import PdfFallido
from nucleo.personas import Persona

CASILLA_PAPEL = "acta_en_papel"
ADJUNTO = "adjuntó el original firmado a mano por quienes intervinieron"


@dataclass(frozen=True)
class Archivo:
    """A file in the store: its name and its SHA-256."""

    nombre: str
    sha256: str


def _del_titular(acta_id: int, persona: Persona) -> tuple[Documento, Firmante]:
    """The locked acta's document, and who signs it with e.firma. Raises SinPermiso."""
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_firmar(persona, acta))
    cargo = permisos.cargo_que_firma(persona, acta)
    return _documento(acta), Firmante(persona.usuario, cargo.texto if cargo else "", CASILLA_TITULAR)


def _documento(acta: Acta) -> Documento:
    if acta.documento is None:
        raise Conflicto("Primero hay que congelar el acta.")
    return acta.documento


def preparar_firma_acta(*, acta_id: int, cer: bytes, persona: Persona, ahora: datetime) -> tuple[int, bytes]:
    """Step one: (id of the attempt, DER bytes to sign); the key never leaves the browser.

    Raises SinPermiso, FirmaRechazada (the certificate, or the stored file).
    """
    with transaction.atomic():
        documento, firmante = _del_titular(acta_id, persona)
    firmas.revisar_certificado(cer, usuario=persona.usuario, ahora=ahora)
    contenido = Contenido(documento.datos, documento.contexto, firmas.archivo_base(documento))
    en_curso, atributos = firmas.preparar(
        documento=documento, firmante=firmante, cer=cer, contenido=contenido, ahora=ahora
    )
    return en_curso.pk, atributos


def terminar_firma_acta(
    *, acta_id: int, en_curso_id: int, sello: bytes, persona: Persona, ahora: datetime
) -> Acta:
    """Step two: files first, then the signature, the document and the acta in one commit.

    Raises SinPermiso, FirmaRechazada, Conflicto.
    """
    terminada = firmas.componer(en_curso_id, usuario=persona.usuario, sello=sello, ahora=ahora)
    en_curso = terminada.en_curso
    puesta = (persona.usuario.nombre, en_curso.cargo, Via.EFIRMA, ahora)
    publica = _componer_publica(en_curso.documento, puesta)
    with transaction.atomic():
        documento, firmante = _del_titular(acta_id, persona)
        if en_curso.documento_id != documento.pk or en_curso.casilla != firmante.casilla:
            raise FirmaRechazada("Esa firma en curso no es de este documento. Recargue la página.")
        if documento.base_sha256 != en_curso.base_sha256:
            raise FirmaRechazada("El documento cambió mientras se firmaba. Recargue la página.")
        en_curso.documento = documento
        firmas.asentar_firma(terminada, ahora=ahora, extemporanea=False)
        return _concluir(
            acta_id, documento, Archivo(terminada.archivo, terminada.sha256), publica, persona, ahora
        )


def adjuntar_acta_firmada(*, acta_id: int, escaneo: bytes, persona: Persona, ahora: datetime) -> Acta:
    """Attach the scan of the acta signed by hand: the paper is the original, this its proof.

    The record says who attached it, never that they signed for the others.
    Raises SinPermiso, DatosInvalidos (not a readable PDF), Conflicto.
    """
    with transaction.atomic():
        leido, firmante = _de_quien_adjunta(acta_id, persona)
    nombre, huella = almacen.guardar(escaneo_limpio(escaneo), carpeta="escaneos", extension="pdf")
    publica = _componer_publica(leido, (firmante.usuario.nombre, firmante.cargo, Via.PAPEL, ahora))
    with transaction.atomic():
        documento, firmante = _de_quien_adjunta(acta_id, persona)
        if documento.pk != leido.pk:
            raise Conflicto("El acta cambió mientras se adjuntaba el escaneo. Recargue la página.")
        firmas.asentar_papel(
            documento, firmante, escaneo=nombre, sha256=huella, ahora=ahora, extemporanea=False
        )
        base = Archivo(documento.base_archivo, documento.base_sha256)
        return _concluir(acta_id, documento, base, publica, persona, ahora)


def _de_quien_adjunta(acta_id: int, persona: Persona) -> tuple[Documento, Firmante]:
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_adjuntar(persona, acta))
    cargo = permisos.cargo_en(persona, acta)
    texto = f"{cargo.texto if cargo else ''}; {ADJUNTO}"
    return _documento(acta), Firmante(persona.usuario, texto[:200], CASILLA_PAPEL)


def _componer_publica(documento: Documento, ultima: firmas.Puesta) -> Archivo:
    """Render and keep the versión pública, outside any transaction: what is in force takes no more files."""
    datos = canonico(sin_personales(json.loads(documento.datos)))
    contexto = ContextoDeActa(**json.loads(documento.contexto))
    lista = firmas.firmas_en_palabras(documento, ultima)
    try:
        pdf = acta_publica_en_pdf(datos, documento.datos_sha256, contexto, lista)
    except PdfFallido as error:
        raise Conflicto(str(error)) from error
    return Archivo(*almacen.guardar(pdf, carpeta="publicas", extension="pdf"))


def _concluir(
    acta_id: int, documento: Documento, archivo: Archivo, publica: Archivo, persona: Persona, ahora: datetime
) -> Acta:
    """Put the document in force and the acta as signed.

    One signature is enough for an acta, but not for the sheets of the plan and of a quarter: so the document
    passes through «pendiente» within this transaction, and what the database guards stays as strict.
    """
    documento.archivo, documento.archivo_sha256 = archivo.nombre, archivo.sha256
    documento.publica_archivo, documento.publica_sha256 = publica.nombre, publica.sha256
    firmas.cambiar_estado(documento, EstadoDocumento.PENDIENTE)
    firmas.cambiar_estado(documento, EstadoDocumento.VIGENTE)
    acta = tomar_acta(acta_id)
    mover_acta(acta, EstadoActa.FIRMADA, persona=persona, ahora=ahora)
    return acta
