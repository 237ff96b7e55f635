"""The papers: their data are frozen with the decision that sends them, and drawn once."""

import json
from datetime import datetime

from django.db import transaction

from nucleo import firmas
from nucleo.bitacora import asentar, canonico
from nucleo.errores import Conflicto, SinPermiso
from nucleo.estados import EstadoDocumento
from nucleo.firmas import Contenido
from nucleo.impresion import identidad_de
from nucleo.models import Documento
from nucleo.pdf import PdfFallido
from nucleo.personas import Persona
from nucleo.roles import Accion
from suministros.consultas.papeles import COMPRA, SOLICITUD, papel_de
from suministros.documentos.papeles import papel_en_pdf
from suministros.models import Solicitud

E = EstadoDocumento
TITULOS = {"oficio": "Oficio", "requisicion": "Requisición", "compra": "Oficio de compra", "vale": "Vale"}


def congelar_papel(solicitud: Solicitud, clase: str, pk: int, datos: str) -> Documento:
    """Keep what a paper says, in the transaction of what sends it; the version before it is void."""
    dichos = json.loads(datos)
    anular_papel(clase, pk, "Se devolvió y se envió corregida.")
    return firmas.reservar_con_folio(
        clase=clase,
        clave=str(pk),
        folio=dichos["folio"],
        titulo=f"{TITULOS[dichos['tipo']]} de {solicitud.direccion.nombre}",
        cadena=solicitud.direccion.cadena,
        datos=datos,
    )


def anular_papel(clase: str, pk: int, motivo: str) -> None:
    """Its folio stays visible as cancelled; nothing when it was never sent."""
    documento = papel_de(clase, pk)
    if documento is not None and documento.estado != E.CANCELADA:
        firmas.cambiar_estado(documento, E.CANCELADA, motivo=motivo)


def anular_papeles_de(solicitud: Solicitud, motivo: str) -> None:
    """Those of a request that was called off; its vales are cancelled by themselves."""
    for clase in (SOLICITUD, COMPRA):
        anular_papel(clase, solicitud.pk, motivo)


def emitir_papel(*, documento_id: int, persona: Persona, ahora: datetime) -> Documento:
    """Draw the PDF of a paper of the data it froze, once: asked again it gives the same one.

    Outside any transaction: if it cannot be drawn, what was sent stands, and the paper is drawn later.
    Whoever sends it or acknowledges it does so. Raises SinPermiso, Conflicto (it could not be drawn),
    FirmaRechazada.
    """
    if not persona.puede(Accion.VER_SUMINISTROS):
        raise SinPermiso("Los papeles de suministros los ven la dirección que pide y Tesorería.")
    documento = Documento.objects.get(pk=documento_id)
    if documento.estado != E.RESERVADO:
        return documento
    identidad = identidad_de(documento, ahora)
    try:
        pdf = papel_en_pdf(documento.datos, identidad)
    except PdfFallido as error:
        raise Conflicto(str(error)) from error
    return _guardar(documento_id, Contenido(documento.datos, canonico(identidad), pdf), persona, ahora)


@transaction.atomic
def _guardar(documento_id: int, contenido: Contenido, persona: Persona, ahora: datetime) -> Documento:
    documento = Documento.objects.select_for_update().get(pk=documento_id)
    if documento.estado != E.RESERVADO:
        return documento
    firmas.congelar(documento, contenido, ahora=ahora)
    firmas.cambiar_estado(documento, E.IMPRESO)
    asentar(
        cadena=documento.cadena,
        accion="solicitud.papel",
        actor=persona.usuario,
        ahora=ahora,
        objeto=documento,
        datos={"folio": documento.folio, "sha256": documento.base_sha256},
    )
    return documento
