"""The steps: sent by who carries the órgano, decided by the titular; an approved one is an activity."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from actividades.archivos import ArchivoListo
from actividades.consultas.cuenta import Destino, destino_de, trimestre_en
from actividades.servicios import DatosDeActividad, contar, descontar
from asambleas import permisos
from asambleas.consultas.organos import demandas_de, destino_en
from asambleas.estados import MAX_TEXTO, PASOS_DE_PASO, EstadoOrgano, EstadoPaso
from asambleas.models import CambioDePaso, EvidenciaDePaso, Organo, Paso
from asambleas.procedimientos import Constancia, paso_definido, procedimiento_de
from asambleas.servicios.base import (
    bloquear_organo,
    dejar_asiento,
    exigir_datos,
    exigir_paso,
    exigir_permiso,
    exigir_revision,
    motivo_limpio,
    mover_organo,
)
from nucleo.errores import Conflicto, DatosInvalidos, TransicionInvalida
from nucleo.fechas import fecha_larga, sumar_meses
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.candados import bloquear
from poa.models import TrimestrePrograma

P = EstadoPaso
MAX_ARCHIVOS = 10
_CAMPOS = ("nombre", "pie", "tipo", "archivo", "sha256", "original_sha256", "bytes", "tomada_en")


@dataclass(frozen=True)
class DatosDePaso:
    """What was done in a step: day of the act, words, and how many women and men took part."""

    fecha: date
    descripcion: str
    mujeres: int = 0
    hombres: int = 0


def _tomar(paso_id: int) -> tuple[Paso, Organo, TrimestrePrograma | None]:
    """Lock the quarter in which the step counts, then its órgano, then the step: always in that order.

    Raises Conflicto when its date changed before the lock was taken.
    """
    visto = Paso.objects.select_related("organo").get(pk=paso_id)
    tp = trimestre_en(visto.organo.direccion_id, visto.fecha) if visto.fecha else None
    tp = bloquear(tp.pk) if tp else None
    organo = bloquear_organo(visto.organo_id)
    paso = Paso.objects.select_for_update(of=("self",)).get(pk=paso_id)
    if paso.fecha != visto.fecha:
        raise Conflicto("Alguien acaba de cambiar la fecha de este paso. Vuelva a abrirlo.")
    paso.organo = organo
    return paso, organo, tp


def _mover(paso: Paso, a: EstadoPaso, persona: Persona, ahora: datetime, motivo: str = "") -> None:
    """Change the state of a step: the only function that does.

    In order: the table must have the move; the state and what else changed are written as the next revision;
    a row keeps from, to, who, when and why; the Asiento is left. Raises TransicionInvalida.
    """
    de = paso.estado
    if a not in PASOS_DE_PASO[de]:
        raise TransicionInvalida(f"El paso está {paso.get_estado_display()} y no admite ese cambio.")
    paso.estado, paso.motivo = a, motivo
    paso.revision += 1
    paso.save()
    CambioDePaso.objects.create(paso=paso, de=de, a=a, actor=persona.usuario, momento=ahora, motivo=motivo)
    dejar_asiento(
        f"paso.{a}",
        paso,
        paso.organo,
        persona,
        ahora,
        clave=paso.clave,
        de=de,
        fecha=paso.fecha.isoformat() if paso.fecha else None,
        actividad=paso.actividad_id,
        sin_contar=paso.sin_contar,
        evidencias=list(paso.evidencias.values_list("sha256", flat=True)),
    )


@transaction.atomic
def enviar_paso(
    *,
    paso_id: int,
    datos: DatosDePaso,
    persona: Persona,
    ahora: datetime,
    revision: int | None = None,
    archivos: Sequence[ArchivoListo] = (),
    quitar: Collection[int] = (),
) -> Paso:
    """Say that a step was done, with its evidence, so that the titular decides; also what was returned.

    The day and the figures that the act on record tells (the assembly, the entrega) are taken from it,
    whatever `datos` says. Raises SinPermiso, TransicionInvalida (state, or a demand of the step that is not
    met), Conflicto, DatosInvalidos (fecha, descripcion, mujeres, hombres, evidencias: also when the línea
    that would count it demands them).
    """
    paso, organo, _ = _tomar(paso_id)
    exigir_permiso(permisos.permite_llevar_paso(persona, paso))
    exigir_paso(permisos.permite_enviar(persona, paso))
    exigir_revision(paso, revision)
    _exigir_demandas(paso)
    constancia = paso_definido(organo, paso.clave).constancia(organo)
    datos = _segun(constancia, datos)
    exigir_datos(_errores(datos, persona.hoy, constancia))
    paso.fecha, paso.descripcion = datos.fecha, limpiar(datos.descripcion)
    paso.mujeres, paso.hombres = datos.mujeres, datos.hombres
    paso.enviado_por, paso.enviado_en = persona.usuario, ahora
    paso.evidencias.filter(pk__in=quitar).delete()
    _colgar(paso, archivos, persona, ahora)
    _exigir_evidencia(paso)
    _mover(paso, P.ENVIADO, persona, ahora)
    return paso


def _segun(constancia: Constancia | None, datos: DatosDePaso) -> DatosDePaso:
    """The same with what the act on record says."""
    if constancia is None:
        return datos
    return replace(
        datos,
        fecha=constancia.fecha if constancia.exacta else datos.fecha,
        mujeres=datos.mujeres if constancia.mujeres is None else constancia.mujeres,
        hombres=datos.hombres if constancia.hombres is None else constancia.hombres,
    )


def _exigir_evidencia(paso: Paso) -> None:
    """Told to who sends it, and not to the titular when it is too late to add any. Raises DatosInvalidos."""
    destino = destino_en(paso)
    if destino.razon or not destino.linea or not destino.linea.exige_evidencia:
        return
    if not paso.evidencias.exists() and not paso_definido(paso.organo, paso.clave).comprobante(paso):
        mensaje = (
            f"La línea que lo cuenta ({destino.linea.lugar}) exige evidencia: "
            "agregue al menos una foto o un PDF."
        )
        raise DatosInvalidos(mensaje, {"evidencias": mensaje})


@transaction.atomic
def retirar_paso(*, paso_id: int, persona: Persona, ahora: datetime, revision: int | None = None) -> Paso:
    """Take back a step that was sent and nobody decided yet, to correct it; what was written stays.

    Raises SinPermiso, TransicionInvalida, Conflicto.
    """
    paso, _, _ = _tomar(paso_id)
    exigir_permiso(permisos.permite_llevar_paso(persona, paso))
    exigir_paso(permisos.permite_retirar(persona, paso))
    exigir_revision(paso, revision)
    _mover(paso, P.PENDIENTE, persona, ahora)
    return paso


def _exigir_demandas(paso: Paso) -> None:
    if faltan := [d.demanda.texto for d in demandas_de(paso) if not d.esta]:
        raise TransicionInvalida(f"Antes falta: {'; '.join(faltan)}.")


def _errores(datos: DatosDePaso, hoy: date, constancia: Constancia | None) -> dict[str, str]:
    errores = {}
    if constancia and datos.fecha < constancia.fecha:
        errores["fecha"] = f"No puede ser antes de {constancia.origen}: {fecha_larga(constancia.fecha)}."
    if datos.fecha > hoy:
        errores["fecha"] = (
            f"La fecha es posterior a hoy, {fecha_larga(hoy)}: solo se envía lo que ya se hizo."
        )
    if not limpiar(datos.descripcion):
        errores["descripcion"] = "Cuente qué se hizo."
    elif len(datos.descripcion) > MAX_TEXTO:
        errores["descripcion"] = f"Use a lo más {MAX_TEXTO:,} letras."
    for campo in ("mujeres", "hombres"):
        if not 0 <= getattr(datos, campo) <= 999_999:
            errores[campo] = "Escriba un número de 0 a 999,999."
    return errores


def _colgar(paso: Paso, archivos: Sequence[ArchivoListo], persona: Persona, ahora: datetime) -> None:
    """Rows of files that lie in the store; one the step has already is not repeated."""
    vistos = set(paso.evidencias.values_list("original_sha256", flat=True))
    orden = paso.evidencias.aggregate(m=Max("orden"))["m"] or 0
    for archivo in archivos:
        if archivo.original_sha256 in vistos:
            continue
        vistos.add(archivo.original_sha256)
        orden += 1
        EvidenciaDePaso.objects.create(
            paso=paso,
            orden=orden,
            subida_por=persona.usuario,
            subida_en=ahora,
            **{campo: getattr(archivo, campo) for campo in _CAMPOS},
        )
    if len(vistos) > MAX_ARCHIVOS:
        mensaje = f"Cada paso lleva a lo más {MAX_ARCHIVOS} archivos."
        raise DatosInvalidos(mensaje, {"evidencias": mensaje})


@transaction.atomic
def aprobar_paso(*, paso_id: int, persona: Persona, ahora: datetime, revision: int | None = None) -> Paso:
    """Approve a step: at once it is one activity of the línea that counts it, or says why not.

    Approving again what this person just approved changes nothing. Raises SinPermiso, TransicionInvalida
    (state, or what it demands is no longer there), Conflicto, DatosInvalidos (the línea demands evidence and
    there is none).
    Source: «carrying one comité through its step is one realised activity of that línea».
    """
    paso, organo, tp = _tomar(paso_id)
    exigir_permiso(permisos.permite_decidir(persona, organo))
    repetida = paso.estado == P.APROBADO and paso.aprobado_por_id == persona.usuario.pk
    if repetida and revision in (None, paso.revision - 1):
        return paso
    exigir_paso(permisos.permite_aprobar(persona, paso))
    exigir_revision(paso, revision)
    _exigir_demandas(paso)  # what it asked for may have been annulled since it was sent
    _contar(paso, organo, tp, persona, ahora)
    paso.aprobado_por, paso.aprobado_en = persona.usuario, ahora
    _mover(paso, P.APROBADO, persona, ahora)
    _mover_su_organo(paso, organo, persona, ahora)
    return paso


def _contar(
    paso: Paso, organo: Organo, tp: TrimestrePrograma | None, persona: Persona, ahora: datetime
) -> Destino:
    """Make the step's activity, or record why there is none; unsaved."""
    assert paso.fecha is not None  # noqa: S101 - the database keeps it: a step that was sent has its date
    definido = paso_definido(organo, paso.clave)
    destino = destino_de(paso.clave, paso.fecha, tp, alternativa=definido.alternativa)
    if destino.razon or tp is None:
        paso.sin_contar = destino.razon
        return destino
    datos = DatosDeActividad(
        linea=destino.linea,
        fecha=paso.fecha,
        descripcion=f"{organo.nombre} ({organo.folio}): {definido.nombre}.\n{paso.descripcion}"[:MAX_TEXTO],
        mujeres=paso.mujeres,
        hombres=paso.hombres,
        localidades=[organo.localidad] if organo.localidad else [],
    )
    archivos = [
        ArchivoListo(**{campo: getattr(e, campo) for campo in _CAMPOS}) for e in paso.evidencias.all()
    ]
    paso.actividad = contar(
        tp=tp,
        datos=datos,
        archivos=archivos,
        constancia="" if archivos else definido.comprobante(paso),
        registrada_por=paso.enviado_por or persona.usuario,
        persona=persona,
        ahora=ahora,
    )
    paso.sin_contar = ""
    return destino


