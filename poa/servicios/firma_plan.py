"""Signing an authorised POA: the directora first, then who authorises it; with e.firma or on paper."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nucleo import almacen, firmas
from nucleo.bitacora import asentar, canonico
from nucleo.errores import Conflicto, FirmaRechazada, SinPermiso
from nucleo.escaneos import escaneo_limpio
from nucleo.estados import EstadoDocumento, Via
from nucleo.firmas import Contenido, Firmante
from nucleo.impresion import identidad_de
from nucleo.models import Documento
from nucleo.personas import Cargo, Persona
from poa import permisos
from poa.consultas.hojas import CLASE, hojas_canceladas
from poa.consultas.instantanea import instantanea_del_plan
from poa.consultas.programas import con_la_hoja
from poa.documentos import ContextoDeHoja, hoja_del_poa, hoja_publica_del_poa
from poa.documentos.hoja import CASILLA_DIRECCION, CASILLA_PLANEACION
from poa.models import Programa
from poa.servicios.programas import bloquear_programa

E = EstadoDocumento


@dataclass(frozen=True)
class Turno:
    """Whose signature the POA waits for: the box, the post that may put it, the state it leads to."""

    casilla: str
    cargo: Cargo
    lleva_a: EstadoDocumento


def _turno(programa: Programa, persona: Persona) -> Turno:
    """The box this person may sign now. Raises SinPermiso with the reason."""
    veredicto = permisos.permite_firmar(programa, persona)
    if not veredicto:
        raise SinPermiso(veredicto.razon)
    documento = programa.documento
    if documento is None or documento.estado in {E.RESERVADO, E.IMPRESO}:
        casilla, cargo, lleva_a = (
            CASILLA_DIRECCION,
            permisos.cargo_de_direccion(programa, persona),
            E.PENDIENTE,
        )
    else:
        casilla, cargo, lleva_a = CASILLA_PLANEACION, permisos.cargo_de_autorizador(persona), E.VIGENTE
    if cargo is None:
        raise SinPermiso("Su adscripción no tiene facultad de firma.")
    return Turno(casilla, cargo, lleva_a)


def _documento(programa: Programa) -> Documento:
    """The document of this round: the one at hand, or a new one after those that were cancelled."""
    clave, anio = programa.direccion.clave, programa.ejercicio.anio
    documento = firmas.reservar(
        clase=CLASE,
        clave=str(programa.pk),
        version=1,
        vuelta=hojas_canceladas(programa.pk).count() + 1,
        serie=f"poa-firmado:{clave}:{anio}",
        prefijo=f"HOJA/{clave}/{anio}",
        titulo=f"POA {anio}, {programa.direccion.nombre}",
        cadena=programa.direccion.cadena,
    )
    if programa.documento_id != documento.pk:
        programa.documento = documento
        programa.save(update_fields=["documento"])
    return documento


def _contexto(programa: Programa, documento: Documento, ahora: datetime) -> ContextoDeHoja:
    return ContextoDeHoja(**identidad_de(documento, ahora), autoriza=programa.evaluador)


def _datos(programa_id: int) -> str:
    return canonico(instantanea_del_plan(con_la_hoja().get(pk=programa_id)))


def _contenido(programa: Programa, documento: Documento, ahora: datetime) -> Contenido:
    """What is signed: the frozen file when there is one, else a new freeze of the sheet."""
    if documento.datos:
        return Contenido(documento.datos, documento.contexto, firmas.archivo_base(documento))
    contexto = _contexto(programa, documento, ahora)
    datos = _datos(programa.pk)
    return Contenido(datos, contexto.como_json(), hoja_del_poa(datos, contexto))


def preparar_firma_plan(
    *, programa_id: int, cer: bytes, persona: Persona, ahora: datetime
) -> tuple[int, bytes]:
    """Step one: (id of the attempt, DER bytes to sign). Rendering happens outside the transaction."""
    with transaction.atomic():
        programa = bloquear_programa(programa_id)
        turno = _turno(programa, persona)
        documento = _documento(programa)
    firmas.revisar_certificado(cer, usuario=persona.usuario, ahora=ahora)
    firmante = Firmante(persona.usuario, turno.cargo.texto, turno.casilla)
    contenido = _contenido(programa, documento, ahora)
    en_curso, atributos = firmas.preparar(
        documento=documento, firmante=firmante, cer=cer, contenido=contenido, ahora=ahora
    )
    return en_curso.pk, atributos


def terminar_firma_plan(
    *, programa_id: int, en_curso_id: int, sello: bytes, persona: Persona, ahora: datetime
) -> Documento:
    """Step two: file first, then the signature and the document's state in one commit."""
    terminada = firmas.componer(en_curso_id, usuario=persona.usuario, sello=sello, ahora=ahora)
    en_curso = terminada.en_curso
    publica = None
    if en_curso.casilla == CASILLA_PLANEACION:
        publica = _componer_publica(
            en_curso.documento, (persona.usuario.nombre, en_curso.cargo, Via.EFIRMA, ahora)
        )
    with transaction.atomic():
        programa = bloquear_programa(programa_id)
        turno, documento = _turno(programa, persona), _documento(programa)
        if en_curso.documento_id != documento.pk or en_curso.casilla != turno.casilla:
            raise FirmaRechazada("Esa firma en curso no es de este documento. Recargue la página.")
        if turno.lleva_a == E.PENDIENTE and _datos(programa_id) != en_curso.datos:
            raise FirmaRechazada("Mientras se firmaba, la hoja cambió. No se firmó nada: revísela.")
        if turno.lleva_a == E.VIGENTE and documento.archivo_sha256 != en_curso.base_sha256:
            raise FirmaRechazada("El documento cambió mientras se firmaba. Recargue la página.")
        en_curso.documento = documento
        firmas.asentar_firma(terminada, ahora=ahora, extemporanea=False)
        if not documento.datos:
            documento.datos, documento.datos_sha256 = en_curso.datos, en_curso.datos_sha256
            documento.contexto, documento.congelado_en = en_curso.contexto, ahora
            documento.base_archivo, documento.base_sha256 = en_curso.base_archivo, en_curso.base_sha256
        documento.archivo, documento.archivo_sha256 = terminada.archivo, terminada.sha256
        _poner_publica(documento, publica)
        firmas.cambiar_estado(documento, turno.lleva_a)
    return documento


