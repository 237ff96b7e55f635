"""Database guards of the evaluation: no jump between states, no reopening behind its back."""

from evaluacion.estados import CERRADOS, PASOS, E
from nucleo.disparadores import Disparador, registrar
from nucleo.estados import EstadoDocumento
from poa.candados import FILA_CERRADA, FILA_DEL_TRIMESTRE, MENSAJE

_PERMITIDOS = " OR ".join(
    f"(OLD.estado = '{de}' AND NEW.estado = '{a}')" for de, destinos in PASOS.items() for a in destinos
)
_CERRADOS = ", ".join(f"'{e}'" for e in sorted(CERRADOS))


def _ultima(tp: str, condicion: str) -> str:
    """SQL that is true when the last version of that quarter's evaluation meets a condition (on `e`)."""
    return (
        f"EXISTS (SELECT 1 FROM evaluacion_evaluacion e WHERE e.trimestre_programa_id = {tp} AND {condicion} "
        f"AND e.version = (SELECT MAX(v.version) FROM evaluacion_evaluacion v "
        f"WHERE v.trimestre_programa_id = {tp}))"
    )


# A signed state is left only after its Asiento, which nobody can take back: it must be the last one.
_SIN_ASIENTO = (
    "NOT EXISTS (SELECT 1 FROM nucleo_asiento s WHERE s.accion = 'trimestre.' || NEW.estado AND s.id = "
    "(SELECT MAX(x.id) FROM nucleo_asiento x "
    "WHERE x.objeto = 'trimestreprograma:' || OLD.trimestre_programa_id))"
)
_CAMBIA_LO_FIRMADO = (
    f"OLD.estado IN ({_CERRADOS}) AND (OLD.estado = NEW.estado OR {_SIN_ASIENTO} OR "
    f"(NEW.estado IN ({_CERRADOS}) AND "
    "(OLD.documento_id IS DISTINCT FROM NEW.documento_id OR OLD.vuelta <> NEW.vuelta)))"
)
_VERSION_SIN_DESBLOQUEO = (
    "NEW.version > 1 AND (NEW.estado <> 'en_captura' OR (SELECT COUNT(*) FROM nucleo_asiento s "
    "WHERE s.accion = 'trimestre.desbloquear' "
    "AND s.objeto = 'trimestreprograma:' || NEW.trimestre_programa_id) < NEW.version - 1)"
)
_ABRE_LO_FIRMADO = (
    "(OLD.programa_id <> NEW.programa_id OR OLD.numero <> NEW.numero OR (OLD.cerrado AND "
    "(NOT NEW.cerrado OR OLD.captura_terminada <> NEW.captura_terminada OR "
    f"(NEW.solo_lineas AND NOT OLD.solo_lineas)))) AND {_ultima('OLD.id', f'e.estado IN ({_CERRADOS})')}"
)
_QUITA_EL_LIMITE = "OLD.solo_lineas AND NOT NEW.solo_lineas AND " + _ultima(
    "OLD.id", f"e.version > 1 AND e.estado NOT IN ({_CERRADOS})"
)
_LINEA_SIN_DESBLOQUEO = (
    _ultima("NEW.trimestre_programa_id", "e.version > 1")
    + " AND NOT EXISTS (SELECT 1 FROM evaluacion_desbloqueo_lineas l "
    "JOIN evaluacion_desbloqueo d ON d.id = l.desbloqueo_id "
    "JOIN evaluacion_evaluacion e ON e.id = d.evaluacion_id "
    "WHERE l.lineadeaccion_id = NEW.linea_id AND e.trimestre_programa_id = NEW.trimestre_programa_id "
    "AND e.version = (SELECT MAX(v.version) FROM evaluacion_evaluacion v "
    "WHERE v.trimestre_programa_id = NEW.trimestre_programa_id))"
)
# Its líneas are written in the same breath as the version that is born, before the quarter opens.
_DESBLOQUEO_YA_ABIERTO = (
    "NOT EXISTS (SELECT 1 FROM evaluacion_evaluacion e JOIN poa_trimestreprograma t "
    "ON t.id = e.trimestre_programa_id WHERE e.id = {evaluacion} AND e.estado = 'en_captura' AND t.cerrado)"
)
_DE_LAS_LINEAS = "(SELECT d.evaluacion_id FROM evaluacion_desbloqueo d WHERE d.id = NEW.desbloqueo_id)"
_ESTADO_QUE_LO_DICE = {
    EstadoDocumento.IMPRESO: E.IMPRESA,
    EstadoDocumento.PENDIENTE: E.FIRMADA,
    EstadoDocumento.VIGENTE: E.EVALUADA,
    EstadoDocumento.SUSTITUIDA: E.SUSTITUIDA,
}
_DOCUMENTO_POR_SU_CUENTA = (
    "OLD.clase = 'trimestre' AND OLD.estado <> 'reservado' AND OLD.estado <> NEW.estado AND "
    "((NEW.estado = 'cancelada' AND EXISTS (SELECT 1 FROM evaluacion_evaluacion e "
    "WHERE e.documento_id = OLD.id)) OR (NEW.estado <> 'cancelada' AND NOT EXISTS "
    "(SELECT 1 FROM evaluacion_evaluacion e WHERE e.documento_id = OLD.id AND ("
    + " OR ".join(
        f"(NEW.estado = '{d.value}' AND e.estado = '{e.value}')" for d, e in _ESTADO_QUE_LO_DICE.items()
    )
    + "))))"
)
_PERMANENTES = {
    "movimiento_permanente": "evaluacion_movimiento",
    "observacion_permanente": "evaluacion_observacion",
    "desbloqueo_permanente": "evaluacion_desbloqueo",
    "desbloqueo_lineas_permanentes": "evaluacion_desbloqueo_lineas",
}


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    registrar(*_de_la_evaluacion(), *_del_trimestre(), *_del_desbloqueo(), *_de_lo_explicado())


