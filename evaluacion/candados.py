"""Database guards of the evaluation: no jump between states, no reopening behind its back."""

from evaluacion.estados import CERRADOS, PASOS
from nucleo.disparadores import Disparador, registrar
from poa.candados import FILA_CERRADA, FILA_DEL_TRIMESTRE, MENSAJE

_PERMITIDOS = " OR ".join(
    f"(OLD.estado = '{de}' AND NEW.estado = '{a}')" for de, destinos in PASOS.items() for a in destinos
)
_CERRADOS = ", ".join(f"'{e}'" for e in sorted(CERRADOS))
_ULTIMA_CERRADA = (
    "EXISTS (SELECT 1 FROM evaluacion_evaluacion e WHERE e.trimestre_programa_id = OLD.id AND e.estado IN "
    f"({_CERRADOS}) AND e.version = (SELECT MAX(v.version) FROM evaluacion_evaluacion v "
    "WHERE v.trimestre_programa_id = OLD.id))"
)


def registrar_candados() -> None:
    """Declare the guards; called when the app is ready."""
    registrar(*_de_estados(), *_de_trimestres(), *_de_explicaciones())


def _de_estados() -> tuple[Disparador, ...]:
    return (
        Disparador(
            "evaluacion_sin_saltos",
            "evaluacion_evaluacion",
            ("UPDATE",),
            f"OLD.trimestre_programa_id <> NEW.trimestre_programa_id OR OLD.version <> NEW.version OR "
            f"(OLD.estado <> NEW.estado AND NOT ({_PERMITIDOS}))",
            "Ese cambio de estado no existe en la evaluación de un trimestre.",
        ),
        Disparador(
            "evaluacion_permanente",
            "evaluacion_evaluacion",
            ("DELETE",),
            f"OLD.estado IN ({_CERRADOS})",
            "Una evaluación firmada no se borra.",
        ),
    )


def _de_trimestres() -> tuple[Disparador, ...]:
    return (
        Disparador(
            "trimestre_firmado",
            "poa_trimestreprograma",
            ("UPDATE",),
            f"(OLD.programa_id <> NEW.programa_id OR OLD.numero <> NEW.numero OR "
            f"(OLD.cerrado AND NOT NEW.cerrado)) AND {_ULTIMA_CERRADA}",
            MENSAJE,
        ),
        Disparador(
            "trimestre_permanente",
            "poa_trimestreprograma",
            ("DELETE",),
            "OLD.cerrado",
            MENSAJE,
        ),
    )


def _de_explicaciones() -> tuple[Disparador, ...]:
    todos = ("INSERT", "UPDATE", "DELETE")
    return tuple(
        Disparador(nombre, tabla, todos, FILA_CERRADA, MENSAJE, bloquea=FILA_DEL_TRIMESTRE)
        for nombre, tabla in (
            ("justificacion_cerrada", "evaluacion_justificacion"),
            ("declaracion_cerrada", "evaluacion_declaracionsinactividad"),
        )
    )
