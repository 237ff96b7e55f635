"""Signing a quarter with an e.firma: prepare, finish; the same steps for the dirección and the evaluator."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from evaluacion import permisos
from evaluacion.consultas.avance import avance_de_programa
from evaluacion.consultas.documentos import CLASE
from evaluacion.consultas.estado import Situacion, situacion_de
from evaluacion.consultas.instantanea import instantanea
from evaluacion.consultas.pendientes import justificaciones_de, pendientes_para_firmar
from evaluacion.documentos import ContextoDeImpresion, hoja_del_trimestre, hoja_publica
from evaluacion.estados import CASILLA_DIRECCION, CASILLA_PLANEACION, EstadoEvaluacion
from evaluacion.models import Evaluacion
from evaluacion.servicios.captura import exigir
from evaluacion.servicios.explicaciones import abrir_compromisos
from evaluacion.servicios.maquina import mover, tomar
from nucleo import almacen, firmas
from nucleo.bitacora import canonico
from nucleo.errores import Conflicto, FirmaRechazada
from nucleo.estados import EstadoDocumento, Via
from nucleo.firmas import Contenido, Firmante, Terminada
from nucleo.impresion import identidad_de
from nucleo.models import Documento, FirmaEnCurso
from nucleo.personas import Cargo, Persona
from poa.candados import limitar_a_lineas

E = EstadoEvaluacion


@dataclass(frozen=True)
class Preparada:
    """What the page needs to sign: the id of the attempt and the DER bytes to be signed."""

    en_curso_id: int
    atributos: bytes


def exigir_completo(situacion: Situacion) -> None:
    """Raise FirmaRechazada naming what is still missing before the quarter can be signed."""
    avance = avance_de_programa(situacion.tp.programa, trimestre=situacion.tp.numero, al=situacion.hoy)
    faltan = pendientes_para_firmar(avance, justificaciones_de(situacion.tp.pk))
    if faltan:
        raise FirmaRechazada("Todavía no se puede firmar. " + " ".join(f.texto for f in faltan))


def reservar_documento(situacion: Situacion) -> Documento:
    """The document of this version and round, with its folio and code; the evaluation points to it."""
    tp, programa = situacion.tp, situacion.tp.programa
    evaluacion = situacion.evaluacion
    if evaluacion is None:
        raise RuntimeError("reservar_documento() needs the situation that tomar() gives")
    clave, anio = programa.direccion.clave, programa.ejercicio.anio
    documento = firmas.reservar(
        clase=CLASE,
        clave=str(tp.pk),
        version=evaluacion.version,
        vuelta=evaluacion.vuelta,
        serie=f"evaluacion:{clave}:{anio}",
        prefijo=f"EVAL/{clave}/{anio}/T{tp.numero}",
        titulo=f"Evaluación del POA {anio}, {programa.direccion.nombre}, trimestre {tp.numero}",
        cadena=programa.direccion.cadena,
    )
    if evaluacion.documento_id != documento.pk:
        evaluacion.documento = documento
        evaluacion.save(update_fields=["documento"])
    return documento


def contexto_de(
    situacion: Situacion, documento: Documento, *, responsable: tuple[str, str], ahora: datetime
) -> ContextoDeImpresion:
    """What is printed beside the counted data, as of now."""
    evaluador = (
        "Contraloría"
        if situacion.tp.programa.direccion.evaluada_por_contraloria
        else situacion.tp.programa.evaluador
    )
    return ContextoDeImpresion(
        **identidad_de(documento, ahora),
        responsable=responsable[0],
        responsable_cargo=responsable[1],
        evaluador="",
        evaluador_cargo=evaluador,
    )


def contenido_nuevo(situacion: Situacion, contexto: ContextoDeImpresion) -> Contenido:
    """Snapshot of the live rows and its PDF; to be called outside any transaction."""
    datos = canonico(instantanea(situacion))
    return Contenido(datos, contexto.como_json(), hoja_del_trimestre(datos, contexto))


def _firmante(persona: Persona, cargo: Cargo | None, casilla: str) -> Firmante:
    if cargo is None:
        raise FirmaRechazada("Su adscripción no tiene facultad de firma.")
    return Firmante(persona.usuario, cargo.texto, casilla)


def preparar_firma_direccion(*, tp_id: int, cer: bytes, persona: Persona, ahora: datetime) -> Preparada:
    """First signature, step one: snapshot, PDF and the bytes to sign.

    A short transaction reserves folio and code; the rendering happens outside of it. Nothing is locked
    yet: if the counted data change before the signature is finished, finishing refuses it.
    """
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_imprimir(persona, situacion))
        exigir_completo(situacion)
        documento = reservar_documento(situacion)
    firmante = _firmante(persona, permisos.cargo_de_direccion(persona, situacion), CASILLA_DIRECCION)
    firmas.revisar_certificado(cer, usuario=persona.usuario, ahora=ahora)
    contexto = contexto_de(
        situacion, documento, responsable=(persona.usuario.nombre, firmante.cargo), ahora=ahora
    )
    contenido = contenido_nuevo(situacion, contexto)
    en_curso, atributos = firmas.preparar(
        documento=documento, firmante=firmante, cer=cer, contenido=contenido, ahora=ahora
    )
    return Preparada(en_curso.pk, atributos)


def preparar_firma_evaluacion(*, tp_id: int, cer: bytes, persona: Persona, ahora: datetime) -> Preparada:
    """Second signature, step one: over the very file the dirección left, validated again."""
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_firmar_evaluacion(persona, situacion))
        documento = _documento(situacion)
    firmante = _firmante(persona, permisos.cargo_de_evaluador(persona, situacion), CASILLA_PLANEACION)
    contenido = Contenido(documento.datos, documento.contexto, firmas.archivo_base(documento))
    en_curso, atributos = firmas.preparar(
        documento=documento, firmante=firmante, cer=cer, contenido=contenido, ahora=ahora
    )
    return Preparada(en_curso.pk, atributos)


def _documento(situacion: Situacion) -> Documento:
    evaluacion = situacion.evaluacion
    if evaluacion is None or evaluacion.documento is None:
        raise Conflicto("El trimestre no tiene documento: recargue la página.")
    return evaluacion.documento


def _exigir_mismo_intento(en_curso: FirmaEnCurso, tp_id: int, casilla: str, documento: Documento) -> None:
    if (
        en_curso.documento_id != documento.pk
        or documento.clase != CLASE
        or documento.clave != str(tp_id)
        or en_curso.casilla != casilla
    ):
        raise FirmaRechazada("Esa firma en curso no es de este documento. Recargue la página.")


def terminar_firma_direccion(
    *, tp_id: int, en_curso_id: int, sello: bytes, persona: Persona, ahora: datetime
) -> Evaluacion:
    """First signature, step two: file first, then rows and state in one commit.

    Refused when the counted data are no longer those that were prepared. A crash leaves the quarter open
    or wholly signed.
    """
    terminada = firmas.componer(en_curso_id, usuario=persona.usuario, sello=sello, ahora=ahora)
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_imprimir(persona, situacion))
        documento = _documento(situacion)
        en_curso = terminada.en_curso
        _exigir_mismo_intento(en_curso, tp_id, CASILLA_DIRECCION, documento)
        exigir_completo(situacion)
        actual = almacen.sha256(canonico(instantanea(situacion)).encode())
        if actual != en_curso.datos_sha256:
            raise FirmaRechazada(
                "Mientras se firmaba, alguien cambió lo que cuenta en el trimestre. No se firmó nada: "
                "revise las cifras y vuelva a firmar."
            )
        en_curso.documento = documento
        firmas.asentar_firma(terminada, ahora=ahora, extemporanea=situacion.extemporanea)
        documento.datos, documento.datos_sha256 = en_curso.datos, en_curso.datos_sha256
        documento.contexto, documento.congelado_en = en_curso.contexto, ahora
        documento.base_archivo, documento.base_sha256 = en_curso.base_archivo, en_curso.base_sha256
        _fijar_archivo(documento, terminada)
        firmas.cambiar_estado(documento, EstadoDocumento.PENDIENTE)
        abrir_compromisos(situacion, persona=persona, ahora=ahora)
        return mover(situacion, E.FIRMADA, persona=persona, ahora=ahora)


def _fijar_archivo(documento: Documento, terminada: Terminada) -> None:
    documento.archivo, documento.archivo_sha256 = terminada.archivo, terminada.sha256


def terminar_firma_evaluacion(
    *, tp_id: int, en_curso_id: int, sello: bytes, persona: Persona, ahora: datetime
) -> Evaluacion:
    """Second signature, step two: the quarter is evaluated and its version is in force."""
    terminada = firmas.componer(en_curso_id, usuario=persona.usuario, sello=sello, ahora=ahora)
    en_curso = terminada.en_curso
    publica = componer_publica(
        en_curso.documento, (persona.usuario.nombre, en_curso.cargo, Via.EFIRMA, ahora)
    )
    with transaction.atomic():
        situacion = tomar(tp_id, persona)
        exigir(permisos.puede_firmar_evaluacion(persona, situacion))
        documento = _documento(situacion)
        _exigir_mismo_intento(en_curso, tp_id, CASILLA_PLANEACION, documento)
        if almacen.sha256(firmas.archivo_base(documento)) != en_curso.base_sha256:
            raise FirmaRechazada("El documento cambió mientras se firmaba. Recargue la página y revíselo.")
        en_curso.documento = documento
        firmas.asentar_firma(terminada, ahora=ahora, extemporanea=situacion.extemporanea)
        _fijar_archivo(documento, terminada)
        return evaluar(situacion, documento, publica, persona=persona, ahora=ahora)


Publica = tuple[str, str]


def componer_publica(documento: Documento, ultima: firmas.Puesta) -> Publica:
    """Render and keep the versión pública; outside any transaction. Returns (file name, SHA-256)."""
    lista = firmas.firmas_en_palabras(documento, ultima)
    pdf = hoja_publica(documento.datos, ContextoDeImpresion.de_json(documento.contexto), lista)
    return almacen.guardar(pdf, carpeta="publicas", extension="pdf")


def evaluar(
    situacion: Situacion, documento: Documento, publica: Publica, *, persona: Persona, ahora: datetime
) -> Evaluacion:
    """Close the quarter as evaluated: its document is in force, the version it replaces is substituted."""
    documento.publica_archivo, documento.publica_sha256 = publica
    evaluacion = situacion.evaluacion
    if evaluacion is None:
        raise RuntimeError("evaluar() needs the situation that tomar() gives")
    anterior = (
        Evaluacion.objects.select_related("documento")
        .filter(trimestre_programa=situacion.tp, estado=E.EVALUADA, version__lt=evaluacion.version)
        .first()
    )
    nueva = mover(situacion, E.EVALUADA, persona=persona, ahora=ahora)
    if anterior:
        vieja = situacion_de(situacion.tp.pk, hoy=persona.hoy)
        mover(
            Situacion(
                situacion.tp, anterior, E.EVALUADA, vieja.abre, vieja.cierra, vieja.limite, persona.hoy
            ),
            E.SUSTITUIDA,
            persona=persona,
            ahora=ahora,
            motivo=f"Sustituida por {documento.folio}",
        )
        limitar_a_lineas(situacion.tp, [])
    if anterior and anterior.documento:
        anterior.documento.sustituido_por = documento
        firmas.cambiar_estado(
            anterior.documento, EstadoDocumento.SUSTITUIDA, motivo=f"Sustituida por {documento.folio}"
        )
    firmas.cambiar_estado(documento, EstadoDocumento.VIGENTE)
    return nueva