def _de_la_evaluacion() -> list[Disparador]:
    evaluacion = "evaluacion_evaluacion"
    return [
        Disparador(
            "evaluacion_sin_saltos",
            evaluacion,
            ("UPDATE",),
            f"OLD.trimestre_programa_id <> NEW.trimestre_programa_id OR OLD.version <> NEW.version OR "
            f"(OLD.estado <> NEW.estado AND NOT ({_PERMITIDOS})) OR ({_CAMBIA_LO_FIRMADO})",
            "Ese cambio de estado no existe en la evaluación de un trimestre, o no quedó en la bitácora.",
        ),
        Disparador(
            "evaluacion_con_desbloqueo",
            evaluacion,
            ("INSERT",),
            _VERSION_SIN_DESBLOQUEO,
            "Otra versión de la evaluación solo nace de un desbloqueo.",
        ),
        Disparador(
            "evaluacion_permanente",
            evaluacion,
            ("DELETE",),
            f"OLD.version > 1 OR OLD.estado IN ({_CERRADOS})",
            "Una evaluación firmada no se borra.",
        ),
        Disparador(
            "documento_con_evaluacion",
            "nucleo_documento",
            ("UPDATE",),
            _DOCUMENTO_POR_SU_CUENTA,
            "El documento de un trimestre solo cambia con su evaluación.",
        ),
    ]


def _del_trimestre() -> list[Disparador]:
    tabla = "poa_trimestreprograma"
    return [
        Disparador("trimestre_firmado", tabla, ("UPDATE",), _ABRE_LO_FIRMADO, MENSAJE),
        Disparador("trimestre_limitado", tabla, ("UPDATE",), _QUITA_EL_LIMITE, MENSAJE),
        Disparador("trimestre_permanente", tabla, ("DELETE",), "OLD.cerrado", MENSAJE),
    ]


def _del_desbloqueo() -> list[Disparador]:
    mensaje = "Un desbloqueo no se modifica: dice qué líneas se abrieron."
    return [
        Disparador(
            "linea_con_desbloqueo",
            "poa_lineadesbloqueada",
            ("INSERT", "UPDATE"),
            _LINEA_SIN_DESBLOQUEO,
            MENSAJE,
        ),
        Disparador(
            "desbloqueo_a_tiempo",
            "evaluacion_desbloqueo",
            ("INSERT",),
            _DESBLOQUEO_YA_ABIERTO.replace("{evaluacion}", "NEW.evaluacion_id"),
            mensaje,
        ),
        Disparador(
            "desbloqueo_lineas_a_tiempo",
            "evaluacion_desbloqueo_lineas",
            ("INSERT",),
            _DESBLOQUEO_YA_ABIERTO.replace("{evaluacion}", _DE_LAS_LINEAS),
            mensaje,
        ),
    ]


def _de_lo_explicado() -> list[Disparador]:
    explicado = (
        ("justificacion_cerrada", "evaluacion_justificacion"),
        ("declaracion_cerrada", "evaluacion_declaracionsinactividad"),
    )
    todos = ("INSERT", "UPDATE", "DELETE")
    return [
        *(
            Disparador(nombre, tabla, todos, FILA_CERRADA, MENSAJE, bloquea=FILA_DEL_TRIMESTRE)
            for nombre, tabla in explicado
        ),
        *(
            Disparador(nombre, tabla, ("UPDATE", "DELETE"), "1 = 1", "Lo que ya pasó no se modifica.")
            for nombre, tabla in _PERMANENTES.items()
        ),
        Disparador(
            "observacion_al_devolver",
            "evaluacion_observacion",
            ("INSERT",),
            "EXISTS (SELECT 1 FROM evaluacion_evaluacion e "
            f"WHERE e.id = NEW.evaluacion_id AND e.estado IN ({_CERRADOS}))",
            MENSAJE,
        ),
    ]