def _mover_su_organo(paso: Paso, organo: Organo, persona: Persona, ahora: datetime) -> None:
    """The step that constitutes an órgano starts its term; the one that ends it concludes it."""
    definido = procedimiento_de(organo.procedimiento)
    if paso.clave == definido.constituye and organo.estado == EstadoOrgano.EN_INTEGRACION:
        organo.vigente_desde = paso.fecha
        organo.vigente_hasta = sumar_meses(paso.fecha, organo.vigencia_meses) if paso.fecha else None
        mover_organo(organo, EstadoOrgano.CONSTITUIDO, persona=persona, ahora=ahora)
    elif paso.clave == definido.concluye and organo.estado == EstadoOrgano.CONSTITUIDO:
        mover_organo(organo, EstadoOrgano.CONCLUIDO, persona=persona, ahora=ahora)


@transaction.atomic
def devolver_paso(
    *, paso_id: int, motivo: str, persona: Persona, ahora: datetime, revision: int | None = None
) -> Paso:
    """Send a step back to be corrected, with a reason. Raises as `aprobar_paso`."""
    paso, organo, _ = _tomar(paso_id)
    exigir_permiso(permisos.permite_decidir(persona, organo))
    exigir_paso(permisos.permite_devolver(persona, paso))
    exigir_revision(paso, revision)
    _mover(paso, P.DEVUELTO, persona, ahora, motivo_limpio(motivo))
    return paso


