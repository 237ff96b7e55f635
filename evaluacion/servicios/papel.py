"""The paper path: freeze for print, sign by hand, seal, scan, attach; or cancel a print that was not used."""

from datetime import datetime

from django.db import transaction

from evaluacion import permisos
from evaluacion.consultas.instantanea import instantanea
from evaluacion.consultas.responsable import responsable_impreso
from evaluacion.estados import CASILLA_DIRECCION, CASILLA_PLANEACION, EstadoEvaluacion
from evaluacion.models import Evaluacion
from evaluacion.servicios.captura import exigir
from evaluacion.servicios.explicaciones import abrir_compromisos
from evaluacion.servicios.firma import (
    componer_publica,
    contenido_nuevo,
    contexto_de,
    evaluar,
    exigir_completo,
    reservar_documento,
)
from evaluacion.servicios.maquina import mover, tomar
from nucleo import almacen, firmas
from nucleo.bitacora import canonico
from nucleo.errores import Conflicto, DatosInvalidos, FirmaRechazada
from nucleo.escaneos import escaneo_limpio
from nucleo.estados import EstadoDocumento, Via
from nucleo.firmas import Firmante
from nucleo.personas import Persona
from nucleo.texto import limpiar

E = EstadoEvaluacion


def imprimir(*, tp_id: int, persona: Persona, ahora: datetime) -> Evaluacion:
    """Freeze the quarter for print: from here on nothing it counts changes, until signed or cancelled.

    Raises FirmaRechazada when something is missing or the data changed while the PDF was being made.
    """
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_imprimir(persona, situacion))
        exigir_completo(situacion)
        documento = reservar_documento(situacion)
    responsable = responsable_impreso(situacion, persona)
    contexto = contexto_de(situacion, documento, responsable=responsable, ahora=ahora)
    contenido = contenido_nuevo(situacion, contexto)
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_imprimir(persona, situacion))
        if canonico(instantanea(situacion)) != contenido.datos:
            raise FirmaRechazada("Mientras se imprimía, alguien cambió lo que cuenta. Vuelva a intentarlo.")
        documento = reservar_documento(situacion)
        firmas.congelar(documento, contenido, ahora=ahora)
        firmas.cambiar_estado(documento, EstadoDocumento.IMPRESO)
        return mover(
            situacion, E.IMPRESA, persona=persona, ahora=ahora, motivo="Impresa para firma autógrafa"
        )


@transaction.atomic
def cancelar_impresion(*, tp_id: int, motivo: str, persona: Persona, ahora: datetime) -> Evaluacion:
    """Cancel a print that was not used: its folio stays visible as cancelled, the quarter opens again."""
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_resolver_impresa(persona, situacion))
    motivo = limpiar(motivo)
    if not motivo:
        raise DatosInvalidos("Escriba por qué se cancela.", {"motivo": "Este dato hace falta."})
    evaluacion = situacion.evaluacion
    if evaluacion is None or evaluacion.documento is None:
        raise Conflicto("No hay una impresión que cancelar.")
    documento, evaluacion.documento = evaluacion.documento, None
    evaluacion.vuelta += 1
    mover(situacion, E.EN_REVISION, persona=persona, ahora=ahora, motivo=f"Impresión cancelada: {motivo}")
    firmas.cambiar_estado(documento, EstadoDocumento.CANCELADA, motivo=motivo)
    return evaluacion


def adjuntar_firma_direccion(*, tp_id: int, escaneo: bytes, persona: Persona, ahora: datetime) -> Evaluacion:
    """Attach the print that the dirección signed by hand: the quarter is signed by the dirección."""
    nombre, huella = almacen.guardar(escaneo_limpio(escaneo), carpeta="escaneos", extension="pdf")
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_resolver_impresa(persona, situacion))
        evaluacion, cargo = situacion.evaluacion, permisos.cargo_de_direccion(persona, situacion)
        if evaluacion is None or evaluacion.documento is None or cargo is None:
            raise Conflicto("No hay una impresión pendiente de firma.")
        documento = evaluacion.documento
        firmas.asentar_papel(
            documento,
            Firmante(persona.usuario, cargo.texto, CASILLA_DIRECCION),
            escaneo=nombre,
            sha256=huella,
            ahora=ahora,
            extemporanea=situacion.extemporanea,
        )
        documento.archivo, documento.archivo_sha256 = documento.base_archivo, documento.base_sha256
        abrir_compromisos(situacion, persona=persona, ahora=ahora)
        mover(situacion, E.FIRMADA, persona=persona, ahora=ahora, motivo="Firma autógrafa")
        firmas.cambiar_estado(documento, EstadoDocumento.PENDIENTE)
        return evaluacion


def adjuntar_firma_evaluacion(*, tp_id: int, escaneo: bytes, persona: Persona, ahora: datetime) -> Evaluacion:
    """Attach the print that the evaluator signed by hand: the quarter is evaluated."""
    nombre, huella = almacen.guardar(escaneo_limpio(escaneo), carpeta="escaneos", extension="pdf")
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_firmar_evaluacion(persona, situacion))
        documento = situacion.evaluacion.documento if situacion.evaluacion else None
    cargo = permisos.cargo_de_evaluador(persona, situacion)
    if documento is None or cargo is None:
        raise Conflicto("El trimestre no tiene un documento que evaluar.")
    publica = componer_publica(documento, (persona.usuario.nombre, cargo.texto, Via.PAPEL, ahora))
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_firmar_evaluacion(persona, situacion))
        actual = situacion.evaluacion.documento if situacion.evaluacion else None
        if actual is None or actual.pk != documento.pk:
            raise Conflicto("El trimestre cambió mientras se adjuntaba el escaneo. Recargue la página.")
        firmas.asentar_papel(
            actual,
            Firmante(persona.usuario, cargo.texto, CASILLA_PLANEACION),
            escaneo=nombre,
            sha256=huella,
            ahora=ahora,
            extemporanea=situacion.extemporanea,
        )
        return evaluar(situacion, actual, publica, persona=persona, ahora=ahora)