def _componer_publica(documento: Documento, ultima: firmas.Puesta) -> tuple[str, str]:
    """Render and keep the versión pública; outside any transaction. Returns (file name, SHA-256)."""
    lista = firmas.firmas_en_palabras(documento, ultima)
    contexto = ContextoDeHoja(**json.loads(documento.contexto))
    pdf = hoja_publica_del_poa(documento.datos, contexto, lista)
    return almacen.guardar(pdf, carpeta="publicas", extension="pdf")


def _poner_publica(documento: Documento, publica: tuple[str, str] | None) -> None:
    if publica:
        documento.publica_archivo, documento.publica_sha256 = publica


def congelar_para_imprimir(*, programa_id: int, persona: Persona, ahora: datetime) -> Documento:
    """The paper path: freeze the sheet with its empty boxes, to be printed, signed and sealed."""
    with transaction.atomic():
        programa = bloquear_programa(programa_id)
        turno, documento = _turno(programa, persona), _documento(programa)
        if turno.casilla != CASILLA_DIRECCION or documento.estado != E.RESERVADO:
            raise Conflicto("La hoja ya está congelada: descárguela y adjunte su escaneo.")
    reservado, contenido = documento.pk, _contenido(programa, documento, ahora)
    with transaction.atomic():
        programa = bloquear_programa(programa_id)
        _turno(programa, persona)
        documento = _documento(programa)
        if documento.pk != reservado or _datos(programa_id) != contenido.datos:
            raise FirmaRechazada("Mientras se imprimía, la hoja cambió. No se congeló nada: revísela.")
        firmas.congelar(documento, contenido, ahora=ahora)
        firmas.cambiar_estado(documento, E.IMPRESO)
        asentar(
            cadena=documento.cadena,
            accion="programa.imprimir",
            actor=persona.usuario,
            ahora=ahora,
            objeto=programa,
            datos={"folio": documento.folio, "sha256": documento.base_sha256},
        )
    return documento


def adjuntar_firma_plan(*, programa_id: int, escaneo: bytes, persona: Persona, ahora: datetime) -> Documento:
    """Attach the signed and sealed scan of whoever's turn it is. Raises DatosInvalidos, SinPermiso."""
    nombre, huella = almacen.guardar(escaneo_limpio(escaneo), carpeta="escaneos", extension="pdf")
    with transaction.atomic():
        programa = bloquear_programa(programa_id)
        antes, documento = _turno(programa, persona), _documento(programa)
        if documento.estado == E.RESERVADO:
            raise Conflicto("Primero congele la hoja para imprimirla.")
    leido, publica = documento.pk, None
    if antes.lleva_a == E.VIGENTE:
        publica = _componer_publica(documento, (persona.usuario.nombre, antes.cargo.texto, Via.PAPEL, ahora))
    with transaction.atomic():
        programa = bloquear_programa(programa_id)
        turno, documento = _turno(programa, persona), _documento(programa)
        if turno != antes or documento.pk != leido:
            raise Conflicto("La hoja cambió mientras se adjuntaba el escaneo. Recargue la página.")
        firmas.asentar_papel(
            documento,
            Firmante(persona.usuario, turno.cargo.texto, turno.casilla),
            escaneo=nombre,
            sha256=huella,
            ahora=ahora,
            extemporanea=False,
        )
        if not documento.archivo:
            documento.archivo, documento.archivo_sha256 = documento.base_archivo, documento.base_sha256
        _poner_publica(documento, publica)
        firmas.cambiar_estado(documento, turno.lleva_a)
    return documento