@transaction.atomic
def anular_paso(*, paso_id: int, motivo: str, persona: Persona, ahora: datetime) -> Paso:
    """Annul an approved step, and in the same transaction its activity; the step is pending again.

    Returns the new pending one. Raises SinPermiso, TransicionInvalida, DatosInvalidos (no reason),
    PeriodoCerrado when the activity's quarter is signed.
    """
    paso, organo, _ = _tomar(paso_id)
    exigir_permiso(permisos.permite_decidir(persona, organo))
    exigir_paso(permisos.permite_anular(persona, paso))
    motivo = motivo_limpio(motivo)
    if paso.actividad is not None:
        descontar(actividad=paso.actividad, motivo=motivo, persona=persona, ahora=ahora)
    _mover(paso, P.ANULADO, persona, ahora, motivo)
    _deshacer_su_organo(paso, organo, persona, ahora, motivo)
    return Paso.objects.create(
        organo=organo, clave=paso.clave, orden=paso.orden, numero=paso.numero, vuelta=paso.vuelta + 1
    )


def _deshacer_su_organo(paso: Paso, organo: Organo, persona: Persona, ahora: datetime, motivo: str) -> None:
    definido = procedimiento_de(organo.procedimiento)
    if paso.clave == definido.concluye and organo.estado == EstadoOrgano.CONCLUIDO:
        mover_organo(organo, EstadoOrgano.CONSTITUIDO, persona=persona, ahora=ahora, motivo=motivo)
    elif paso.clave == definido.constituye and organo.estado == EstadoOrgano.CONSTITUIDO:
        organo.vigente_desde = organo.vigente_hasta = None
        mover_organo(organo, EstadoOrgano.EN_INTEGRACION, persona=persona, ahora=ahora, motivo=motivo)


