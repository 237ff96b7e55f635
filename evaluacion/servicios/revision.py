"""What Planeación (or Contraloría, for Planeación's own POA) does: return, extend, open again."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from evaluacion import permisos
from evaluacion.consultas.estado import Situacion
from evaluacion.estados import EstadoEvaluacion
from evaluacion.models import Desbloqueo, Evaluacion, Observacion
from evaluacion.servicios.captura import exigir
from evaluacion.servicios.maquina import mover, tomar
from nucleo.bitacora import asentar
from nucleo.errores import DatosInvalidos
from nucleo.estados import EstadoDocumento
from nucleo.firmas import anular_firmas, cambiar_estado
from nucleo.personas import Persona
from nucleo.texto import limpiar
from poa.candados import fijar_candado, limitar_a_lineas
from poa.models import LineaDeAccion, Prorroga
from poa.servicios import otorgar_prorroga

E = EstadoEvaluacion


def _motivo_y_fecha(motivo: str, hasta: date, persona: Persona, campo: str = "motivo") -> str:
    limpio = limpiar(motivo)
    if not limpio:
        raise DatosInvalidos("Escriba el motivo.", {campo: "Este dato hace falta."})
    if hasta < persona.hoy:
        raise DatosInvalidos("La fecha ya pasó.", {"hasta": "Escriba una fecha de hoy en adelante."})
    return limpio


def _prorrogar(s: Situacion, hasta: date, motivo: str, persona: Persona, ahora: datetime) -> Prorroga:
    return Prorroga.objects.create(
        trimestre_programa=s.tp, hasta=hasta, motivo=motivo, autor=persona.usuario, momento=ahora
    )


@transaction.atomic
def prorrogar(*, tp_id: int, hasta: date, motivo: str, persona: Persona, ahora: datetime) -> Prorroga:
    """Let one POA log the quarter until a date (that day included), with the reason on record.

    A quarter that was already in review by decision of the directora goes back to capture.
    """
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_prorrogar(persona, situacion))
    prorroga = otorgar_prorroga(
        trimestre_programa_id=tp_id, hasta=hasta, motivo=motivo, persona=persona, ahora=ahora
    )
    if situacion.evaluacion and situacion.evaluacion.estado == E.EN_REVISION:
        motivo = f"Prórroga: {prorroga.motivo}"
        mover(situacion, E.EN_CAPTURA, persona=persona, ahora=ahora, motivo=motivo)
    return prorroga


@transaction.atomic
def observar(
    *,
    tp_id: int,
    observacion: str,
    por_linea: dict[int, str] | None = None,
    hasta: date,
    persona: Persona,
    ahora: datetime,
) -> Evaluacion:
    """Return a signed quarter with observations: the director's signature is annulled, on record, its
    document is cancelled, and capture is open until `hasta` (that day included)."""
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_evaluar(persona, situacion))
    texto = _motivo_y_fecha(observacion, hasta, persona, "observacion")
    evaluacion = situacion.evaluacion
    if evaluacion is None or evaluacion.documento is None:
        raise RuntimeError("a signed quarter has its document")
    propias = LineaDeAccion.objects.filter(estrategia__programa_id=situacion.tp.programa_id).in_bulk(
        list(por_linea or {})
    )
    detalles = [(propias[k], limpiar(v)) for k, v in (por_linea or {}).items() if k in propias and limpiar(v)]
    devuelta = f"Devuelta con observaciones: {texto}"
    documento, vuelta = evaluacion.documento, evaluacion.vuelta
    evaluacion.documento, evaluacion.vuelta = None, vuelta + 1
    mover(situacion, E.OBSERVADA, persona=persona, ahora=ahora, motivo=texto)
    for linea, nota in [(None, texto), *detalles]:
        Observacion.objects.create(
            evaluacion=evaluacion,
            vuelta=vuelta,
            linea=linea,
            texto=nota,
            autor=persona.usuario,
            momento=ahora,
        )
    cambiar_estado(documento, EstadoDocumento.CANCELADA, motivo=devuelta)
    anular_firmas(documento, motivo=devuelta, ahora=ahora)
    _prorrogar(situacion, hasta, devuelta, persona, ahora)
    return evaluacion


@transaction.atomic
def desbloquear(
    *,
    tp_id: int,
    solicitado_por: str,
    motivo: str,
    hasta: date,
    lineas: Sequence[int],
    persona: Persona,
    ahora: datetime,
) -> Evaluacion:
    """Open an evaluated quarter again for some líneas until a date: version 2 begins in capture.

    Version 1 stays in force until version 2 is signed by both. Raises DatosInvalidos without líneas.
    """
    situacion = tomar(tp_id, persona)
    exigir(permisos.puede_desbloquear(persona, situacion))
    motivo = _motivo_y_fecha(motivo, hasta, persona)
    abiertas = list(LineaDeAccion.objects.filter(pk__in=lineas, estrategia__programa=situacion.tp.programa))
    if not abiertas:
        raise DatosInvalidos("Elija las líneas que se abren.", {"lineas": "Elija al menos una."})
    pedido = {"solicitado_por": limpiar(solicitado_por), "motivo": motivo, "hasta": hasta}
    # The Asiento goes first: the database lets no other version be born without it.
    asentar(
        cadena=situacion.tp.programa.direccion.cadena,
        accion="trimestre.desbloquear",
        actor=persona.usuario,
        ahora=ahora,
        objeto=situacion.tp,
        datos={
            **pedido,
            "version": situacion.version + 1,
            "hasta": hasta.isoformat(),
            "lineas": [linea.pk for linea in abiertas],
        },
    )
    nueva = _version_nueva(situacion, pedido, abiertas, persona, ahora)
    _prorrogar(situacion, hasta, f"Desbloqueo: {motivo}", persona, ahora)
    fijar_candado(situacion.tp, cerrado=False, captura_terminada=False)
    limitar_a_lineas(situacion.tp, abiertas)
    return nueva


def _version_nueva(
    situacion: Situacion,
    pedido: dict[str, Any],
    lineas: list[LineaDeAccion],
    persona: Persona,
    ahora: datetime,
) -> Evaluacion:
    nueva = Evaluacion.objects.create(
        trimestre_programa=situacion.tp, version=situacion.version + 1, estado=E.EN_CAPTURA
    )
    desbloqueo = Desbloqueo.objects.create(evaluacion=nueva, autor=persona.usuario, momento=ahora, **pedido)
    desbloqueo.lineas.set(lineas)
    return nueva
