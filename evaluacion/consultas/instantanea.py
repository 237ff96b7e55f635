"""The snapshot of a quarter: everything that is counted and explained, as canonical data to be frozen."""

from typing import Any

from actividades.estados import EstadoActividad
from actividades.models import Actividad
from evaluacion.consultas.avance import AvanceDeLinea, AvanceDePrograma, avance_de_programa, umbrales_de
from evaluacion.consultas.diferencias import diferencias_entre
from evaluacion.consultas.estado import Situacion
from evaluacion.consultas.pendientes import justificaciones_de
from evaluacion.models import DeclaracionSinActividad, Desbloqueo, Evaluacion, Justificacion, Observacion
from poa.consultas.municipio import municipio_congelado
from poa.models import Inversion

FORMATO = 1
FORMULA = "No. Act. Realizadas/No. Act. Proyectadas * 100"


def instantanea(situacion: Situacion) -> dict[str, Any]:
    """Counted data of the quarter, from live rows: JSON types only, decimals as strings, dates ISO.

    What is read beside it (cut-off, folio, code, audit head, the running year) is context, not here: an
    unrelated write must not void a signature under way.
    """
    tp, programa = situacion.tp, situacion.tp.programa
    avance = avance_de_programa(programa, trimestre=tp.numero, al=situacion.hoy)
    evaluacion = situacion.evaluacion
    datos: dict[str, Any] = {
        "formato": FORMATO,
        "formula": FORMULA,
        "municipio": municipio_congelado(),
        "direccion": {"clave": programa.direccion.clave, "nombre": programa.direccion.nombre},
        "ejercicio": programa.ejercicio.anio,
        "trimestre": tp.numero,
        "version": situacion.version,
        "programa": {
            "folio": programa.folio,
            "objetivo": programa.objetivo,
            "evaluador": programa.evaluador,
        },
        "umbrales": vars(umbrales_de(programa.ejercicio)),
        "total": {
            "trimestral": avance.trimestral.como_json(),
            "acumulado": avance.acumulado.como_json(),
            "colores": avance.trimestral.colores,
            "unidades_mezcladas": avance.unidades_mezcladas,
        },
        "estrategias": _estrategias(avance, justificaciones_de(tp.pk), _declaraciones(tp.pk)),
        "no_programadas": _no_programadas(avance),
        "actividades": _actividades(tp.pk),
        "observaciones": _observaciones(evaluacion),
        "inversiones": _inversiones(programa.pk),
        "sustituye": None,
    }
    datos["sustituye"] = _sustituye(evaluacion, datos)
    return datos


def _declaraciones(tp_id: int) -> dict[int, str]:
    filas = DeclaracionSinActividad.objects.filter(trimestre_programa_id=tp_id)
    return dict(filas.values_list("linea_id", "motivo"))


def _linea(a: AvanceDeLinea, j: Justificacion | None, declaracion: str) -> dict[str, Any]:
    return {
        "orden": a.linea.orden,
        "texto": a.linea.texto,
        "unidad_de_medida": a.linea.unidad_de_medida,
        "inicial": a.inicial,
        "modificado": a.vigente,
        "trimestral": a.trimestral.como_json() | {"no_programadas": a.trimestral.no_programadas},
        "acumulado": a.acumulado.como_json() | {"no_programadas": a.acumulado.no_programadas},
        "despues_del_cierre": a.despues_del_cierre,
        "cancelada_el": a.linea.cancelada_el.isoformat() if a.cancelada and a.linea.cancelada_el else None,
        "sin_actividad": declaracion,
        "justificacion": {
            "causa": j.causa,
            "accion_correctiva": j.accion_correctiva,
            "responsable": j.responsable,
            "fecha": j.fecha_compromiso.isoformat() if j.fecha_compromiso else None,
            "extemporanea": j.extemporanea,
        }
        if j
        else None,
    }


