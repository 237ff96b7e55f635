"""Deciding a reprogramación: authorised, it is applied with memory; refused, nothing changes; its paper."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from nucleo import firmas
from nucleo.bitacora import asentar, canonico
from nucleo.errores import Conflicto, DatosInvalidos, PeriodoCerrado, SinPermiso, TransicionInvalida
from nucleo.estados import EstadoDocumento
from nucleo.firmas import Contenido
from nucleo.impresion import identidad_de
from nucleo.models import Documento
from nucleo.personas import Persona
from nucleo.roles import Accion
from nucleo.texto import limpiar
from poa.candados import permite_cambios
from poa.consultas.reprogramacion import TRIMESTRES, cambio_de
from poa.documentos.dictamen import ContextoDeDictamen, dictamen_de_reprogramacion
from poa.estados import PASOS_DE_REPROGRAMACION, EstadoReprogramacion
from poa.models import (
    Estrategia,
    LineaDeAccion,
    Programa,
    Programacion,
    RenglonDeReprogramacion,
    Reprogramacion,
    TrimestrePrograma,
)
from poa.permisos import permite_resolver
from poa.servicios.programas import bloquear_programa

CLASE = "reprogramacion"
E = EstadoReprogramacion


@transaction.atomic
def autorizar_reprogramacion(
    *, persona: Persona, ahora: datetime, reprogramacion_id: int, motivo: str
) -> Reprogramacion:
    """Planeación authorises it: the figures in force change, the initial ones stay, nothing is deleted.

    Which quarters it touches was decided by the day it was asked, even if one ended meanwhile. Raises
    Reprogramacion.DoesNotExist, SinPermiso, TransicionInvalida, DatosInvalidos, PeriodoCerrado (a quarter was
    signed meanwhile), Conflicto (a figure is no longer what it was when it was asked).
    """
    reprogramacion, motivo = _abrir(reprogramacion_id, persona, motivo)
    programa = reprogramacion.programa
    trimestres = {
        tp.numero: tp for tp in programa.trimestres.select_related("programa__ejercicio").order_by("numero")
    }
    renglones = list(reprogramacion.renglones.select_related("linea", "trimestre_programa"))
    _exigir_sin_firma(reprogramacion, renglones, trimestres)
    _exigir_sin_cambios(reprogramacion, renglones)
    _mover(reprogramacion, E.AUTORIZADA, persona, ahora, motivo)
    _reservar_dictamen(reprogramacion, persona)
    for renglon in renglones:
        Programacion.objects.update_or_create(
            linea_id=renglon.linea_id,
            trimestre_programa_id=renglon.trimestre_programa_id,
            defaults={"vigente": renglon.despues},
            create_defaults={"vigente": renglon.despues, "inicial": 0},
        )
    _agregar(reprogramacion, trimestres)
    _cancelar(reprogramacion)
    Programa.objects.filter(pk=programa.pk).update(revision=F("revision") + 1)
    return reprogramacion


@transaction.atomic
def rechazar_reprogramacion(
    *, persona: Persona, ahora: datetime, reprogramacion_id: int, motivo: str
) -> Reprogramacion:
    """Planeación refuses it, saying why: the POA stays as it was. Raises as autorizar_reprogramacion."""
    reprogramacion, motivo = _abrir(reprogramacion_id, persona, motivo)
    _mover(reprogramacion, E.RECHAZADA, persona, ahora, motivo)
    _reservar_dictamen(reprogramacion, persona)
    return reprogramacion


def _abrir(reprogramacion_id: int, persona: Persona, motivo: str) -> tuple[Reprogramacion, str]:
    """The locked request (its POA first, as everybody does), after permission, state and reason."""
    bloquear_programa(Reprogramacion.objects.values_list("programa_id", flat=True).get(pk=reprogramacion_id))
    reprogramacion = (
        Reprogramacion.objects.select_for_update(of=("self",))
        .select_related("programa__direccion", "programa__ejercicio")
        .get(pk=reprogramacion_id)
    )
    permiso = permite_resolver(reprogramacion, persona)
    if not permiso:
        if PASOS_DE_REPROGRAMACION[reprogramacion.estado] or not _es_autorizador(persona, reprogramacion):
            raise SinPermiso(permiso.razon)
        raise TransicionInvalida(permiso.razon)
    motivo = limpiar(motivo)
    if not motivo:
        raise DatosInvalidos("Escriba el motivo de la resolución.", {"motivo": "Este dato hace falta."})
    return reprogramacion, motivo


def _es_autorizador(persona: Persona, reprogramacion: Reprogramacion) -> bool:
    return persona.puede(Accion.AUTORIZAR_POA, reprogramacion.programa.direccion_id)


def _exigir_sin_firma(
    reprogramacion: Reprogramacion,
    renglones: list[RenglonDeReprogramacion],
    trimestres: dict[int, TrimestrePrograma],
) -> None:
    tocados: set[tuple[int, int | None]] = {(r.trimestre_programa.numero, r.linea_id) for r in renglones}
    tocados |= {(int(n), None) for nueva in reprogramacion.propuesta["lineas"] for n in nueva["cantidades"]}
    for numero, linea_id in sorted(tocados, key=lambda t: (t[0], t[1] or 0)):
        if not permite_cambios(trimestres[numero], linea_id=linea_id):
            nombre = trimestres[numero].get_numero_display().lower()
            raise PeriodoCerrado(
                f"Desde que se pidió esta reprogramación, el {nombre} se firmó o se imprimió para firma: sus "
                "cifras ya no cambian. Rechácela, y pida a la dirección que la solicite sin ese trimestre."
            )


def _exigir_sin_cambios(reprogramacion: Reprogramacion, renglones: list[RenglonDeReprogramacion]) -> None:
    """What was asked stands on figures that are still in force, and on líneas and blocks that still are."""
    filas = Programacion.objects.filter(linea__estrategia__programa=reprogramacion.programa)
    vigente = {
        (linea, tp): v for linea, tp, v in filas.values_list("linea_id", "trimestre_programa_id", "vigente")
    }
    propuesta = reprogramacion.propuesta
    movidas = any(vigente.get((r.linea_id, r.trimestre_programa_id), 0) != r.antes for r in renglones)
    tocadas = {r.linea_id for r in renglones} | set(propuesta["cancelar_lineas"])
    bloques = {n["estrategia"] for n in propuesta["lineas"] if n["estrategia"]}
    bloques |= set(propuesta["cancelar_estrategias"])
    canceladas = (
        LineaDeAccion.objects.filter(pk__in=tocadas, cancelada_el__isnull=False).exists()
        or Estrategia.objects.filter(pk__in=bloques, cancelada_el__isnull=False).exists()
    )
    if movidas or canceladas:
        raise Conflicto(
            "Desde que se pidió, el POA cambió: lo vigente ya no es lo que la dirección tenía a la vista. "
            "Rechácela, y pida que la solicite de nuevo con las cifras de hoy."
        )


def _mover(
    reprogramacion: Reprogramacion, a: EstadoReprogramacion, persona: Persona, ahora: datetime, motivo: str
) -> None:
    """The only writer of Reprogramacion.estado, on a locked row; its trace is the Asiento."""
    de = reprogramacion.estado
    if a not in PASOS_DE_REPROGRAMACION[de]:
        raise TransicionInvalida(
            f"La reprogramación está {reprogramacion.get_estado_display()}: no pasa a {a.label}."
        )
    reprogramacion.estado = a
    reprogramacion.resuelta_por, reprogramacion.resuelta_en = persona.usuario, ahora
    reprogramacion.motivo_resolucion = motivo
    reprogramacion.save(update_fields=["estado", "resuelta_por", "resuelta_en", "motivo_resolucion"])
    asentar(
        cadena=reprogramacion.programa.direccion.cadena,
        accion=f"reprogramacion.{a}",
        actor=persona.usuario,
        ahora=ahora,
        objeto=reprogramacion,
        datos={"de": de, "a": str(a), "folio": reprogramacion.folio, "motivo": motivo},
    )


def _agregar(reprogramacion: Reprogramacion, trimestres: dict[int, TrimestrePrograma]) -> None:
    """The new block and the new líneas at the end, added on the day it was asked, with nothing initial."""
    propuesta, dia = reprogramacion.propuesta, reprogramacion.solicitada_el
    estrategias = reprogramacion.programa.estrategias
    destinos: dict[int | None, Estrategia] = {e.pk: e for e in estrategias.all()}
    if nueva := propuesta["estrategia"]:
        orden = max((e.orden for e in destinos.values()), default=0) + 1
        destinos[None] = estrategias.create(orden=orden, agregada_el=dia, **nueva)
    for dato in propuesta["lineas"]:
        _agregar_linea(destinos[dato["estrategia"]], dato, reprogramacion, trimestres)


def _agregar_linea(
    estrategia: Estrategia,
    dato: dict[str, Any],
    reprogramacion: Reprogramacion,
    trimestres: dict[int, TrimestrePrograma],
) -> None:
    linea = estrategia.lineas.create(
        orden=(estrategia.lineas.aggregate(m=Max("orden"))["m"] or 0) + 1,
        agregada_el=reprogramacion.solicitada_el,
        **{c: dato[c] for c in ("texto", "unidad_de_medida", "medio_de_verificacion")},
    )
    # A signed quarter takes no row, not even of zeros: there the línea has nothing, and reads so.
    Programacion.objects.bulk_create(
        Programacion(
            linea=linea,
            trimestre_programa=trimestres[n],
            inicial=0,
            vigente=dato["cantidades"].get(str(n), 0),
        )
        for n in TRIMESTRES
        if permite_cambios(trimestres[n], linea_id=linea.pk)
    )


def _cancelar(reprogramacion: Reprogramacion) -> None:
    propuesta, dia = reprogramacion.propuesta, reprogramacion.solicitada_el
    LineaDeAccion.objects.filter(pk__in=propuesta["cancelar_lineas"]).update(cancelada_el=dia)
    Estrategia.objects.filter(pk__in=propuesta["cancelar_estrategias"]).update(cancelada_el=dia)


def _reservar_dictamen(reprogramacion: Reprogramacion, persona: Persona) -> None:
    """The paper with its folio and data, before anything is applied; the PDF is made of them afterwards."""
    programa = reprogramacion.programa
    clave, anio = programa.direccion.clave, programa.ejercicio.anio
    documento = firmas.reservar(
        clase=CLASE,
        clave=str(reprogramacion.pk),
        version=1,
        vuelta=1,
        serie=f"dictamen:{clave}:{anio}",
        prefijo=f"DICT/{clave}/{anio}",
        titulo=f"Dictamen de la reprogramación {reprogramacion.folio}",
        cadena=programa.direccion.cadena,
    )
    cargo = persona.cargo_para(Accion.AUTORIZAR_POA, programa.direccion_id)
    contenido = Contenido(
        canonico(
            cambio_de(reprogramacion)
            | {
                "resolvio": {"nombre": persona.usuario.nombre, "cargo": cargo.texto if cargo else ""},
                "resuelta_el": persona.hoy.isoformat(),
                "motivo_resolucion": reprogramacion.motivo_resolucion,
            }
        ),
        "",
        b"",
    )
    documento.datos, documento.datos_sha256 = contenido.datos, contenido.datos_sha256
    documento.save(update_fields=["datos", "datos_sha256"])
    reprogramacion.documento = documento
    reprogramacion.save(update_fields=["documento"])


def emitir_dictamen(*, persona: Persona, ahora: datetime, reprogramacion_id: int) -> Documento:
    """Freeze the PDF of a decision, once; asked again it gives the same one.

    Made outside any transaction, of the data that the decision left: if the renderer fails, the decision
    stands and the paper is asked for again. Raises SinPermiso, TransicionInvalida, DatosInvalidos and
    PdfFallido.
    """
    reprogramacion = Reprogramacion.objects.select_related("programa", "documento").get(pk=reprogramacion_id)
    if not _es_autorizador(persona, reprogramacion):
        raise SinPermiso("El dictamen lo emite la Dirección de Planeación.")
    documento = reprogramacion.documento
    if documento is None:
        raise TransicionInvalida("La reprogramación todavía no se resuelve: no hay dictamen que emitir.")
    if documento.estado == EstadoDocumento.VIGENTE:
        return documento
    contexto = ContextoDeDictamen(**identidad_de(documento, ahora))
    pdf = dictamen_de_reprogramacion(documento.datos, contexto)
    return _congelar(documento.pk, Contenido(documento.datos, contexto.como_json(), pdf), persona, ahora)


@transaction.atomic
def _congelar(documento_id: int, contenido: Contenido, persona: Persona, ahora: datetime) -> Documento:
    documento = Documento.objects.select_for_update().get(pk=documento_id)
    if documento.estado == EstadoDocumento.VIGENTE:
        return documento
    firmas.congelar(documento, contenido, ahora=ahora)
    documento.archivo, documento.archivo_sha256 = documento.base_archivo, documento.base_sha256
    # It carries no signature of its own: it walks the way of every document in one go.
    for paso in (EstadoDocumento.IMPRESO, EstadoDocumento.PENDIENTE, EstadoDocumento.VIGENTE):
        firmas.cambiar_estado(documento, paso)
    asentar(
        cadena=documento.cadena,
        accion="reprogramacion.dictamen",
        actor=persona.usuario,
        ahora=ahora,
        objeto=documento,
        datos={"folio": documento.folio, "sha256": documento.archivo_sha256},
    )
    return documento