@transaction.atomic
def contar_paso(*, paso_id: int, persona: Persona, ahora: datetime) -> Paso:
    """Count an approved step that could not count when it was approved: the plan maps it now, or the quarter
    was unlocked. Raises SinPermiso, TransicionInvalida, Conflicto (it still cannot, and why).
    """
    paso, organo, tp = _tomar(paso_id)
    exigir_permiso(permisos.permite_decidir(persona, organo))
    exigir_paso(permisos.permite_contar(persona, paso))
    destino = _contar(paso, organo, tp, persona, ahora)
    if destino.razon:
        raise Conflicto(f"Todavía no puede contar: {paso.get_sin_contar_display()}.")
    paso.revision += 1
    paso.save()
    dejar_asiento("paso.contar", paso, organo, persona, ahora, actividad=paso.actividad_id)
    return paso


def abrir_paso_repetido(*, organo: Organo, clave: str) -> Paso:
    """A new occurrence of a repeatable step, pending; in the caller's transaction, with the órgano's lock."""
    definidos = procedimiento_de(organo.procedimiento).pasos
    orden = next(n for n, p in enumerate(definidos, 1) if p.clave == clave and p.repetible)
    ultimo = organo.pasos.filter(clave=clave).aggregate(m=Max("numero"))["m"] or 0
    return Paso.objects.create(organo=organo, clave=clave, orden=orden, numero=ultimo + 1)
