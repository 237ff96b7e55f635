"""The acta: begun from what was captured, written in its marked places, frozen with a folio, published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from asambleas import permisos_actas as permisos
from asambleas.consultas.actas import CLASE, CON_ACTA, documentos_cancelados
from asambleas.consultas.instantanea import datos_de_acta
from asambleas.consultas.redactar import sugerencias
from asambleas.documentos.acta import ContextoDeActa, acta_en_pdf
from asambleas.estados import MAX_TEXTO, PASOS_DE_ACTA, EstadoActa, TipoAsamblea
from asambleas.models import Acta, Acuerdo, Asamblea, Organo
from asambleas.permisos import permite_llevar_organo
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_permiso,
    exigir_revision,
    motivo_limpio,
)
from nucleo import firmas
from nucleo.bitacora import cabeza_de, canonico
from nucleo.errores import Conflicto, DatosInvalidos, FirmaRechazada, TransicionInvalida
from nucleo.estados import EstadoDocumento
from nucleo.fechas import momento_largo
from nucleo.firmas import Contenido
from nucleo.folios import codigo_legible
from nucleo.models import Documento
from nucleo.pdf import PdfFallido
from nucleo.personas import Persona
from nucleo.texto import limpiar

TEXTOS = ("exposicion", "desarrollo", "asuntos")


@dataclass(frozen=True)
class TextosDeActa:
    """What is written by hand in an acta; each up to MAX_TEXTO letters."""

    exposicion: str = ""
    desarrollo: str = ""
    asuntos: str = ""


def tomar_acta(acta_id: int) -> Acta:
    """Lock the órgano of an acta and then the acta, for the rest of the transaction."""
    organo = bloquear_organo(Acta.objects.values_list("organo_id", flat=True).get(pk=acta_id))
    juntas = Acta.objects.select_for_update(of=("self",)).select_related(
        "asamblea__convocatoria", "asamblea__organo", "documento"
    )
    acta = juntas.get(pk=acta_id)
    acta.organo = organo
    return acta


def mover_acta(acta: Acta, a: EstadoActa, *, persona: Persona, ahora: datetime, motivo: str = "") -> None:
    """Change the state of an acta: the only function that does. The caller holds the lock of its órgano.

    In order: the table must have the move; the state and what else changed are written as the next revision;
    the Asiento is left. Raises TransicionInvalida.
    """
    de = acta.estado
    if a not in PASOS_DE_ACTA[de]:
        raise TransicionInvalida(f"El acta está {acta.get_estado_display()} y no puede quedar {a.label}.")
    acta.estado, acta.motivo = a, motivo
    acta.revision += 1
    acta.save()
    folio = acta.documento.folio if acta.documento else ""
    dejar_asiento(f"acta.{a}", acta, acta.organo, persona, ahora, de=de, folio=folio)


@transaction.atomic
def levantar_acta(
    *, organo_id: int, tipo: str, asamblea_id: int | None, persona: Persona, ahora: datetime
) -> Acta:
    """Begin the acta of an assembly that was held, or that of the entrega-recepción, which has none.

    Its texts start from a suggestion; after a cancelled one, from what that one said, with its acuerdos.
    Raises SinPermiso, DatosInvalidos (tipo, asamblea), Conflicto (there is one already).
    """
    organo = bloquear_organo(organo_id)
    exigir_permiso(permite_llevar_organo(persona, organo))
    asamblea = _asamblea(organo, tipo, asamblea_id)
    mismas = organo.actas.filter(tipo=tipo, asamblea=asamblea)
    if mismas.exclude(estado=EstadoActa.CANCELADA).exists():
        raise Conflicto("Esa acta ya se levantó. Ábrala en la lista de actas.")
    anterior = mismas.order_by("-pk").first()
    textos = {c: getattr(anterior, c) for c in TEXTOS} if anterior else sugerencias(organo, tipo, asamblea)
    acta = Acta.objects.create(
        organo=organo, asamblea=asamblea, tipo=tipo, hecha_por=persona.usuario, hecha_en=ahora, **textos
    )
    if anterior:
        _copiar_acuerdos(anterior, acta)
    dejar_asiento("acta.levantar", acta, organo, persona, ahora, tipo=tipo, asamblea=asamblea_id)
    return acta


def _asamblea(organo: Organo, tipo: str, asamblea_id: int | None) -> Asamblea | None:
    if tipo not in TipoAsamblea.values:
        raise DatosInvalidos("Elija de qué es el acta.", {"tipo": "Elija una de las opciones."})
    if asamblea_id is None:
        if tipo != TipoAsamblea.ENTREGA:
            exigir_datos({"asamblea": "Elija la asamblea de la que se levanta el acta."})
        return None
    asamblea = organo.asambleas.filter(pk=asamblea_id).first()
    if asamblea is None or asamblea.tipo != tipo:
        raise DatosInvalidos("Esa asamblea no es de este órgano.", {"asamblea": "Elija una de la lista."})
    if asamblea.estado not in CON_ACTA:
        raise DatosInvalidos(
            f"La asamblea está {asamblea.get_estado_display()}: su acta se levanta cuando se celebra.",
            {"asamblea": "Todavía no se celebra."},
        )
    return asamblea


def _copiar_acuerdos(anterior: Acta, acta: Acta) -> None:
    campos = ("numero", "texto", "responsable", "usuario_id", "fecha")
    Acuerdo.objects.bulk_create(
        Acuerdo(acta=acta, **{c: getattr(a, c) for c in campos}) for a in anterior.acuerdos.all()
    )


@transaction.atomic
def corregir_acta(
    *, acta_id: int, textos: TextosDeActa, revision: int, persona: Persona, ahora: datetime
) -> Acta:
    """Write the marked texts of an acta that is not frozen.

    Raises SinPermiso, Conflicto (somebody changed it meanwhile), DatosInvalidos (by field).
    """
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_redactar(persona, acta))
    exigir_revision(acta, revision)
    limpios = {campo: limpiar(getattr(textos, campo)) for campo in TEXTOS}
    largos = [campo for campo, texto in limpios.items() if len(texto) > MAX_TEXTO]
    exigir_datos(dict.fromkeys(largos, f"Use a lo más {MAX_TEXTO:,} letras."))
    cambian = [campo for campo, texto in limpios.items() if texto != getattr(acta, campo)]
    if not cambian:
        return acta
    for campo in cambian:
        setattr(acta, campo, limpios[campo])
    acta.revision += 1
    acta.save(update_fields=[*cambian, "revision"])
    dejar_asiento("acta.corregir", acta, acta.organo, persona, ahora, campos=cambian)
    return acta


def datos_canonicos(acta: Acta, hoy: date) -> str:
    """What the acta says now, as it would be frozen."""
    return canonico(datos_de_acta(acta, hoy=hoy))


def _reservar(acta: Acta, anio: int) -> Documento:
    """The document of this round: the one at hand, or a new one after those that were cancelled."""
    organo, clave = acta.organo, acta.organo.direccion.clave
    return firmas.reservar(
        clase=CLASE,
        clave=str(acta.pk),
        version=1,
        vuelta=documentos_cancelados(acta).count() + 1,
        serie=f"acta:{clave}:{anio}",
        prefijo=f"ACTA/{clave}/{anio}",
        titulo=f"Acta de {acta.get_tipo_display().lower()}: {organo.nombre}"[:200],
        cadena=organo.direccion.cadena,
    )


def _contexto(documento: Documento, ahora: datetime) -> ContextoDeActa:
    if not settings.URL_PUBLICA:
        raise FirmaRechazada("Falta configurar URL_PUBLICA: sin ella el código QR no lleva a ningún lado.")
    numero, cabeza = cabeza_de(documento.cadena)
    return ContextoDeActa(
        folio=documento.folio,
        codigo=documento.codigo,
        url=settings.URL_PUBLICA + reverse("verificar_codigo", args=[codigo_legible(documento.codigo)]),
        corte=momento_largo(ahora),
        cabeza_numero=numero,
        cabeza_hash=cabeza,
    )


def congelar_acta(*, acta_id: int, revision: int | None, persona: Persona, ahora: datetime) -> Acta:
    """Give it its folio and its code, and the PDF that will be signed: nothing of it changes any more.

    The folio is reserved first and the paper drawn outside the transaction; a failed attempt burns no folio.
    Raises SinPermiso, Conflicto (also when it could not be drawn), FirmaRechazada (it changed meanwhile).
    """
    with transaction.atomic():
        acta = _por_congelar(acta_id, revision, persona)
        documento = _reservar(acta, persona.hoy.year)
        datos = datos_canonicos(acta, persona.hoy)
    contexto = _contexto(documento, ahora)
    try:
        contenido = Contenido(datos, contexto.como_json(), acta_en_pdf(datos, contexto))
    except PdfFallido as error:
        raise Conflicto(str(error)) from error
    with transaction.atomic():
        acta = _por_congelar(acta_id, revision, persona)
        if _reservar(acta, persona.hoy.year).pk != documento.pk:
            raise Conflicto("Alguien más trabajaba en esta acta. Vuelva a abrirla.")
        if datos_canonicos(acta, persona.hoy) != datos:
            raise FirmaRechazada("Mientras se congelaba, el acta cambió. No se congeló nada: revísela.")
        firmas.congelar(documento, contenido, ahora=ahora)
        firmas.cambiar_estado(documento, EstadoDocumento.IMPRESO)
        acta.documento = documento
        mover_acta(acta, EstadoActa.CONGELADA, persona=persona, ahora=ahora)
    return acta


def _por_congelar(acta_id: int, revision: int | None, persona: Persona) -> Acta:
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_congelar(persona, acta))
    exigir_revision(acta, revision)
    return acta


def _cancelar_documento(acta: Acta, motivo: str) -> None:
    """The folio stays visible as cancelled; one that was only reserved is cancelled with it."""
    reservado = Documento.objects.filter(
        clase=CLASE, clave=str(acta.pk), estado=EstadoDocumento.RESERVADO
    ).first()
    documento = acta.documento or reservado
    if documento is not None:
        firmas.cambiar_estado(documento, EstadoDocumento.CANCELADA, motivo=motivo)


@transaction.atomic
def cancelar_acta(*, acta_id: int, motivo: str, persona: Persona, ahora: datetime) -> Acta:
    """Call off an acta that nobody signed, with its reason, and its folio with it.

    Raises SinPermiso, DatosInvalidos (no reason).
    """
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_cancelar(persona, acta))
    motivo = motivo_limpio(motivo)
    _cancelar_documento(acta, motivo)
    mover_acta(acta, EstadoActa.CANCELADA, persona=persona, ahora=ahora, motivo=motivo)
    return acta


@transaction.atomic
def reabrir_acta(*, acta_id: int, motivo: str, persona: Persona, ahora: datetime) -> Acta:
    """Write again an acta frozen with a mistake: its folio is cancelled, the next freeze has another.

    Raises SinPermiso, DatosInvalidos (no reason).
    """
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_reabrir(persona, acta))
    motivo = motivo_limpio(motivo)
    _cancelar_documento(acta, motivo)
    mover_acta(acta, EstadoActa.BORRADOR, persona=persona, ahora=ahora, motivo=motivo)
    acta.documento = None
    acta.save(update_fields=["documento"])
    return acta


@transaction.atomic
def publicar_acta(*, acta_id: int, persona: Persona, ahora: datetime) -> Acta:
    """Put the versión pública of a signed acta where anybody reads it. Raises SinPermiso."""
    acta = tomar_acta(acta_id)
    exigir_permiso(permisos.permite_publicar(persona, acta))
    acta.publicada_en = ahora
    acta.revision += 1
    acta.save(update_fields=["publicada_en", "revision"])
    folio = acta.documento.folio if acta.documento else ""
    dejar_asiento("acta.publicar", acta, acta.organo, persona, ahora, folio=folio)
    return acta


@transaction.atomic
def anotar_consulta_de_acta(*, acta_id: int, que: str, persona: Persona, ahora: datetime) -> Acta:
    """Leave on record that somebody opened an acta with its attendance list, or its scan; who may not, is
    refused before anything is read. Raises SinPermiso."""
    acta = Acta.objects.select_related("organo__direccion", "asamblea__convocatoria", "documento").get(
        pk=acta_id
    )
    exigir_permiso(permisos.permite_completa(persona, acta))
    dejar_asiento("acta.ver", acta, acta.organo, persona, ahora, que=que)
    return acta