def _estrategias(
    avance: AvanceDePrograma, justificaciones: dict[int, Justificacion], declaraciones: dict[int, str]
) -> list[dict[str, Any]]:
    return [
        {
            "orden": bloque.estrategia.orden,
            "titulo": bloque.estrategia.titulo,
            "nombre": bloque.estrategia.nombre,
            "eje": bloque.estrategia.eje.nombre if bloque.estrategia.eje else "",
            "trimestral": bloque.trimestral.como_json(),
            "acumulado": bloque.acumulado.como_json(),
            "lineas": [
                _linea(a, justificaciones.get(a.linea.pk), declaraciones.get(a.linea.pk, ""))
                for a in bloque.lineas
            ],
        }
        for bloque in avance.estrategias
    ]


def _no_programadas(avance: AvanceDePrograma) -> dict[str, Any]:
    lineas = [
        {"estrategia": b.estrategia.orden, "linea": a.linea.orden, "texto": a.linea.texto, "cantidad": n}
        for b in avance.estrategias
        for a in b.lineas
        if (n := a.trimestral.no_programadas)
    ]
    return {"total": avance.no_programadas, "emergentes": avance.emergentes_del_trimestre, "lineas": lineas}


def _actividades(tp_id: int) -> list[dict[str, Any]]:
    actos = (
        Actividad.objects.filter(trimestre_programa_id=tp_id)
        .exclude(estado=EstadoActividad.ANULADA)
        .select_related("linea__estrategia", "registrada_por", "validada_por")
        .prefetch_related("localidades", "evidencias")
        .order_by("fecha", "pk")
    )
    return [
        {
            "id": a.pk,
            "estrategia": a.linea.estrategia.orden if a.linea else None,
            "linea": a.linea.orden if a.linea else None,
            "fecha": a.fecha.isoformat(),
            "cantidad": a.cantidad,
            "descripcion": a.descripcion,
            "mujeres": a.mujeres,
            "hombres": a.hombres,
            "localidades": sorted(x.nombre for x in a.localidades.all()),
            "estado": a.estado,
            "origen": a.origen,
            "extemporanea": a.extemporanea,
            "validacion_propia": a.validacion_propia,
            "motivo": a.motivo if a.estado == EstadoActividad.EXCLUIDA else "",
            "evidencias": [{"tipo": e.tipo, "sha256": e.sha256} for e in a.evidencias.all()],
        }
        for a in actos
    ]


def _observaciones(evaluacion: Evaluacion | None) -> list[dict[str, Any]]:
    if evaluacion is None:
        return []
    filas = Observacion.objects.filter(evaluacion=evaluacion).select_related("linea__estrategia")
    return [
        {
            "vuelta": o.vuelta,
            "fecha": o.momento.date().isoformat(),
            "linea": o.linea.lugar if o.linea else "",
            "texto": o.texto,
        }
        for o in filas
    ]


def _inversiones(programa_id: int) -> list[dict[str, Any]]:
    filas = Inversion.objects.filter(estrategia__programa_id=programa_id, monto__gt=0)
    return [
        {"concepto": i.concepto, "asignado": i.monto} for i in filas.order_by("estrategia__orden", "orden")
    ]


def _sustituye(evaluacion: Evaluacion | None, datos: dict[str, Any]) -> dict[str, Any] | None:
    """What this version replaces, who asked and why, and every difference in what is counted."""
    desbloqueo = Desbloqueo.objects.filter(evaluacion=evaluacion).first() if evaluacion else None
    if evaluacion is None or desbloqueo is None:
        return None
    anterior = (
        Evaluacion.objects.filter(
            trimestre_programa_id=evaluacion.trimestre_programa_id, version=evaluacion.version - 1
        )
        .select_related("documento")
        .first()
    )
    if anterior is None or anterior.documento is None:
        return None
    return {
        "folio": anterior.documento.folio,
        "version": anterior.version,
        "solicitado_por": desbloqueo.solicitado_por,
        "motivo": desbloqueo.motivo,
        "diferencias": diferencias_entre(anterior.documento.datos, datos),
    }
